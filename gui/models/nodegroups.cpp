// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodegroups.h"

#include <algorithm>
#include <compare>
#include <unordered_map>

namespace slurmsd {

namespace {

bool isBefore(const PartitionGroup &left, const PartitionGroup &right)
{
    if (left.name.empty() || right.name.empty())
        return !left.name.empty();
    return std::is_lt(compareNaturally(left.name, right.name));
}

// Puts the rows of one cluster into its partitions. Nodes share the texts of their partitions, so that each
// is taken apart but once.
class PartitionSorter
{
public:
    explicit PartitionSorter(ClusterGroup &cluster)
        : m_cluster(cluster)
    {}

    void add(const NodeRow &row)
    {
        m_cluster.nodes.push_back(row);
        for (const std::size_t place : placesOf(row.node->partitions)) {
            PartitionGroup &partition = m_cluster.partitions[place];
            partition.nodes.push_back(row);
            partition.states[static_cast<std::size_t>(row.node->stateClass)].push_back(row);
        }
    }

private:
    const std::vector<std::size_t> &placesOf(std::string_view partitions)
    {
        if (m_last && m_lastText.data() == partitions.data() && m_lastText.size() == partitions.size())
            return *m_last;
        const auto [found, isNew] = m_places.try_emplace(partitions);
        if (isNew && partitions.empty())
            found->second.push_back(placeOf({}));
        else if (isNew)
            forEachItem(partitions, [&places = found->second, this](std::string_view item) {
                if (const std::size_t place = placeOf(item); std::ranges::count(places, place) == 0)
                    places.push_back(place);
            });
        m_lastText = partitions;
        m_last = &found->second;
        return *m_last;
    }

    std::size_t placeOf(std::string_view name)
    {
        const auto [found, isNew] = m_byName.try_emplace(name, m_cluster.partitions.size());
        if (isNew)
            m_cluster.partitions.emplace_back().name = name;
        return found->second;
    }

    ClusterGroup &m_cluster;
    std::unordered_map<std::string_view, std::vector<std::size_t>> m_places;
    std::unordered_map<std::string_view, std::size_t> m_byName;
    std::string_view m_lastText;
    const std::vector<std::size_t> *m_last = nullptr;
};

} // namespace

std::vector<ClusterGroup> groupRows(const NodeRows::Lists &lists, const std::vector<NodeRow> &rows)
{
    std::vector<ClusterGroup> clusters;
    clusters.reserve(lists.size());
    auto row = rows.begin();
    for (const auto &list : lists) {
        ClusterGroup &cluster = clusters.emplace_back();
        cluster.list = list.get();
        cluster.nodes.reserve(list->nodes.size());
        PartitionSorter sorter(cluster);
        for (; row != rows.end() && row->list == list.get(); ++row)
            sorter.add(*row);
        std::ranges::sort(cluster.partitions, isBefore);
    }
    return clusters;
}

} // namespace slurmsd
