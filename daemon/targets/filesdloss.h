// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "daemon/targets/targethost.h"

#include <QByteArray>

#include <span>
#include <string>
#include <vector>

namespace slurmsd {

// What a file in Prometheus's file_sd format has, and what is to be written over it.
struct FileSdUpdate
{
    QByteArray before;
    QByteArray after;
    std::span<const JobConfig> jobs; // of which `after` was made: one, or each with `jobLabel`
    const NodeLists &lists;          // likewise
    double maxTargetLoss = 0.2;
};

// The guard's rule for one job (JobGuard) where what went before is a file: "job gpu: 90 of 100 targets would
// go (n[1-90])" for each job that would lose too much without a word of Slurm's about the node. A target
// whose label
// __meta_state was another one and is `unknown` now counts as lost. The error: `before` is no such file.
// Pure.
Result<std::vector<std::string>, std::string> fileSdLosses(const FileSdUpdate &update);

} // namespace slurmsd
