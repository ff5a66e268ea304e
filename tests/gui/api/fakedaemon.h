// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace slurmsd::test {

// A whole answer as a daemon might send it.
inline QByteArray httpText(int status, const QByteArray &body, const QByteArray &type = "application/json",
                           const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n" + headers +
           "\r\n" + body;
}

// A server on a port of the loopback interface that answers each path (or path with a query) with these
// bytes, and closes. What has no answer gets none, and the connection stays open.
class FakeDaemon
{
public:
    FakeDaemon()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }

    void answer(const QByteArray &path, const QByteArray &bytes) { m_answers[path] = bytes; }
    // The heads of the requests for that path so far.
    QList<QByteArray> heads(const QByteArray &path) const { return m_heads.value(path); }

private:
    void read(QTcpSocket *socket)
    {
        const QByteArray seen = socket->peek(100'000);
        const qsizetype end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket->readAll();
        const QByteArray target = seen.split(' ').value(1);
        const QByteArray path = target.split('?').first();
        m_heads[path] += seen.first(end);
        const QByteArray key = m_answers.contains(target) ? target : path;
        if (!m_answers.contains(key))
            return;
        socket->write(m_answers.value(key));
        socket->disconnectFromHost();
    }

    QTcpServer m_server;
    QHash<QByteArray, QByteArray> m_answers;
    QHash<QByteArray, QList<QByteArray>> m_heads;
};

} // namespace slurmsd::test
