// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/noderows.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Nodes by partition and state class, as values. A node is in each of its partitions.

struct PartitionGroup
{
    std::string_view name;      // empty: the nodes in no partition
    std::vector<NodeRow> nodes; // in the order of the list, as are those of each state
    std::array<std::vector<NodeRow>, allStateClasses.size()> states{}; // by StateClass
};

struct ClusterGroup
{
    const NodeSnapshot *list = nullptr;
    std::vector<NodeRow> nodes;
    std::vector<PartitionGroup> partitions; // in natural order, that of no partition last
};

// One for each list, in its order, with those of the rows that are of it, and the partitions that have such.
std::vector<ClusterGroup> groupRows(const NodeRows::Lists &lists, const std::vector<NodeRow> &rows);

// The state classes from what is normal to what needs attention, as the tree lists them.
inline constexpr std::array stateClassesInTree{
    StateClass::Active,     StateClass::Future,      StateClass::PoweredDown,
    StateClass::PoweringUp, StateClass::Maintenance, StateClass::Unknown,
    StateClass::Draining,   StateClass::Drained,     StateClass::Down,
};

} // namespace slurmsd
