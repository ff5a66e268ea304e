// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

enum class MergeSide : unsigned char { Mine, Theirs };

// A job that both sides changed, each in another way; a side without it has removed it.
struct JobConflict
{
    std::string name;
    std::optional<JobConfig> base; // nothing: both added it
    std::optional<JobConfig> mine;
    std::optional<JobConfig> theirs;

    friend bool operator==(const JobConflict &, const JobConflict &) = default;
};

struct MergedJobs
{
    std::vector<JobConfig> jobs;
    std::vector<JobConflict> conflicts; // in the order of mine, then theirs; also those that are decided

    friend bool operator==(const MergedJobs &, const MergedJobs &) = default;
};

// Brings two changes of the same jobs together, job by job: what one side alone changed, added or removed is
// as that side has it. A conflict is decided by `choices`, by the job's name; those that are not there, for
// mine. Jobs are known by their names: one with a new name is one removed and one added. The order is theirs,
// unless mine alone differs from the base in it; jobs of the other side follow the one that they follow
// there. Names are unique in each list. Pure.
MergedJobs mergeJobs(const std::vector<JobConfig> &base, const std::vector<JobConfig> &mine,
                     const std::vector<JobConfig> &theirs,
                     const std::map<std::string, MergeSide> &choices = {});

} // namespace slurmsd
