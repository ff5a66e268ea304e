// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace slurmsd {

class TargetsTableModel;

// The table of a job's targets. Columns are as wide as what is in sight of them, until they are dragged.
class TargetsTable : public QTreeView
{
    Q_OBJECT

public:
    explicit TargetsTable(TargetsTableModel &model, QWidget *parent = nullptr);

    // Makes the target the current row where it shows; does not tell by targetChosen().
    void chooseTarget(const QModelIndex &proxyTarget);
    // Of the rows that are selected, in the proxy.
    QModelIndexList selectedTargets() const;

Q_SIGNALS:
    void targetChosen(const QModelIndex &proxyTarget); // by the user

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void tell(const QModelIndex &index);
    void fitColumns(int first, int last);

    TargetsTableModel &m_model;
    bool m_isUpdating = false; // what becomes current nobody chose
};

} // namespace slurmsd
