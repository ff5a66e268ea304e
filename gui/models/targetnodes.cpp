// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetnodes.h"

#include "gui/models/targetaddress.h"

namespace slurmsd {

TargetNodes::TargetNodes(std::vector<std::shared_ptr<const NodeSnapshot>> lists)
    : m_lists(std::move(lists))
{}

std::optional<TargetNodes::Place> TargetNodes::find(const TargetGroup &group, std::string_view address) const
{
    const Found found = findNode(group, address);
    return found.node ? std::optional(Place{found.list->cluster, found.node->name}) : std::nullopt;
}

TargetNodes::Found TargetNodes::findNode(const TargetGroup &group, std::string_view address) const
{
    if (!m_hasTables)
        makeTables();
    const std::string *cluster = findLabel(group, "__meta_slurm_cluster");
    if (const std::string *name = findLabel(group, "__meta_slurm_node")) {
        if (const Found found = findIn(m_byName, *name, cluster); found.node)
            return found;
    }
    const std::string_view host = hostOf(address);
    for (const Table *table : {&m_byAddress, &m_byHostname, &m_byName}) {
        if (const Found found = findIn(*table, host, cluster); found.node)
            return found;
    }
    return {};
}

TargetNodes::Found TargetNodes::findIn(const Table &table, std::string_view key, const std::string *cluster)
{
    const auto [begin, end] = table.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) {
        if (!cluster || entry->second.list->cluster == *cluster)
            return entry->second;
    }
    return {};
}

void TargetNodes::makeTables() const
{
    for (const auto &list : m_lists) {
        for (const Node &node : list->nodes) {
            m_byName.emplace(node.name, Found{list.get(), &node});
            // Most have one name for all.
            if (node.hostname != node.name)
                m_byHostname.emplace(node.hostname, Found{list.get(), &node});
            if (node.address != node.name)
                m_byAddress.emplace(node.address, Found{list.get(), &node});
        }
    }
    m_hasTables = true;
}

} // namespace slurmsd
