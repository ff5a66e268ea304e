// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/partitiontreeitem.h"

#include <functional>

namespace slurmsd {

// Brings the items of a PartitionTree to what groups of nodes say, with the signals of each step.
class PartitionTreeUpdate
{
public:
    // `isChanged`: by id, nodes with another content than before.
    PartitionTreeUpdate(PartitionTree &tree, const std::vector<bool> &isChanged);

    // Takes the nodes out of the groups.
    void run(std::vector<ClusterGroup> clusters);

private:
    using Item = PartitionTreeItem;
    // An item that there has to be, and what makes its children right once it is in its place.
    struct Wanted
    {
        Item::Key key;
        std::vector<NodeRow> &nodes;
        std::function<void(Item &)> setChildren;
    };
    class NodeListener;

    void setChildren(Item &parent, const std::vector<Wanted> &wanted);
    void removeUnwanted(Item &parent, const std::vector<Wanted> &wanted);
    void bringTo(Item &parent, std::size_t row, const Wanted &wanted);
    void setNodes(Item &item, std::vector<NodeRow> nodes);
    void setPartitions(Item &parent, ClusterGroup &cluster);
    void setStates(Item &partition, PartitionGroup &group);

    PartitionTree &m_tree;
    const std::vector<bool> &m_isChanged;
};

} // namespace slurmsd
