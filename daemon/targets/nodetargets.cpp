// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodetargets.h"

#include <algorithm>

namespace slurmsd {

NodeTargets::NodeTargets(const JobConfig &job)
    : m_job(job)
    , m_selector(job)
    , m_partitionPorts(job.partitionPorts.begin(), job.partitionPorts.end())
    , m_isPerPartition(std::ranges::find(job.labels, LabelKind::Partition) != job.labels.end())
{}

Port NodeTargets::portOf(std::string_view partition) const
{
    const auto found = m_partitionPorts.find(partition);
    return found == m_partitionPorts.end() ? m_job.port : found->second;
}

Port NodeTargets::portOfFirst(std::string_view partitions) const
{
    if (m_partitionPorts.empty())
        return m_job.port;
    std::string_view named;
    forEachItem(partitions, [&](std::string_view partition) {
        if (named.empty() && m_partitionPorts.contains(partition))
            named = partition;
    });
    return named.empty() ? m_job.port : portOf(named);
}

} // namespace slurmsd
