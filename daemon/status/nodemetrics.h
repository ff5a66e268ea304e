// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "daemon/targets/statetimes.h"

#include <compare>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The nodes of one cluster, and since when they have their classes.
struct NodeMetricsList
{
    std::shared_ptr<const NodeSnapshot> nodes;    // not null, sorted (sortNodes())
    std::shared_ptr<const StateTimes> stateTimes; // not null, one for each node
};

// Of which nodes there are series. Alternatives are sorted and each there once; none: all. A node in several
// partitions has slurm_sd_node_partition_info for those that are asked for alone.
struct NodeMetricsFilter
{
    std::vector<std::string> clusters;
    std::vector<std::string> partitions; // the empty one is that of nodes in none

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes it for a comparison with 0
    friend auto operator<=>(const NodeMetricsFilter &, const NodeMetricsFilter &) = default;
};

// As much of a reason is in its label, in characters.
inline constexpr std::size_t maxReasonCharacters = 128;

// GET /metrics/nodes in Prometheus's text format, version 0.0.4, given to `take` piece by piece, some 64 KiB
// each. Families without a series are left out. False: `stop` was requested, and the text is not whole. Pure.
// Names and meaning are in resources/docs/metrics.md.
bool writeNodeMetrics(const std::vector<NodeMetricsList> &lists, const NodeMetricsConfig &config,
                      const NodeMetricsFilter &filter, const std::function<void(std::string_view)> &take,
                      const std::stop_token &stop = {});

} // namespace slurmsd
