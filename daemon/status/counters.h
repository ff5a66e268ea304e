// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/jobguard.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace slurmsd {

// What only counting can tell: the rest of the metrics comes from DaemonStatus. On the event loop.

// Observations in buckets, as Prometheus's histograms are; `bounds` gives their upper bounds in seconds.
class DurationHistogram
{
public:
    static constexpr std::array bounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0, 120.0};

    void observe(std::chrono::duration<double> duration);

    std::uint64_t count() const { return m_count; }
    double sum() const { return m_sum; }
    // Observations up to and with bounds[i], as `le` means it.
    std::uint64_t upTo(std::size_t i) const;

private:
    std::array<std::uint64_t, bounds.size()> m_buckets{};
    std::uint64_t m_count = 0;
    double m_sum = 0;
};

// Of polls for a list.
struct PollCounters
{
    std::map<std::string, std::uint64_t> pollsByResult; // "success", or an error class
    DurationHistogram pollDuration;
};

struct ClusterCounters : PollCounters
{
    std::uint64_t heldLists = 0; // polls whose list the guard held
    std::uint64_t storageFailures = 0;
    std::uint64_t notices = 0;     // that something changed
    std::uint64_t noticePolls = 0; // for them
    PollCounters jobs;
};

struct Counters
{
    std::map<std::string, ClusterCounters> clusters; // by ClusterStatus::name at the time of the scrape
    std::map<std::pair<std::string, std::string>, LossCounts> lostTargets; // by that name, and job
    // By handler (its route, or "other" for paths without one) and status code: bounded.
    std::map<std::pair<std::string, int>, std::uint64_t> httpRequests;
    DurationHistogram httpDuration; // of handling a request
    std::size_t httpConnections = 0;
    std::uint64_t reloads = 0;                                           // tried, after the start
    std::uint64_t failedReloads = 0;                                     // of those
    bool isLastReloadGood = true;                                        // true before the first
    std::optional<std::chrono::system_clock::time_point> lastGoodReload; // the start counts as one
    std::optional<bool> isWebConfigInForce; // what its file says now; nothing without such a file
    std::uint64_t failedLogins = 0;
};

} // namespace slurmsd
