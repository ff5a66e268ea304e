// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/connectionpolicy.h"
#include "daemon/httpserver/httplimits.h"
#include "daemon/httpserver/idlewatch.h"

#include <QBasicTimer>
#include <QHash>
#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <unordered_set>

namespace slurmsd {

class ClientConnection;

// All connections of one HTTP server, whatever address they came in by: counts them against the limits and
// ends those whose deadline has passed; lets those rest where nothing happens. One timer serves all, and none
// runs while there is no connection.
class ConnectionTable : public QObject
{
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;

    explicit ConnectionTable(const HttpLimits &limits);

    const HttpLimits &limits() const { return m_limits; }
    std::size_t size() const { return m_connections.size(); }

    // May this peer have one more connection?
    bool hasRoomFor(const QHostAddress &peer) const;
    // May this file descriptor be used, with enough others left for the rest of the process? The kernel gives
    // the lowest free number, so the number says how many are in use.
    bool hasRoomFor(qintptr descriptor) const;
    void add(ClientConnection *connection);
    void remove(ClientConnection *connection);

    // Sets bytes aside for a request's body; false when the bodies of all requests together are too many.
    bool reserveBody(std::size_t bytes);
    void releaseBody(std::size_t bytes) { m_bodyBytes -= bytes; }

    // A connection makes the server keep so many bytes now, instead of so many.
    void hold(std::size_t before, std::size_t now) { m_heldBytes += now - before; }
    // While the connections together hold too much, ends that which has moved nothing for the longest time,
    // but not this one.
    void makeRoom(const ClientConnection *but)
    {
        if (m_heldBytes > m_limits.heldBytesInAll)
            endStalled(but);
    }

    // Lets the connections that came by `origin` end their requests, and none begin another.
    void retire(const QObject *origin);
    // Ends every connection at once.
    void endAll();

    // The connection whose request is being handled right now; null outside of that.
    ClientConnection *current = nullptr;

    ConnectionPolicy policy;
    IdleWatch resting;

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void endStalled(const ClientConnection *but);

    const HttpLimits m_limits;
    std::unordered_set<ClientConnection *> m_connections;
    QHash<QHostAddress, std::size_t> m_peers;
    std::size_t m_bodyBytes = 0;
    std::size_t m_heldBytes = 0;
    std::size_t m_newlyResting = 0; // since memory was last given back
    QBasicTimer m_timer;
};

} // namespace slurmsd
