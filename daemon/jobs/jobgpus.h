// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// A GPU of a node that a job uses.
struct JobGpu
{
    std::uint32_t index = 0; // Slurm's, over all GPUs of the node, in the order of slurm.conf's Gres=
    std::string_view type{}; // "a100"; empty where Slurm gives none
    bool isShared = false;   // by shards or MPS: others may use it as well

    friend bool operator==(const JobGpu &, const JobGpu &) = default;
};

// The GPUs in one node's line of `gres_detail`, "gpu:a100:2(IDX:0-1),shard:3(0/4,0/4,0/4,3/4)". Where an
// index cannot be known there is none rather than a wrong one: an item whose indices are not as many as its
// count, that has none, or is of a MIG type ("1g.5gb"), whose indices are those of MIG devices. Views into
// `gres`. Pure.
std::vector<JobGpu> jobGpus(std::string_view gres);

} // namespace slurmsd
