// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/replyhead.h"
#include "daemon/httpserver/requestgate.h"

#include <QSslConfiguration>

#include <functional>
#include <optional>

namespace slurmsd {

// What the connections of a server have in common beyond limits, and what changes while it runs.
struct ConnectionPolicy
{
    std::optional<QSslConfiguration> tls{}; // looked at when a connection comes
    std::vector<ExtraHeader> headers{};
    RequestGate *gate = nullptr;                          // null: every request goes on
    std::function<void(int status)> refused = [](int) {}; // never empty
};

} // namespace slurmsd
