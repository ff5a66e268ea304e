// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/explanation.h"
#include "common/node.h"

#include <optional>
#include <span>
#include <string_view>

namespace slurmsd {

// What the jobs make of one node, in words: the same rules as buildTargets(), asked for a single node, so
// that the two can never disagree. Nothing when the list has no node of that name. The list is sorted. Pure.
std::optional<NodeExplanation> explainNode(const NodeSnapshot &nodes, std::span<const JobConfig> jobs,
                                           std::string_view name);

} // namespace slurmsd
