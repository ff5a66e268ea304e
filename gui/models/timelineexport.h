// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QByteArray>

#include <span>

namespace slurmsd {

// Events as a file, in the order given; kinds and times (UTC) as the daemon's API has them. UTF-8. Pure.

// RFC 4180: a header line, CRLF. What a spreadsheet would take for a formula gets a ' before it.
QByteArray eventsToCsv(std::span<const Event> events);

// An array, one event a line, with the keys of the API.
QByteArray eventsToJson(std::span<const Event> events);

} // namespace slurmsd
