// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsplan.h"

#include <QVarLengthArray>

#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace slurmsd {

namespace {

using Groups = std::vector<TargetGroup>;

// Not std::hash itself, for which libstdc++ compares with all keys as long as these are 20 or fewer.
struct AddressHash
{
    std::size_t operator()(std::string_view address) const { return std::hash<std::string_view>()(address); }
};

std::size_t hashOfLabels(const TargetGroup &group)
{
    std::size_t hash = group.labels.size();
    const std::hash<std::string_view> text;
    // The names are alike in all groups of a job.
    for (const Label &label : group.labels)
        hash = hash * 1'000'003 + text(label.value);
    return hash;
}

bool hasEqualLabels(const TargetGroup &left, const TargetGroup &right) { return left.labels == right.labels; }

// The groups that a target is in; hardly ever more than one.
struct Places
{
    QVarLengthArray<int, 2> before;
    QVarLengthArray<int, 2> after;
};

// The targets of rows that came or went, and all their places.
class ChangedTargets
{
public:
    ChangedTargets(const Groups &before, const Groups &after, const TargetsPlan &plan)
        : m_before(before)
        , m_after(after)
    {
        addRows(plan);
        if (m_places.empty())
            return;
        m_were = findPlaces(before, &Places::before);
        m_are = findPlaces(after, &Places::after);
    }

    void fill(TargetsPlan &plan) const
    {
        for (const Item *item : m_were) {
            if (item->second.after.empty())
                plan.changes.removed.emplace_back(item->first);
        }
        for (const Item *item : m_are) {
            const Places &places = item->second;
            const bool isAdded = places.before.empty();
            if (!isAdded && hasSameLabels(places))
                continue; // came or went in place only
            (isAdded ? plan.changes.added : plan.changes.relabelled).emplace_back(item->first);
            plan.marks.resize(m_after.size());
            for (const int row : places.after) {
                TargetsPlan::Marks &marks = plan.marks[static_cast<std::size_t>(row)];
                ++(isAdded ? marks.added : marks.relabelled);
            }
        }
    }

private:
    using Item = std::pair<const std::string_view, Places>;

    void add(const std::string &target) { m_places.try_emplace(target); }
    void add(const TargetGroup &group)
    {
        for (const std::string &target : group.targets)
            add(target);
    }

    void addRows(const TargetsPlan &plan)
    {
        const std::vector<int> gone = goneRows(m_before.size(), plan.groups.origins);
        m_places.reserve(gone.size() + plan.changed.size());
        for (const int row : gone)
            add(m_before[static_cast<std::size_t>(row)]);
        for (std::size_t row = 0; row < m_after.size(); ++row) {
            if (plan.groups.origins[row] < 0)
                add(m_after[row]);
        }
        for (const TargetsPlan::Group &group : plan.changed) {
            const auto row = static_cast<std::size_t>(group.row);
            addTargets(m_before[static_cast<std::size_t>(plan.groups.origins[row])], m_after[row],
                       group.edits.origins);
        }
    }

    void addTargets(const TargetGroup &before, const TargetGroup &after, const std::vector<int> &origins)
    {
        for (const int row : goneRows(before.targets.size(), origins))
            add(before.targets[static_cast<std::size_t>(row)]);
        for (std::size_t row = 0; row < origins.size(); ++row) {
            if (origins[row] < 0)
                add(after.targets[row]);
        }
    }

    // In the order of the groups.
    std::vector<const Item *> findPlaces(const Groups &groups, QVarLengthArray<int, 2> Places::*places)
    {
        std::vector<const Item *> found;
        for (std::size_t row = 0; row < groups.size(); ++row) {
            for (const std::string &target : groups[row].targets) {
                const auto item = m_places.find(target);
                if (item == m_places.end())
                    continue;
                if ((item->second.*places).empty())
                    found.push_back(&*item);
                (item->second.*places).push_back(static_cast<int>(row));
            }
        }
        return found;
    }

    // Is a target in groups of the same labels as before? The order of groups does not count.
    bool hasSameLabels(const Places &places) const
    {
        return std::ranges::is_permutation(places.before, places.after, [this](int left, int right) {
            return hasEqualLabels(m_before[static_cast<std::size_t>(left)],
                                  m_after[static_cast<std::size_t>(right)]);
        });
    }

    const Groups &m_before;
    const Groups &m_after;
    std::unordered_map<std::string_view, Places, AddressHash> m_places;
    std::vector<const Item *> m_were; // all that were there before
    std::vector<const Item *> m_are;  // all that are there after
};

// Nothing when the targets are the same.
std::optional<ListEdits> targetEdits(const TargetGroup &before, const TargetGroup &after)
{
    if (before.targets == after.targets)
        return std::nullopt;
    return listEdits(before.targets.size(),
                     matchRows(std::span(before.targets), std::span(after.targets), std::hash<std::string>(),
                               std::equal_to<std::string>()));
}

} // namespace

TargetsPlan planTargets(const Groups &before, const Groups &after)
{
    TargetsPlan plan;
    plan.groups = listEdits(before.size(),
                            matchRows(std::span(before), std::span(after), hashOfLabels, hasEqualLabels));
    for (std::size_t row = 0; row < after.size(); ++row) {
        const int origin = plan.groups.origins[row];
        if (origin < 0)
            continue;
        if (auto edits = targetEdits(before[static_cast<std::size_t>(origin)], after[row]))
            plan.changed.push_back({static_cast<int>(row), std::move(*edits)});
    }
    ChangedTargets(before, after, plan).fill(plan);
    return plan;
}

} // namespace slurmsd
