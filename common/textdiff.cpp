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
    static int &at(std::vector<int> &furthest, int changes, int k)
    {
        return furthest[static_cast<std::size_t>(changes + 1 + k)];
    }
    static int at(const std::vector<int> &furthest, int changes, int k)
    {
        return furthest[static_cast<std::size_t>(changes + 1 + k)];
    }
    std::size_t index(int line) const { return static_cast<std::size_t>(m_first + line); }

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

} // namespace

std::string unifiedDiff(std::string_view before, std::string_view after, std::string_view beforeName,
                        std::string_view afterName)
{
    const Lines old = linesOf(before);
    const Lines now = linesOf(after);
    const Marks marks = compare(old, now);
    std::string diff;
    std::size_t x = 0;
    std::size_t y = 0;
    const auto isChange = [&](std::size_t i, std::size_t j) {
        return (i < old.size() && marks.removed[i]) || (j < now.size() && marks.added[j]);
    };
    while (x < old.size() || y < now.size()) {
        if (!isChange(x, y)) {
            ++x;
            ++y;
            continue;
        }
        const std::size_t lead = std::min(x, context);
        Hunk hunk{x - lead, y - lead, 0, 0, {}};
        for (std::size_t i = x - lead; i < x; ++i)
            hunk.add(' ', old[i]);
        // Goes on as long as the next change is near enough to share the lines between.
        for (std::size_t equal = 0; x < old.size() || y < now.size();) {
            if (isChange(x, y)) {
                equal = 0;
                while (x < old.size() && marks.removed[x])
                    hunk.add('-', old[x++]);
                while (y < now.size() && marks.added[y])
                    hunk.add('+', now[y++]);
                continue;
            }
            std::size_t ahead = 0;
            while (equal + ahead < 2 * context && x + ahead < old.size() && !isChange(x + ahead, y + ahead))
                ++ahead;
            const bool isNear = isChange(x + ahead, y + ahead);
            if (equal >= context && !isNear)
                break;
            hunk.add(' ', old[x++]);
            ++y;
            ++equal;
        }
        diff += hunk.text();
    }
    return diff.empty() ? diff
                        : "--- " + std::string(beforeName) + "\n+++ " + std::string(afterName) + '\n' + diff;
}

} // namespace slurmsd
