// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/guardedlistener.h"

#include "daemon/http/connectionguard.h"
#include "daemon/http/refusalreply.h"

#include <QTimer>

#include <chrono>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

namespace slurmsd {

namespace {

constexpr std::chrono::milliseconds acceptPause{100};

// Sends the client away without waiting for anything. Its request is taken first, as far as it is there, for
// the kernel would throw the answer away with it.
void sendAway(QTcpSocket &wire)
{
    static const QByteArray reply = refusalBytes({503, "this server has too many connections just now"});
    const int descriptor = static_cast<int>(wire.socketDescriptor());
    char ignored[4096];
    [[maybe_unused]] const ssize_t taken = ::recv(descriptor, ignored, sizeof ignored, MSG_DONTWAIT);
    [[maybe_unused]] const ssize_t sent = ::send(
        descriptor, reply.constData(), static_cast<std::size_t>(reply.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(descriptor, SHUT_WR);
    wire.abort();
}

} // namespace

GuardedListener::GuardedListener(ConnectionTable &table, QObject *parent)
    : QTcpServer(parent)
    , m_table(table)
{
    setListenBacklogSize(1024);
    connect(this, &QTcpServer::acceptError, this, &GuardedListener::acceptLater);
}

void GuardedListener::incomingConnection(qintptr descriptor)
{
    auto wire = std::make_unique<QTcpSocket>();
    if (!wire->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (!m_table.hasRoomFor(descriptor) || !m_table.hasRoomFor(wire->peerAddress())) {
        sendAway(*wire);
        return;
    }
    addPendingConnection(new ConnectionGuard(wire.release(), m_table, this));
}

// QTcpServer stops accepting after an error, above all when there is no file descriptor left, and would never
// start again.
void GuardedListener::acceptLater()
{
    QTimer::singleShot(acceptPause, this, [this] { resumeAccepting(); });
}

} // namespace slurmsd
