// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// "2026-11-23T20:00:00.000Z": UTC as RFC 3339 has it, to the millisecond before.
std::string toTimestamp(std::chrono::system_clock::time_point time);

// The reverse; takes any number of decimals, or none, and counts the first three. Nothing for another form
// or offset, for a date that no calendar has, and outside the years 1678 to 2261.
std::optional<std::chrono::system_clock::time_point> fromTimestamp(std::string_view text);

} // namespace slurmsd
