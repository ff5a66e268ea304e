// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/connectionguard.h"

#include "daemon/http/refusalreply.h"

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace slurmsd {

namespace {

// What the wire may hold unread: enough for most requests, little for those that are refused.
constexpr qint64 wireBufferBytes = qint64{16} * 1024;
// A body up to this goes out in one piece with its head; copying it costs less than a system call.
constexpr qint64 shortBodyBytes = qint64{16} * 1024;
// The head parser starts over for each new line, or this many bytes.
constexpr qsizetype parseStepBytes = 64;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

// While corked, the kernel sends full packets only: a head goes out with the start of its body, and does not
// wake the client for itself.
void setCork(const QTcpSocket &wire, bool isOn)
{
    const int value = isOn ? 1 : 0;
    ::setsockopt(static_cast<int>(wire.socketDescriptor()), IPPROTO_TCP, TCP_CORK, &value, sizeof value);
}

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket *wire, ConnectionTable &table, QObject *parent)
    : QTcpSocket(parent)
    , m_wire(wire)
    , m_table(table)
{
    m_wire->setParent(this);
    m_wire->setReadBufferSize(wireBufferBytes);
    // Replies leave in whole pieces: waiting for more to send would only delay them.
    m_wire->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    setPeerAddress(m_wire->peerAddress());
    setPeerPort(m_wire->peerPort());
    setLocalAddress(m_wire->localAddress());
    setLocalPort(m_wire->localPort());
    setOpenMode(QIODevice::ReadWrite);
    setSocketState(QAbstractSocket::ConnectedState);
    connect(m_wire, &QTcpSocket::readyRead, this, &ConnectionGuard::read);
    connect(m_wire, &QTcpSocket::bytesWritten, this, &ConnectionGuard::onBytesWritten);
    connect(m_wire, &QTcpSocket::disconnected, this, &ConnectionGuard::end);
    enter(State::Idle, m_table.limits().headDeadline);
    m_table.add(this);
}

ConnectionGuard::~ConnectionGuard()
{
    m_wire->disconnect(this);
    releaseBody();
    m_table.remove(this);
    // The base class would disconnect a socket that it takes for connected.
    setSocketState(QAbstractSocket::UnconnectedState);
}

void ConnectionGuard::enter(State state, std::chrono::milliseconds allowance)
{
    m_state = state;
    m_deadline = ConnectionTable::Clock::now() + allowance;
}

ConnectionTable::Clock::time_point ConnectionGuard::deadline() const
{
    return m_wire->bytesToWrite() > 0 ? m_lastSent + m_table.limits().stallDeadline : m_deadline;
}

void ConnectionGuard::expire()
{
    const bool isRequesting = m_state == State::Head || m_state == State::Body;
    if (isRequesting && m_wire->bytesToWrite() == 0)
        refuse({408, m_state == State::Head ? "the request's head did not arrive in time"
                                            : "the request's body did not arrive in time"});
    else
        end();
}

void ConnectionGuard::end()
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_wire->abort();
    releaseBody();
    m_table.remove(this);
    setSocketState(QAbstractSocket::UnconnectedState);
    Q_EMIT disconnected();
}

void ConnectionGuard::read()
{
    if (m_state == State::Ended || m_state == State::Handling)
        return;
    if (m_state == State::Lingering) {
        m_wire->readAll();
        return;
    }
    m_isClogged = static_cast<std::size_t>(m_wire->bytesToWrite()) > m_table.limits().unsentBytes;
    if (m_isClogged)
        return;
    if (static_cast<std::size_t>(m_input.size()) <= m_table.limits().headBytes)
        m_input.append(m_wire->readAll());
    if (m_state == State::Body)
        readBody();
    else if (!m_input.isEmpty())
        readHead();
}

void ConnectionGuard::readHead()
{
    // The first request's time runs from accept on.
    if (m_state == State::Idle) {
        m_state = State::Head;
        if (!m_isFirst)
            enter(State::Head, m_table.limits().headDeadline);
    }
    const bool isOver = static_cast<std::size_t>(m_input.size()) > m_table.limits().headBytes;
    const bool hasNews = m_parsedInput == 0 || m_input.size() - m_parsedInput >= parseStepBytes ||
                         m_input.indexOf('\n', m_parsedInput) >= 0;
    if (!isOver && !hasNews)
        return;
    m_parsedInput = m_input.size();
    const auto head = parseRequestHead(view(m_input), m_table.limits());
    if (!head)
        refuse(head.error());
    else if (head->has_value())
        takeHead(**head);
}

void ConnectionGuard::takeHead(const RequestHead &head)
{
    m_isHead = head.method == "HEAD";
    m_isHttp10 = head.isHttp10;
    m_keepsAlive = head.keepsAlive;
    const bool expectsContinue = head.expectsContinue && !head.isHttp10;
    m_missingBody = static_cast<qsizetype>(head.contentLength);
    if (!m_table.reserveBody(head.contentLength)) {
        refuse({503, "too many bodies are being sent to this server just now"});
        return;
    }
    m_reservedBody = head.contentLength;
    m_request = forwardedHead(head);
    m_input.remove(0, static_cast<qsizetype>(head.size)); // the views in `head` end here
    m_parsedInput = 0;
    enter(State::Body, m_table.limits().bodyDeadline);
    if (expectsContinue && m_missingBody > m_input.size())
        m_wire->write("HTTP/1.1 100 Continue\r\n\r\n");
    readBody();
}

void ConnectionGuard::readBody()
{
    const qsizetype size = std::min(m_missingBody, m_input.size());
    m_request.append(m_input.constData(), size);
    m_input.remove(0, size);
    m_missingBody -= size;
    if (m_missingBody == 0)
        handle();
    else if (m_wire->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &ConnectionGuard::read, Qt::QueuedConnection);
}

void ConnectionGuard::handle()
{
    m_state = State::Handling;
    m_isFirst = false;
    m_table.current = this;
    Q_EMIT readyRead(); // QHttpServer reads the request, has it handled and writes the reply, all in here
    m_table.current = nullptr;
    releaseBody();
    // Qt 6.8 looks for more once it is through.
    m_request.clear();
    m_requestRead = 0;
    m_announcedBody.clear();
    if (m_hasReplyHead)
        sendReply();
    else
        refuse({500, "the request was not understood"});
}

qint64 ConnectionGuard::bytesAvailable() const
{
    return QTcpSocket::bytesAvailable() + m_request.size() - m_requestRead;
}

qint64 ConnectionGuard::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_request.size() - m_requestRead);
    std::memcpy(data, m_request.constData() + m_requestRead, static_cast<std::size_t>(size));
    m_requestRead += size;
    return size;
}

qint64 ConnectionGuard::writeData(const char *data, qint64 size)
{
    if (m_state != State::Handling)
        return size;
    if (m_hasReplyHead) {
        writeBody(data, size);
        return size;
    }
    const qsizetype known = std::max<qsizetype>(m_reply.size() - 3, 0);
    m_reply.append(data, size);
    const qsizetype end = m_reply.indexOf("\r\n\r\n", known);
    if (end >= 0) {
        const QByteArray body = m_reply.mid(end + 4);
        m_reply.truncate(end + 2);
        finishReplyHead();
        writeBody(body.constData(), body.size());
    }
    return size;
}

// Adds what the connection has to say to the head of a reply, and sees whether it goes without a body.
void ConnectionGuard::finishReplyHead()
{
    const QByteArrayView status = QByteArrayView(m_reply).sliced(9, 3);
    const bool hasNoBody = status == "204" || status == "304";
    m_hasReplyHead = true;
    m_dropsBody = hasNoBody || m_isHead;
    if (hasNoBody) {
        const qsizetype begin = m_reply.toLower().indexOf("\r\ncontent-length:");
        if (begin >= 0)
            m_reply.remove(begin, m_reply.indexOf("\r\n", begin + 2) - begin);
    }
    m_reply += dateHeader();
    if (!m_keepsAlive)
        m_reply += "Connection: close\r\n";
    else if (m_isHttp10)
        m_reply += "Connection: keep-alive\r\n";
    m_reply += "\r\n";
}

void ConnectionGuard::writeBody(const char *data, qint64 size)
{
    if (m_dropsBody || size == 0)
        return;
    const bool isAnnounced = data == m_announcedBody.constData() && size == m_announcedBody.size();
    if (size <= shortBodyBytes || !isAnnounced) {
        m_reply.append(data, size);
        return;
    }
    m_wire->write(m_reply);
    m_reply.clear();
    m_wire->write(m_announcedBody);
}

void ConnectionGuard::sendReply()
{
    m_lastSent = ConnectionTable::Clock::now();
    m_hasReplyHead = false;
    m_wire->write(m_reply);
    m_reply.clear();
    const bool isLong = m_wire->bytesToWrite() > shortBodyBytes;
    if (isLong)
        setCork(*m_wire, true);
    m_wire->flush();
    if (isLong)
        setCork(*m_wire, false);
    if (m_state == State::Ended) // the client is gone, as flush() saw
        return;
    if (!m_keepsAlive) {
        linger();
        return;
    }
    m_isHead = false;
    enter(State::Idle, m_table.limits().idleDeadline);
    // Later, so that a client with many requests at once does not hold up the others.
    if (!m_input.isEmpty() || m_wire->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &ConnectionGuard::read, Qt::QueuedConnection);
}

void ConnectionGuard::onBytesWritten()
{
    m_lastSent = ConnectionTable::Clock::now();
    if (m_state == State::Lingering)
        lingerWhenSent();
    else if (m_isClogged)
        read();
}

void ConnectionGuard::refuse(const HttpRefusal &refusal)
{
    const auto [head, body] = refusalReply(refusal);
    m_state = State::Handling;
    m_keepsAlive = false;
    m_reply = head;
    finishReplyHead();
    writeBody(body.constData(), body.size());
    sendReply();
}

// QHttpServer gives the connection up, as it does after bytes that it cannot read.
void ConnectionGuard::disconnectFromHost()
{
    if (m_state == State::Handling)
        m_keepsAlive = false;
    else if (m_state != State::Ended)
        linger();
}

void ConnectionGuard::linger()
{
    enter(State::Lingering, m_table.limits().lingerDeadline);
    releaseBody();
    m_input.clear();
    m_wire->readAll();
    lingerWhenSent();
}

// Once all is sent, tells the client so, and waits for it to close. Closing at once, with bytes of it still
// unread, would make the kernel throw away what it has not taken yet.
void ConnectionGuard::lingerWhenSent()
{
    if (m_wire->bytesToWrite() > 0)
        return;
    enter(State::Lingering, m_table.limits().lingerDeadline);
    // Plain TCP: a wire with TLS has its own goodbye to send before this.
    ::shutdown(static_cast<int>(m_wire->socketDescriptor()), SHUT_WR);
}

void ConnectionGuard::releaseBody()
{
    m_table.releaseBody(m_reservedBody);
    m_reservedBody = 0;
}

} // namespace slurmsd
