// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetdiff.h"

#include "common/wording.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <functional>
#include <limits>

namespace slurmsd {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// Where the closing quote of the string is that the text begins with; at or behind the end: there is none.
std::size_t endOfString(std::string_view text)
{
    std::size_t quote = text.find('"', 1);
    if (text.substr(0, quote).find('\\') == std::string_view::npos)
        return quote;
    for (quote = 1; quote < text.size() && text[quote] != '"'; ++quote)
        quote += text[quote] == '\\' ? 1 : 0;
    return quote;
}

// Calls `visit` with each target of the answer and the labels of its group, both as JSON has them: equal
// strings are equal there, too. False when the text is not what fileSdJson() writes.
template <typename Visitor>
bool forEachTarget(std::string_view json, Visitor &&visit)
{
    constexpr std::string_view beforeTargets = R"({"targets":[)";
    constexpr std::string_view labelsStart = R"(],"labels":)"; // a quote within a string is escaped
    if (json.empty() || json == "[]\n")
        return true;
    if (!json.starts_with("[\n") || !json.ends_with("\n]\n"))
        return false;
    json.remove_prefix(2);
    json.remove_suffix(2);
    while (!json.empty()) {
        const std::string_view line = json.substr(0, json.find('\n')); // a newline in a string is escaped
        json.remove_prefix(line.size() + 1);
        const std::size_t end = line.find(labelsStart);
        if (!line.starts_with(beforeTargets) || end == std::string_view::npos)
            return false;
        std::string_view targets = line.substr(beforeTargets.size(), end - beforeTargets.size());
        std::string_view labels = line.substr(end + labelsStart.size());
        labels.remove_suffix(labels.ends_with(',') ? 1 : 0);
        while (targets.starts_with('"')) {
            const std::size_t quote = endOfString(targets);
            if (quote >= targets.size())
                return false;
            visit(targets.substr(1, quote - 1), labels);
            targets.remove_prefix(std::min(quote + 2, targets.size())); // with the comma
        }
    }
    return true;
}

// The string that JSON has so. What is escaped is a quote, a backslash or, as \u00XX, a byte below 0x20.
std::string unescaped(std::string_view json)
{
    std::string text;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] != '\\') {
            text += json[i];
        } else if (json.substr(++i).starts_with("u00")) {
            const std::string_view digits = json.substr(i + 3, 2);
            char byte = 0;
            std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
            text += byte;
            i += 4;
        } else {
            text += json[i];
        }
    }
    return text;
}

// Gives strings numbers, from 0 in the order of their first occurrence. Open addressing: several times as
// fast here as the standard containers, which allocate each item.
class Numbering
{
public:
    explicit Numbering(std::size_t expected)
        : m_slots(std::bit_ceil(std::max<std::size_t>(64, 2 * expected)), none)
    {}

    std::uint32_t numberOf(std::string_view string);
    std::size_t size() const { return m_strings.size(); }
    std::string_view operator[](std::size_t number) const { return m_strings[number]; }

private:
    std::uint32_t find(std::string_view string);
    std::size_t slotOf(std::string_view string) const;
    void grow();

    std::vector<std::string_view> m_strings;
    std::vector<std::uint32_t> m_slots; // numbers; a power of two of them, at least half of them `none`
    std::uint32_t m_next = 0;           // the number after the last one given
};

std::uint32_t Numbering::numberOf(std::string_view string)
{
    // Most of the later answer is in the order of the earlier one.
    const bool isNext = m_next < m_strings.size() && m_strings[m_next] == string;
    const std::uint32_t number = isNext ? m_next : find(string);
    m_next = number + 1;
    return number;
}

std::uint32_t Numbering::find(std::string_view string)
{
    if (2 * m_strings.size() >= m_slots.size())
        grow();
    std::uint32_t &slot = m_slots[slotOf(string)];
    if (slot == none) {
        slot = static_cast<std::uint32_t>(m_strings.size());
        m_strings.push_back(string);
    }
    return slot;
}

// Where the string's number is, or would be.
std::size_t Numbering::slotOf(std::string_view string) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(string) & mask;
    while (m_slots[slot] != none && m_strings[m_slots[slot]] != string)
        slot = (slot + 1) & mask;
    return slot;
}

void Numbering::grow()
{
    m_slots.assign(2 * m_slots.size(), none);
    for (std::size_t i = 0; i < m_strings.size(); ++i)
        m_slots[slotOf(m_strings[i])] = static_cast<std::uint32_t>(i);
}

// One answer: the labels of each target, as chains of occurrences, the latest first.
struct Answer
{
    struct Occurrence
    {
        std::uint32_t labels; // number
        std::uint32_t next;   // index, or `none`
    };

    std::vector<Occurrence> occurrences;
    std::vector<std::uint32_t> chains; // index of the first, by the target's number

    void add(std::uint32_t target, std::uint32_t labels)
    {
        if (target >= chains.size())
            chains.resize(target + std::size_t{1}, none);
        occurrences.push_back({labels, chains[target]});
        chains[target] = static_cast<std::uint32_t>(occurrences.size() - 1);
    }

    bool has(std::uint32_t target) const { return target < chains.size() && chains[target] != none; }

    // Sorted numbers.
    std::vector<std::uint32_t> labelsOf(std::uint32_t target) const
    {
        std::vector<std::uint32_t> labels;
        for (std::uint32_t at = chains[target]; at != none; at = occurrences[at].next)
            labels.push_back(occurrences[at].labels);
        std::ranges::sort(labels);
        return labels;
    }
};

bool hasSameLabels(std::uint32_t target, const Answer &before, const Answer &after)
{
    const Answer::Occurrence &left = before.occurrences[before.chains[target]];
    const Answer::Occurrence &right = after.occurrences[after.chains[target]];
    if (left.next == none && right.next == none)
        return left.labels == right.labels;
    return before.labelsOf(target) == after.labelsOf(target);
}

Answer readAnswer(std::string_view json, Numbering &targets, Numbering &labels)
{
    Answer answer;
    std::string_view group; // the labels of the last target
    std::uint32_t number = none;
    const auto add = [&](std::string_view target, std::string_view itsLabels) {
        if (itsLabels.data() != group.data())
            number = labels.numberOf(itsLabels);
        group = itsLabels;
        answer.add(targets.numberOf(target), number);
    };
    [[maybe_unused]] const bool isFileSd = forEachTarget(json, add);
    Q_ASSERT(isFileSd);
    return answer;
}

std::string_view textOf(const QByteArray &json)
{
    return {json.data(), static_cast<std::size_t>(json.size())};
}

// Appends "3 targets came (n1:9100, n2:9100, n3:9100)"; nothing when there are none. Only the first such part
// of a text has the noun.
void appendChange(std::string &text, const std::vector<std::string> &targets, std::string_view verb)
{
    constexpr std::size_t maxNamed = 10;
    if (targets.empty())
        return;
    const bool isFirst = text.empty();
    text += (isFirst ? "" : ", ") + std::to_string(targets.size());
    if (isFirst)
        text += targets.size() == 1 ? " target" : " targets";
    text.append(" ").append(verb).append(" (");
    for (std::size_t i = 0; i < std::min(targets.size(), maxNamed); ++i)
        text.append(i == 0 ? "" : ", ").append(printable(targets[i]));
    text += targets.size() > maxNamed ? ", …)" : ")";
}

} // namespace

TargetDiff diffTargets(const QByteArray &before, const QByteArray &after)
{
    if (textOf(before) == textOf(after))
        return {};
    Numbering targets(textOf(before).size() / 20);
    Numbering labels(0);
    const Answer old = readAnswer(textOf(before), targets, labels);
    const Answer fresh = readAnswer(textOf(after), targets, labels);

    TargetDiff diff;
    for (std::uint32_t target = 0; target < targets.size(); ++target) {
        if (!old.has(target))
            diff.added.push_back(unescaped(targets[target]));
        else if (!fresh.has(target))
            diff.removed.push_back(unescaped(targets[target]));
        else if (!hasSameLabels(target, old, fresh))
            diff.relabeled.push_back(unescaped(targets[target]));
    }
    return diff;
}

Event targetsEvent(std::string_view job, const TargetDiff &diff, WallTime when)
{
    Q_ASSERT(!diff.isEmpty());
    std::string changes;
    appendChange(changes, diff.added, "came");
    appendChange(changes, diff.removed, "went");
    appendChange(changes, diff.relabeled, "changed labels");
    Event event;
    event.when = when;
    event.kind = Event::Kind::TargetsChanged;
    event.subject = job;
    event.text = printable(job) + ": " + changes;
    return event;
}

} // namespace slurmsd
