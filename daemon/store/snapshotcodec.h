// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/result.h"
#include "daemon/targets/statetimes.h"

#include <QByteArray>

#include <chrono>
#include <memory>
#include <string>

namespace slurmsd {

// A node list as it is stored, and what it was polled from: where that is another endpoint now, it may be of
// another cluster.
struct StoredSnapshot
{
    std::string endpoint; // as configured
    std::shared_ptr<const NodeSnapshot> nodes;
    StateTimes stateTimes{}; // of those nodes; empty: not known
};

// Why bytes are no stored node list.
struct SnapshotError
{
    enum class Kind : unsigned char { Damaged, OtherVersion };

    Kind kind = Kind::Damaged;
    std::string message; // goes on after a colon: "damaged: cut short, 10 of 500 bytes"
};

// The bytes of a stored list: a header of `snapshotHeaderBytes`, then the payload. Numbers are big-endian.
//     0  8 bytes  "slurmsd\n"
//     8  4 bytes  format version, 3. Read as well: 2, which has no reasonUser, reasonTime and state times,
//                 and 1, in which lists have no slurmCluster either
//    12  8 bytes  length of the payload
//    20 32 bytes  BLAKE2b-256 of the payload
inline constexpr qsizetype snapshotHeaderBytes = 52;

// Equal lists with equal times give equal bytes, whenever they were taken (takenAt is not in them). `nodes`
// is not null, and sorted (sortNodes()); the times are as many, or none. Pure.
QByteArray encodeSnapshot(const StoredSnapshot &snapshot);

// The reverse; the list was taken at `takenAt`. The error says in words what is wrong: another format
// version, cut short, damaged. Takes any bytes, and memory in proportion to them.
Result<StoredSnapshot, SnapshotError> decodeSnapshot(const QByteArray &bytes,
                                                     std::chrono::system_clock::time_point takenAt = {});

} // namespace slurmsd
