// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodetreeview.h"

#include "gui/views/statedelegates.h"

#include <QHeaderView>
#include <QPersistentModelIndex>
#include <QScrollBar>
#include <QSet>

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

// Few partitions are opened by themselves, so that their states can be read at once.
constexpr int maxOpened = 12;

bool isNode(const QModelIndex &index)
{
    return index.isValid() && index.data(PartitionTree::KindRole).toInt() == int(PartitionTree::Kind::Node);
}

} // namespace

NodeTreeView::NodeTreeView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new PartitionTree(this))
{
    setModel(m_model);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setAccessibleName(tr("Partitions and nodes"));
    setItemDelegateForColumn(PartitionTree::NameColumn,
                             new StateDelegate(PartitionTree::StateClassRole, this));
    setItemDelegateForColumn(PartitionTree::StatesColumn, new StateBarDelegate(this));
    const int character = fontMetrics().averageCharWidth();
    const int widths[] = {30, 9, 34, 42};
    for (int column = 0; column < 4; ++column)
        header()->resizeSection(column, character * widths[column]);
    header()->setStretchLastSection(true);
    // Also of the row that is current already, whose detail may have been closed.
    connect(this, &QTreeView::clicked, this, &NodeTreeView::tellNode);
    connect(this, &QTreeView::activated, this, &NodeTreeView::tellNode);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &NodeTreeView::openPartitions);
}

void NodeTreeView::openPartitions(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_model->index(row, 0, parent);
        const int kind = index.data(PartitionTree::KindRole).toInt();
        if (kind == int(PartitionTree::Kind::Cluster) ||
            (kind == int(PartitionTree::Kind::Partition) && m_model->rowCount(parent) <= maxOpened))
            setExpanded(index, true);
    }
}

void NodeTreeView::setNodes(const NodeRows::Lists &lists)
{
    const QPersistentModelIndex top = indexAt({0, 0});
    const int horizontal = horizontalScrollBar()->value();
    change([&] { m_model->setNodes(lists); });
    // A number cut in two would be another number.
    const int wanted = std::min(sizeHintForColumn(PartitionTree::StatesColumn), viewport()->width() / 2);
    if (wanted > columnWidth(PartitionTree::StatesColumn))
        setColumnWidth(PartitionTree::StatesColumn, wanted);
    if (!top.isValid() || indexAt({0, 0}) == top)
        return;
    scrollTo(top, QAbstractItemView::PositionAtTop);
    horizontalScrollBar()->setValue(horizontal);
}

void NodeTreeView::setFilter(const NodeFilter &filter)
{
    if (std::exchange(m_filter, filter) == filter)
        return;
    change([&] { m_model->setFilter(filter); });
    if (currentIndex().isValid())
        scrollTo(currentIndex());
}

void NodeTreeView::chooseNode(const QString &cluster, const QString &node)
{
    m_cluster = cluster;
    m_node = node;
    m_isUpdating = true;
    restoreCurrent();
    m_isUpdating = false;
}

// What becomes the current row because of a change of the model, nobody chose.
void NodeTreeView::change(const std::function<void()> &work)
{
    m_isUpdating = true;
    const QPersistentModelIndex current = currentIndex();
    setAutoScroll(false);
    work();
    setAutoScroll(true);
    if (!m_node.isEmpty())
        restoreCurrent();
    else if (!current.isValid())
        selectionModel()->clearCurrentIndex();
    m_isUpdating = false;
    Q_EMIT rowsChanged();
}

void NodeTreeView::restoreCurrent()
{
    const QModelIndex current = currentIndex();
    const bool isThere =
        isNode(current) && current.data(PartitionTree::NodeRole).toString() == m_node &&
        (m_cluster.isEmpty() || current.data(PartitionTree::ClusterRole).toString() == m_cluster);
    if (isThere)
        return;
    const QModelIndex found = m_model->find(m_cluster, m_node);
    if (!found.isValid())
        return selectionModel()->clearCurrentIndex();
    setCurrentIndex(found); // which opens what it is in
}

void NodeTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_isUpdating || !current.isValid())
        return;
    m_cluster = current.data(PartitionTree::ClusterRole).toString();
    m_node = current.data(PartitionTree::NodeRole).toString();
    if (!m_node.isEmpty())
        Q_EMIT nodeChosen(m_cluster, m_node);
}

void NodeTreeView::tellNode(const QModelIndex &index)
{
    if (isNode(index))
        Q_EMIT nodeChosen(index.data(PartitionTree::ClusterRole).toString(),
                          index.data(PartitionTree::NodeRole).toString());
}

QStringList NodeTreeView::selectedNames() const
{
    QStringList names;
    QSet<QString> seen;
    for (const QModelIndex &index : selectionModel()->selectedRows()) {
        for (const QString &name : m_model->nodeNames(index)) {
            if (seen.contains(name))
                continue;
            seen.insert(name);
            names += name;
        }
    }
    return names;
}

QString NodeTreeView::searchOfCurrent() const
{
    return currentIndex().data(PartitionTree::SearchRole).toString();
}

} // namespace slurmsd
