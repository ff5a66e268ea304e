// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "daemon/httpserver/httplimits.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// Why a request is not served at all; the connection ends with this reply.
struct HttpRefusal
{
    int status = 400;
    std::string message;                                        // for the person at the other end
    std::vector<std::pair<std::string, std::string>> headers{}; // beyond those that every refusal has
    std::string errorType{}; // as the Prometheus API names it; empty: the status's own

    friend bool operator==(const HttpRefusal &, const HttpRefusal &) = default;
};

// Request line and headers, checked. The views are of the bytes that were parsed.
struct RequestHead
{
    std::string_view method;
    std::string_view target; // path and query, as sent; starts with '/'
    std::vector<std::pair<std::string_view, std::string_view>> headers;
    std::size_t size = 0; // with the empty line at its end
    std::size_t contentLength = 0;
    bool isHttp10 = false;
    bool keepsAlive = true;
    bool expectsContinue = false;
};

// The head at the start of these bytes, nothing while it is incomplete and right so far, or why it is refused
// (as early as can be seen). Pure. Strict where being lenient lets two programs see two different requests
// (RFC 9112, sections 2.2, 3, 5 and 6):
//  400  a line that ends without CR, a bare CR, control characters, folded headers, white space before a
//       colon, no or several Host, Content-Length that is repeated, no number or beside Transfer-Encoding
//  411  a chunked body (no request of ours needs one), 501 any other Transfer-Encoding
//  413  a body, 414 a request target, 431 a head over the limits; 417 an Expect that is not 100-continue
//  505  any version but HTTP/1.0 and HTTP/1.1
Result<std::optional<RequestHead>, HttpRefusal> parseRequestHead(std::string_view bytes,
                                                                 const HttpLimits &limits);

// The head as it is passed on: in one form, without what only concerns the connection it came by
// (Connection, Keep-Alive, Upgrade, Expect and the like), and without Authorization.
QByteArray forwardedHead(const RequestHead &head);

} // namespace slurmsd
