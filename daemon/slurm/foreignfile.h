// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// How many bytes of a file tell what it is.
inline constexpr std::size_t foreignFileBytes = std::size_t{64} * 1024;

// What a file that is no node list seems to be, by how it begins, and what is expected instead: the end of a
// message, such as "; it is the output of sinfo --json: expected that of scontrol show nodes --json". Empty
// where it does begin as a node list does, or there is nothing. Pure.
std::string foreignFileHint(std::string_view start);

} // namespace slurmsd
