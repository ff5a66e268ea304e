// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The node's host for a target: what `source` says, or else the next of address, hostname and name that can
// be one. A host has 1 to 255 bytes and holds no '/', which would make Prometheus drop the target, no white
// space and no control characters. Empty when the node has none. The view is the node's.
std::string_view targetHost(const Node &node, AddressSource source);

// The node lists of the clusters that targets are made of, one each, in the config's order; no nulls. A
// node's index counts through all of them.
using NodeLists = std::vector<std::shared_ptr<const NodeSnapshot>>;

// The hosts of all nodes, and how they sort: found once for all jobs, since comparing names costs more than
// all the rest of a job.
class TargetHosts
{
public:
    // The nodes must outlive this.
    TargetHosts(const NodeLists &lists, AddressSource source);

    // By the node's index. Empty when the node has none.
    std::string_view host(std::size_t node) const { return m_hosts[node]; }
    // Hosts that come earlier in natural order have a lower rank, equal ones the same.
    std::uint32_t rank(std::size_t node) const { return m_ranks[node]; }

private:
    std::vector<std::string_view> m_hosts;
    std::vector<std::uint32_t> m_ranks;
};

// "host:port"; an IPv6 address gets brackets, and keeps its scope, which Prometheus understands.
std::string hostAndPort(std::string_view host, Port port);

} // namespace slurmsd
