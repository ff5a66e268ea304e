// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/result.h"

#include <QByteArray>

#include <memory>
#include <string>

namespace slurmsd {

// A node list as it is stored: what it was polled from goes with it, for a list of another cluster is worse
// than none.
struct StoredSnapshot
{
    std::string endpoint; // as configured
    std::shared_ptr<const NodeSnapshot> nodes;
};

// Bytes with a format version and a checksum over all that follows. Equal lists give equal bytes, whenever
// they were taken (takenAt is not in them). Pure.
QByteArray encodeSnapshot(const StoredSnapshot &snapshot);

// The reverse; takenAt is left at its default. The error says in words what is wrong: another format version,
// cut short, damaged. Takes any bytes, and memory in proportion to them.
Result<StoredSnapshot, std::string> decodeSnapshot(const QByteArray &bytes);

} // namespace slurmsd
