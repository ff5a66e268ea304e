// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace slurmsd {

// What one HTTP server lets its clients use.
struct HttpLimits
{
    // 10,000 that wait and 1,000 that are served, with some to spare.
    std::size_t connections = 12'000;
    // Per IPv4 address, and per /64 of IPv6, which one host can have all to itself. A third: room for a load
    // balancer, or for a site behind one address, and no single address can take what others need.
    std::size_t connectionsPerPeer = 4'000;
    // A connection is refused when fewer descriptors than this would be left below RLIMIT_NOFILE: the daemon
    // needs some to poll Slurm, to read its config and to store its state.
    std::size_t spareDescriptors = 64;

    std::size_t headBytes = std::size_t{16} * 1024;
    // Of the request target (414) and of each header line (431). Qt's own parser silently drops every header
    // when one is longer than 8 KiB or there are more than 100: stay below both.
    std::size_t lineBytes = 8000;
    std::size_t headerLines = 64;
    std::size_t bodyBytes = std::size_t{1024} * 1024;
    std::size_t bodyBytesInAll =
        std::size_t{8} * 1024 * 1024; // declared by all requests that are still arriving
    // While more than this is unsent to a client, no further request of it is handled.
    std::size_t unsentBytes = std::size_t{256} * 1024;
    // Of all connections together: what has come of heads and is not a request yet, and what waits to be sent
    // and is of no use to anyone else (a body that the server keeps anyway does not count). Before more is
    // read, those that have moved nothing for the longest time are ended.
    std::size_t heldBytesInAll = std::size_t{64} * 1024 * 1024;

    // From accept, or from the first byte of a later request, to the end of its head. TLS handshake included.
    std::chrono::milliseconds headDeadline{10'000};
    std::chrono::milliseconds decisionDeadline{10'000}; // for the gate (requestgate.h) to decide
    std::chrono::milliseconds bodyDeadline{30'000};     // from the decision to the end of the body
    std::chrono::milliseconds idleDeadline{120'000};    // between requests
    std::chrono::milliseconds stallDeadline{30'000};    // with bytes to send, none of which goes out
    // With bytes to send all the time, however many of them go out: the server keeps them, and maybe for this
    // client alone. Of 100 MB that is 170 kB/s.
    std::chrono::milliseconds sendDeadline{600'000};
    // After the last reply, for the client to take it and to close: closing first may lose it the reply.
    std::chrono::milliseconds lingerDeadline{2'000};
};

} // namespace slurmsd
