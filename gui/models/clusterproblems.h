// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QString>

#include <vector>

namespace slurmsd {

// Something that is wrong with a cluster, as a sentence.
struct ClusterProblem
{
    // From the worst on, as the daemon ranks them in its summary.
    enum class Rank : unsigned char {
        NoList,
        Failing,
        Held,
        Stored,
        TokenExpired,
        TokenExpires,
        Reload, // of the config: no cluster's
        Storage,
    };

    Rank rank = Rank::NoList;
    QString text;

    friend bool operator==(const ClusterProblem &, const ClusterProblem &) = default;
};

// All of them; empty when all is well. `isNamed`: each begins with the cluster's name. Pure.
std::vector<ClusterProblem> clusterProblems(const ClusterStatus &cluster, WallTime now, bool isNamed);

} // namespace slurmsd
