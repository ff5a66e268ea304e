// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/daemonsmodel.h"

#include <QTableView>

namespace slurmsd {

// All daemons that are open, a row each, with what is wrong in colour.
class DaemonsTable : public QTableView
{
    Q_OBJECT

public:
    explicit DaemonsTable(QWidget *parent = nullptr);

    void setRows(const std::vector<DaemonRow> &rows);

Q_SIGNALS:
    void daemonChosen(int row);

private:
    DaemonsModel *m_model;
};

} // namespace slurmsd
