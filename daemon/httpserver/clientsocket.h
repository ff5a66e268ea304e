// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpmessage.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QSslConfiguration>

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QSslSocket;
class QTcpSocket;
QT_END_NAMESPACE

namespace slurmsd {

class IdleWatch;

// The client's end of a connection: plain TCP or TLS, which differ in how they begin, send and end. Also
// knows how to rest: to cost next to nothing while nothing comes.
//
// TLS begins with the client's first byte, so that a client that only connects costs no more than without
// TLS. Nothing is readable before the handshake is through. A client may not renegotiate.
class ClientSocket
{
public:
    // Told of what happens, from the event loop, and also while flush() and finish() run.
    class Owner
    {
    public:
        virtual void socketReadable() = 0;
        virtual void socketSent() = 0;     // something went out
        virtual void socketIsNotTls() = 0; // TLS is spoken here, and the client began in plain text
        virtual void socketClosed() = 0;   // by the client, or because TLS failed; abort() is due

    protected:
        ~Owner() = default;
    };

    // What it holds unread at most.
    static constexpr qint64 bufferBytes = qint64{16} * 1024;

    // For a connected socket, TLS if there is a configuration. `resting` must outlive this object.
    ClientSocket(std::optional<QSslConfiguration> tls, IdleWatch &resting);
    ~ClientSocket(); // closes the socket
    Q_DISABLE_COPY_MOVE(ClientSocket)

    // To be called first. False: that is no socket that can be used, and it is not closed.
    bool open(qintptr descriptor);
    // From then on, and once.
    void setOwner(Owner *owner) { m_owner = owner; }

    QHostAddress peerAddress() const;
    quint16 peerPort() const;
    QHostAddress localAddress() const;
    quint16 localPort() const;

    qint64 bytesAvailable() const;
    void read(QByteArray &bytes); // appends what is there
    void discard();               // what is there

    // Queues; shared bytes stay shared as long as they can.
    void send(const QByteArray &bytes);
    // Queues, and makes it as the client takes it.
    void send(std::shared_ptr<BodyStream> stream);
    void flush();
    qint64 unsent() const;
    // Of what is unsent, what is not shared with those who gave it, because it was encrypted or streamed; and
    // what makes streams.
    qint64 made() const;

    // When all is sent: tells the client that nothing more comes. It can still be read from. With TLS that
    // takes its goodbye first, so descriptor and buffers are others afterwards.
    void finish();
    // Ends the connection at once; nothing is signalled any more.
    void abort();

    // While nothing is to be read or sent: gives up all memory and time that it can, until something comes or
    // wake() is called. Does it rest from now on?
    bool rest();
    void wake();

private:
    // One of the two.
    struct Queued
    {
        QByteArray bytes;
        std::shared_ptr<BodyStream> stream;
        qint64 left = 0; // of it
    };

    bool isEncrypted() const;
    void connectSocket();
    void onReadyRead();
    void onDisconnected();
    void beginTls();
    void sendPieces();
    qint64 sendPiece();
    qint64 waitingInSocket() const;
    void watchSocket(bool isOn);

    std::optional<QSslConfiguration> m_tls;
    IdleWatch &m_resting;
    Owner *m_owner = nullptr;
    std::unique_ptr<QTcpSocket> m_socket; // null while it rests and is not encrypted
    QSslSocket *m_ssl = nullptr;          // the same, if it is one
    // With TLS, for bytes that are encrypted take memory of their own; and from a stream on.
    QList<Queued> m_queue;
    int m_descriptor = -1; // while it rests, or says goodbye in TLS
    bool m_isResting = false;
    bool m_hasJustWoken = false; // what woke it may not be read yet
    bool m_isFinishing = false;
    bool m_isSending = false;
};

} // namespace slurmsd
