// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/runningjobsproxy.h"

#include "common/hostlist.h"
#include "common/node.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/models/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

bool isNodeOf(const RunningJob &job, const QString &word)
{
    if (job.nodes.find('[') == std::string::npos)
        return false;
    const auto nodes = expandHostlist(job.nodes);
    return nodes && std::ranges::find(*nodes, toStdString(word)) != nodes->end();
}

} // namespace

RunningJobsProxy::RunningJobsProxy(RunningJobsModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
}

void RunningJobsProxy::setSearch(const QString &search)
{
    const QStringList words = search.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
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
    return std::ranges::all_of(m_words, [&](const QString &word) { return hasWord(row, word); });
}

bool RunningJobsProxy::hasWord(int row, const QString &word) const
{
    for (int column = 0; column < RunningJobsModel::ColumnCount; ++column) {
        if (m_source.index(row, column).data().toString().contains(word, Qt::CaseInsensitive))
            return true;
    }
    const RunningJob &job = m_source.jobAt(row);
    return toQString(job.comment).contains(word, Qt::CaseInsensitive) || isNodeOf(job, word);
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
