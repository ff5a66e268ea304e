// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QString>

#include <optional>
#include <vector>

namespace slurmsd {

// What a desktop notification says.
struct EventNotice
{
    QString title;
    QString text;
    bool isAlarm = false;

    friend bool operator==(const EventNotice &, const EventNotice &) = default;
};

// Failures, recoveries and held lists among the events at or after `since`, in one notice: the title is of
// the last one, the text has the last three, the newest first, and how many events more there are. Nothing
// when there is none. `daemon`: what the user calls it. Pure.
std::optional<EventNotice> eventNotice(const QString &daemon, const std::vector<Event> &events,
                                       WallTime since);

} // namespace slurmsd
