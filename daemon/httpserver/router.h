// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/queryparameters.h"

#include <map>
#include <string>
#include <string_view>

namespace slurmsd {

// Finds the handler of a request by its path and method. Paths are compared byte by byte once they are
// decoded: neither a trailing nor a doubled slash is forgiven, so that each page has one address (and one
// series in the metrics). What has no handler gets an error in JSON:
//  - no such path: 404 not_found;
//  - the path has no such method: 405 with `Allow`. HEAD is answered by the handler of GET; the server drops
//    the body;
//  - the query has a parameter that the handler does not take: 400 (queryparameters.h).
class Router
{
public:
    // One handler per path and method; never for Head, which goes with Get. It gets no query but of these
    // parameters. A path that ends with '/', but for "/" itself, is for all below it that have none of their
    // own.
    void add(HttpMethod method, std::string path, HttpHandler handler,
             QueryParameters parameters = std::vector<QueryParameter>());

    HttpReply handle(const HttpRequest &request) const;

    // Is this route for that path, where no other is for it alone?
    static bool isBelow(std::string_view path, std::string_view route)
    {
        return route.size() > 1 && route.ends_with('/') && path.starts_with(route);
    }

private:
    struct Route
    {
        HttpHandler handler;
        QueryParameters parameters;
    };
    using Methods = std::map<HttpMethod, Route>;

    const Methods *methodsOf(const std::string &path) const;

    std::map<std::string, Methods, std::less<>> m_paths;
};

} // namespace slurmsd
