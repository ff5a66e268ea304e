// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodesmodel.h"

#include <QTableView>

#include <functional>

namespace slurmsd {

class ColumnFilterHeader;

// The table of all nodes. Keeps the chosen node, the selection and what is in sight while nodes change.
class NodeTableView : public QTableView
{
    Q_OBJECT

public:
    explicit NodeTableView(QWidget *parent = nullptr);

    const NodesModel &nodes() const { return *m_model; }
    ColumnFilterHeader &header() { return *m_header; }

    void setNodes(const NodeRows::Lists &lists);
    void setFilter(const NodeFilter &filter);
    // Makes it the current row, now or when it is found; does not tell by nodeChosen().
    void chooseNode(const QString &cluster, const QString &node);
    // Of the rows selected, in their order.
    QStringList selectedNames() const;
    // The search for what the current cell has in it: "arch:aarch64"; empty: there is none.
    QString searchOfCell() const;

    // The columns as they are at first; that of the cluster where there are several.
    void showDefaultColumns(bool hasClusters);
    // As wide as their contents, within a limit: those of the rows in sight, or of all while it is hidden.
    void fitColumns();
    // As `sinfo -R` has them: the columns of the reason, the newest first.
    void showReasons();

Q_SIGNALS:
    void nodeChosen(const QString &cluster, const QString &node); // by the user
    void rowsChanged();                                           // there may be more or fewer now

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void change(const std::function<void()> &work);
    void changeFilter(const std::function<void()> &work);
    void restoreCurrent();
    void tellNode(const QModelIndex &index);

    NodesModel *m_model;
    ColumnFilterHeader *m_header;
    NodeFilter m_filter; // in force
    QString m_cluster;   // of the node that is chosen
    QString m_node;
    bool m_isUpdating = false;
};

} // namespace slurmsd
