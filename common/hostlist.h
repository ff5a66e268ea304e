// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The most names that a hostlist may stand for: Slurm's MAX_SLURM_NODES.
inline constexpr std::size_t maxHostlistNames = 65'536;

// The longest name that a hostlist may make, in bytes; as in DNS.
inline constexpr std::size_t maxHostlistNameBytes = 255;

// The largest number in a bracket.
inline constexpr std::uint64_t maxHostlistNumber = 999'999'999'999'999'999;

// The names that a Slurm hostlist stands for, in its order and with its repetitions: "a[1-3,07-10]b",
// "r[1-2]n[01-16]", "login1,gpu[001-128]". A range keeps the zero padding of its lower end. The error says
// what is wrong and where, in characters from 1, before any memory is spent on names.
// As `scontrol show hostnames` (https://slurm.schedmd.com/scontrol.html, "show hostnames"): commas, spaces,
// tabs and line breaks separate names, several as one, and do no harm at the ends. Only what Slurm reads in a
// way hardly meant is an error here: no name at all, "a[1-]", "a1]", spaces in a bracket ("a[1, 2]" is a1 and
// a02 there), an unclosed bracket. A suffix after a bracket ("a[1-2]b") is accepted, as in newer releases;
// Slurm 22.05 refuses it.
Result<std::vector<std::string>, std::string> expandHostlist(std::string_view hostlist);

// How many names expandHostlist() would give, or its error; without making them.
Result<std::size_t, std::string> countHostlist(std::string_view hostlist);

// The first of the names, without making the others; or the error of expandHostlist().
Result<std::string, std::string> firstOfHostlist(std::string_view hostlist);

// A short hostlist for these names, each once and in their natural order: "gpu[001-128],login1". Folds the
// number at the end of names, as `scontrol show hostlistsorted` does; expanding the answer gives the names
// back. The names are such as nodes can have: no brackets, commas or spaces.
std::string foldHostlist(std::span<const std::string_view> names);

} // namespace slurmsd
