// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodefilter.h"
#include "gui/models/noderows.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace slurmsd {

struct ClusterGroup;
class PartitionTreeItem;

// The nodes that a search finds as a tree: cluster (only where there are several), partition, state class,
// node. Rows of nodes are made when somebody opens their state. Rows come and go as such, never by a reset.
class PartitionTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, CountColumn, StatesColumn, HostlistColumn, ReasonColumn, ColumnCount };
    enum class Kind : unsigned char { Cluster, Partition, State, Node };
    enum Role {
        KindRole = Qt::UserRole, // int: Kind
        ClusterRole,             // QString: name of its cluster
        NodeRole,                // QString: name; of a Node alone
        StateClassRole,          // int: StateClass, of a State or Node; else none
        CountsRole,              // QList<int>: nodes by StateClass; of a Cluster, Partition or State
        SearchRole,              // QString: a search that finds its nodes
    };

    explicit PartitionTree(QObject *parent = nullptr);
    ~PartitionTree() override;

    void setNodes(const NodeRows::Lists &lists);
    void setFilter(const NodeFilter &filter);

    int total() const { return static_cast<int>(m_all.rows().size()); } // before anything is filtered out
    int found() const { return m_found; }                               // each node once
    // The nodes at or below the index, in natural order; none for an invalid one. The second form holds for
    // as long as no other nodes are set.
    QStringList nodeNames(const QModelIndex &index) const;
    const std::vector<NodeRow> &nodeRows(const QModelIndex &index) const;
    // The node's row in the first of its partitions, made if need be; invalid when it is not found.
    QModelIndex find(const QString &cluster, const QString &node);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    friend class PartitionTreeUpdate;

    // The item of a cluster, partition or state, or the root for an invalid index; null for a node.
    PartitionTreeItem *itemAt(const QModelIndex &index) const;
    QModelIndex indexOf(const PartitionTreeItem &item, int column = 0) const;
    const NodeRow *nodeAt(const QModelIndex &index) const; // null: not a node
    void update(const NodeRows::Change &change);
    QVariant dataOf(const PartitionTreeItem &item, int column, int role) const;
    QVariant nodeData(const NodeRow &row, int column, int role) const;

    NodeRows m_all;
    NodeFilter m_filter;
    int m_found = 0;
    std::unique_ptr<PartitionTreeItem> m_root;
};

} // namespace slurmsd
