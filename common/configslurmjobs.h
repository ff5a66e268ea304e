// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/yamlreader.h"

namespace slurmsd {

// Reads what is said about Slurm's jobs, `role: job` and `slurm.jobs:`. A part of configyaml.cpp.

// What is an item of `jobs:` for? As its key `role` says, in any of the item's forms; Node also when that is
// wrong, which is said where the key is read.
JobRole roleOf(const YamlNode &item);

// The keys that a job of role Job has beside those of both roles.
void readSlurmJobRole(MapReader &fields, SlurmJobRole &role, ProblemList &problems);

// The keys of the other role that `fields` still has are problems; `role` is the job's.
void refuseOtherRole(MapReader &fields, JobRole role);
// The same for the conditions of a job's `match:`.
void refuseOtherConditions(MapReader &match, JobRole role);

// The keys of `slurm.jobs:`.
void readSlurmJobsPolling(MapReader &jobs, SlurmJobsPolling &polling);

} // namespace slurmsd
