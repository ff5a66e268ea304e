// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/requesthead.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <optional>

namespace slurmsd {

// Decides whether a request may go on, once its head is checked and before any of its body is read. Lives on
// the event loop.
class RequestGate
{
public:
    // Nothing: the request goes on. Else what its client is told.
    using Decision = std::optional<HttpRefusal>;
    using Decided = std::function<void(const Decision &)>;

    RequestGate() = default;
    virtual ~RequestGate() = default;
    Q_DISABLE_COPY_MOVE(RequestGate)

    // The decision, where it can be made at once. Else nothing, and `decided` is called with it, once and
    // later from the event loop, unless `context` is deleted first. `head` is valid during the call only.
    virtual std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer,
                                           QObject *context, Decided decided) = 0;
};

} // namespace slurmsd
