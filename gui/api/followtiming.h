// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace slurmsd {

// How often a DaemonClient asks, and how long it waits.
struct FollowTiming
{
    std::chrono::milliseconds poll = std::chrono::seconds(2);            // from one status to the next
    std::chrono::milliseconds firstRetry = std::chrono::seconds(1);      // doubled with each failure …
    std::chrono::milliseconds lastRetry = std::chrono::seconds(10);      // … up to this
    std::chrono::milliseconds statusDeadline = std::chrono::seconds(10); // of status and events
    std::chrono::milliseconds listDeadline = std::chrono::minutes(1);    // of nodes and of each job's targets
};

} // namespace slurmsd
