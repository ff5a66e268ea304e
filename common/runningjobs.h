// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/explanation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// What one job of role Job of the config makes of a Slurm job.
struct RunningJobOutcome
{
    std::string job; // of the config
    std::size_t targets = 0;
    std::string refused; // why it has none though it asks for some: "wrong_annotation"; empty where it has,
                         // or does not ask
    std::string reason; // why it has none, in words; empty where it has

    friend bool operator==(const RunningJobOutcome &, const RunningJobOutcome &) = default;
};

// One of those of GET /api/v1/jobs. Texts are the users' own, of any content.
struct RunningJob
{
    std::string id; // as Slurm's commands have it: "17_2", "19+1", "52"
    std::uint64_t jobId = 0;
    std::string cluster;
    std::string name;
    std::string user; // the number where Slurm has no name
    std::string account;
    std::string partition;
    std::string qos;
    std::string phase; // "running", "suspended", …: common/slurmjob.h
    std::string nodes; // hostlist
    std::optional<WallTime> startTime;
    std::string comment;                       // empty of those that wait or are over, whatever they have
    std::vector<RunningJobOutcome> outcomes{}; // in the config's order

    friend bool operator==(const RunningJob &, const RunningJob &) = default;
};

// GET /api/v1/jobs
struct RunningJobs
{
    std::vector<RunningJob> jobs; // those with nodes, by cluster and id
    std::size_t waiting = 0;      // others that the lists have
    std::size_t over = 0;

    friend bool operator==(const RunningJobs &, const RunningJobs &) = default;
};

// One of those of GET /api/v1/explain?job=ID
struct SlurmJobExplanation
{
    RunningJob job;                   // without its outcomes
    std::vector<std::string> states;  // Slurm's: base state, then flags
    std::vector<JobExplanation> jobs; // every job of role Job, in the config's order

    friend bool operator==(const SlurmJobExplanation &, const SlurmJobExplanation &) = default;
};

} // namespace slurmsd
