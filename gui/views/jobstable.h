// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace slurmsd {

class JobsTableModel;

// The table of jobs, of which one is the current one.
class JobsTable : public QTableView
{
    Q_OBJECT

public:
    explicit JobsTable(JobsTableModel &model, QWidget *parent = nullptr);

    int currentRow() const; // -1: none

Q_SIGNALS:
    // The current job is another one, or has another row.
    void currentRowChanged(int row);
};

} // namespace slurmsd
