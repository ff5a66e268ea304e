// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/slurmjob.h"

namespace slurmsd {

// A job of alice's, the user 1000. The texts must stay.
inline SlurmJob runningJob(std::int64_t id, std::string_view nodes = "c01", std::string_view comment = {})
{
    SlurmJob job;
    job.id = id;
    job.userId = 1000;
    job.startTime = 1'700'000'000;
    job.name = "vllm";
    job.user = "alice";
    job.account = "llm";
    job.partition = "gpu";
    job.qos = "normal";
    job.states = "RUNNING";
    job.phase = JobPhase::Running;
    job.nodes = nodes;
    job.comment = comment;
    return job;
}

} // namespace slurmsd
