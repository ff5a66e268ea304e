// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/textdiff.h"

#include <algorithm>
#include <vector>

namespace slurmsd {

namespace {

constexpr int maxChanges = 1000;
constexpr std::size_t context = 3;

using Lines = std::vector<std::string_view>;

// With their line breaks: a last line without one is another line than one with it.
Lines linesOf(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t lineBreak = text.find('\n');
        const std::size_t length = lineBreak == std::string_view::npos ? text.size() : lineBreak + 1;
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

// Which lines are gone, and which are new.
struct Marks
{
    std::vector<bool> removed;
    std::vector<bool> added;
};

// The greedy algorithm of E. Myers, "An O(ND) difference algorithm and its variations" (1986): furthest[k]
// is how far into `before` one gets with `changes` changes on the diagonal k (lines taken of before - after).
class ShortestEdit
{
public:
    ShortestEdit(const Lines &before, const Lines &after, std::size_t first, std::size_t beforeEnd,
                 std::size_t afterEnd)
        : m_before(before)
        , m_after(after)
        , m_first(static_cast<int>(first))
        , m_beforeSize(static_cast<int>(beforeEnd - first))
        , m_afterSize(static_cast<int>(afterEnd - first))
    {}

    // False when there are more than maxChanges.
    bool find()
    {
        std::vector<int> furthest(3, 0);
        for (int changes = 0; changes <= std::min(maxChanges, m_beforeSize + m_afterSize); ++changes) {
            // One more diagonal at each side than there are changes.
            std::vector<int> next(static_cast<std::size_t>(2 * changes + 3), 0);
            for (int k = -changes; k <= changes; k += 2) {
                const int x = slide(changes == 0 ? 0 : step(furthest, changes, k), k);
                at(next, changes, k) = x;
                if (x >= m_beforeSize && x - k >= m_afterSize) {
                    m_trace.push_back(std::move(next));
                    return true;
                }
            }
            m_trace.push_back(next);
            furthest = std::move(next);
        }
        return false;
    }

    void mark(Marks &marks) const
    {
        int x = m_beforeSize;
        int y = m_afterSize;
        for (int changes = static_cast<int>(m_trace.size()) - 1; changes > 0; --changes) {
            const std::vector<int> &furthest = m_trace[static_cast<std::size_t>(changes - 1)];
            const int k = x - y;
            const bool isAdded = comesFromAbove(furthest, changes, k);
            x = at(furthest, changes - 1, isAdded ? k + 1 : k - 1);
            y = x - (isAdded ? k + 1 : k - 1);
            (isAdded ? marks.added[index(y)] : marks.removed[index(x)]) = true;
        }
    }

private:
    static std::size_t place(int changes, int k)
    {
        const int place = changes + 1 + k;
        return static_cast<std::size_t>(place);
    }
    static int &at(std::vector<int> &furthest, int changes, int k) { return furthest[place(changes, k)]; }
    static int at(const std::vector<int> &furthest, int changes, int k)
    {
        return furthest[place(changes, k)];
    }
    std::size_t index(int line) const
    {
        const int ofText = m_first + line;
        return static_cast<std::size_t>(ofText);
    }

    static bool comesFromAbove(const std::vector<int> &furthest, int changes, int k)
    {
        return k == -changes ||
               (k != changes && at(furthest, changes - 1, k - 1) < at(furthest, changes - 1, k + 1));
    }

    static int step(const std::vector<int> &furthest, int changes, int k)
    {
        return comesFromAbove(furthest, changes, k) ? at(furthest, changes - 1, k + 1)
                                                    : at(furthest, changes - 1, k - 1) + 1;
    }

    int slide(int x, int k) const
    {
        while (x < m_beforeSize && x - k < m_afterSize && m_before[index(x)] == m_after[index(x - k)])
            ++x;
        return x;
    }

    const Lines &m_before;
    const Lines &m_after;
    const int m_first;
    const int m_beforeSize;
    const int m_afterSize;
    std::vector<std::vector<int>> m_trace; // by number of changes
};

Marks compare(const Lines &before, const Lines &after)
{
    Marks marks{std::vector<bool>(before.size()), std::vector<bool>(after.size())};
    const auto [left, right] = std::ranges::mismatch(before, after);
    const auto first = static_cast<std::size_t>(left - before.begin());
    std::size_t beforeEnd = before.size();
    std::size_t afterEnd = after.size();
    while (beforeEnd > first && afterEnd > first && before[beforeEnd - 1] == after[afterEnd - 1]) {
        --beforeEnd;
        --afterEnd;
    }
    ShortestEdit edit(before, after, first, beforeEnd, afterEnd);
    if (edit.find()) {
        edit.mark(marks);
    } else {
        std::fill(marks.removed.begin() + static_cast<std::ptrdiff_t>(first),
                  marks.removed.begin() + static_cast<std::ptrdiff_t>(beforeEnd), true);
        std::fill(marks.added.begin() + static_cast<std::ptrdiff_t>(first),
                  marks.added.begin() + static_cast<std::ptrdiff_t>(afterEnd), true);
    }
    return marks;
}

// One block of the output, while it is written.
struct Hunk
{
    std::size_t before = 0; // its first line in each text
    std::size_t after = 0;
    std::size_t beforeCount = 0;
    std::size_t afterCount = 0;
    std::string lines;

    void add(char sign, std::string_view line)
    {
        (lines += sign) += line;
        if (!line.ends_with('\n'))
            lines += "\n\\ No newline at end of file\n";
        beforeCount += sign != '+' ? 1 : 0;
        afterCount += sign != '-' ? 1 : 0;
    }

    // A range without lines is named by the line before it.
    static std::string range(std::size_t first, std::size_t count)
    {
        return std::to_string(count == 0 ? first : first + 1) +
               (count == 1 ? std::string() : ',' + std::to_string(count));
    }
    std::string text() const
    {
        return "@@ -" + range(before, beforeCount) + " +" + range(after, afterCount) + " @@\n" + lines;
    }
};

// Goes through both texts side by side.
class DiffWriter
{
public:
    DiffWriter(const Lines &before, const Lines &after)
        : m_before(before)
        , m_after(after)
        , m_marks(compare(before, after))
    {}

    std::string hunks()
    {
        std::string text;
        while (!isAtEnd()) {
            if (isChange(0)) {
                text += takeHunk().text();
            } else {
                ++m_x;
                ++m_y;
            }
        }
        return text;
    }

private:
    bool isAtEnd() const { return m_x == m_before.size() && m_y == m_after.size(); }

    // Is there a change `ahead` lines on, of lines that are equal up to there?
    bool isChange(std::size_t ahead) const
    {
        return (m_x + ahead < m_before.size() && m_marks.removed[m_x + ahead]) ||
               (m_y + ahead < m_after.size() && m_marks.added[m_y + ahead]);
    }

    Hunk takeHunk()
    {
        const std::size_t lead = std::min(m_x, context);
        Hunk hunk{m_x - lead, m_y - lead, 0, 0, {}};
        for (std::size_t i = m_x - lead; i < m_x; ++i)
            hunk.add(' ', m_before[i]);
        std::size_t equal = 0;
        while (!isAtEnd()) {
            if (isChange(0)) {
                takeChanges(hunk);
                equal = 0;
            } else if (equal < context || isChangeNear(equal)) {
                hunk.add(' ', m_before[m_x++]);
                ++m_y;
                ++equal;
            } else {
                break;
            }
        }
        return hunk;
    }

    void takeChanges(Hunk &hunk)
    {
        while (m_x < m_before.size() && m_marks.removed[m_x])
            hunk.add('-', m_before[m_x++]);
        while (m_y < m_after.size() && m_marks.added[m_y])
            hunk.add('+', m_after[m_y++]);
    }

    // Would the next change's own lead begin within, or right behind, what is shown already?
    bool isChangeNear(std::size_t equal) const
    {
        for (std::size_t ahead = 1; equal + ahead <= 2 * context; ++ahead) {
            if (isChange(ahead))
                return true;
        }
        return false;
    }

    const Lines &m_before;
    const Lines &m_after;
    const Marks m_marks;
    std::size_t m_x = 0; // in `before`
    std::size_t m_y = 0; // in `after`
};

} // namespace

std::string unifiedDiff(std::string_view before, std::string_view after, std::string_view beforeName,
                        std::string_view afterName)
{
    const Lines old = linesOf(before);
    const Lines now = linesOf(after);
    const std::string hunks = DiffWriter(old, now).hunks();
    return hunks.empty()
               ? hunks
               : "--- " + std::string(beforeName) + "\n+++ " + std::string(afterName) + '\n' + hunks;
}

} // namespace slurmsd
