// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/partitiontree.h"

#include "gui/models/nodesmodel.h"
#include "gui/models/partitiontreeitem.h"
#include "gui/models/partitiontreeupdate.h"
#include "gui/models/text.h"

#include <QStringList>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

// Every index points to the item above it: for a row of its children, or of its nodes where it is a state.

PartitionTree::PartitionTree(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<PartitionTreeItem>(PartitionTreeItem::Key(), nullptr))
{}

PartitionTree::~PartitionTree() = default;

void PartitionTree::setNodes(const NodeRows::Lists &lists) { update(m_all.setNodes(lists)); }

void PartitionTree::setFilter(const NodeFilter &filter)
{
    m_filter = filter;
    update({});
}

void PartitionTree::update(const NodeRows::Change &change)
{
    std::vector<NodeRow> found;
    found.reserve(m_all.rows().size());
    std::ranges::copy_if(m_all.rows(), std::back_inserter(found),
                         [this](const NodeRow &row) { return m_filter.matches(*row.node, row.cluster()); });
    m_found = static_cast<int>(found.size());
    PartitionTreeUpdate(*this, change.isChanged).run(groupRows(m_all.lists(), found));
}

PartitionTreeItem *PartitionTree::itemAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_root.get();
    const auto *above = static_cast<const PartitionTreeItem *>(index.constInternalPointer());
    if (above->key.kind == Kind::State)
        return nullptr;
    return above->children[static_cast<std::size_t>(index.row())].get();
}

const NodeRow *PartitionTree::nodeAt(const QModelIndex &index) const
{
    if (!index.isValid() || itemAt(index))
        return nullptr;
    const auto *state = static_cast<const PartitionTreeItem *>(index.constInternalPointer());
    return &state->nodes[static_cast<std::size_t>(index.row())];
}

QModelIndex PartitionTree::indexOf(const PartitionTreeItem &item, int column) const
{
    return item.parent ? createIndex(item.row(), column, item.parent) : QModelIndex();
}

const std::vector<NodeRow> &PartitionTree::nodeRows(const QModelIndex &index) const
{
    static const std::vector<NodeRow> none;
    const PartitionTreeItem *item = index.isValid() ? itemAt(index) : nullptr;
    return item ? item->nodes : none;
}

QStringList PartitionTree::nodeNames(const QModelIndex &index) const
{
    QStringList names;
    if (const NodeRow *node = nodeAt(index))
        names += toQString(node->node->name);
    for (const NodeRow &row : nodeRows(index))
        names += toQString(row.node->name);
    return names;
}

QModelIndex PartitionTree::find(const QString &cluster, const QString &node)
{
    const std::string name = toStdString(node);
    const std::string clusterName = toStdString(cluster);
    const auto isIt = [&](const NodeRow &row) {
        return row.node->name == name && (clusterName.empty() || row.cluster() == clusterName);
    };
    const PartitionTreeItem *item = m_root.get();
    while (item->key.kind != Kind::State) {
        const auto next = std::ranges::find_if(
            item->children, [&](const auto &child) { return std::ranges::any_of(child->nodes, isIt); });
        if (next == item->children.end())
            return {};
        item = next->get();
    }
    fetchMore(indexOf(*item));
    const auto found = std::ranges::find_if(item->nodes, isIt);
    return createIndex(static_cast<int>(found - item->nodes.begin()), 0, item);
}

QModelIndex PartitionTree::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column, itemAt(parent)) : QModelIndex();
}

QModelIndex PartitionTree::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(*static_cast<const PartitionTreeItem *>(child.constInternalPointer()))
                           : QModelIndex();
}

int PartitionTree::rowCount(const QModelIndex &parent) const
{
    const PartitionTreeItem *item = parent.column() > 0 ? nullptr : itemAt(parent);
    if (!item)
        return 0;
    return static_cast<int>(item->hasNodeRows ? item->nodes.size() : item->children.size());
}

int PartitionTree::columnCount(const QModelIndex &) const { return ColumnCount; }

bool PartitionTree::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0 || canFetchMore(parent);
}

bool PartitionTree::canFetchMore(const QModelIndex &parent) const
{
    const PartitionTreeItem *item = parent.column() > 0 ? nullptr : itemAt(parent);
    return item && item->key.kind == Kind::State && !item->hasNodeRows && !item->nodes.empty();
}

void PartitionTree::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    PartitionTreeItem &state = *itemAt(parent);
    beginInsertRows(parent, 0, static_cast<int>(state.nodes.size()) - 1);
    state.hasNodeRows = true;
    endInsertRows();
}

QVariant PartitionTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == CountColumn ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Partition, state, node"), tr("Nodes"), tr("States"), tr("Hostlist"),
                            tr("Reason")};
    return titles[static_cast<std::size_t>(section)];
}

} // namespace slurmsd
