// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/noderows.h"

#include <algorithm>
#include <compare>
#include <span>
#include <utility>

namespace slurmsd {

namespace {

// The rows of a cluster, of one and the same list.
using ClusterRows = std::span<const NodeRow>;

// Takes the first cluster of that name out of `clusters`; no rows when there is none.
ClusterRows takeCluster(std::vector<ClusterRows> &clusters, std::string_view name)
{
    const auto found = std::ranges::find_if(
        clusters, [name](const ClusterRows &rows) { return rows.front().cluster() == name; });
    if (found == clusters.end())
        return {};
    const ClusterRows rows = *found;
    clusters.erase(found);
    return rows;
}

std::vector<ClusterRows> splitByCluster(const std::vector<NodeRow> &rows)
{
    std::vector<ClusterRows> clusters;
    for (auto first = rows.begin(); first != rows.end();) {
        const auto last = std::find_if(first, rows.end(),
                                       [list = first->list](const NodeRow &row) { return row.list != list; });
        clusters.emplace_back(first, last);
        first = last;
    }
    return clusters;
}

} // namespace

// Makes rows of new lists, with the ids of the rows before.
struct NodeRows::Merge
{
    NodeRows &all;
    Change change;
    std::vector<NodeRow> rows;
    std::vector<std::uint32_t> goneIds; // not to be used again before every view has dropped its row

    void remove(const NodeRow &row) { goneIds.push_back(row.id); }

    void insert(const Node &node, const NodeSnapshot &list) { rows.push_back({&node, &list, all.newId()}); }

    void keep(const NodeRow &row, const Node &node, const NodeSnapshot &list)
    {
        rows.push_back({&node, &list, row.id});
        if (*row.node != node)
            change.isChanged[row.id] = true;
    }

    void addList(const NodeSnapshot &list, ClusterRows before)
    {
        auto old = before.begin();
        for (const Node &node : list.nodes) {
            while (old != before.end() && old->node->name != node.name &&
                   std::is_lt(compareNaturally(old->node->name, node.name)))
                remove(*old++);
            if (old != before.end() && old->node->name == node.name)
                keep(*old++, node, list);
            else
                insert(node, list);
        }
        std::for_each(old, before.end(), [this](const NodeRow &row) { remove(row); });
    }
};

NodeRows::Change NodeRows::setNodes(const Lists &lists)
{
    Merge merge{*this, {}, {}, {}};
    if (lists == m_lists)
        return merge.change;
    merge.change.isChanged.resize(m_idCount);
    std::vector<ClusterRows> clusters = splitByCluster(m_rows);
    for (const auto &list : lists)
        merge.addList(*list, takeCluster(clusters, list->cluster));
    for (const ClusterRows &gone : clusters)
        std::ranges::for_each(gone, [&merge](const NodeRow &row) { merge.remove(row); });
    merge.change.isChanged.resize(m_idCount);
    m_freeIds.insert(m_freeIds.end(), merge.goneIds.begin(), merge.goneIds.end());
    m_rows = std::move(merge.rows);
    merge.change.before = std::exchange(m_lists, lists);
    return std::move(merge.change);
}

std::uint32_t NodeRows::newId()
{
    if (m_freeIds.empty())
        return m_idCount++;
    const std::uint32_t id = m_freeIds.back();
    m_freeIds.pop_back();
    return id;
}

} // namespace slurmsd
