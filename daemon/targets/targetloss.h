// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace slurmsd {

// A target that an answer had: what it was made of.
struct LostTarget
{
    std::string node;      // name
    std::string partition; // that it was made for; empty: for none alone
    std::string host;
    Port port = 0;
    bool wasDynamic = false; // the node: isDynamic()
    std::chrono::system_clock::time_point lostAt{};

    friend bool operator==(const LostTarget &, const LostTarget &) = default;
};

// The answer of a job on a cluster's list, which is sorted (sortNodes()).
struct JobAnswer
{
    const JobConfig &job;
    const NodeSnapshot &nodes;
};

// What one answer has and a later one has not. A target is a host and port, and the partition that it is made
// for: whoever asks for that partition alone loses it otherwise.
struct TargetLoss
{
    std::size_t before = 0; // targets of the earlier answer, each once
    std::size_t after = 0;  // and of the later one
    // Slurm still lists the node, with a state it documents, of a class that the job leaves out; or the node
    // was dynamic and is gone while others are still listed.
    std::vector<LostTarget> explained;
    // All others. So is a target that is still there, whose node's state is not known any more: relabeling
    // drops it.
    std::vector<LostTarget> unexplained;
};

// `earlier` are targets that answers before `before` had: those that `after` has not either are lost as well,
// and count in `before`. In the order of the names of nodes, the earlier ones last. Pure.
TargetLoss targetLoss(const JobAnswer &before, const JobAnswer &after,
                      const std::vector<LostTarget> &earlier = {});

// The targets of an answer, each once. Pure.
std::size_t countTargets(const JobAnswer &answer);

// Whether one of Slurm's base states is among the node's states, and not merely flags or words of another
// release.
bool hasKnownState(const Node &node);

// Whether the job leaves the node out for its state, which is one that Slurm documents and not `unknown`.
bool isLeftOut(const JobConfig &job, const Node &node);

// Whether the node was made by a slurmd that registered itself, or by `scontrol create`; such a node is gone
// when it is not needed.
bool isDynamic(const Node &node);

} // namespace slurmsd
