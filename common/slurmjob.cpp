// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/slurmjob.h"

#include "common/enumnames.h"
#include "common/node.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace slurmsd {

namespace {

constexpr EnumNames<JobPhase::Unknown> phaseNames{
    "pending", "configuring", "running", "suspended", "stopped", "completing", "ended", "unknown",
};

using PhaseName = std::pair<std::string_view, JobPhase>;

// Flags that take a job's servers away; the first that a job has counts. SUSPENDED is a base state.
constexpr std::array phaseFlags{
    PhaseName{"COMPLETING", JobPhase::Completing},
    PhaseName{"SUSPENDED", JobPhase::Suspended},
    PhaseName{"CONFIGURING", JobPhase::Configuring},
    PhaseName{"STOPPED", JobPhase::Stopped},
};

// https://slurm.schedmd.com/job_state_codes.html, and the flags that up to v0.0.38 stand in place of a base
// state.
constexpr std::array basePhases{
    PhaseName{"RUNNING", JobPhase::Running},       PhaseName{"RESIZING", JobPhase::Running},
    PhaseName{"SIGNALING", JobPhase::Running},     PhaseName{"PENDING", JobPhase::Pending},
    PhaseName{"SPECIAL_EXIT", JobPhase::Pending},  PhaseName{"REQUEUED", JobPhase::Pending},
    PhaseName{"REQUEUE_HOLD", JobPhase::Pending},  PhaseName{"REQUEUE_FED", JobPhase::Pending},
    PhaseName{"RESV_DEL_HOLD", JobPhase::Pending}, PhaseName{"LAUNCH_FAILED", JobPhase::Pending},
    PhaseName{"COMPLETED", JobPhase::Ended},       PhaseName{"CANCELLED", JobPhase::Ended},
    PhaseName{"FAILED", JobPhase::Ended},          PhaseName{"TIMEOUT", JobPhase::Ended},
    PhaseName{"NODE_FAIL", JobPhase::Ended},       PhaseName{"PREEMPTED", JobPhase::Ended},
    PhaseName{"BOOT_FAIL", JobPhase::Ended},       PhaseName{"DEADLINE", JobPhase::Ended},
    PhaseName{"OUT_OF_MEMORY", JobPhase::Ended},   PhaseName{"REVOKED", JobPhase::Ended},
    PhaseName{"STAGE_OUT", JobPhase::Ended},
};

template <std::size_t count>
std::optional<JobPhase> phaseOf(const std::array<PhaseName, count> &table, std::string_view state)
{
    const auto found = std::ranges::find(table, state, &PhaseName::first);
    return found == table.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::string_view toString(JobPhase phase) { return phaseNames[phase]; }

JobPhase jobPhase(std::string_view states)
{
    // A job that is over is over, whatever flags it keeps; only COMPLETING tells more.
    const std::optional<JobPhase> base = phaseOf(basePhases, states.substr(0, states.find(',')));
    std::optional<JobPhase> flagged;
    forEachItem(states, [&flagged](std::string_view state) {
        const auto phase = phaseOf(phaseFlags, state);
        if (phase && (!flagged || *phase == JobPhase::Completing))
            flagged = phase;
    });
    if (flagged && (*flagged == JobPhase::Completing || !base || *base == JobPhase::Running))
        return *flagged;
    return base.value_or(JobPhase::Unknown);
}

bool hasNodes(JobPhase phase)
{
    return phase == JobPhase::Running || phase == JobPhase::Configuring || phase == JobPhase::Suspended ||
           phase == JobPhase::Stopped;
}

void sortJobs(JobList &list)
{
    if (!std::ranges::is_sorted(list.jobs, {}, &SlurmJob::id))
        std::ranges::stable_sort(list.jobs, {}, &SlurmJob::id);
    const auto isSame = [](const SlurmJob &left, const SlurmJob &right) { return left.id == right.id; };
    const auto repeated = std::unique(list.jobs.begin(), list.jobs.end(), isSame);
    list.skipped += static_cast<std::size_t>(list.jobs.end() - repeated);
    list.jobs.erase(repeated, list.jobs.end());
}

const SlurmJob *findJob(const JobList &list, std::int64_t id)
{
    const auto found = std::ranges::lower_bound(list.jobs, id, {}, &SlurmJob::id);
    return found != list.jobs.end() && found->id == id ? &*found : nullptr;
}

std::string jobIdText(const SlurmJob &job)
{
    if (job.arrayJobId != SlurmJob::notGiven && job.arrayTaskId != SlurmJob::notGiven)
        return std::to_string(job.arrayJobId) + '_' + std::to_string(job.arrayTaskId);
    if (job.hetJobId != SlurmJob::notGiven && job.hetJobOffset != SlurmJob::notGiven)
        return std::to_string(job.hetJobId) + '+' + std::to_string(job.hetJobOffset);
    return std::to_string(job.id);
}

std::string jobOwner(const SlurmJob &job)
{
    if (!job.user.empty())
        return std::string(job.user);
    return job.userId == SlurmJob::notGiven ? std::string() : std::to_string(job.userId);
}

} // namespace slurmsd
