// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/nodestate.h"
#include "common/pollerror.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What the daemon says about itself at GET /api/v1/status, and what its page, its metrics and the admin
// program show. Strings are UTF-8 and hold no secrets. Times are of the daemon's clock.

using WallTime = std::chrono::system_clock::time_point;

// Numbers of nodes by state class, in the order of allStateClasses.
using StateCounts = std::array<std::size_t, allStateClasses.size()>;

struct PartitionStatus
{
    std::string name; // empty: the nodes in no partition
    std::size_t nodes = 0;
    StateCounts states{};

    friend bool operator==(const PartitionStatus &, const PartitionStatus &) = default;
};

// Nodes of one state class.
struct NodesOfState
{
    StateClass stateClass = StateClass::Unknown;
    std::string names; // a hostlist: of the first thousand of them, where they are more

    friend bool operator==(const NodesOfState &, const NodesOfState &) = default;
};

// A poll that failed.
struct FailureStatus
{
    PollErrorClass errorClass = PollErrorClass::Other;
    std::string message;
    WallTime when;

    friend bool operator==(const FailureStatus &, const FailureStatus &) = default;
};

// How Slurm is polled for a list.
struct PollStatus
{
    std::optional<WallTime> lastSuccess;      // since the start
    std::optional<FailureStatus> lastFailure; // stays after polling works again
    std::optional<WallTime> failingSince;     // nothing: the last poll was good, or there was none yet
    std::optional<WallTime> nextPoll;         // nothing: one is under way
    std::chrono::milliseconds lastPollDuration{};
    std::uint64_t lastPollBytes = 0;

    friend bool operator==(const PollStatus &, const PollStatus &) = default;
};

// What the guard holds back, for an operator to accept: a cluster's whole node list, or what one job would
// get of it.
struct HeldStatus
{
    std::string job; // empty: the whole list, and so every job
    std::string id;  // for POST /api/v1/guard/accept?held=ID; another one when something else would be lost
    std::size_t before = 0; // nodes of the list, or targets of the job, in force
    std::size_t after = 0;  // those held
    std::size_t lost = 0;   // what would be lost without a word of Slurm's about those nodes
    std::string what;       // their names as a hostlist, "gpu[001-128]"; cut when it is long
    std::string message;    // why it is held, in words
    WallTime since{};       // of the first list that said so

    friend bool operator==(const HeldStatus &, const HeldStatus &) = default;
};

// What one job has of one cluster.
struct JobTargetsStatus
{
    std::string job;
    std::size_t targets = 0;

    friend bool operator==(const JobTargetsStatus &, const JobTargetsStatus &) = default;
};

// How a cluster's jobs are polled, where the config asks for them: for jobs of role Job, or job metrics.
struct JobListStatus : PollStatus
{
    // The last good list. Nothing: there is none.
    std::optional<WallTime> listTakenAt;
    bool isTooOld = false;   // for slurm.jobs.max_age: its targets are not served
    std::size_t jobs = 0;    // those that wait or are over included
    std::size_t running = 0; // of those
    std::size_t hidden = 0;  // that run as well, and are not in the list (PrivateData=jobs), as last checked
    std::size_t skipped = 0; // entries of Slurm's answer that were no usable job

    friend bool operator==(const JobListStatus &, const JobListStatus &) = default;
};

struct ClusterStatus : PollStatus
{
    std::string name;         // as labels have it; empty while nothing told it
    std::string endpoint;     // as configured
    std::string apiVersion;   // in use; empty: not known, or the source has none
    std::string slurmRelease; // "24.11.5"; empty: not known

    // The list in force. Nothing: there is none, and no targets can be served.
    std::optional<WallTime> listTakenAt;
    bool isListStored = false; // from before the daemon started, and not confirmed by a poll yet
    std::size_t nodes = 0;
    std::size_t skipped = 0;                 // entries of Slurm's answer that were no usable node
    StateCounts states{};                    // of all nodes, each once
    std::vector<PartitionStatus> partitions; // in natural order; a node counts in each of its partitions
    std::vector<NodesOfState> outOfService;  // worst first; not in the API, which has the list itself

    std::optional<WallTime> lastNotice;    // that something changed; nothing: none since the start
    std::vector<HeldStatus> held;          // the whole list first, then jobs in the config's order
    std::vector<JobTargetsStatus> targets; // of each job; empty while there are none to serve
    std::optional<WallTime> tokenExpires;  // where the token in use tells
    std::optional<WallTime>
        tokenRenewed;         // when one with another end was last seen; nothing: not since the start
    std::string storageError; // why the list could not be stored last time; empty: it was, or is not to be
    std::optional<JobListStatus> jobs; // nothing: they are not polled

    friend bool operator==(const ClusterStatus &, const ClusterStatus &) = default;
};

// How many Slurm jobs have no target of a job, for one reason.
struct JobRefusalStatus
{
    std::string reason; // "wrong_annotation": daemon/jobs/jobrule.h
    std::size_t jobs = 0;

    friend bool operator==(const JobRefusalStatus &, const JobRefusalStatus &) = default;
};

// What became of the Slurm jobs for a job of role Job.
struct SlurmJobsStatus
{
    std::size_t annotated = 0;               // running ones that match and ask for targets
    std::size_t withTargets = 0;             // of those
    std::vector<JobRefusalStatus> refused{}; // those that ask in vain, by reason; none with 0

    friend bool operator==(const SlurmJobsStatus &, const SlurmJobsStatus &) = default;
};

struct JobStatus
{
    std::string name;
    std::uint16_t port = 0;
    std::size_t groups = 0; // of the answer in force; 0 while there is none
    std::size_t targets = 0;
    std::string etag{}; // of that answer, without quotes; empty while there is none
    std::vector<std::string>
        warnings{};              // conditions of the job that match nothing in the lists in force, in words
    bool isEmptyAllowed = false; // allow_empty: no targets are no problem
    std::optional<SlurmJobsStatus> slurmJobs{}; // of role Job; nothing: of role Node

    friend bool operator==(const JobStatus &, const JobStatus &) = default;
};

struct ConfigStatus
{
    std::string file;   // empty: built-in defaults
    std::string sha256; // of the text in force, hex; empty without a file
    WallTime loadedAt;
    std::optional<WallTime> lastReload;      // tried, by whatever way
    std::vector<std::string> reloadProblems; // of the last one; empty: it was good
    std::vector<std::string> deprecations;   // old keys in the file

    friend bool operator==(const ConfigStatus &, const ConfigStatus &) = default;
};

struct DaemonStatus
{
    // In order of alarm.
    enum class Health : unsigned char {
        Ok,
        Degraded, // targets are served, but something is wrong: Slurm cannot be polled, a list is held, …
        NotReady, // some cluster has no list: /targets without `cluster=` answers 503
    };

    Health health = Health::NotReady;
    std::string summary; // one sentence in words, worst thing first: "Serving 118 nodes to 5 jobs, …"
    std::string version;
    WallTime now;
    WallTime startedAt;
    bool isLifecycleEnabled = false;
    bool isAdminApiEnabled = false;
    ConfigStatus config;
    std::vector<ClusterStatus> clusters; // in the config's order; never empty
    std::vector<JobStatus> jobs;         // in the config's order
    bool areTargetsMade = true;          // of every cluster's list; not in the API, where `health` tells

    friend bool operator==(const DaemonStatus &, const DaemonStatus &) = default;
};

// Is it time to renew the cluster's token? From a day before its end on; but where something renews it, and
// did so within the last 12 h, only 15 min after its end. The rules of the alerts SlurmSdTokenExpiring and
// SlurmSdTokenExpired (resources/prometheus/alerts.yml).
bool isTokenToBeRenewed(const ClusterStatus &cluster, WallTime now);

// "ok", "degraded", "not_ready"; static storage.
std::string_view toString(DaemonStatus::Health health);
std::optional<DaemonStatus::Health> healthFromString(std::string_view name);

} // namespace slurmsd
