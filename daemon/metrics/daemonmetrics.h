// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/metrics/counters.h"
#include "daemon/metrics/metricfamily.h"

#include <vector>

namespace slurmsd {

// Every family of /metrics but process_*. No label has values without bound: partitions and states of nodes,
// jobs, clusters, routes. Names and meaning in resources/docs/metrics.md. Pure.
std::vector<MetricFamily> daemonMetrics(const DaemonStatus &status, const Counters &counters);

// process_cpu_seconds_total, process_resident_memory_bytes, process_virtual_memory_bytes,
// process_start_time_seconds, process_open_fds, process_max_fds of this process, as other exporters have them
// (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics), from /proc.
std::vector<MetricFamily> processMetrics();

} // namespace slurmsd
