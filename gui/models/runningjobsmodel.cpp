// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/runningjobsmodel.h"

#include "gui/models/text.h"

#include <QLocale>

#include <algorithm>
#include <tuple>
#include <utility>

namespace slurmsd {

namespace {

bool isBefore(const RunningJob &left, const RunningJob &right)
{
    return std::tie(left.cluster, left.id) < std::tie(right.cluster, right.id);
}

// Both are sorted.
bool contains(const std::vector<RunningJob> &jobs, const RunningJob &job)
{
    return std::ranges::binary_search(jobs, job, isBefore);
}

bool isNumber(int column)
{
    return column == RunningJobsModel::IdColumn || column == RunningJobsModel::TargetsColumn;
}

QString textOf(const RunningJob &job, int column)
{
    switch (column) {
    case RunningJobsModel::ClusterColumn:
        return toQString(job.cluster);
    case RunningJobsModel::IdColumn:
        return jobIdText(job);
    case RunningJobsModel::NameColumn:
        return toQString(job.name);
    case RunningJobsModel::UserColumn:
        return toQString(job.user);
    case RunningJobsModel::AccountColumn:
        return toQString(job.account);
    case RunningJobsModel::PartitionColumn:
        return toQString(job.partition);
    case RunningJobsModel::StateColumn:
        return toQString(job.state);
    case RunningJobsModel::NodesColumn:
        return toQString(job.nodes);
    case RunningJobsModel::TargetsColumn:
        return QLocale().toString(qulonglong(targetCount(job)));
    default:
        return toQString(job.why);
    }
}

} // namespace

QString jobIdText(const RunningJob &job)
{
    return job.task.empty() ? QString::number(job.id) : toQString(job.task);
}

std::size_t targetCount(const RunningJob &job)
{
    std::size_t count = 0;
    for (const JobTargetsStatus &targets : job.targets)
        count += targets.targets;
    return count;
}

RunningJobsModel::RunningJobsModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void RunningJobsModel::setJobs(std::vector<RunningJob> jobs)
{
    std::ranges::stable_sort(jobs, isBefore);
    const auto isSame = [](const RunningJob &left, const RunningJob &right) {
        return left.cluster == right.cluster && left.id == right.id;
    };
    jobs.erase(std::unique(jobs.begin(), jobs.end(), isSame), jobs.end());
    removeOthers(jobs);
    insertNew(jobs);
    update(jobs);
}

// Neighbours go at once.
void RunningJobsModel::removeOthers(const std::vector<RunningJob> &next)
{
    for (std::size_t end = m_jobs.size(); end > 0;) {
        std::size_t first = end;
        while (first > 0 && !contains(next, m_jobs[first - 1]))
            --first;
        if (first == end) {
            --end;
            continue;
        }
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_jobs.erase(m_jobs.begin() + static_cast<std::ptrdiff_t>(first),
                     m_jobs.begin() + static_cast<std::ptrdiff_t>(end));
        endRemoveRows();
        end = first;
    }
}

void RunningJobsModel::insertNew(const std::vector<RunningJob> &next)
{
    const auto isKnown = [this](std::size_t at, const RunningJob &job) {
        return at < m_jobs.size() && !isBefore(job, m_jobs[at]);
    };
    for (std::size_t first = 0; first < next.size();) {
        std::size_t end = first;
        while (end < next.size() && !isKnown(first, next[end]))
            ++end;
        if (end == first) {
            ++first;
            continue;
        }
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
        m_jobs.insert(m_jobs.begin() + static_cast<std::ptrdiff_t>(first),
                      next.begin() + static_cast<std::ptrdiff_t>(first),
                      next.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        first = end;
    }
}

// The rows are those of `next` now, some with what they were before.
void RunningJobsModel::update(std::vector<RunningJob> &next)
{
    for (std::size_t row = 0; row < next.size(); ++row) {
        if (m_jobs[row] == next[row])
            continue;
        m_jobs[row] = std::move(next[row]);
        Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
    }
}

int RunningJobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int RunningJobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunningJobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString text = textOf(jobAt(index.row()), index.column()).simplified();
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return plainToolTip(text);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant RunningJobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount] = {tr("Cluster"), tr("Job"),          tr("Name"),  tr("User"),
                                         tr("Account"), tr("Partition"),    tr("State"), tr("Nodes"),
                                         tr("Targets"), tr("Why no target")};
    return titles[section];
}

} // namespace slurmsd
