// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodecounts.h"

#include "common/hostlist.h"
#include "daemon/targets/pooledstringcache.h"

#include <algorithm>
#include <array>
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

// From the worst on.
constexpr std::array outOfServiceClasses{StateClass::Down, StateClass::Unknown, StateClass::Drained,
                                         StateClass::Draining, StateClass::Maintenance};

std::vector<NodesOfState> nodesOutOfService(const NodeSnapshot &nodes, const StateCounts &counts)
{
    constexpr std::size_t maxNames = 1000;
    std::vector<NodesOfState> outOfService;
    for (const StateClass stateClass : outOfServiceClasses) {
        const std::size_t count = std::min(counts[static_cast<std::size_t>(stateClass)], maxNames);
        std::vector<std::string_view> names;
        for (auto node = nodes.nodes.begin(); names.size() < count; ++node) {
            if (node->stateClass == stateClass)
                names.push_back(node->name);
        }
        if (count > 0)
            outOfService.push_back({stateClass, foldHostlist(names)});
    }
    return outOfService;
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
    counts.outOfService = nodesOutOfService(nodes, counts.states);
    return counts;
}

} // namespace slurmsd
