// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodecolumn.h"
#include "gui/models/nodefilter.h"
#include "gui/models/noderows.h"

#include <QAbstractTableModel>

#include <vector>

namespace slurmsd {

// The nodes of all clusters that a search and the filters of columns find, sorted by a column; the columns
// are NodeColumn. It filters and sorts by itself rather than through proxies: 65,536 nodes take a fraction of
// the time, since texts are looked at where the lists have them. Rows come, go and move as such, never by a
// reset, so that views keep their selection.
class NodesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ClusterRole = Qt::UserRole, // QString: name of the node's cluster
        NodeRole,                   // QString: name of the node
        StateClassRole,             // int: its StateClass
    };

    explicit NodesModel(QObject *parent = nullptr);

    void setNodes(const NodeRows::Lists &lists);
    void setFilter(const NodeFilter &filter);
    // Only nodes with that text in that column; see ColumnFilter. Empty: all.
    void setColumnFilter(NodeColumn column, const QString &text);

    // Before anything is filtered out.
    int total() const { return static_cast<int>(m_all.rows().size()); }
    const std::vector<NodeRow> &rows() const { return m_rows; }
    // Column 0 of the node's row; invalid when it is not among the rows. `cluster` empty: of any.
    QModelIndex find(const QString &cluster, const QString &node) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    // column -1: as the lists have them.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    class Listener;

    bool isFound(const NodeRow &row) const;
    void update();
    // As update(), after a change of the lists, for what that touched: the other rows are found, or not, as
    // they were, and stay in their order. `wasThere`: by id, before it.
    void follow(const NodeRows::Change &change, const std::vector<bool> &wasThere);
    void replace(std::vector<NodeRow> next);

    NodeRows m_all;
    NodeFilter m_filter;
    std::vector<ColumnFilter> m_columnFilters;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<NodeRow> m_rows;
};

} // namespace slurmsd
