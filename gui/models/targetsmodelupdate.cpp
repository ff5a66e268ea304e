// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodelrows.h"

namespace slurmsd {

void TargetsModel::setTargets(const std::vector<JobTargets> &jobs, WallTime now)
{
    Q_EMIT targetsAboutToChange();
    std::vector<std::string_view> before;
    std::vector<std::string_view> after;
    for (const auto &job : m_jobs)
        before.push_back(job->targets.job);
    for (const JobTargets &job : jobs)
        after.push_back(job.job);
    const ListEdits edits =
        listEdits(before.size(), matchRows(std::span<const std::string_view>(before),
                                           std::span<const std::string_view>(after),
                                           std::hash<std::string_view>(), std::equal_to<std::string_view>()));
    const Mark mark = before.empty() ? Mark{} : Mark{Change::Added, now};
    RowChanges(*this, {}, m_jobs).apply(edits, [&](std::size_t row) {
        auto job = makeJob(jobs[row]);
        job->mark = mark;
        return job;
    });
    for (std::size_t row = 0; row < jobs.size(); ++row) {
        if (edits.origins[row] >= 0)
            updateJob(*m_jobs[row], jobs[row], now);
    }
    Q_EMIT targetsChanged();
}

std::unique_ptr<TargetsModel::Job> TargetsModel::makeJob(const JobTargets &targets)
{
    auto job = std::make_unique<Job>();
    job->targets = targets;
    job->groups.reserve(targets.groups->size());
    for (const TargetGroup &group : *targets.groups) {
        auto made = std::make_unique<Group>();
        made->parent = job.get();
        made->row = static_cast<int>(job->groups.size());
        made->source = &group;
        job->groups.push_back(std::move(made));
    }
    return job;
}

void TargetsModel::updateJob(Job &job, const JobTargets &next, WallTime now)
{
    if (job.targets.groups == next.groups) {
        job.targets.port = next.port;
        return;
    }
    // What views know is of the answer before until the last row is changed.
    const auto before = job.targets.groups;
    TargetsPlan plan = planTargets(*before, *next.groups);
    const bool isChange = !plan.changes.isEmpty();
    std::vector<int> marked;
    if (isChange)
        marked = setMarks(job, plan, now);
    changeGroups(job, next, plan, isChange);
    job.targets = next;
    if (!isChange)
        return;
    announceMarks(job, marked);
    const QModelIndex index = indexOf(job);
    Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
}

// Before the rows change, so that those that come are marked then. Takes the plan's changes. The others that
// have or had marks, as rows of the later answer.
std::vector<int> TargetsModel::setMarks(Job &job, TargetsPlan &plan, WallTime now)
{
    std::vector<int> marked;
    for (std::size_t row = 0; row < plan.groups.origins.size(); ++row) {
        const int origin = plan.groups.origins[row];
        if (origin < 0)
            continue;
        Group &group = *job.groups[static_cast<std::size_t>(origin)];
        const bool wasMarked = group.isMarked();
        group.isAdded = false;
        group.marks = plan.marks.empty() ? TargetsPlan::Marks() : plan.marks[row];
        if (wasMarked || group.isMarked())
            marked.push_back(static_cast<int>(row));
    }
    job.marks.clear();
    job.change = JobChange{now, std::move(plan.changes)};
    job.mark = {Change::Changed, now};
    const TargetChanges &changes = job.change->targets;
    job.marks.reserve(changes.added.size() + changes.relabelled.size());
    for (const std::string &target : changes.added)
        job.marks.emplace(target, Change::Added);
    for (const std::string &target : changes.relabelled)
        job.marks.emplace(target, Change::Relabelled);
    return marked;
}

void TargetsModel::changeGroups(Job &job, const JobTargets &next, const TargetsPlan &plan, bool isChange)
{
    RowChanges(*this, indexOf(job), job.groups).apply(plan.groups, [&](std::size_t row) {
        auto group = std::make_unique<Group>();
        group->parent = &job;
        group->source = &(*next.groups)[row];
        group->isAdded = isChange;
        if (!plan.marks.empty())
            group->marks = plan.marks[row];
        return group;
    });
    for (const TargetsPlan::Group &group : plan.changed) {
        const auto row = static_cast<std::size_t>(group.row);
        changeTargets(*job.groups[row], (*next.groups)[row], group.edits);
    }
    for (std::size_t row = 0; row < job.groups.size(); ++row)
        job.groups[row]->source = &(*next.groups)[row];
}

void TargetsModel::changeTargets(Group &group, const TargetGroup &next, const ListEdits &edits)
{
    const QModelIndex parent = indexOf(group);
    std::vector<const std::string *> &rows = group.changing.emplace();
    rows.reserve(group.source->targets.size());
    for (const std::string &target : group.source->targets)
        rows.push_back(&target);
    RowChanges(*this, parent, rows).apply(edits, [&next](std::size_t row) { return &next.targets[row]; });
    group.source = &next;
    group.changing.reset();
    group.hosts.clear();
    Q_EMIT dataChanged(parent, parent.siblingAtColumn(ColumnCount - 1));
}

// Of all targets in such a group, since those that are marked no more count as well.
void TargetsModel::announceMarks(const Job &job, const std::vector<int> &rows)
{
    const QList<int> roles{Qt::DisplayRole, ChangeRole, ChangeTimeRole};
    const auto announce = [&](const Branch &parent, int first, int last) {
        Q_EMIT dataChanged(createIndex(first, 0, &parent), createIndex(last, ChangeColumn, &parent), roles);
    };
    for (auto first = rows.begin(); first != rows.end();) {
        auto end = first + 1;
        while (end != rows.end() && *end == *(end - 1) + 1)
            ++end;
        announce(job, *first, *(end - 1));
        first = end;
    }
    for (const int row : rows) {
        const Group &group = *job.groups[static_cast<std::size_t>(row)];
        if (group.size() > 0)
            announce(group, 0, static_cast<int>(group.size()) - 1);
    }
}

} // namespace slurmsd
