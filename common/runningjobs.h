// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/explanation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// One of those of GET /api/v1/jobs. Texts are the users' own, of any content.
struct RunningJob
{
    std::string cluster;
    std::uint64_t id = 0;
    std::string
        task; // what Slurm's commands call a task of an array, "17_2", or a component, "19+1"; else empty
    std::string name;
    std::string user; // the number where Slurm has no name
    std::string account;
    std::string partition;
    std::string qos;
    std::string state; // Slurm's words, joined by commas: "RUNNING,STOPPED"
    std::string nodes; // hostlist
    std::optional<WallTime> startedAt;
    std::string comment;                     // empty where the job has no nodes, whatever it has
    std::vector<JobTargetsStatus> targets{}; // of each job of the config that it has targets of
    std::string why{};                       // it has none, in words; empty where it has

    friend bool operator==(const RunningJob &, const RunningJob &) = default;
};

// GET /api/v1/jobs
struct RunningJobs
{
    std::vector<RunningJob> jobs; // those with nodes, by cluster, in the config's order, and id

    friend bool operator==(const RunningJobs &, const RunningJobs &) = default;
};

// One of those of GET /api/v1/explain?job=ID
struct SlurmJobExplanation
{
    RunningJob job;                   // without `targets` and `why`
    std::vector<JobExplanation> jobs; // every job of role Job, in the config's order

    friend bool operator==(const SlurmJobExplanation &, const SlurmJobExplanation &) = default;
};

} // namespace slurmsd
