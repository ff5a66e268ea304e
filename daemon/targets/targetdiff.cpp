// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetdiff.h"

#include "common/wording.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <functional>
#include <limits>
#include <unordered_map>

namespace slurmsd {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// Calls `visit` with each target of the answer and the labels of its group, both as JSON has them: equal
// strings are equal there, too. False when the text is not what fileSdJson() writes.
template <typename Visitor>
bool forEachTarget(std::string_view json, Visitor &&visit)
{
    constexpr std::string_view beforeTargets = R"({"targets":[)";
    constexpr std::string_view beforeLabels = R"(],"labels":)"; // a quote within a string is escaped
    if (json.empty() || json == "[]\n")
        return true;
    if (!json.starts_with("[\n") || !json.ends_with("\n]\n"))
        return false;
    json.remove_prefix(2);
    json.remove_suffix(2);
    while (!json.empty()) {
        const std::string_view line = json.substr(0, json.find('\n')); // a newline in a string is escaped
        json.remove_prefix(line.size() + 1);
        const std::size_t end = line.find(beforeLabels);
        if (!line.starts_with(beforeTargets) || end == std::string_view::npos)
            return false;
        std::string_view targets = line.substr(beforeTargets.size(), end - beforeTargets.size());
        std::string_view labels = line.substr(end + beforeLabels.size());
        labels.remove_suffix(labels.ends_with(',') ? 1 : 0);
        while (targets.starts_with('"')) {
            std::size_t quote = 1;
            while (quote < targets.size() && targets[quote] != '"')
                quote += targets[quote] == '\\' ? 2 : 1;
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

// Which targets there are on either side, with the numbers of their labels.
class Comparison
{
public:
    enum Side : unsigned char { Before, After };

    explicit Comparison(std::size_t bytes);

    void add(Side side, std::string_view target, std::string_view labels);
    TargetDiff diff() const;

private:
    // A chain of occurrences for each side, the latest first.
    struct Target
    {
        std::string_view name;
        std::uint32_t first[2] = {none, none};
    };
    struct Occurrence
    {
        std::uint32_t labels;
        std::uint32_t next;
    };

    std::uint32_t numberOf(std::string_view labels);
    Target &targetOf(std::string_view name);
    void grow();
    std::size_t slotOf(std::string_view name) const;
    bool hasSameLabels(const Target &target) const;
    std::vector<std::uint32_t> labelsOf(std::uint32_t occurrence) const;

    std::vector<Target> m_targets; // by first occurrence
    std::vector<Occurrence> m_occurrences;
    // Open addressing: some five times as fast here as the standard containers, which allocate each item.
    std::vector<std::uint32_t> m_slots; // indices of m_targets; a power of two of them, half of them none
    std::unordered_map<std::string_view, std::uint32_t> m_labels;
    std::string_view m_lastLabels; // of the group that is being read
    std::uint32_t m_lastNumber = none;
};

Comparison::Comparison(std::size_t bytes)
    : m_slots(std::bit_ceil(std::max<std::size_t>(64, bytes / 16)), none)
{}

void Comparison::add(Side side, std::string_view target, std::string_view labels)
{
    std::uint32_t &first = targetOf(target).first[side];
    m_occurrences.push_back({numberOf(labels), first});
    first = static_cast<std::uint32_t>(m_occurrences.size() - 1);
}

std::uint32_t Comparison::numberOf(std::string_view labels)
{
    if (m_lastNumber == none || labels.data() != m_lastLabels.data()) {
        m_lastLabels = labels;
        m_lastNumber =
            m_labels.try_emplace(labels, static_cast<std::uint32_t>(m_labels.size())).first->second;
    }
    return m_lastNumber;
}

Comparison::Target &Comparison::targetOf(std::string_view name)
{
    if (2 * m_targets.size() >= m_slots.size())
        grow();
    std::uint32_t &slot = m_slots[slotOf(name)];
    if (slot == none) {
        slot = static_cast<std::uint32_t>(m_targets.size());
        m_targets.push_back({name});
    }
    return m_targets[slot];
}

void Comparison::grow()
{
    m_slots.assign(2 * m_slots.size(), none);
    for (std::size_t i = 0; i < m_targets.size(); ++i)
        m_slots[slotOf(m_targets[i].name)] = static_cast<std::uint32_t>(i);
}

// Where the target is, or would be.
std::size_t Comparison::slotOf(std::string_view name) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = std::hash<std::string_view>()(name) & mask;
    while (m_slots[slot] != none && m_targets[m_slots[slot]].name != name)
        slot = (slot + 1) & mask;
    return slot;
}

TargetDiff Comparison::diff() const
{
    TargetDiff diff;
    for (const Target &target : m_targets) {
        if (target.first[Before] == none)
            diff.added.push_back(unescaped(target.name));
        else if (target.first[After] == none)
            diff.removed.push_back(unescaped(target.name));
        else if (!hasSameLabels(target))
            diff.relabeled.push_back(unescaped(target.name));
    }
    return diff;
}

bool Comparison::hasSameLabels(const Target &target) const
{
    const Occurrence &before = m_occurrences[target.first[Before]];
    const Occurrence &after = m_occurrences[target.first[After]];
    if (before.next == none && after.next == none)
        return before.labels == after.labels;
    return labelsOf(target.first[Before]) == labelsOf(target.first[After]);
}

// Sorted.
std::vector<std::uint32_t> Comparison::labelsOf(std::uint32_t occurrence) const
{
    std::vector<std::uint32_t> labels;
    for (; occurrence != none; occurrence = m_occurrences[occurrence].next)
        labels.push_back(m_occurrences[occurrence].labels);
    std::ranges::sort(labels);
    return labels;
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
    Comparison comparison(textOf(before).size());
    for (const auto side : {Comparison::Before, Comparison::After}) {
        const QByteArray &json = side == Comparison::Before ? before : after;
        [[maybe_unused]] const bool isFileSd =
            forEachTarget(textOf(json), [&](std::string_view target, std::string_view labels) {
                comparison.add(side, target, labels);
            });
        Q_ASSERT(isFileSd);
    }
    return comparison.diff();
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
