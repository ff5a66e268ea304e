// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsplan.h"

#include <functional>
#include <optional>

namespace slurmsd {

namespace {

using Groups = std::vector<TargetGroup>;

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

// The groups that a target is in, before and after.
struct Places
{
    std::vector<int> before;
    std::vector<int> after;
};
using ChangedTargets = std::unordered_map<std::string_view, Places>;

void addTargets(ChangedTargets &changed, const TargetGroup &group, const std::vector<ListEdits::Range> &rows)
{
    for (const ListEdits::Range &range : rows) {
        for (int row = range.first; row < range.first + range.count; ++row)
            changed.try_emplace(group.targets[static_cast<std::size_t>(row)]);
    }
}

void addTargets(ChangedTargets &changed, const Groups &groups, const std::vector<ListEdits::Range> &rows)
{
    for (const ListEdits::Range &range : rows) {
        for (int row = range.first; row < range.first + range.count; ++row) {
            for (const std::string &target : groups[static_cast<std::size_t>(row)].targets)
                changed.try_emplace(target);
        }
    }
}

// Every target that is in a row which came or went, with all its places.
ChangedTargets findChanged(const Groups &before, const Groups &after, const TargetsPlan &plan)
{
    ChangedTargets changed;
    addTargets(changed, before, plan.groups.removals);
    addTargets(changed, after, plan.groups.insertions);
    for (const TargetsPlan::Group &group : plan.changed) {
        const auto row = static_cast<std::size_t>(group.row);
        addTargets(changed, before[static_cast<std::size_t>(plan.origins[row])], group.edits.removals);
        addTargets(changed, after[row], group.edits.insertions);
    }
    const auto addPlaces = [&changed](const Groups &groups, std::vector<int> Places::*places) {
        for (std::size_t row = 0; row < groups.size(); ++row) {
            for (const std::string &target : groups[row].targets) {
                if (const auto found = changed.find(target); found != changed.end())
                    (found->second.*places).push_back(static_cast<int>(row));
            }
        }
    };
    if (!changed.empty()) {
        addPlaces(before, &Places::before);
        addPlaces(after, &Places::after);
    }
    return changed;
}

// Is a target in groups of the same labels as before? The order of groups does not count.
bool hasSameLabels(const Groups &before, const Groups &after, const Places &places)
{
    if (places.before.size() != places.after.size())
        return false;
    return std::ranges::is_permutation(places.before, places.after, [&](int left, int right) {
        return hasEqualLabels(before[static_cast<std::size_t>(left)], after[static_cast<std::size_t>(right)]);
    });
}

void addRemoved(TargetsPlan &plan, const Groups &before, const ChangedTargets &changed)
{
    for (std::size_t row = 0; row < before.size(); ++row) {
        for (const std::string &target : before[row].targets) {
            const auto found = changed.find(target);
            if (found != changed.end() && found->second.after.empty() &&
                found->second.before.front() == static_cast<int>(row))
                plan.changes.removed.push_back(target);
        }
    }
}

void addMarks(TargetsPlan &plan, const Groups &before, const Groups &after, const ChangedTargets &changed)
{
    std::unordered_map<std::string_view, bool> isKept; // targets that came or went in place only
    for (std::size_t row = 0; row < after.size(); ++row) {
        for (const std::string &target : after[row].targets) {
            const auto found = changed.find(target);
            if (found == changed.end())
                continue;
            const Places &places = found->second;
            const bool isFirst = places.after.front() == static_cast<int>(row);
            if (isFirst)
                isKept[target] = hasSameLabels(before, after, places);
            if (isKept[target])
                continue;
            const bool isRelabelled = !places.before.empty();
            plan.marks.push_back({static_cast<int>(row), target, isRelabelled});
            if (isFirst)
                (isRelabelled ? plan.changes.relabelled : plan.changes.added).push_back(target);
        }
    }
}

// Nothing when the targets are the same.
std::optional<ListEdits> targetEdits(const TargetGroup &before, const TargetGroup &after)
{
    if (before.targets == after.targets)
        return std::nullopt;
    std::vector<int> origins = matchRows(std::span(before.targets), std::span(after.targets),
                                         std::hash<std::string>(), std::equal_to<std::string>());
    return listEdits(before.targets.size(), origins);
}

} // namespace

TargetsPlan planTargets(const Groups &before, const Groups &after)
{
    TargetsPlan plan;
    plan.origins = matchRows(std::span(before), std::span(after), hashOfLabels, hasEqualLabels);
    plan.groups = listEdits(before.size(), plan.origins);
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (plan.origins[row] < 0)
            continue;
        if (auto edits = targetEdits(before[static_cast<std::size_t>(plan.origins[row])], after[row]))
            plan.changed.push_back({static_cast<int>(row), std::move(*edits)});
    }
    const ChangedTargets changed = findChanged(before, after, plan);
    if (!changed.empty()) {
        addRemoved(plan, before, changed);
        addMarks(plan, before, after, changed);
    }
    return plan;
}

} // namespace slurmsd
