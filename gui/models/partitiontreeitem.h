// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodegroups.h"
#include "gui/models/partitiontree.h"

#include <QList>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// A row of PartitionTree that is no node: a cluster, a partition or a state; or the root above them.
class PartitionTreeItem
{
public:
    using Kind = PartitionTree::Kind;
    // What an item is, among its siblings.
    struct Key
    {
        Kind kind = Kind::Cluster;
        std::string name; // of a cluster or partition
        StateClass stateClass = StateClass::Unknown;

        friend bool operator==(const Key &, const Key &) = default;
    };

    PartitionTreeItem(Key itemKey, PartitionTreeItem *itemParent)
        : key(std::move(itemKey))
        , parent(itemParent)
    {}

    int row() const; // within the parent
    // The name of the cluster, the partition, that it is or is in; empty: none.
    std::string_view cluster() const;
    std::string_view partition() const;
    QList<int> counts() const; // of nodes, by StateClass

    // Made when they are first asked for after forgetTexts(); short enough to be painted.
    QString hostlist() const;
    QString reasons() const; // each once, in quotes
    void forgetTexts();

    Key key;
    PartitionTreeItem *parent;
    std::vector<std::unique_ptr<PartitionTreeItem>> children;
    std::vector<NodeRow> nodes;
    bool hasNodeRows = false; // of a state: somebody asked for them

private:
    mutable std::optional<QString> m_hostlist;
    mutable std::optional<QString> m_reasons;
};

} // namespace slurmsd
