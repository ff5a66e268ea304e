// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/noderows.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd::test {

// "n1 active", …: nodes in the order given, which has to be the natural one, in the partition "p".
inline std::shared_ptr<NodeSnapshot> listOf(std::string_view cluster,
                                            std::initializer_list<std::string_view> nodes)
{
    auto list = std::make_shared<NodeSnapshot>();
    list->cluster = cluster;
    for (const std::string_view text : nodes) {
        Node &node = list->nodes.emplace_back();
        const std::size_t space = text.find(' ');
        node.name = list->strings.store(text.substr(0, space));
        node.stateClass = stateClassFromString(text.substr(space + 1)).value();
        node.partitions = "p";
    }
    return list;
}

// Node lists as a cluster may have them one after the other: nodes come, go and change, a few or most of them
// at a time; so do clusters.
class RandomLists
{
public:
    // `nodes`: the most that a cluster has.
    explicit RandomLists(unsigned seed, std::size_t nodes = 40)
        : m_random(seed)
        , m_nodes(nodes)
    {}

    NodeRows::Lists next()
    {
        NodeRows::Lists lists;
        const unsigned chance = std::array{2U, 20U, 60U, 100U}[pick(4)]; // per cent of nodes that change
        for (const std::string_view name : {"one", "two", "three"}) {
            if (name != "one" && pick(4) == 0)
                continue;
            m_chance = chance;
            lists.push_back(cluster(name));
        }
        if (pick(5) == 0)
            std::ranges::reverse(lists);
        return lists;
    }

    // n1 to n`count`, without each `step`th from the first; 0: all.
    std::shared_ptr<NodeSnapshot> scattered(std::size_t count, std::size_t step)
    {
        auto list = std::make_shared<NodeSnapshot>();
        for (std::size_t i = 1; i <= count; ++i) {
            if (step == 0 || i % step == 0)
                list->nodes.emplace_back().name = list->strings.store("n" + std::to_string(i));
        }
        return list;
    }

private:
    std::size_t pick(std::size_t below) { return m_random() % below; }

    std::shared_ptr<NodeSnapshot> cluster(std::string_view name)
    {
        constexpr std::array<std::string_view, 6> partitions{"a", "b", "a,b", "b,c10,c9", "c9", ""};
        auto list = std::make_shared<NodeSnapshot>();
        list->cluster = name;
        auto &memory = m_memory[std::string(name)];
        memory.resize(m_nodes);
        for (std::size_t i = 0; i < memory.size(); ++i) {
            if (pick(100) < m_chance)
                memory[i] = pick(1000);
            const std::size_t is = memory[i];
            if (is % 3 == 0)
                continue;
            Node &node = list->nodes.emplace_back();
            node.name = list->strings.store("n" + std::to_string(i + 1));
            node.stateClass = allStateClasses[is % 8];
            node.partitions = list->strings.intern(partitions[is / 8 % 6]);
            node.reason =
                is % 7 == 0 ? list->strings.store("r" + std::to_string(is % 4)) : std::string_view();
        }
        return list;
    }

    std::mt19937 m_random;
    std::size_t m_nodes;
    unsigned m_chance = 0;
    std::map<std::string, std::vector<std::size_t>> m_memory; // what each node of a cluster was last
};

} // namespace slurmsd::test
