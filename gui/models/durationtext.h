// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QString>

#include <chrono>

namespace slurmsd {

// Times as the user reads them, in the program's language. Pure but for the time zone of this machine.

// "14 s", "4 min 46 s", "12 min", "3 h 5 min", "2 d 3 h": two units at most; the smaller one is left out from
// 10 of the larger on. What is negative, as after the clock was set back, is "0 s".
QString durationText(std::chrono::milliseconds duration);
QString durationText(WallTime from, WallTime to);

// "10:02" in local time, with the date before it when `now` has another one.
QString clockText(WallTime when, WallTime now);

} // namespace slurmsd
