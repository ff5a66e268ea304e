// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodecounts.h"

#include "daemon/targets/pooledstringcache.h"

#include <algorithm>
#include <compare>
#include <map>
#include <string_view>

namespace slurmsd {

namespace {

// Nodes that share their list of partitions are counted together first: there are few such lists.
struct ListCounts
{
    std::string_view partitions;
    StateCounts states{};
};

void add(PartitionStatus &partition, const StateCounts &states)
{
    for (std::size_t i = 0; i < states.size(); ++i) {
        partition.states[i] += states[i];
        partition.nodes += states[i];
    }
}

} // namespace

NodeCounts countNodes(const NodeSnapshot &nodes)
{
    std::vector<ListCounts> lists;
    PooledStringCache<std::size_t> indexOfList;
    NodeCounts counts;
    for (const Node &node : nodes.nodes) {
        const std::size_t index = indexOfList.get(node.partitions, [&lists](std::string_view partitions) {
            lists.push_back({partitions, {}});
            return lists.size() - 1;
        });
        const auto state = static_cast<std::size_t>(node.stateClass);
        ++lists[index].states[state];
        ++counts.states[state];
    }

    std::map<std::string_view, PartitionStatus> partitions;
    for (const ListCounts &list : lists) {
        if (list.partitions.empty())
            add(partitions[{}], list.states);
        forEachItem(list.partitions,
                    [&](std::string_view partition) { add(partitions[partition], list.states); });
    }
    for (auto &[name, partition] : partitions) {
        partition.name = name;
        counts.partitions.push_back(std::move(partition));
    }
    std::ranges::sort(counts.partitions, [](const PartitionStatus &left, const PartitionStatus &right) {
        return std::is_lt(compareNaturally(left.name, right.name));
    });
    return counts;
}

} // namespace slurmsd
