// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runningjobs.h"
#include "gui/models/runningjobfilter.h"

#include <QSortFilterProxyModel>

#include <cstdint>
#include <string>

namespace slurmsd {

class RunningJobsModel;

// The jobs of a RunningJobsModel that a search finds, sorted by a column: ids and targets as numbers, names
// naturally.
class RunningJobsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RunningJobsProxy(RunningJobsModel &source, QObject *parent = nullptr);

    void setFilter(const RunningJobFilter &filter);

    const RunningJob &jobAt(int row) const; // of a row of this proxy
    // Column 0 of that job's row; invalid when it does not show.
    QModelIndex find(const std::string &cluster, std::uint64_t id) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    RunningJobsModel &m_source;
    RunningJobFilter m_filter;
};

} // namespace slurmsd
