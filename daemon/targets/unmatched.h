// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/targets/targethost.h"

#include <span>
#include <string>
#include <vector>

namespace slurmsd {

// A condition of a job that no node meets: a name that was mistyped, or that Slurm does not have any more.
struct UnmatchedCondition
{
    std::string key;   // of the config: "match.partitions", "partition_ports"
    std::string value; // as it is written there
    std::string found; // what there is instead, those that are near first: "there are gpu, batch"

    // "match.partitions: no partition matches \"GPU\"; there are gpu, batch"
    std::string toString() const;

    friend bool operator==(const UnmatchedCondition &, const UnmatchedCondition &) = default;
};

// Those of each job, in the jobs' order; none at all without a node. States are no such conditions: that no
// node is drained is as it should be. Pure. Takes some 10 µs for each pattern that differs from those of the
// jobs before.
std::vector<std::vector<UnmatchedCondition>> unmatchedConditions(const NodeLists &lists,
                                                                 std::span<const JobConfig> jobs);

} // namespace slurmsd
