// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/router.h"

namespace slurmsd::test {

// What comes of a request whose path and method have this handler and these parameters.
inline HttpReply routed(const HttpRequest &request, QueryParameters parameters, HttpHandler handler)
{
    Router router;
    router.add(request.method, request.path, std::move(handler), std::move(parameters));
    return router.handle(request);
}

} // namespace slurmsd::test
