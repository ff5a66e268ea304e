// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetnodes.h"

#include "gui/models/targetaddress.h"

namespace slurmsd {

TargetNodes::TargetNodes(std::vector<std::shared_ptr<const NodeSnapshot>> lists)
    : m_lists(std::move(lists))
{}

std::optional<TargetNodes::Place> TargetNodes::find(const TargetGroup &group, std::string_view address) const
{
    if (!m_hasTables)
        makeTables();
    const std::string *cluster = findLabel(group, "__meta_slurm_cluster");
    if (const std::string *name = findLabel(group, "__meta_slurm_node")) {
        if (const auto place = findIn(m_byName, *name, cluster))
            return place;
    }
    const std::string_view host = hostOf(address);
    for (const Table *table : {&m_byAddress, &m_byHostname, &m_byName}) {
        if (const auto place = findIn(*table, host, cluster))
            return place;
    }
    return std::nullopt;
}

std::optional<TargetNodes::Place> TargetNodes::findIn(const Table &table, std::string_view key,
                                                      const std::string *cluster)
{
    const auto [begin, end] = table.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) {
        const auto &[list, node] = entry->second;
        if (!cluster || list->cluster == *cluster)
            return Place{list->cluster, node->name};
    }
    return std::nullopt;
}

void TargetNodes::makeTables() const
{
    for (const auto &list : m_lists) {
        for (const Node &node : list->nodes) {
            m_byName.emplace(node.name, Entry{list.get(), &node});
            // Most have one name for all.
            if (node.hostname != node.name)
                m_byHostname.emplace(node.hostname, Entry{list.get(), &node});
            if (node.address != node.name)
                m_byAddress.emplace(node.address, Entry{list.get(), &node});
        }
    }
    m_hasTables = true;
}

} // namespace slurmsd
