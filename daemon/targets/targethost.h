// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// Where a job takes the hosts of its targets from.
struct HostRule
{
    // NOLINTNEXTLINE(google-explicit-constructor): most have nothing but that
    HostRule(AddressSource address)
        : source(address)
    {}
    explicit HostRule(const JobConfig &job)
        : source(job.address)
        , pattern(job.addressTemplate)
    {}

    AddressSource source;
    std::string pattern; // JobConfig::addressTemplate

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes it for a comparison with 0
    friend auto operator<=>(const HostRule &, const HostRule &) = default;
};

// The node's host for a target: what `source` says, or else the next of address, hostname and name that can
// be one. A host has 1 to 255 bytes and holds no '/', which would make Prometheus drop the target, no white
// space and no control characters. Empty when the node has none. The view is the node's.
std::string_view targetHost(const Node &node, AddressSource source);

// The same by a rule that may have a pattern; keeps what it makes, so that the views stay valid as long as
// this and the nodes do. A pattern for which the node has no value, or that makes none, gives no host.
class HostMaker
{
public:
    explicit HostMaker(HostRule rule)
        : m_rule(std::move(rule))
    {}

    std::string_view host(const Node &node);

private:
    HostRule m_rule;
    std::deque<std::string> m_made;
};

// The node lists of the clusters that targets are made of, one each, in the config's order; no nulls. A
// node's index counts through all of them.
using NodeLists = std::vector<std::shared_ptr<const NodeSnapshot>>;

// The hosts of all nodes, and how they sort: found once for all jobs, since comparing names costs more than
// all the rest of a job.
class TargetHosts
{
public:
    // The nodes must outlive this.
    TargetHosts(const NodeLists &lists, HostRule rule);

    // By the node's index. Empty when the node has none.
    std::string_view host(std::size_t node) const { return m_hosts[node]; }
    // Hosts that come earlier in natural order have a lower rank, equal ones the same.
    std::uint32_t rank(std::size_t node) const { return m_ranks[node]; }

private:
    HostMaker m_maker;
    std::vector<std::string_view> m_hosts;
    std::vector<std::uint32_t> m_ranks;
};

// "host:port"; an IPv6 address gets brackets, and keeps its scope, which Prometheus understands.
std::string hostAndPort(std::string_view host, Port port);

} // namespace slurmsd
