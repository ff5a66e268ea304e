// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QString>

namespace slurmsd {

// How the jobs of a cluster are polled, and what that costs, in a line: "2,000 jobs, 1,200 running, 14 s ago;
// the poll took 0.950 s and 16.1 MiB". What is wrong comes first. Pure.
QString jobListText(const JobListStatus &jobs, WallTime now);

// What is wrong: Slurm cannot be asked, the list is too old, or lacks jobs. Empty: nothing.
QString jobListProblem(const JobListStatus &jobs, WallTime now);

// Does a job of the config make targets of Slurm jobs?
bool hasJobRole(const DaemonStatus &status);

} // namespace slurmsd
