// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runningjobs.h"
#include "daemon/jobs/jobtargets.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Why a job of the config makes no target of a Slurm job, in words. Pure, as all of this.
std::string refusalText(const JobRefused &refused, const SlurmJob &job, const JobConfig &config);

// The jobs that somebody may mean by that id: "53", "17_2", "19+1", and all tasks of an array or components
// of a heterogeneous job by its own.
std::vector<const SlurmJob *> findJobs(const JobList &list, std::string_view asked);

// What each job of role Job makes of this one, and why.
SlurmJobExplanation explainJob(const JobSource &source, std::span<const JobConfig> configs,
                               const SlurmJob &job);

// The jobs with nodes, and what becomes of them.
RunningJobs runningJobs(std::span<const JobSource> sources, std::span<const JobConfig> configs);

} // namespace slurmsd
