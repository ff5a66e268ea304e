// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <string>

namespace slurmsd {

// Sets `health` and `summary` from all the rest, which is complete. The worst thing is told, others are
// counted:
//
//     Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.
//     llm: polls fail since 10:02 UTC (12 min, connect): connection refused; serving the last good list, 14
//     min old; and 1 more problem.
//
// Pure.
void summarize(DaemonStatus &status);

// Why the targets of a cluster that has no list cannot be served; the end of a sentence. Pure.
std::string noListReason(const ClusterStatus &cluster, WallTime now);

// The line for systemd: "118 nodes, 5 jobs, last poll 12 s ago", or the summary while something is wrong.
// Pure.
std::string serviceStatus(const DaemonStatus &status);

} // namespace slurmsd
