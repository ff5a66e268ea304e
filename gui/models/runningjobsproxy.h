// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runningjobs.h"

#include <QSortFilterProxyModel>

#include <string>
#include <vector>

namespace slurmsd {

class RunningJobsModel;

// The jobs of a RunningJobsModel that a search finds, sorted by a column: ids and targets as numbers, names
// naturally.
class RunningJobsProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RunningJobsProxy(RunningJobsModel &source, QObject *parent = nullptr);

    // Words that a job must have all of, each in any field that shows, in its comment or as the name of one
    // of its nodes; in either case of ASCII letters.
    void setSearch(const QString &search);

    const RunningJob &jobAt(int row) const; // of a row of this proxy
    // Column 0 of that job's row; invalid when it does not show.
    QModelIndex find(const std::string &cluster, std::uint64_t id) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool hasWord(int row, const QString &word) const;

    RunningJobsModel &m_source;
    QStringList m_words;
};

} // namespace slurmsd
