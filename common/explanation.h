// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// Why a job has the targets that it has for one node.
struct JobExplanation
{
    std::string job;
    std::vector<TargetGroup> groups; // the node's targets with their labels; empty: it has none
    // Why it has none, in words: "partition \"cpu\" does not match gpu, gpu-.*". Empty where it has targets.
    std::string reason;
    std::string key; // of the config that decides so, "match.partitions"; empty where it has targets
    // Why the guard holds the job's answer for the cluster: what is served is still that of an older list
    // than what is explained here. Empty: it holds nothing.
    std::string held{};

    friend bool operator==(const JobExplanation &, const JobExplanation &) = default;
};

// One of those of GET /api/v1/explain?node=NAME
struct NodeExplanation
{
    std::string node;
    std::string cluster;
    std::string address;
    std::string hostname;
    std::string stateClass;              // "active", …
    std::vector<std::string> states;     // Slurm's: base state, then flags
    std::vector<std::string> partitions; // in Slurm's order
    std::string reason;                  // Slurm's, as given to scontrol; may be empty
    std::size_t sameAddress = 0;         // how many more nodes of the cluster have this address
    std::vector<JobExplanation> jobs;    // every job, in the config's order
    // Nothing: Slurm does not tell, or the list is a stored one.
    std::optional<std::chrono::system_clock::time_point> bootTime{};
    std::optional<std::chrono::system_clock::time_point> lastBusy{}; // as Node::lastBusy

    friend bool operator==(const NodeExplanation &, const NodeExplanation &) = default;
};

} // namespace slurmsd
