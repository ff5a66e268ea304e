// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLocalServer>
#include <QObject>
#include <QSslServer>
#include <QTcpServer>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace slurmsd {

// What a FakeSlurmrestd does once it has read the head of a request, in this order. An answer that does not
// end with Close or Reset leaves the connection open.
struct Send
{
    QByteArray bytes;
};
struct SendSlowly
{
    QByteArray bytes; // one at a time
    std::chrono::milliseconds pause;
};
struct SendForever
{
    QByteArray bytes; // again and again, as long as they are taken
};
struct Wait
{
    std::chrono::milliseconds time;
};
struct Close
{};
struct Reset // of TCP
{};
using Answer = std::vector<std::variant<Send, SendSlowly, SendForever, Wait, Close, Reset>>;

// A whole answer with Content-Length, which is how slurmrestd answers.
Answer httpAnswer(int status, const QByteArray &body, const QByteArray &contentType = "application/json",
                  const QByteArray &moreHeaders = {});
// A raw answer from tests/data, as it went over the wire.
QByteArray capturedAnswer(const QString &name);

struct FakeRequest
{
    QByteArray head; // with the empty line
    int reads = 0;   // that it took to arrive

    QByteArray path() const;
    // Of the first header of that name; null when there is none.
    QByteArray header(const QByteArray &name) const;
};

// A server on the loopback interface or a UNIX socket that does as it is told.
class FakeSlurmrestd : public QObject
{
    Q_OBJECT

public:
    enum class Kind : unsigned char { Tcp, Tls, Unix };

    // Listens at once, on a free port or in a directory of its own. `tls` is for Kind::Tls.
    explicit FakeSlurmrestd(Kind kind, const QSslConfiguration &tls = {});
    ~FakeSlurmrestd() override;

    // "http://127.0.0.1:PORT", "https://localhost:PORT" or "unix:PATH".
    std::string endpoint() const;
    // No longer listens; connections stay.
    void stopListening();

    // What the coming requests get, in this order; the last one is repeated.
    void answer(std::vector<Answer> answers);
    const std::vector<FakeRequest> &requests() const { return m_requests; }

private:
    void accept(QIODevice *connection);
    void read(QIODevice *connection, FakeRequest &request);

    Kind m_kind;
    QTemporaryDir m_directory;
    QTcpServer m_tcp;
    QSslServer m_tls;
    QLocalServer m_unix;
    std::vector<Answer> m_answers;
    std::vector<FakeRequest> m_requests;
};

} // namespace slurmsd
