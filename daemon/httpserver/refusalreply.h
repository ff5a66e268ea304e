// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/requesthead.h"

#include <QByteArray>

#include <utility>

namespace slurmsd {

// What a client gets that is sent away before QHttpServer sees its request: the error in JSON. Head and body;
// the head is to be completed (replyhead.h).
std::pair<QByteArray, QByteArray> refusalReply(const HttpRefusal &refusal);

} // namespace slurmsd
