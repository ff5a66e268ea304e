// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/partitiontreeupdate.h"

#include "gui/models/rowdiff.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

using Kind = PartitionTree::Kind;

// Announces changes of the node rows below one state.
class PartitionTreeUpdate::NodeListener : public RowListener
{
public:
    NodeListener(PartitionTree &tree, const Item &state)
        : m_tree(tree)
        , m_state(state)
    {}

    void beginRemove(int first, int last) override
    {
        m_tree.beginRemoveRows(m_tree.indexOf(m_state), first, last);
    }
    void endRemove() override { m_tree.endRemoveRows(); }
    void beginInsert(int first, int last) override
    {
        m_tree.beginInsertRows(m_tree.indexOf(m_state), first, last);
    }
    void endInsert() override { m_tree.endInsertRows(); }
    void beginReorder() override { Q_EMIT m_tree.layoutAboutToBeChanged({m_tree.indexOf(m_state)}); }
    void endReorder(const std::vector<int> &newRows) override
    {
        QModelIndexList before;
        QModelIndexList after;
        for (const QModelIndex &index : m_tree.persistentIndexList()) {
            if (index.internalPointer() != &m_state)
                continue;
            before += index;
            after += m_tree.createIndex(newRows[static_cast<std::size_t>(index.row())], index.column(),
                                        index.internalPointer());
        }
        m_tree.changePersistentIndexList(before, after);
        Q_EMIT m_tree.layoutChanged({m_tree.indexOf(m_state)});
    }

private:
    PartitionTree &m_tree;
    const Item &m_state;
};

PartitionTreeUpdate::PartitionTreeUpdate(PartitionTree &tree, const std::vector<bool> &isChanged)
    : m_tree(tree)
    , m_isChanged(isChanged)
{}

void PartitionTreeUpdate::run(std::vector<ClusterGroup> clusters)
{
    Item &root = *m_tree.m_root;
    const bool hadClusters = !root.children.empty() && root.children.front()->key.kind == Kind::Cluster;
    if (hadClusters != (clusters.size() > 1)) // from one level to two, and back, nothing stays
        setChildren(root, {});
    if (clusters.size() == 1)
        return setPartitions(root, clusters.front());
    std::vector<Wanted> wanted;
    for (ClusterGroup &cluster : clusters) {
        if (!cluster.nodes.empty())
            wanted.push_back({{Kind::Cluster, cluster.list->cluster, {}},
                              cluster.nodes,
                              [this, &cluster](Item &item) { setPartitions(item, cluster); }});
    }
    setChildren(root, wanted);
}

void PartitionTreeUpdate::setPartitions(Item &parent, ClusterGroup &cluster)
{
    std::vector<Wanted> wanted;
    for (PartitionGroup &partition : cluster.partitions)
        wanted.push_back({{Kind::Partition, std::string(partition.name), {}},
                          partition.nodes,
                          [this, &partition](Item &item) { setStates(item, partition); }});
    setChildren(parent, wanted);
}

void PartitionTreeUpdate::setStates(Item &partition, PartitionGroup &group)
{
    std::vector<Wanted> wanted;
    for (const StateClass stateClass : stateClassesInTree) {
        auto &nodes = group.states[static_cast<std::size_t>(stateClass)];
        if (!nodes.empty())
            wanted.push_back({{Kind::State, {}, stateClass}, nodes, [](Item &) {}});
    }
    setChildren(partition, wanted);
}

void PartitionTreeUpdate::setChildren(Item &parent, const std::vector<Wanted> &wanted)
{
    removeUnwanted(parent, wanted);
    for (std::size_t row = 0; row < wanted.size(); ++row) {
        bringTo(parent, row, wanted[row]);
        Item &child = *parent.children[row];
        setNodes(child, std::move(wanted[row].nodes));
        wanted[row].setChildren(child);
    }
}

void PartitionTreeUpdate::removeUnwanted(Item &parent, const std::vector<Wanted> &wanted)
{
    for (std::size_t row = parent.children.size(); row-- > 0;) {
        if (std::ranges::count(wanted, parent.children[row]->key, &Wanted::key) > 0)
            continue;
        const int at = static_cast<int>(row);
        m_tree.beginRemoveRows(m_tree.indexOf(parent), at, at);
        parent.children.erase(parent.children.begin() + at);
        m_tree.endRemoveRows();
    }
}

// Moves the child of that key up to `row`, or makes one there.
void PartitionTreeUpdate::bringTo(Item &parent, std::size_t row, const Wanted &wanted)
{
    auto &children = parent.children;
    const auto place = children.begin() + static_cast<std::ptrdiff_t>(row);
    const auto found =
        std::find_if(place, children.end(), [&wanted](const auto &item) { return item->key == wanted.key; });
    const int to = static_cast<int>(row);
    if (found == children.end()) {
        auto item = std::make_unique<Item>(wanted.key, &parent);
        item->nodes = wanted.nodes;
        m_tree.beginInsertRows(m_tree.indexOf(parent), to, to);
        children.insert(place, std::move(item));
        m_tree.endInsertRows();
    } else if (found != place) {
        const int from = static_cast<int>(found - children.begin());
        const QModelIndex index = m_tree.indexOf(parent);
        m_tree.beginMoveRows(index, from, from, index, to);
        std::rotate(place, found, found + 1);
        m_tree.endMoveRows();
    }
}

void PartitionTreeUpdate::setNodes(Item &item, std::vector<NodeRow> nodes)
{
    const bool isSame = std::ranges::equal(item.nodes, nodes, {}, &NodeRow::id, &NodeRow::id);
    const auto isChanged = [this](const NodeRow &row) {
        return row.id < m_isChanged.size() && m_isChanged[row.id];
    };
    const bool isAsBefore = isSame && std::ranges::none_of(nodes, isChanged);
    if (item.hasNodeRows) {
        NodeListener listener(m_tree, item);
        replaceRows(item.nodes, std::move(nodes), m_tree.m_all.idCount(), listener);
        announceChanged(item.nodes, m_isChanged, [this, &item](int first, int last) {
            Q_EMIT m_tree.dataChanged(m_tree.createIndex(first, 0, &item),
                                      m_tree.createIndex(last, PartitionTree::ColumnCount - 1, &item));
        });
    } else {
        item.nodes = std::move(nodes);
    }
    if (isAsBefore)
        return;
    item.forgetTexts();
    Q_EMIT m_tree.dataChanged(m_tree.indexOf(item), m_tree.indexOf(item, PartitionTree::ColumnCount - 1));
}

} // namespace slurmsd
