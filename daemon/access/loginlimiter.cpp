// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/loginlimiter.h"

#include "daemon/httpserver/peernetwork.h"

#include <algorithm>

namespace slurmsd {

LoginLimiter::LoginLimiter(const Limits &limits)
    : m_limits(limits)
{}

std::optional<std::chrono::milliseconds> LoginLimiter::delay(const QHostAddress &peer, TimePoint now) const
{
    const auto found = m_paidUntil.constFind(peerNetwork(peer));
    if (found == m_paidUntil.cend())
        return std::nullopt;
    const TimePoint nextTry = *found - (m_limits.burst - 1) * m_limits.interval;
    if (nextTry <= now)
        return std::nullopt;
    return std::chrono::ceil<std::chrono::milliseconds>(nextTry - now);
}

void LoginLimiter::take(const QHostAddress &peer, TimePoint now)
{
    const QHostAddress network = peerNetwork(peer);
    if (!m_paidUntil.contains(network) && peers() >= m_limits.peers)
        makeRoom(now);
    TimePoint &paidUntil = m_paidUntil[network];
    paidUntil = std::max(paidUntil, now) + m_limits.interval;
}

void LoginLimiter::giveBack(const QHostAddress &peer)
{
    const auto found = m_paidUntil.find(peerNetwork(peer));
    if (found != m_paidUntil.end())
        *found -= m_limits.interval;
}

void LoginLimiter::makeRoom(TimePoint now)
{
    m_paidUntil.removeIf(
        [now](const QHash<QHostAddress, TimePoint>::iterator &entry) { return entry.value() <= now; });
    if (peers() >= m_limits.peers)
        m_paidUntil.erase(std::min_element(m_paidUntil.cbegin(), m_paidUntil.cend()));
}

} // namespace slurmsd
