// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/requesthead.h"

#include <QByteArray>

#include <utility>

namespace slurmsd {

// What a client gets that is sent away before QHttpServer sees its request: the error in JSON.

// "Date: Mon, 23 Nov 2026 20:00:00 GMT" and CR LF, as RFC 9110, section 6.6.1 asks of every server with a
// clock. Good until the next call; on the event loop only.
const QByteArray &dateHeader();

// Head and body of the reply, without the headers of the connection and the empty line between them.
std::pair<QByteArray, QByteArray> refusalReply(const HttpRefusal &refusal);

// The whole reply, with Connection: close.
QByteArray refusalBytes(const HttpRefusal &refusal);

} // namespace slurmsd
