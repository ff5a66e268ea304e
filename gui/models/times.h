// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QDateTime>

namespace slurmsd {

// Between the daemon's times and those that people read, in this machine's time zone. To the millisecond.
inline QDateTime toLocalTime(WallTime time)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count());
}
inline WallTime fromLocalTime(const QDateTime &time)
{
    return WallTime(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace slurmsd
