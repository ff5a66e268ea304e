// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace slurmsd {

// When each node of a list was first seen in the state class that it has, in the list's order: seconds since
// 1970.
using StateTimes = std::vector<std::int64_t>;

// Those of a list: the times of the list before for nodes that were in it with the same class, else
// `after.takenAt`. `before` may be null; its times are as many as its nodes, or none: its takenAt then. Both
// lists are sorted (sortNodes()). Pure.
StateTimes stateTimes(const NodeSnapshot *before, const StateTimes &timesBefore, const NodeSnapshot &after);

} // namespace slurmsd
