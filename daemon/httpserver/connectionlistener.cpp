// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/connectionlistener.h"

#include "daemon/httpserver/clientconnection.h"
#include "daemon/httpserver/refusalreply.h"
#include "daemon/httpserver/replyhead.h"

#include <QTimer>

#include <chrono>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace slurmsd {

namespace {

constexpr std::chrono::milliseconds acceptPause{100};

} // namespace

ConnectionListener::ConnectionListener(ConnectionTable &table, QObject *parent)
    : QTcpServer(parent)
    , m_table(table)
{
    setListenBacklogSize(1024);
    connect(this, &QTcpServer::acceptError, this, &ConnectionListener::acceptLater);
}

void ConnectionListener::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<ClientSocket>(m_table.policy.tls, m_table.resting);
    if (!socket->open(descriptor))
        ::close(static_cast<int>(descriptor));
    else if (m_table.hasRoomFor(descriptor) && m_table.hasRoomFor(socket->peerAddress()))
        addPendingConnection(new ClientConnection(std::move(socket), m_table, this, parent()));
    else
        sendAway(descriptor);
}

// Sends the client away without waiting for anything. Its request is taken first, as far as it is there, for
// the kernel would throw the answer away with it.
void ConnectionListener::sendAway(qintptr descriptor)
{
    m_table.policy.refused(503);
    if (m_table.policy.tls)
        return;
    auto [reply, body] = refusalReply({503, "this server has too many connections just now"});
    finishReplyHead(reply, {.keepsAlive = false}, m_table.policy.headers);
    reply += body;
    const int socket = static_cast<int>(descriptor);
    char ignored[4096];
    [[maybe_unused]] const ssize_t taken = ::recv(socket, ignored, sizeof ignored, MSG_DONTWAIT);
    [[maybe_unused]] const ssize_t sent = ::send(
        socket, reply.constData(), static_cast<std::size_t>(reply.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(socket, SHUT_WR);
}

// QTcpServer stops accepting after an error, above all when there is no file descriptor left, and would never
// start again.
void ConnectionListener::acceptLater()
{
    QTimer::singleShot(acceptPause, this, [this] {
        if (isListening())
            resumeAccepting();
    });
}

} // namespace slurmsd
