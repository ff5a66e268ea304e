// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/healthsentence.h"

#include <QAbstractTableModel>

#include <vector>

namespace slurmsd {

// One of the daemons that are open, as the table of all of them has it.
struct DaemonRow
{
    QString title;
    QString health; // in words
    std::size_t nodes = 0;
    StateCounts states{}; // of all its clusters
    std::size_t emptyJobs = 0;
    std::size_t held = 0;
    bool isKnown = false; // has it answered? If not, it has no numbers

    friend bool operator==(const DaemonRow &, const DaemonRow &) = default;
};

// What the last status of a daemon says; null: there was none.
DaemonRow daemonRow(const QString &title, const HealthSentence &health, const DaemonStatus *status);

// A row for each daemon that is open, in the order of the tabs. Never reset.
class DaemonsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TitleColumn,
        NodesColumn,
        DownColumn,
        DrainedColumn,
        DrainingColumn,
        MaintenanceColumn,
        EmptyJobsColumn,
        HeldColumn,
        HealthColumn,
        ColumnCount
    };
    enum Role {
        ProblemRole = Qt::UserRole
    }; // int(StateClass) whose colour a number above 0 has; else invalid

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const std::vector<DaemonRow> &rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<DaemonRow> m_rows;
};

} // namespace slurmsd
