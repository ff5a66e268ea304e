// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/stringpool.h"

#include <QtGlobal>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Where a Slurm job is in its life, as far as its servers are concerned.
enum class JobPhase : unsigned char {
    Pending,
    Configuring, // it has nodes, and one of them still boots
    Running,
    Suspended,  // by scontrol
    Stopped,    // by SIGSTOP
    Completing, // its processes are gone, an epilog may run; its nodes may be another job's already
    Ended,
    Unknown, // a state that is not documented, or none
};

// "pending", "configuring" and so on; static storage.
std::string_view toString(JobPhase phase);

// The phase of these states, a joined list in upper case with the base state first, as SlurmJob::states is.
// Up to v0.0.38 there is one word, which a flag takes the place of. A flag that passes, as SIGNALING and
// RESIZING do, changes nothing.
JobPhase jobPhase(std::string_view states);

// One job, one running task of an array, the pending rest of an array, or one component of a heterogeneous
// job: whatever has a job_id of its own. The same job gives equal values whatever API version it was read
// through. Strings are UTF-8, of any content, and empty when Slurm gives none. The views belong to the
// JobList that holds the job (or to literals, in tests).
struct SlurmJob
{
    // Numbers that Slurm did not give are `notGiven`.
    static constexpr std::int64_t notGiven = -1;
    std::int64_t id = notGiven; // unique at one time; always given
    std::int64_t arrayJobId = notGiven;
    std::int64_t arrayTaskId = notGiven; // of a task that has a record of its own
    std::int64_t hetJobId = notGiven;
    std::int64_t hetJobOffset = notGiven; // the component, with hetJobId
    std::int64_t userId = notGiven;
    std::int64_t startTime = notGiven; // seconds since 1970; may be expected only

    std::string_view name;
    std::string_view user; // empty up to v0.0.36, and where slurmrestd cannot resolve it
    std::string_view account;
    std::string_view partition; // several, "gpu,batch", while it is pending
    std::string_view qos;
    std::string_view features; // that it asks for: "a100&ib"
    std::string_view states;   // list, upper case, the base state first
    JobPhase phase = JobPhase::Unknown;

    // Of jobs with nodes alone: pending ones and those that are over leave them out.
    std::string_view nodes; // hostlist of NodeNames
    std::string_view comment;
    std::string_view adminComment;
    std::string_view extra;
    std::string_view gresDetail; // one line a node, in the order of `nodes`; only where it was asked for

    friend bool operator==(const SlurmJob &, const SlurmJob &) = default;
};

// Is it one that has its nodes for itself now: neither waiting nor over?
bool hasNodes(JobPhase phase);

// A complete job list of one cluster at one time. Shared as std::shared_ptr<const JobList> and never changed.
struct JobList
{
    StringPool strings;                            // owns what the jobs' views point to
    std::vector<SlurmJob> jobs;                    // sortJobs()
    std::string cluster;                           // as NodeSnapshot::cluster
    std::string slurmRelease;                      // "24.11.5"
    std::string apiVersion;                        // "v0.0.42"; empty for sources without one
    std::chrono::system_clock::time_point takenAt; // when the answer was complete
    std::size_t skipped = 0; // entries that were no usable job: no id, or an id that came before

    JobList() = default;
    Q_DISABLE_COPY_MOVE(JobList)
};

// Puts the jobs into the order of their ids and drops all but the first of each id, which count as skipped.
void sortJobs(JobList &list);

// The job of that id; null when there is none. The list is sorted.
const SlurmJob *findJob(const JobList &list, std::int64_t id);

// As people and scontrol name it: "17_2", "19+1", else the id.
std::string jobIdText(const SlurmJob &job);

// Its owner: the name, else the number; empty when there is neither.
std::string jobOwner(const SlurmJob &job);

} // namespace slurmsd
