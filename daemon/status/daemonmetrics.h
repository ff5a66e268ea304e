// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/status/counters.h"
#include "daemon/status/metricfamily.h"

#include <cstddef>
#include <vector>

namespace slurmsd {

// Every family of /metrics but process_* and those of targetMetrics(). No label has values without bound:
// clusters, partitions, states of nodes, jobs, routes. The label of jobs is `prom_job`, as in the URL of
// /targets: Prometheus keeps `job` for itself. Names and meaning in resources/docs/metrics.md. Pure.
std::vector<MetricFamily> daemonMetrics(const DaemonStatus &status, const Counters &counters);

// Partitions of each cluster that have series, eight each; the others, later in natural order, are counted by
// slurm_sd_partitions_omitted.
inline constexpr std::size_t maxPartitionsWithSeries = 1000;

} // namespace slurmsd
