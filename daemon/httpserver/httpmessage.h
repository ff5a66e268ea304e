// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

enum class HttpMethod : unsigned char { Get, Head, Post, Put, Delete, Options, Patch, Other };

// "GET" and so on; static storage.
std::string_view toString(HttpMethod method);

// %XX becomes the byte XX; what looks like an escape and is none stays as it is.
std::string percentDecode(std::string_view text);

// "a=1&b=x+y" in order and decoded; a name without '=' has an empty value, empty items are left out.
std::vector<std::pair<std::string, std::string>> parseQuery(std::string_view text);

// IMF-fixdate of RFC 9110, section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT"; English in every locale.
std::string httpDate(std::chrono::system_clock::time_point time);

// One request, as a value. Names and values are decoded (percent, '+' in the query); strings are bytes as
// sent otherwise.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    std::string path = "/";                                   // starts with '/'
    std::vector<std::pair<std::string, std::string>> query;   // in order, with repetitions
    std::vector<std::pair<std::string, std::string>> headers; // in order, names in lower case
    QByteArray body;
    QHostAddress peer;

    // The value of the first header of that name (lower case).
    std::optional<std::string_view> header(std::string_view name) const;
};

// A long body that is made while it is sent. On the event loop.
class BodyStream
{
public:
    BodyStream() = default;
    virtual ~BodyStream() = default;
    Q_DISABLE_COPY_MOVE(BodyStream)

    // What it takes in memory meanwhile, in bytes: about as much as a piece, and what makes it.
    static constexpr qint64 memory = qint64{128} * 1024;

    // Of all of it.
    virtual std::uint64_t size() const = 0;
    // The next bytes, some 64 KiB, in less than a millisecond. Empty: that was all, or it can be had no
    // further, and the connection ends early.
    virtual QByteArray next() = 0;
};

// One reply, as a value. The server adds Content-Length, Content-Type and Connection, and drops the body for
// HEAD.
struct HttpReply
{
    int status = 200;
    std::string contentType; // empty: none (204, 304)
    std::vector<std::pair<std::string, std::string>> headers;
    QByteArray body;                      // shared, not copied, on its way to the socket
    std::shared_ptr<BodyStream> stream{}; // in place of `body`, for this reply alone; null: none

    // Errors in the shape of the Prometheus API: {"status":"error","errorType":…,"error":…}.
    // `message` is UTF-8 in plain words; it may quote the request.
    static HttpReply error(int status, std::string_view errorType, std::string_view message);
};

// Answers a request at once, on the event loop: in microseconds, or it holds up every other client.
using HttpHandler = std::function<HttpReply(const HttpRequest &)>;

} // namespace slurmsd
