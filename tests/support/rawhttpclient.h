// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace slurmsd::test {

struct RawReply
{
    int status = 0;
    QByteArray head; // with the status line, without the empty line
    QByteArray body;

    // The value of a header (case as the server writes it does not matter), or a null QByteArray.
    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).toLower() == name.toLower())
                return line.sliced(colon + 1).trimmed();
        }
        return {};
    }
};

// A client that sends exactly the bytes it is told to, and shows what comes back; over TLS if it has a
// configuration for that.
class RawHttpClient
{
public:
    explicit RawHttpClient(std::uint16_t port,
                           const QHostAddress &from = QHostAddress(QHostAddress::LocalHost),
                           const std::optional<QSslConfiguration> &tls = {})
        : m_ssl(tls ? new QSslSocket : nullptr)
        , m_socket(m_ssl ? m_ssl : new QTcpSocket)
    {
        m_socket->bind(from);
        m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket->waitForConnected(); // which the kernel sees to, before the server accepts
        if (!m_ssl)
            return;
        m_ssl->setSslConfiguration(*tls);
        m_ssl->startClientEncryption();
        [[maybe_unused]] const bool isThrough =
            QTest::qWaitFor([this] { return m_ssl->isEncrypted() || !isOpen(); });
    }

    bool isOpen() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool isEncrypted() const { return m_ssl && m_ssl->isEncrypted(); }

    void send(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        m_socket->flush();
    }

    // In pieces of one byte, each of which the server reads before the next is sent.
    void sendByteByByte(const QByteArray &bytes)
    {
        for (const char byte : bytes) {
            m_socket->write(&byte, 1);
            m_socket->flush();
            QCoreApplication::processEvents();
        }
    }

    // The next reply, of which nothing is left to be read then. `isHead`: none of the bodies is sent.
    RawReply receive(bool isHead = false, std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        RawReply reply;
        const bool arrived =
            QTest::qWaitFor([&] { return take(reply, isHead); }, static_cast<int>(patience.count()));
        return arrived ? reply : RawReply();
    }

    // Does the server close within this time?
    bool isClosed(std::chrono::milliseconds patience = std::chrono::seconds(5))
    {
        return QTest::qWaitFor(
            [this] {
                readMore();
                return m_socket->state() == QAbstractSocket::UnconnectedState;
            },
            static_cast<int>(patience.count()));
    }

    // What has come beyond the replies that were received.
    QByteArray rest()
    {
        readMore();
        return m_received;
    }

    QTcpSocket &socket() { return *m_socket; }

private:
    bool take(RawReply &reply, bool isHead)
    {
        readMore();
        const qsizetype end = m_received.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        reply.head = m_received.first(end);
        reply.status = reply.head.mid(9, 3).toInt();
        const qsizetype length = isHead ? 0 : reply.header("Content-Length").toLongLong();
        if (m_received.size() < end + 4 + length)
            return false;
        reply.body = m_received.sliced(end + 4, length);
        m_received.remove(0, end + 4 + length);
        return true;
    }

    void readMore()
    {
        if (m_socket->isReadable())
            m_received += m_socket->readAll();
    }

    QSslSocket *m_ssl; // the socket, if it is one
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_received;
};

} // namespace slurmsd::test
