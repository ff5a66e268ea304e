// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/clientsocket.h"

#include "daemon/httpserver/idlewatch.h"

#include <QSocketNotifier>
#include <QSslSocket>

#include <algorithm>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace slurmsd {

namespace {

// More than this leaves in more than one packet.
constexpr qint64 corkBytes = qint64{16} * 1024;
// What is encrypted, or made of a stream, ahead of a client that does not take it.
constexpr qint64 pieceBytes = qint64{32} * 1024;
// What is made of streams before other clients have their turn: a fraction of a millisecond.
constexpr qint64 turnBytes = qint64{256} * 1024;
// The first byte of a client that speaks TLS (RFC 8446, section 5.1).
constexpr char handshakeRecord = 0x16;

// While corked, the kernel sends full packets only: a head goes out with the start of its body, and does not
// wake the client for itself.
void setCork(qintptr descriptor, bool isOn)
{
    const int value = isOn ? 1 : 0;
    ::setsockopt(static_cast<int>(descriptor), IPPROTO_TCP, TCP_CORK, &value, sizeof value);
}

// Qt keeps a device's empty buffers, 16 KiB each, for as long as it is open.
void dropBuffers(QIODevice *device)
{
    struct Access : QIODevice
    {
        using QIODevice::setOpenMode;
    };
    const QIODevice::OpenMode mode = device->openMode();
    (device->*&Access::setOpenMode)(QIODevice::NotOpen);
    (device->*&Access::setOpenMode)(mode);
}

int duplicate(qintptr descriptor) { return ::fcntl(static_cast<int>(descriptor), F_DUPFD_CLOEXEC, 0); }

} // namespace

ClientSocket::ClientSocket(std::optional<QSslConfiguration> tls, IdleWatch &resting)
    : m_tls(std::move(tls))
    , m_resting(resting)
{}

ClientSocket::~ClientSocket() { abort(); }

bool ClientSocket::open(qintptr descriptor)
{
    m_ssl = m_tls ? new QSslSocket : nullptr;
    m_socket.reset(m_ssl ? m_ssl : new QTcpSocket);
    if (!m_socket->setSocketDescriptor(descriptor)) {
        m_ssl = nullptr;
        m_socket.reset();
        return false;
    }
    m_socket->setReadBufferSize(bufferBytes);
    connectSocket();
    return true;
}

void ClientSocket::connectSocket()
{
    QTcpSocket *const socket = m_socket.get();
    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this] { onReadyRead(); });
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [this] {
        if (!isEncrypted() && !m_queue.isEmpty())
            sendPieces();
        m_owner->socketSent();
    });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { onDisconnected(); });
    if (!m_ssl)
        return;
    QObject::connect(m_ssl, &QSslSocket::encryptedBytesWritten, m_ssl, [this] {
        sendPieces();
        m_owner->socketSent();
    });
    // Later: it is told while the TLS library is at work on the very connection.
    QObject::connect(
        m_ssl, &QSslSocket::alertSent, m_ssl,
        [this](QSsl::AlertLevel, QSsl::AlertType type) {
            if (type == QSsl::AlertType::NoRenegotiation)
                m_owner->socketClosed();
        },
        Qt::QueuedConnection);
}

QHostAddress ClientSocket::peerAddress() const { return m_socket->peerAddress(); }
quint16 ClientSocket::peerPort() const { return m_socket->peerPort(); }
QHostAddress ClientSocket::localAddress() const { return m_socket->localAddress(); }
quint16 ClientSocket::localPort() const { return m_socket->localPort(); }

bool ClientSocket::isEncrypted() const { return m_ssl && m_ssl->mode() != QSslSocket::UnencryptedMode; }

void ClientSocket::onReadyRead()
{
    if (m_tls && !isEncrypted())
        beginTls();
    else
        m_owner->socketReadable();
}

void ClientSocket::beginTls()
{
    char first = 0;
    if (m_ssl->peek(&first, 1) != 1)
        return;
    if (first == handshakeRecord) {
        m_ssl->setSslConfiguration(*m_tls);
        m_ssl->startServerEncryption();
    } else {
        m_tls.reset();
        m_owner->socketIsNotTls();
    }
}

void ClientSocket::onDisconnected()
{
    if (!m_isFinishing || m_descriptor < 0) {
        m_owner->socketClosed();
        return;
    }
    // TLS has said goodbye and closed its socket; the connection is still open by the other descriptor.
    m_socket->disconnect();
    m_socket.release()->deleteLater();
    m_tls.reset();
    const int descriptor = std::exchange(m_descriptor, -1);
    if (open(descriptor)) {
        ::shutdown(descriptor, SHUT_WR);
    } else {
        ::close(descriptor);
        m_owner->socketClosed();
    }
}

qint64 ClientSocket::bytesAvailable() const { return m_socket ? m_socket->bytesAvailable() : 0; }

// QIODevice::readAll() would give a piece of 32 KiB for a request of 100 bytes.
void ClientSocket::read(QByteArray &bytes)
{
    const qint64 available = bytesAvailable();
    if (available <= 0)
        return;
    const qsizetype before = bytes.size();
    bytes.resize(before + available);
    const qint64 size = m_socket->read(bytes.data() + before, available);
    bytes.resize(before + std::max<qint64>(size, 0));
}

void ClientSocket::discard()
{
    if (m_socket)
        m_socket->skip(bufferBytes);
}

void ClientSocket::send(const QByteArray &bytes)
{
    wake();
    if (bytes.isEmpty())
        return;
    if (isEncrypted() || !m_queue.isEmpty())
        m_queue.push_back({bytes, nullptr, bytes.size()});
    else if (m_socket)
        m_socket->write(bytes);
}

void ClientSocket::send(std::shared_ptr<BodyStream> stream)
{
    wake();
    const auto size = static_cast<qint64>(stream->size());
    m_queue.push_back({{}, std::move(stream), size});
}

void ClientSocket::flush()
{
    if (!m_socket)
        return;
    const qintptr descriptor = m_socket->socketDescriptor();
    const bool isLong = unsent() > corkBytes;
    if (isLong)
        setCork(descriptor, true);
    if (isEncrypted() || !m_queue.isEmpty())
        sendPieces();
    else
        m_socket->flush();
    if (isLong && m_socket && m_socket->socketDescriptor() == descriptor)
        setCork(descriptor, false);
}

// Gives out as much as the kernel takes and one piece more; goes on when that has left, or later where making
// it would hold up other clients.
void ClientSocket::sendPieces()
{
    if (m_isSending)
        return;
    m_isSending = true;
    qint64 made = 0;
    const auto goesOn = [this, &made] {
        return !m_queue.isEmpty() && waitingInSocket() < pieceBytes && made < turnBytes;
    };
    do {
        while (goesOn())
            made += sendPiece();
        m_ssl ? m_ssl->flush() : m_socket->flush(); // the owner may abort() in here
    } while (goesOn());
    m_isSending = false;
    if (made >= turnBytes && !m_queue.isEmpty()) {
        const auto sendOn = [this] {
            sendPieces();
            m_owner->socketSent();
        };
        QMetaObject::invokeMethod(m_socket.get(), sendOn, Qt::QueuedConnection);
    }
}

// How much of it was made for that.
qint64 ClientSocket::sendPiece()
{
    Queued &first = m_queue.first();
    const QByteArray made = first.stream ? first.stream->next() : QByteArray();
    if (first.stream && (made.isEmpty() || made.size() > first.left)) {
        // At once: nothing else may come behind a part of it.
        m_queue.clear();
        m_socket->abort();
        return 0;
    }
    const qint64 size = first.stream ? made.size() : std::min<qint64>(pieceBytes, first.left);
    if (first.stream)
        m_socket->write(made);
    else
        m_socket->write(first.bytes.constEnd() - first.left, size);
    first.left -= size;
    if (first.left == 0)
        m_queue.removeFirst();
    return made.size();
}

qint64 ClientSocket::waitingInSocket() const
{
    if (!m_socket)
        return 0;
    return m_ssl ? m_ssl->bytesToWrite() + m_ssl->encryptedBytesToWrite() : m_socket->bytesToWrite();
}

qint64 ClientSocket::unsent() const
{
    qint64 bytes = waitingInSocket();
    for (const Queued &queued : m_queue)
        bytes += queued.left;
    return bytes;
}

qint64 ClientSocket::made() const
{
    const auto streams =
        std::ranges::count_if(m_queue, [](const Queued &queued) { return queued.stream != nullptr; });
    return isEncrypted() || streams > 0 ? waitingInSocket() + streams * BodyStream::memory : 0;
}

void ClientSocket::finish()
{
    wake();
    if (m_isFinishing || !m_socket)
        return;
    m_isFinishing = true;
    const qintptr descriptor = m_socket->socketDescriptor();
    if (!isEncrypted()) {
        ::shutdown(static_cast<int>(descriptor), SHUT_WR);
        return;
    }
    // Qt ends TLS only by closing the socket. With bytes of the client still unread, that would make the
    // kernel throw away what it has not taken yet. A second descriptor keeps the connection open.
    m_descriptor = duplicate(descriptor);
    m_ssl->disconnectFromHost();
}

void ClientSocket::abort()
{
    if (m_isResting)
        m_resting.remove(m_socket ? static_cast<int>(m_socket->socketDescriptor()) : m_descriptor);
    m_isResting = false;
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    m_queue.clear();
    if (m_socket) {
        m_socket->disconnect();
        m_socket->abort();
    }
}

bool ClientSocket::rest()
{
    if (std::exchange(m_hasJustWoken, false) || m_isResting || m_isFinishing || bytesAvailable() > 0 ||
        unsent() > 0 || m_socket->state() != QAbstractSocket::ConnectedState)
        return false;
    if (isEncrypted()) {
        m_isResting = m_resting.add(static_cast<int>(m_socket->socketDescriptor()), this);
        watchSocket(!m_isResting);
        auto *tcp = m_ssl->findChild<QTcpSocket *>(); // below TLS, with what is encrypted
        if (m_isResting && tcp && tcp->bytesAvailable() == 0) {
            dropBuffers(tcp);
            dropBuffers(m_ssl);
        }
        return m_isResting;
    }
    const int descriptor = duplicate(m_socket->socketDescriptor());
    if (descriptor < 0)
        return false;
    if (!m_resting.add(descriptor, this)) {
        ::close(descriptor);
        return false;
    }
    m_isResting = true;
    m_descriptor = descriptor;
    m_ssl = nullptr;
    m_socket->disconnect();
    m_socket.reset();
    return true;
}

void ClientSocket::wake()
{
    if (!m_isResting)
        return;
    m_isResting = false;
    m_hasJustWoken = true;
    if (m_socket) {
        m_resting.remove(static_cast<int>(m_socket->socketDescriptor()));
        watchSocket(true);
        return;
    }
    m_resting.remove(m_descriptor);
    const int descriptor = std::exchange(m_descriptor, -1);
    if (!open(descriptor)) {
        ::close(descriptor);
        m_owner->socketClosed();
    }
}

// Lets Qt's event loop look for something to read, or leaves it to the resting wires.
void ClientSocket::watchSocket(bool isOn)
{
    for (QSocketNotifier *notifier : m_socket->findChildren<QSocketNotifier *>()) {
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(isOn);
    }
}

} // namespace slurmsd
