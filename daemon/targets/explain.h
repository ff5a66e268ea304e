// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/explanation.h"
#include "common/node.h"
#include "daemon/targets/targethost.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// The nodes that somebody means by `wanted`: the one of this name (NodeName), else all that have it as their
// address or hostname, else those of a hostlist, in its order. The list is sorted; the nodes are the list's.
std::vector<const Node *> findNodes(const NodeSnapshot &nodes, std::string_view wanted);

// Why answers are held: by NodeSnapshot::cluster and job.
using HeldAnswers = std::map<std::pair<std::string, std::string>, std::string>;

// What the jobs make of a node of this list, in words: the same rules as buildTargets(), asked for a single
// node, so that the two can never disagree; and those of their `extra_hosts` that are its name, hostname or
// address. Pure.
NodeExplanation explainNode(const NodeSnapshot &nodes, std::span<const JobConfig> jobs, const Node &node,
                            const HeldAnswers &held = {});

// Where there may be a node that findNodes() does not find, among the `extra_hosts` of these jobs or in
// slurm.conf: a sentence, without a full stop.
std::string unlistedHint(std::string_view wanted, std::span<const JobConfig> jobs);

// What somebody may have meant by what findNodes() does not find where it was looked for: a hostlist that is
// none, a node of another one of these lists, a name in another case or with other zeros ("GPU1" for
// "gpu001"), else unlistedHint(). A sentence, without a full stop. Pure.
std::string notFoundHint(const NodeLists &lists, std::string_view wanted, std::span<const JobConfig> jobs);

} // namespace slurmsd
