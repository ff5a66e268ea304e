// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/api/targetshandler.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/targetset.h"

#include <span>

namespace slurmsd {

// What /targets is answered from where the config has jobs of role Job.
struct TargetAnswers
{
    const TargetSet *nodes = nullptr;           // of jobs of role Node; null until there are nodes
    std::span<const ClusterReadiness> clusters; // their nodes
    const JobTargetSet *jobs = nullptr;         // of jobs of role Job
    std::span<const ClusterReadiness> jobLists; // the clusters' jobs; as many, in the same order
    std::span<const JobConfig> config;          // all jobs
};

// GET and HEAD /targets for one job of role Job, `?prom_job=NAME&user=&account=&partition=&cluster=`, or for
// all jobs. As targetsReply(), but `[]` is what is right when no running Slurm job asks for a target. So 503
// where a list of jobs is missing or too old; 404 for a cluster that is not configured and a partition that
// no node is in, which can be typos. A user or an account without running jobs is nothing wrong: `[]`. 400
// for the filters of nodes (state, feature). `joined` is of the request before for all jobs.
HttpReply jobTargetsReply(const HttpRequest &request, const TargetAnswers &answers);
HttpReply allTargetsReply(const HttpRequest &request, const TargetAnswers &answers, JoinedDocument &joined);

} // namespace slurmsd
