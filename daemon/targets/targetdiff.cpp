// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetdiff.h"

#include "common/wording.h"
#include "daemon/targets/filesdtext.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace slurmsd {

namespace {

// Numbers of labels, sorted: of the groups that a target is in.
using Groups = std::vector<std::uint32_t>;

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

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

    // Of most targets; `none` for others.
    std::uint32_t onlyGroupOf(std::uint32_t target) const
    {
        const std::uint32_t at = target < chains.size() ? chains[target] : none;
        return at == none || occurrences[at].next != none ? none : occurrences[at].labels;
    }

    Groups groupsOf(std::uint32_t target) const
    {
        Groups labels;
        for (std::uint32_t at = target < chains.size() ? chains[target] : none; at != none;
             at = occurrences[at].next)
            labels.push_back(occurrences[at].labels);
        std::ranges::sort(labels);
        return labels;
    }
};

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

// Which values each label has in some groups: a target of several partitions has several.
using LabelValues = std::map<std::string, std::set<std::string>>;

void addValues(LabelValues &values, std::string_view labels)
{
    labels.remove_prefix(1);
    while (labels.starts_with('"')) {
        const std::size_t quote = endOfString(labels);
        const std::string name = unescaped(labels.substr(1, quote - 1));
        labels.remove_prefix(quote + 2); // with the colon
        const std::size_t end = endOfString(labels);
        values[name].insert(unescaped(labels.substr(1, end - 1)));
        labels.remove_prefix(std::min(end + 2, labels.size())); // with the comma or brace
    }
}

std::string inWords(const LabelValues &values, const std::string &name)
{
    const auto found = values.find(name);
    if (found == values.end())
        return "none";
    std::string words;
    for (const std::string &value : found->second)
        words.append(words.empty() ? "" : " and ").append(value.empty() ? "\"\"" : value);
    return printable(words);
}

// "__meta_state active → down", for each label that has other values.
std::string labelChange(const LabelValues &before, const LabelValues &after)
{
    std::set<std::string> names;
    for (const LabelValues *values : {&before, &after}) {
        for (const auto &[name, value] : *values)
            names.insert(name);
    }
    std::string what;
    for (const std::string &name : names) {
        std::string then = inWords(before, name);
        std::string now = inWords(after, name);
        if (then != now)
            what.append(what.empty() ? "" : ", ")
                .append(printable(name))
                .append(" ")
                .append(then)
                .append(" → ")
                .append(now);
    }
    return what.empty() ? "the same values in other groups" : what;
}

// Collects what the labels of targets became. Most targets' became what those of the one before became.
class LabelChanges
{
public:
    explicit LabelChanges(const Numbering &labels)
        : m_labels(labels)
    {}

    // Of as many targets of this name as the lesser of the two has groups.
    void add(const std::string &target, Groups before, Groups after)
    {
        const std::size_t count = std::min(before.size(), after.size());
        const auto [found, isNew] = m_changes.try_emplace({std::move(before), std::move(after)});
        LabelChange &change = found->second;
        if (isNew)
            change.what = labelChange(valuesOf(found->first.first), valuesOf(found->first.second));
        change.targets += count;
        if (change.named.size() < LabelChange::maxNamed)
            change.named.insert(change.named.end(), count, target);
    }

    // Those of the same words as one.
    std::vector<LabelChange> take()
    {
        std::map<std::string, LabelChange> byWords;
        for (auto &[groups, change] : m_changes) {
            LabelChange &sum = byWords[change.what];
            sum.what = change.what;
            sum.targets += change.targets;
            const auto room = std::min(change.named.size(), LabelChange::maxNamed - sum.named.size());
            sum.named.insert(sum.named.end(), change.named.begin(),
                             change.named.begin() + static_cast<std::ptrdiff_t>(room));
        }
        std::vector<LabelChange> changes;
        changes.reserve(byWords.size());
        for (auto &[words, change] : byWords)
            changes.push_back(std::move(change));
        std::ranges::stable_sort(changes, std::ranges::greater(), &LabelChange::targets);
        return changes;
    }

private:
    LabelValues valuesOf(const Groups &groups) const
    {
        LabelValues values;
        for (const std::uint32_t number : groups)
            addValues(values, m_labels[number]);
        return values;
    }

    const Numbering &m_labels;
    std::map<std::pair<Groups, Groups>, LabelChange> m_changes;
};

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
    LabelChanges changes(labels);
    for (std::uint32_t target = 0; target < targets.size(); ++target) {
        if (const auto only = old.onlyGroupOf(target); only != none && only == fresh.onlyGroupOf(target))
            continue;
        Groups gone;
        Groups came;
        const Groups then = old.groupsOf(target);
        const Groups now = fresh.groupsOf(target);
        std::ranges::set_difference(then, now, std::back_inserter(gone));
        std::ranges::set_difference(now, then, std::back_inserter(came));
        if (gone.empty() && came.empty())
            continue;
        const std::string name = unescaped(targets[target]);
        const std::size_t relabeled = std::min(gone.size(), came.size());
        diff.removed.insert(diff.removed.end(), gone.size() - relabeled, name);
        diff.added.insert(diff.added.end(), came.size() - relabeled, name);
        diff.relabeled.insert(diff.relabeled.end(), relabeled, name);
        if (relabeled > 0)
            changes.add(name, std::move(gone), std::move(came));
    }
    diff.labelChanges = changes.take();
    return diff;
}

} // namespace slurmsd
