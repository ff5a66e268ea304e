// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The most names that a hostlist may stand for: Slurm's MAX_SLURM_NODES.
inline constexpr std::size_t maxHostlistNames = 65'536;

// The names that a Slurm hostlist stands for, in its order and with its repetitions: "a[1-3,07-10]b",
// "r[1-2]n[01-16]", "login1,gpu[001-128]". A range keeps the zero padding of its lower end
// (https://slurm.schedmd.com/scontrol.html, "hostlist"). The error says what is wrong and where: it counts
// characters from 1.
Result<std::vector<std::string>, std::string> expandHostlist(std::string_view hostlist);

// The shortest usual hostlist for these names, in their natural order and each once: "gpu[001-128],login1".
// Folds the last number of a name; expanding the answer gives the names back.
std::string foldHostlist(std::span<const std::string_view> names);

} // namespace slurmsd
