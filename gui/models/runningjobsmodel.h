// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runningjobs.h"

#include <QAbstractTableModel>

#include <vector>

namespace slurmsd {

// The Slurm jobs that have nodes, a row each, by their clusters' names and their ids.
class RunningJobsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        ClusterColumn,
        IdColumn, // as Slurm's commands name it: "17_2"
        NameColumn,
        UserColumn,
        AccountColumn,
        PartitionColumn,
        StateColumn,
        NodesColumn,
        TargetsColumn, // how many, of all jobs of the config
        WhyColumn,
        ColumnCount
    };

    explicit RunningJobsModel(QObject *parent = nullptr);

    // Rows come and go as such, and change; the model is never reset. An id counts once in a cluster.
    void setJobs(std::vector<RunningJob> jobs);
    const std::vector<RunningJob> &jobs() const { return m_jobs; }
    const RunningJob &jobAt(int row) const { return m_jobs[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void removeOthers(const std::vector<RunningJob> &next);
    void insertNew(const std::vector<RunningJob> &next);
    void update(std::vector<RunningJob> &next);

    std::vector<RunningJob> m_jobs;
};

// "17_2", "19+1", else the number.
QString jobIdText(const RunningJob &job);
// Of all jobs of the config.
std::size_t targetCount(const RunningJob &job);

} // namespace slurmsd
