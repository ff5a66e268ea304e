// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace slurmsd {

// A node of one of a daemon's lists. Both pointers are good as long as the list is.
struct NodeRow
{
    const Node *node = nullptr;
    const NodeSnapshot *list = nullptr;
    std::uint32_t id = 0; // see NodeRows

    std::string_view cluster() const { return list->cluster; }
};

// All nodes of all clusters, cluster by cluster and in natural order, each with a number of its own that it
// keeps as long as its cluster has a node of its name. What needs to follow nodes from one list to the next
// compares these numbers.
class NodeRows
{
public:
    using Lists = std::vector<std::shared_ptr<const NodeSnapshot>>;

    // What setNodes() did. Keeps the lists before alive, for rows that are still to be replaced.
    struct Change
    {
        Lists before;
        std::vector<bool> isChanged; // by id: another content than before; false for nodes that are new
    };

    // The lists are in natural order, each name once.
    [[nodiscard]] Change setNodes(const Lists &lists);

    const Lists &lists() const { return m_lists; }
    const std::vector<NodeRow> &rows() const { return m_rows; }
    // Every id is less.
    std::size_t idCount() const { return m_idCount; }

private:
    struct Merge;

    std::uint32_t newId();

    Lists m_lists;
    std::vector<NodeRow> m_rows;
    std::vector<std::uint32_t> m_freeIds;
    std::uint32_t m_idCount = 0;
};

} // namespace slurmsd
