// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/clientconnection.h"

#include "daemon/httpserver/refusalreply.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace slurmsd {

namespace {

// A body up to this goes out in one piece with its head; copying it costs less than a system call.
constexpr qint64 shortBodyBytes = qint64{16} * 1024;
// The head parser starts over for each new line, or this many bytes.
constexpr qsizetype parseStepBytes = 64;

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

// An IPv4 client of a socket for both families comes as ::ffff:a.b.c.d.
QHostAddress plainAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

} // namespace

ClientConnection::ClientConnection(std::unique_ptr<ClientSocket> socket, ConnectionTable &table,
                                   const QObject *origin, QObject *parent)
    : QTcpSocket(parent)
    , m_socket(std::move(socket))
    , m_table(table)
    , m_origin(origin)
    , m_lastMoved(ConnectionTable::Clock::now())
{
    m_socket->setOwner(this);
    setPeerAddress(plainAddress(m_socket->peerAddress()));
    setPeerPort(m_socket->peerPort());
    setLocalAddress(m_socket->localAddress());
    setLocalPort(m_socket->localPort());
    setOpenMode(QIODevice::ReadWrite);
    setSocketState(QAbstractSocket::ConnectedState);
    enter(State::Idle, m_lastMoved, m_table.limits().headDeadline);
    m_table.add(this);
}

ClientConnection::~ClientConnection()
{
    m_socket->abort();
    releaseBody();
    m_table.remove(this);
    // The base class would disconnect a socket that it takes for connected.
    setSocketState(QAbstractSocket::UnconnectedState);
}

void ClientConnection::enter(State state, ConnectionTable::Clock::time_point now,
                             std::chrono::milliseconds allowance)
{
    m_state = state;
    m_deadline = now + allowance;
}

void ClientConnection::expire()
{
    if (m_isSending) {
        end();
        return;
    }
    if (m_state == State::Head)
        refuse({408, "the request's head did not arrive in time"});
    else if (m_state == State::Body)
        refuse({408, "the request's body did not arrive in time"});
    else if (m_state == State::Deciding)
        refuse({503, "whether this request is allowed was not decided in time"});
    else if (m_state == State::Idle && !m_isFirst)
        linger();
    else
        end();
}

bool ClientConnection::restWhenQuiet()
{
    const bool isWaiting = m_state == State::Idle || m_state == State::Head || m_state == State::Body;
    if (!isWaiting || !std::exchange(m_isQuiet, true) || !m_socket->rest())
        return false;
    // Gives back the buffer that QIODevice keeps for QHttpServer's reading.
    setOpenMode(QIODevice::NotOpen);
    setOpenMode(QIODevice::ReadWrite);
    return true;
}

void ClientConnection::retire()
{
    m_isLast = true;
    m_context.keepsAlive = false;
    if (m_state == State::Idle && !m_isFirst && m_input.isEmpty())
        linger();
}

void ClientConnection::end()
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_socket->abort();
    releaseBody();
    m_input.clear();
    m_table.remove(this);
    setSocketState(QAbstractSocket::UnconnectedState);
    Q_EMIT disconnected();
}

void ClientConnection::socketIsNotTls()
{
    refuse({400, "this port speaks HTTPS, and the request came in plain text"});
}

void ClientConnection::read()
{
    m_isQuiet = false;
    if (m_state == State::Ended || m_state == State::Handling)
        return;
    if (m_state == State::Lingering) {
        m_socket->discard();
        return;
    }
    m_table.makeRoom(this);
    m_isClogged = static_cast<std::size_t>(m_socket->unsent()) > m_table.limits().unsentBytes;
    if (!m_isClogged && m_state != State::Deciding)
        readMore();
    settle();
}

void ClientConnection::readMore()
{
    if (static_cast<std::size_t>(m_input.size()) <= m_table.limits().headBytes)
        m_socket->read(m_input);
    if (m_state == State::Body)
        readBody();
    else if (!m_input.isEmpty())
        readHead();
}

void ClientConnection::readHead()
{
    // The first request's time runs from accept on.
    if (m_state == State::Idle) {
        m_state = State::Head;
        if (!m_isFirst)
            enter(State::Head, ConnectionTable::Clock::now(), m_table.limits().headDeadline);
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

void ClientConnection::takeHead(const RequestHead &head)
{
    m_context = {head.method == "HEAD", head.isHttp10, head.keepsAlive && !m_isLast};
    m_expectsContinue = head.expectsContinue && !head.isHttp10;
    m_missingBody = static_cast<qsizetype>(head.contentLength);
    m_request = forwardedHead(head);
    auto decision = std::make_optional<RequestGate::Decision>();
    if (RequestGate *gate = m_table.policy.gate) {
        enter(State::Deciding, ConnectionTable::Clock::now(), m_table.limits().decisionDeadline);
        decision = gate->decide(head, peerAddress(), this, [this](const RequestGate::Decision &late) {
            if (m_state == State::Deciding) // and did not go, or wait too long
                takeDecision(late);
        });
    }
    dropInput(static_cast<qsizetype>(head.size)); // the views in `head` end here
    m_parsedInput = 0;
    if (decision)
        takeDecision(*decision);
}

void ClientConnection::takeDecision(const RequestGate::Decision &decision)
{
    if (decision) {
        refuse(*decision);
        return;
    }
    const auto bodyBytes = static_cast<std::size_t>(m_missingBody);
    if (!m_table.reserveBody(bodyBytes)) {
        refuse({503, "too many bodies are being sent to this server just now"});
        return;
    }
    m_reservedBody = bodyBytes;
    m_state = State::Body;
    if (m_missingBody > 0)
        enter(State::Body, ConnectionTable::Clock::now(), m_table.limits().bodyDeadline);
    if (m_expectsContinue && m_missingBody > m_input.size()) {
        m_socket->send("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
    readBody();
}

void ClientConnection::readBody()
{
    const qsizetype size = std::min(m_missingBody, m_input.size());
    m_request.append(m_input.constData(), size);
    dropInput(size);
    m_missingBody -= size;
    if (m_missingBody == 0)
        handle();
    else if (m_socket->bytesAvailable() > 0)
        readLater();
}

// With its memory, once nothing is left.
void ClientConnection::dropInput(qsizetype size)
{
    if (size == m_input.size())
        m_input.clear();
    else
        m_input.remove(0, size);
}

// So that a client that sends much does not hold up the others.
void ClientConnection::readLater()
{
    QMetaObject::invokeMethod(this, &ClientConnection::read, Qt::QueuedConnection);
}

void ClientConnection::handle()
{
    m_table.makeRoom(this);
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
    m_announcedStream.reset();
    if (m_hasReplyHead)
        sendReply();
    else
        refuse({500, "the request was not understood"});
}

void ClientConnection::announceBody(const QByteArray &body, std::shared_ptr<BodyStream> stream)
{
    m_isBodyShared = !body.isDetached();
    m_announcedBody = body;
    m_announcedStream = std::move(stream);
    if (m_announcedStream)
        m_context.streamedBytes = m_announcedStream->size();
}

qint64 ClientConnection::bytesAvailable() const
{
    return QTcpSocket::bytesAvailable() + m_request.size() - m_requestRead;
}

qint64 ClientConnection::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min<qint64>(maxSize, m_request.size() - m_requestRead);
    std::memcpy(data, m_request.constData() + m_requestRead, static_cast<std::size_t>(size));
    m_requestRead += size;
    return size;
}

qint64 ClientConnection::writeData(const char *data, qint64 size)
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
        m_hasReplyHead = true;
        m_dropsBody = finishReplyHead(m_reply, m_context, m_table.policy.headers);
        if (m_announcedStream)
            sendStream();
        else
            writeBody(body.constData(), body.size());
    }
    return size;
}

void ClientConnection::sendStream()
{
    if (m_dropsBody)
        return;
    m_socket->send(m_reply);
    m_reply.clear();
    m_socket->send(std::move(m_announcedStream));
    m_sharedBytes += static_cast<qsizetype>(*m_context.streamedBytes);
}

void ClientConnection::writeBody(const char *data, qint64 size)
{
    if (m_dropsBody || size == 0)
        return;
    const bool isAnnounced = data == m_announcedBody.constData() && size == m_announcedBody.size();
    if (size <= shortBodyBytes || !isAnnounced) {
        m_reply.append(data, size);
        return;
    }
    m_socket->send(m_reply);
    m_reply.clear();
    m_socket->send(m_announcedBody);
    if (m_isBodyShared)
        m_sharedBytes += size;
}

void ClientConnection::sendReply()
{
    m_lastMoved = ConnectionTable::Clock::now();
    m_hasReplyHead = false;
    m_socket->send(m_reply);
    m_reply.clear();
    m_socket->flush();
    if (m_state == State::Ended) // the client is gone, as flush() saw
        return;
    lookForUnsent();
    if (!m_context.keepsAlive) {
        linger();
        return;
    }
    m_context = {}; // a refusal comes before the next one
    enter(State::Idle, m_lastMoved, m_table.limits().idleDeadline);
    if (!m_input.isEmpty() || m_socket->bytesAvailable() > 0)
        readLater();
}

void ClientConnection::lookForUnsent()
{
    const bool wasSending = std::exchange(m_isSending, m_socket->unsent() > 0);
    if (m_isSending && !wasSending)
        m_sendingSince = m_lastMoved;
}

void ClientConnection::socketSent()
{
    m_lastMoved = ConnectionTable::Clock::now();
    lookForUnsent();
    settle();
    if (m_state == State::Lingering)
        lingerWhenSent();
    else if (m_isClogged)
        read();
}

void ClientConnection::refuse(const HttpRefusal &refusal)
{
    const auto [head, body] = refusalReply(refusal);
    m_state = State::Handling;
    m_context.keepsAlive = false;
    m_reply = head;
    m_dropsBody = finishReplyHead(m_reply, m_context, m_table.policy.headers);
    writeBody(body.constData(), body.size());
    m_table.policy.refused(refusal.status);
    sendReply();
}

// QHttpServer gives the connection up, as it does after bytes that it cannot read.
void ClientConnection::disconnectFromHost()
{
    if (m_state == State::Handling)
        m_context.keepsAlive = false;
    else if (m_state != State::Ended)
        linger();
}

void ClientConnection::linger()
{
    enter(State::Lingering, ConnectionTable::Clock::now(), m_table.limits().lingerDeadline);
    releaseBody();
    m_input.clear();
    m_request.clear();
    m_socket->wake();
    m_socket->discard();
    lingerWhenSent();
    settle();
}

// Once all is sent, tells the client so, and waits for it to close. Closing at once, with bytes of it still
// unread, would make the kernel throw away what it has not taken yet.
void ClientConnection::lingerWhenSent()
{
    if (m_state != State::Lingering || m_socket->unsent() > 0)
        return;
    enter(State::Lingering, ConnectionTable::Clock::now(), m_table.limits().lingerDeadline);
    m_socket->finish();
}

void ClientConnection::releaseBody()
{
    m_table.releaseBody(m_reservedBody);
    m_reservedBody = 0;
}

// Tells the table what this connection makes the server keep.
void ClientConnection::settle()
{
    if (m_state == State::Ended)
        return;
    std::size_t held = 0;
    if (m_isSending) {
        const qint64 made = m_socket->made();
        const qint64 own = std::max<qint64>(m_socket->unsent() - made - m_sharedBytes, 0);
        held = static_cast<std::size_t>(made + own);
    } else {
        m_sharedBytes = 0;
    }
    if (m_isClogged || m_state == State::Deciding)
        held += static_cast<std::size_t>(m_socket->bytesAvailable());
    if (!m_input.isEmpty())
        held += static_cast<std::size_t>(m_input.capacity());
    m_table.hold(m_heldBytes, held);
    m_heldBytes = held;
}

} // namespace slurmsd
