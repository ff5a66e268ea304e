// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "common/slurmjob.h"
#include "common/targetgroup.h"
#include "daemon/jobs/jobrule.h"

#include <array>
#include <compare>
#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace slurmsd {

// The lists of one cluster that targets of jobs are made of; no nulls, both sorted.
struct JobSource
{
    std::shared_ptr<const NodeSnapshot> nodes;
    std::shared_ptr<const JobList> jobs;

    friend bool operator==(const JobSource &, const JobSource &) = default;
};

// What the URL of /targets asks for beyond the job: each list holds the alternatives, an empty one does not
// filter.
struct JobTargetFilter
{
    std::vector<std::string> users{}; // names, or numbers
    std::vector<std::string> accounts{};
    std::vector<std::string> partitions{};
    std::vector<std::string> clusters{};

    friend auto operator<=>(const JobTargetFilter &, const JobTargetFilter &) = default;
};

// What became of the Slurm jobs for one job of the config.
struct JobTargetCounts
{
    std::size_t annotated = 0; // running jobs that match and ask for a target, rightly or not
    std::size_t withTargets = 0;
    std::array<std::size_t, jobRefusalCount> refused{}; // by JobRefusal

    friend bool operator==(const JobTargetCounts &, const JobTargetCounts &) = default;
};

struct SlurmJobTargets
{
    std::vector<TargetGroup> groups;
    JobTargetCounts counts;
};

// The targets of one job of role Job: those of equal labels in one group, groups in the natural order of
// their labels' values, targets in that of their hosts, then ports; equal input gives equal output. Pure.
// Once `stop` is requested it gives up soon; the result is of no use then.
SlurmJobTargets buildJobTargets(const std::vector<JobSource> &sources, const JobConfig &config,
                                const JobTargetFilter &filter = {}, const std::stop_token &stop = {});

} // namespace slurmsd
