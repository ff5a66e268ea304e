// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/clientsocket.h"
#include "daemon/httpserver/connectiontable.h"
#include "daemon/httpserver/replyhead.h"
#include "daemon/httpserver/requesthead.h"

#include <QByteArray>
#include <QTcpSocket>

#include <algorithm>
#include <memory>

namespace slurmsd {

// One client's connection, as QHttpServer gets to see it: a socket that only ever holds one complete, checked
// request, and takes one reply. The client is at the other end of the socket (clientsocket.h), which this
// object owns; what comes in there is read with limits and deadlines, checked (requesthead.h), let through by
// the gate (requestgate.h), and passed on when it is whole. What QHttpServer writes back gets the
// connection's own headers, loses its body where HTTP wants none, and is sent.
//
// Why a socket before the socket: QHttpServer reads whatever a socket has, without limits, at the signal
// readyRead(), and QTcpSocket fills its buffer where a subclass cannot stand in between. A socket that is not
// connected to anything itself, as QSslSocket is one too, can give it exactly what it may see, on every
// version of Qt.
//
// QHttpServer deletes this object some time after disconnected(), which is emitted once.
class ClientConnection : public QTcpSocket, private ClientSocket::Owner
{
    Q_OBJECT

public:
    // `socket` is open. The table must outlive this object. `origin` is only told back.
    ClientConnection(std::unique_ptr<ClientSocket> socket, ConnectionTable &table, const QObject *origin,
                     QObject *parent);
    ~ClientConnection() override;

    // What it came by.
    const QObject *origin() const { return m_origin; }

    // While a request is handled: the body that the reply will have. When the very same bytes are written
    // they are shared and not copied. `stream`, if any, is sent in its place.
    void announceBody(const QByteArray &body, std::shared_ptr<BodyStream> stream);

    // When expire() is due.
    ConnectionTable::Clock::time_point deadline() const
    {
        const HttpLimits &limits = m_table.limits();
        return m_isSending
                   ? std::min(m_lastMoved + limits.stallDeadline, m_sendingSince + limits.sendDeadline)
                   : m_deadline;
    }
    // Answers 408 where a request has begun and the client takes what is sent, else ends the connection.
    void expire();
    // To be called now and then: lets the socket rest when nothing has come since the call before. Did it?
    bool restWhenQuiet();
    // Serves the request that is under way, if there is one, and ends.
    void retire();
    // Ends the connection at once.
    void end();

    // What it counts for in HttpLimits::heldBytesInAll.
    std::size_t heldBytes() const { return m_heldBytes; }
    // When bytes last came or went out.
    ConnectionTable::Clock::time_point lastMoved() const { return m_lastMoved; }

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
        Deciding,  // the head is checked, the gate has not said yet whether the request may go on
        Body,      // it may, a part of the body is missing
        Handling,  // QHttpServer has the request
        Lingering, // the last reply is on its way; what still comes in is thrown away
        Ended,
    };

    void socketReadable() override { read(); }
    void socketSent() override;
    void socketIsNotTls() override;
    void socketClosed() override { end(); }

    void read();
    void readMore();
    void readHead();
    void takeHead(const RequestHead &head);
    void takeDecision(const RequestGate::Decision &decision);
    void readBody();
    void readLater();
    void dropInput(qsizetype size);
    void handle();
    void writeBody(const char *data, qint64 size);
    void sendStream();
    void sendReply();
    void lookForUnsent();
    void refuse(const HttpRefusal &refusal);
    void linger();
    void lingerWhenSent();
    void releaseBody();
    void settle();
    void enter(State state, ConnectionTable::Clock::time_point now, std::chrono::milliseconds allowance);

    std::unique_ptr<ClientSocket> m_socket;
    ConnectionTable &m_table;
    const QObject *m_origin;
    State m_state = State::Idle;
    bool m_isFirst = true;    // no request was complete yet
    bool m_isLast = false;    // no further request is served
    bool m_isSending = false; // not all that was written has gone out
    ConnectionTable::Clock::time_point m_sendingSince;
    bool m_isClogged = false; // a request may be waiting until the client takes its replies
    bool m_isQuiet = false;   // nothing has come since restWhenQuiet() looked last
    ConnectionTable::Clock::time_point m_deadline; // of the state
    ConnectionTable::Clock::time_point m_lastMoved;
    std::size_t m_heldBytes = 0; // as the table knows it

    QByteArray m_input;          // from the client, not looked at or not complete
    qsizetype m_parsedInput = 0; // how much of it the head parser has seen
    QByteArray m_request;        // checked, for QHttpServer
    qint64 m_requestRead = 0;
    std::size_t m_reservedBody = 0;
    qsizetype m_missingBody = 0;
    bool m_expectsContinue = false;
    ReplyContext m_context;

    QByteArray m_reply; // what the socket does not have yet of the reply: its head and maybe a short body
    QByteArray m_announcedBody;
    std::shared_ptr<BodyStream> m_announcedStream;
    qsizetype m_sharedBytes = 0; // of what is unsent, those that are kept by others too
    bool m_isBodyShared = false; // the announced one
    bool m_hasReplyHead = false;
    bool m_dropsBody = false;
};

} // namespace slurmsd
