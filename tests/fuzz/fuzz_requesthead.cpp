// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a client sends: what is known of the request after some of them must not change with the
// rest, and what is passed on must be read as the same request.
#include "daemon/access/credentials.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/requesthead.h"
#include "tests/fuzz/fuzzing.h"

#include <algorithm>

using namespace slurmsd;

namespace {

using Outcome = Result<std::optional<RequestHead>, HttpRefusal>;

// Small, so that short inputs reach them.
HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.headBytes = 400;
    limits.lineBytes = 100;
    limits.headerLines = 5;
    limits.bodyBytes = 1000;
    return limits;
}

bool isSame(const RequestHead &left, const RequestHead &right)
{
    return left.method == right.method && left.target == right.target && left.headers == right.headers &&
           left.size == right.size && left.contentLength == right.contentLength &&
           left.isHttp10 == right.isHttp10 && left.keepsAlive == right.keepsAlive &&
           left.expectsContinue == right.expectsContinue;
}

std::string_view textOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

// As many bytes as have come by then, in memory that ends with them.
void checkStart(std::string_view bytes, const Outcome &whole)
{
    const std::string start(bytes);
    const Outcome outcome = parseRequestHead(start, smallLimits());
    if (!outcome) {
        require(!whole && whole.error().status == outcome.error().status);
        require(!outcome.error().message.empty());
    } else if (outcome->has_value()) {
        require((*outcome)->size <= start.size());
        require(whole && whole->has_value() && isSame(**outcome, **whole));
    }
}

void checkStarts(std::string_view bytes)
{
    const Outcome whole = parseRequestHead(bytes, smallLimits());
    // Nothing of interest is longer.
    for (std::size_t size = 0; size < std::min<std::size_t>(bytes.size(), 600); ++size)
        checkStart(bytes.substr(0, size), whole);
}

void checkValues(const RequestHead &head)
{
    require(head.target.starts_with('/') && !head.method.empty());
    const std::size_t mark = std::min(head.target.find('?'), head.target.size());
    const std::string_view path = head.target.substr(0, mark);
    require(percentDecode(path).size() <= path.size());
    require(path.find('%') != std::string_view::npos || percentDecode(path) == path);
    std::size_t decoded = 0;
    for (const auto &[name, value] : parseQuery(head.target.substr(mark)))
        decoded += name.size() + value.size();
    require(decoded <= head.target.size());

    for (const auto &[name, value] : head.headers) {
        if (const auto credentials = parseBasicCredentials(value))
            require(credentials->user.find(':') == std::string::npos &&
                    credentials->password.find('\0') == std::string::npos);
    }
}

// What the server behind the guard is given means the same, and is in its one form already.
void checkForwarded(const RequestHead &head)
{
    QByteArray bytes = forwardedHead(head);
    Outcome again = parseRequestHead(textOf(bytes), HttpLimits());
    if (!again && head.isHttp10) { // which needs no host
        bytes.insert(bytes.size() - 2, "Host: \r\n");
        again = parseRequestHead(textOf(bytes), HttpLimits());
    }
    require(again && again->has_value());
    require((*again)->method == head.method && (*again)->contentLength == head.contentLength);
    require(percentDecode((*again)->target) == percentDecode(head.target));
    require(forwardedHead(**again) == bytes);
    require(!bytes.toLower().contains("\nauthorization:"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes = slurmsd::textOf(data, size);
    checkStarts(bytes);
    const Outcome outcome = parseRequestHead(bytes, HttpLimits());
    if (outcome && outcome->has_value()) {
        checkValues(**outcome);
        checkForwarded(**outcome);
    }
    return 0;
}
