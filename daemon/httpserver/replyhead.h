// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

// What the connection, and not the handler, has to say in a reply's head. All on the event loop.

// "Date: Mon, 23 Nov 2026 20:00:00 GMT" and CR LF, as RFC 9110, section 6.6.1 asks of every server with a
// clock. Good until the next call.
const QByteArray &dateHeader();

// A header for every reply that does not have it itself.
struct ExtraHeader
{
    QByteArray line; // "X-Frame-Options: deny" and CR LF
    QByteArray key;  // CR LF, the name in lower case, a colon: how it is found
};
// Names and values must be fit for HTTP.
std::vector<ExtraHeader> extraHeaders(const std::vector<std::pair<std::string, std::string>> &headers);

// How the request came, as far as its reply depends on it.
struct ReplyContext
{
    bool isHead = false;
    bool isHttp10 = false;
    bool keepsAlive = true;
    std::optional<std::uint64_t> streamedBytes{}; // of a body that Qt does not know
};

// Completes a head that ends after the CR LF of its last header: with Date, these headers, one Connection
// where HTTP/1.1 needs it, and the empty line; without what Qt 6.11 says of the connection, which is not its
// to say (Connection, Keep-Alive), and without the length of a body that there cannot be (204, 304) or with
// that of one that is streamed. Does its body stay unsent?
bool finishReplyHead(QByteArray &head, const ReplyContext &context, const std::vector<ExtraHeader> &headers);

} // namespace slurmsd
