// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/partitiontree.h"

#include <QTreeView>

#include <functional>

namespace slurmsd {

// The tree of partitions, states and nodes. Keeps the chosen node, what is open, selected and in sight while
// nodes change.
class NodeTreeView : public QTreeView
{
    Q_OBJECT

public:
    explicit NodeTreeView(QWidget *parent = nullptr);

    const PartitionTree &nodes() const { return *m_model; }

    void setNodes(const NodeRows::Lists &lists);
    void setFilter(const NodeFilter &filter);
    // Makes it the current row, and opens what it is in; now or when it is found. Does not tell by
    // nodeChosen().
    void chooseNode(const QString &cluster, const QString &node);
    // Of the rows selected and all below them, each once.
    QStringList selectedNames() const;
    // The search for the nodes of the current row; empty: there is none.
    QString searchOfCurrent() const;

Q_SIGNALS:
    void nodeChosen(const QString &cluster, const QString &node); // by the user
    void rowsChanged();                                           // other nodes are found now

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void change(const std::function<void()> &work);
    void restoreCurrent();
    void tellNode(const QModelIndex &index);
    void openPartitions(const QModelIndex &parent, int first, int last);

    PartitionTree *m_model;
    NodeFilter m_filter; // in force
    QString m_cluster;   // of the node that is chosen
    QString m_node;      // empty: none is, or a group
    bool m_isUpdating = false;
};

} // namespace slurmsd
