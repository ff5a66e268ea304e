// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/nodeselector.h"

#include <string_view>
#include <unordered_map>

namespace slurmsd {

// Which targets one job makes of a node: with the label `partition` one for each of the node's partitions
// that the job is for, else one. As the selector it is for the nodes of one snapshot. Not thread-safe.
class NodeTargets
{
public:
    // The job must be a valid one and outlive this.
    explicit NodeTargets(const JobConfig &job);

    // Calls `visit(partition, partitions, port)` for each target: the partition that it is made for (empty:
    // for none alone), and all of the node's that the job is for. Not at all when the job is not for the
    // node.
    template <typename Visitor>
    void forEach(const Node &node, Visitor &&visit)
    {
        if (m_selector.reject(node))
            return;
        const std::string_view partitions = m_selector.partitions(node);
        if (!m_isPerPartition || partitions.empty()) {
            visit(std::string_view(), partitions, portOfFirst(partitions));
            for (const Port port : m_job.morePorts)
                visit(std::string_view(), partitions, port);
            return;
        }
        forEachItem(partitions, [&](std::string_view partition) {
            visit(partition, partitions, portOf(partition));
            for (const Port port : m_job.morePorts)
                visit(partition, partitions, port);
        });
    }

private:
    Port portOf(std::string_view partition) const;
    Port portOfFirst(std::string_view partitions) const;

    const JobConfig &m_job;
    NodeSelector m_selector;
    std::unordered_map<std::string_view, Port> m_partitionPorts;
    bool m_isPerPartition;
};

} // namespace slurmsd
