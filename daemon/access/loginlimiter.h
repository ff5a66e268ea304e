// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>

#include <chrono>
#include <cstddef>
#include <optional>

namespace slurmsd {

// How many passwords each peer may try: `burst` at once, then one each `interval`. Right ones do not count.
// Knows at most `peers`; beyond that the one that has tried least lately is forgotten, so that one who owns
// many addresses is only slowed down by how long a password takes to check. Pure: the time is given.
class LoginLimiter
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Limits
    {
        int burst = 10;
        std::chrono::milliseconds interval{10'000};
        std::size_t peers = 4096;
    };

    explicit LoginLimiter(const Limits &limits);

    // How long the peer has to wait before it may try; nothing when it may now.
    std::optional<std::chrono::milliseconds> delay(const QHostAddress &peer, TimePoint now) const;
    // It tries now.
    void take(const QHostAddress &peer, TimePoint now);
    // What it tried was right.
    void giveBack(const QHostAddress &peer);

    std::size_t peers() const { return static_cast<std::size_t>(m_paidUntil.size()); }

private:
    void makeRoom(TimePoint now);

    const Limits m_limits;
    // Each try costs its peer one interval from then on, or from the end of those it paid for already. It may
    // be `burst` intervals ahead.
    QHash<QHostAddress, TimePoint> m_paidUntil;
};

} // namespace slurmsd
