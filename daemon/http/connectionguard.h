// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/connectiontable.h"
#include "daemon/http/requesthead.h"

#include <QByteArray>
#include <QTcpSocket>

namespace slurmsd {

// One client's connection, as QHttpServer gets to see it: a socket that only ever holds one complete, checked
// request, and takes one reply. The client is at the other end of the wire, a socket of its own that this
// object owns; what comes in there is read with limits and deadlines, checked (requesthead.h), and passed on
// when it is whole. What QHttpServer writes back gets the connection's own headers, loses its body where HTTP
// wants none, and is sent.
//
// Why two sockets: QHttpServer reads whatever a socket has, without limits, at the signal readyRead(), and
// QTcpSocket fills its buffer where a subclass cannot stand in between. A socket that is not connected to
// anything itself, as QSslSocket is one too, can give it exactly what it may see, on every version of Qt. The
// wire may be any QTcpSocket that is read by readyRead(), so a QSslSocket as well.
//
// QHttpServer deletes this object some time after disconnected(), which is emitted once.
class ConnectionGuard : public QTcpSocket
{
    Q_OBJECT

public:
    // `wire` is connected; this takes ownership. The table must outlive this object.
    ConnectionGuard(QTcpSocket *wire, ConnectionTable &table, QObject *parent);
    ~ConnectionGuard() override;

    // While a request is handled: the body that the reply will have. When the very same bytes are written
    // they are shared and not copied.
    void announceBody(const QByteArray &body) { m_announcedBody = body; }

    // When expire() is due.
    ConnectionTable::Clock::time_point deadline() const;
    // Answers 408 where a request has begun and the client takes what is sent, else ends the connection.
    void expire();
    // Ends the connection at once.
    void end();

    // QHttpServer's side.
    qint64 bytesAvailable() const override;
    void disconnectFromHost() override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    enum class State : unsigned char {
        Idle,      // nothing of a request has come yet
        Head,      // a part of a head has
        Body,      // the head is checked, a part of the body is missing
        Handling,  // QHttpServer has the request
        Lingering, // the last reply is on its way; what still comes in is thrown away
        Ended,
    };

    void read();
    void readHead();
    void takeHead(const RequestHead &head);
    void readBody();
    void handle();
    void finishReplyHead();
    void writeBody(const char *data, qint64 size);
    void sendReply();
    void onBytesWritten();
    void refuse(const HttpRefusal &refusal);
    void linger();
    void lingerWhenSent();
    void releaseBody();
    void enter(State state, std::chrono::milliseconds allowance);

    QTcpSocket *m_wire;
    ConnectionTable &m_table;
    State m_state = State::Idle;
    ConnectionTable::Clock::time_point m_deadline; // of the state
    ConnectionTable::Clock::time_point m_lastSent; // when bytes last went out, or began to wait
    bool m_isFirst = true;                         // no request was complete yet
    bool m_isClogged = false; // a request may be waiting until the client takes its replies

    QByteArray m_input;          // from the wire, not looked at or not complete
    qsizetype m_parsedInput = 0; // how much of it the head parser has seen
    QByteArray m_request;        // checked, for QHttpServer
    qint64 m_requestRead = 0;
    std::size_t m_reservedBody = 0;
    qsizetype m_missingBody = 0;
    bool m_isHttp10 = false;
    bool m_isHead = false;
    bool m_keepsAlive = true;

    QByteArray m_reply; // what the wire does not have yet of the reply: its head and maybe a short body
    QByteArray m_announcedBody;
    bool m_hasReplyHead = false;
    bool m_dropsBody = false;
};

} // namespace slurmsd
