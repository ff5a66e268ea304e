// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <optional>
#include <string>

namespace slurmsd {

// The guard against lists that lost their nodes by a mistake: a half-edited slurm.conf, an answer under
// load. Prometheus would forget the targets of all nodes that are gone.
//
// A list is too small when it is empty (unless an empty one is in force), or when more than `maxLoss` of the
// nodes in force are not in it, by name (a rename is a loss, too). It is held: the list in force stays. Once
// `holdPolls` lists in a row are too small, compared with the list in force, the last of them is accepted. A
// list that is in turn too small beside the one held before it agrees with nothing: the count starts anew.
// Pure.
class MassLossGuard
{
public:
    // `maxLoss`: a share, 0 to 1; `holdPolls`: 0 turns the guard off.
    MassLossGuard(double maxLoss, int holdPolls);

    // Nothing: the list is accepted. A text: it is held, and why. Lists are sorted (sortNodes()); `inForce`
    // is null as long as no list was accepted.
    std::optional<std::string> judge(const NodeSnapshot *inForce, const NodeSnapshot &fresh);

private:
    double m_maxLoss;
    int m_holdPolls;
    int m_held = 0;              // lists in a row
    std::size_t m_heldNodes = 0; // of the last of them
};

// How many names of `before` are not in `after`. Both are sorted, so that one walk over both tells.
std::size_t countLost(const NodeSnapshot &before, const NodeSnapshot &after);

} // namespace slurmsd
