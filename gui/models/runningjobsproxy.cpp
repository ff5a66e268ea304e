// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/runningjobsproxy.h"

#include "common/node.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/text.h"

namespace slurmsd {

RunningJobsProxy::RunningJobsProxy(RunningJobsModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
}

void RunningJobsProxy::setFilter(const RunningJobFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

const RunningJob &RunningJobsProxy::jobAt(int row) const
{
    return m_source.jobAt(mapToSource(index(row, 0)).row());
}

QModelIndex RunningJobsProxy::find(const std::string &cluster, std::uint64_t id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (jobAt(row).id == id && jobAt(row).cluster == cluster)
            return index(row, 0);
    }
    return {};
}

bool RunningJobsProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_filter.matches(m_source.jobAt(row));
}

bool RunningJobsProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const RunningJob &one = m_source.jobAt(left.row());
    const RunningJob &other = m_source.jobAt(right.row());
    switch (left.column()) {
    case RunningJobsModel::IdColumn:
        return one.id < other.id;
    case RunningJobsModel::TargetsColumn:
        return targetCount(one) < targetCount(other);
    default:
        return compareNaturally(toStdString(left.data().toString()), toStdString(right.data().toString())) <
               0;
    }
}

} // namespace slurmsd
