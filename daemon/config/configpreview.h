// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/targetset.h"

#include <string>
#include <vector>

namespace slurmsd {

// At most as many names are listed of what a job gains, loses and relabels; the totals are beside them.
inline constexpr std::size_t maxListedTargets = 1000;
// Of so many jobs that differ, the targets are built; the others have "job" and "change" alone. All of it is
// done while other requests wait.
inline constexpr std::size_t maxBuiltJobs = 64;

// What these jobs would change in what is served, as a JSON array with one object for each job that is or
// would be: {"job":…, "change":"none|added|changed|removed", "groups":…, "targets":…, "added":[…],
// "added_total":…, "removed":…, "removed_total":…, "relabeled":…, "relabeled_total":…}. Those wanted come
// first, in their order. Groups and targets are those that it would have. Only jobs that differ from the ones
// in `current` and `currentJobs` are built; without the latter those of role Job have "job" and "change"
// alone. Pure.
std::string jobChangesJson(const TargetSet &current, const JobTargetSet *currentJobs,
                           const std::vector<JobConfig> &wanted);

} // namespace slurmsd
