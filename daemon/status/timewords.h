// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <chrono>
#include <string>

namespace slurmsd {

// Times as a person reads them. All in UTC, since logs are, too.

// "14 s", "4 min 46 s", "12 min", "3 h 5 min", "2 d 3 h"; what is negative, as after the clock was set back,
// is "0 s".
std::string durationInWords(std::chrono::milliseconds duration);
std::string durationInWords(WallTime from, WallTime to);

// "10:02 UTC", or "2026-11-22 10:02 UTC" when `now` has another date.
std::string clockInWords(WallTime when, WallTime now);

// "2026-11-22T10:02:59Z", as RFC 3339 has it.
std::string isoTime(WallTime when);

} // namespace slurmsd
