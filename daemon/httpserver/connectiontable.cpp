// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/connectiontable.h"

#include "daemon/httpserver/clientconnection.h"
#include "daemon/httpserver/peernetwork.h"

#include <algorithm>
#include <malloc.h>
#include <sys/resource.h>
#include <vector>

namespace slurmsd {

namespace {

// Often enough that no deadline is missed by more than a quarter, and not more than once a second by default.
std::chrono::milliseconds sweepInterval(const HttpLimits &limits)
{
    using namespace std::chrono_literals;
    const auto shortest =
        std::min({limits.headDeadline, limits.bodyDeadline, limits.idleDeadline, limits.stallDeadline,
                  limits.sendDeadline, limits.lingerDeadline, limits.decisionDeadline});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 5ms, 1000ms);
}

// Enough connections that came to rest to look for memory that can be given back.
constexpr std::size_t trimAfter = 500;

} // namespace

ConnectionTable::ConnectionTable(const HttpLimits &limits)
    : m_limits(limits)
{}

bool ConnectionTable::hasRoomFor(const QHostAddress &peer) const
{
    return m_connections.size() < m_limits.connections &&
           m_peers.value(peerNetwork(peer)) < m_limits.connectionsPerPeer;
}

bool ConnectionTable::hasRoomFor(qintptr descriptor) const
{
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return true;
    return static_cast<rlim_t>(descriptor) + m_limits.spareDescriptors < files.rlim_cur;
}

void ConnectionTable::add(ClientConnection *connection)
{
    m_connections.insert(connection);
    ++m_peers[peerNetwork(connection->peerAddress())];
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(sweepInterval(m_limits).count()), Qt::CoarseTimer, this);
}

void ConnectionTable::remove(ClientConnection *connection)
{
    if (m_connections.erase(connection) == 0)
        return;
    m_heldBytes -= connection->heldBytes();
    const auto peer = m_peers.find(peerNetwork(connection->peerAddress()));
    if (--*peer == 0)
        m_peers.erase(peer);
    if (m_connections.empty())
        m_timer.stop();
}

bool ConnectionTable::reserveBody(std::size_t bytes)
{
    if (m_bodyBytes + bytes > m_limits.bodyBytesInAll)
        return false;
    m_bodyBytes += bytes;
    return true;
}

void ConnectionTable::endStalled(const ClientConnection *but)
{
    while (m_heldBytes > m_limits.heldBytesInAll) {
        ClientConnection *stalled = nullptr;
        for (ClientConnection *connection : m_connections) {
            if (connection != but && connection->heldBytes() > 0 &&
                (!stalled || connection->lastMoved() < stalled->lastMoved()))
                stalled = connection;
        }
        if (!stalled)
            return;
        stalled->end();
    }
}

void ConnectionTable::retire(const QObject *origin)
{
    const std::vector<ClientConnection *> connections(m_connections.begin(), m_connections.end());
    for (ClientConnection *connection : connections) {
        if (connection->origin() == origin)
            connection->retire();
    }
}

void ConnectionTable::endAll()
{
    // Ending a connection takes it out of the set.
    const std::vector<ClientConnection *> connections(m_connections.begin(), m_connections.end());
    for (ClientConnection *connection : connections)
        connection->end();
}

void ConnectionTable::timerEvent(QTimerEvent *)
{
    const Clock::time_point now = Clock::now();
    std::vector<ClientConnection *> overdue;
    for (ClientConnection *connection : m_connections) {
        if (connection->deadline() <= now)
            overdue.push_back(connection);
        else if (connection->restWhenQuiet())
            ++m_newlyResting;
    }
    // Their buffers lie between what is still in use: the C library keeps such memory unless it is asked.
    if (m_newlyResting >= trimAfter) {
        m_newlyResting = 0;
        ::malloc_trim(0);
    }
    for (ClientConnection *connection : overdue)
        connection->expire();
}

} // namespace slurmsd
