// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/status/metricfamily.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace slurmsd {

// process_cpu_seconds_total, process_resident_memory_bytes, process_virtual_memory_bytes,
// process_start_time_seconds, process_open_fds, process_max_fds of this process, as other exporters have them
// (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics), mostly from /proc. What
// cannot be read is left out.
std::vector<MetricFamily> processMetrics();

// Some fields of /proc/PID/stat (proc(5)), in its units.
struct ProcessStat
{
    std::int64_t userTicks = 0;
    std::int64_t systemTicks = 0;
    std::int64_t startTicks = 0; // since boot
    std::int64_t virtualBytes = 0;
    std::int64_t residentPages = 0;

    friend bool operator==(const ProcessStat &, const ProcessStat &) = default;
};

// Nothing for a text of another form. The process may have any name. Pure.
std::optional<ProcessStat> parseProcessStat(std::string_view text);

} // namespace slurmsd
