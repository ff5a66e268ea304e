// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/node.h"

#include <vector>

namespace slurmsd {

// How many nodes of a list are in which state, and which are not in service.
struct NodeCounts
{
    StateCounts states{};                    // each node once
    std::vector<PartitionStatus> partitions; // in natural order; a node counts in each of its partitions
    std::vector<NodesOfState>
        outOfService; // down, unknown, drained, draining, maintenance: those that there are

    friend bool operator==(const NodeCounts &, const NodeCounts &) = default;
};

// In one walk over the nodes. Pure.
NodeCounts countNodes(const NodeSnapshot &nodes);

} // namespace slurmsd
