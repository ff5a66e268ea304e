// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/requestgate.h"

#include <functional>
#include <map>
#include <string>

namespace slurmsd {

// Behind another gate: holds requests of some paths back until what they are answered with is made, which
// takes too long to be done while they are handled.
class PreparationGate : public RequestGate
{
public:
    // Begins to make what this request, which has no body yet, is answered with: true, and `ready` is called
    // later, from the event loop, unless `context` is deleted before. False: there is nothing to wait for.
    using Prepare =
        std::function<bool(const HttpRequest &request, QObject *context, std::function<void()> ready)>;

    // `first` outlives this one.
    explicit PreparationGate(RequestGate &first)
        : m_first(first)
    {}

    // For GET and HEAD of this path.
    void add(std::string path, Prepare prepare);

    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided) override;

private:
    RequestGate &m_first;
    std::map<std::string, Prepare, std::less<>> m_paths;
};

} // namespace slurmsd
