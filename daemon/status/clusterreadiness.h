// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace slurmsd {

// Can the targets of a cluster be served?
struct ClusterReadiness
{
    std::string name;         // as `cluster=` has it; empty while it is not known
    bool hasList = false;     // fresh or stored
    std::string whyNot;       // in words, where it has none
    bool hasDraining = false; // slurm.state_classes: detailed
};

} // namespace slurmsd
