// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/statehistory.h"

#include <QString>

#include <optional>
#include <vector>

namespace slurmsd {

// One thing that may be wrong with what a daemon serves, and how much of it there is: the overview shows
// these first.
struct ProblemTile
{
    enum class Kind : unsigned char { Nodes, EmptyJobs, Held };

    Kind kind = Kind::Nodes;
    StateClass stateClass = StateClass::Down; // of Nodes
    std::size_t count = 0;
    QString title;  // "down"
    QString detail; // "+3 since yesterday", "-2 since 10:02", the jobs' names; may be empty

    friend bool operator==(const ProblemTile &, const ProblemTile &) = default;
};

// Always the same tiles, with 0 where all is well. `history`: of the nodes of all clusters; what is less than
// a day old is compared with its begin. Pure.
std::vector<ProblemTile> problemTiles(const DaemonStatus &status, const StateHistory &history, WallTime now);

// Of all clusters together.
StateCounts allStates(const DaemonStatus &status);
// Has it an answer without targets, and does not say allow_empty? Of running jobs none is usual.
bool isWithoutTargets(const JobStatus &job);
// Those, in the config's order.
std::vector<std::string> emptyJobs(const DaemonStatus &status);
// What the guard holds, of all clusters.
std::size_t heldCount(const DaemonStatus &status);

} // namespace slurmsd
