// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodelitems.h"

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
    std::vector<int> origins =
        matchRows(std::span<const std::string_view>(before), std::span<const std::string_view>(after),
                  std::hash<std::string_view>(), std::equal_to<std::string_view>());
    const ListEdits edits = listEdits(before.size(), origins);
    const bool isFirst = before.empty();
    removeJobs(edits);
    insertJobs(jobs, edits, isFirst ? Mark{} : Mark{Change::Added, now});
    for (std::size_t row = 0; row < jobs.size(); ++row) {
        m_jobs[row]->row = static_cast<int>(row);
        if (origins[row] >= 0)
            updateJob(*m_jobs[row], jobs[row], now);
    }
    Q_EMIT targetsChanged();
}

void TargetsModel::removeJobs(const ListEdits &edits)
{
    for (const ListEdits::Range &range : edits.removals) {
        beginRemoveRows({}, range.first, range.first + range.count - 1);
        const auto first = m_jobs.begin() + range.first;
        m_jobs.erase(first, first + range.count);
        endRemoveRows();
    }
}

void TargetsModel::insertJobs(const std::vector<JobTargets> &jobs, const ListEdits &edits, const Mark &mark)
{
    for (const ListEdits::Range &range : edits.insertions) {
        std::vector<std::unique_ptr<Job>> fresh;
        for (int row = range.first; row < range.first + range.count; ++row) {
            auto job = std::make_unique<Job>();
            job->row = row;
            job->targets = jobs[static_cast<std::size_t>(row)];
            job->mark = mark;
            for (const TargetGroup &group : *job->targets.groups) {
                job->groups.push_back(std::make_unique<Group>());
                job->groups.back()->parent = job.get();
                job->groups.back()->source = &group;
            }
            job->setRows();
            fresh.push_back(std::move(job));
        }
        beginInsertRows({}, range.first, range.first + range.count - 1);
        m_jobs.insert(m_jobs.begin() + range.first, std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        endInsertRows();
    }
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
    changeGroups(job, next, plan);
    job.targets = next;
    if (plan.changes.isEmpty())
        return;
    setMarks(job, plan, now);
    job.mark = {Change::Changed, now};
    job.change = JobChange{now, std::move(plan.changes)};
    const QModelIndex index = indexOf(job);
    Q_EMIT dataChanged(index, index.siblingAtColumn(ColumnCount - 1));
}

void TargetsModel::changeGroups(Job &job, const JobTargets &next, const TargetsPlan &plan)
{
    const QModelIndex parent = indexOf(job);
    for (const ListEdits::Range &range : plan.groups.removals) {
        beginRemoveRows(parent, range.first, range.first + range.count - 1);
        const auto first = job.groups.begin() + range.first;
        job.groups.erase(first, first + range.count);
        endRemoveRows();
    }
    for (const ListEdits::Range &range : plan.groups.insertions) {
        std::vector<std::unique_ptr<Group>> fresh;
        for (int row = range.first; row < range.first + range.count; ++row) {
            auto group = std::make_unique<Group>();
            group->parent = &job;
            group->row = row;
            group->source = &(*next.groups)[static_cast<std::size_t>(row)];
            fresh.push_back(std::move(group));
        }
        beginInsertRows(parent, range.first, range.first + range.count - 1);
        job.groups.insert(job.groups.begin() + range.first, std::make_move_iterator(fresh.begin()),
                          std::make_move_iterator(fresh.end()));
        endInsertRows();
    }
    job.setRows();
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
    for (const std::string &target : group.source->targets)
        rows.push_back(&target);
    for (const ListEdits::Range &range : edits.removals) {
        beginRemoveRows(parent, range.first, range.first + range.count - 1);
        rows.erase(rows.begin() + range.first, rows.begin() + range.first + range.count);
        endRemoveRows();
    }
    for (const ListEdits::Range &range : edits.insertions) {
        std::vector<const std::string *> fresh;
        for (int row = range.first; row < range.first + range.count; ++row)
            fresh.push_back(&next.targets[static_cast<std::size_t>(row)]);
        beginInsertRows(parent, range.first, range.first + range.count - 1);
        rows.insert(rows.begin() + range.first, fresh.begin(), fresh.end());
        endInsertRows();
    }
    group.source = &next;
    group.changing.reset();
    group.hosts.clear();
    Q_EMIT dataChanged(parent, parent.siblingAtColumn(ColumnCount - 1));
}

void TargetsModel::setMarks(Job &job, const TargetsPlan &plan, WallTime now)
{
    std::vector<bool> isMarked(job.groups.size()); // before or now
    for (std::size_t row = 0; row < job.groups.size(); ++row) {
        Group &group = *job.groups[row];
        isMarked[row] = group.marks || group.mark.change != Change::None || plan.origins[row] < 0;
        group.marks.reset();
        group.mark = plan.origins[row] < 0 ? Mark{Change::Added, now} : Mark{};
    }
    for (const TargetsPlan::Mark &mark : plan.marks) {
        const auto row = static_cast<std::size_t>(mark.group);
        Group &group = *job.groups[row];
        isMarked[row] = true;
        if (!group.marks)
            group.marks = std::make_unique<Marks>();
        if (group.mark.change == Change::None)
            group.mark = {Change::Changed, now};
        group.marks->insert_or_assign(std::string(mark.target),
                                      Mark{mark.isRelabelled ? Change::Relabelled : Change::Added, now});
    }
    for (std::size_t row = 0; row < job.groups.size(); ++row) {
        if (isMarked[row])
            announceMarks(*job.groups[row]);
    }
}

// Of all rows of the group, since those that are marked no more count as well.
void TargetsModel::announceMarks(Group &group)
{
    const QModelIndex index = indexOf(group);
    const QList<int> roles{Qt::DisplayRole, ChangeRole, ChangeTimeRole};
    Q_EMIT dataChanged(index, index.siblingAtColumn(ChangeColumn), roles);
    if (group.size() > 0)
        Q_EMIT dataChanged(
            createIndex(0, 0, static_cast<Branch *>(&group)),
            createIndex(static_cast<int>(group.size()) - 1, ChangeColumn, static_cast<Branch *>(&group)),
            roles);
}

} // namespace slurmsd
