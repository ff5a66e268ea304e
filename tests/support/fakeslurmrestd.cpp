// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeslurmrestd.h"

#include <QFile>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QTimer>

#include <memory>
#include <sys/socket.h>

namespace slurmsd {

namespace {

void closeConnection(QIODevice *connection)
{
    if (auto *tcp = qobject_cast<QTcpSocket *>(connection))
        tcp->disconnectFromHost();
    else
        qobject_cast<QLocalSocket *>(connection)->disconnectFromServer();
}

// Carries out one answer on one connection, whose child it is.
class Performer : public QObject
{
public:
    Performer(QIODevice *connection, Answer answer)
        : QObject(connection)
        , m_connection(connection)
        , m_answer(std::move(answer))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Performer::goOn);
        goOn();
    }

private:
    void goOn()
    {
        while (m_next < m_answer.size() &&
               std::visit([this](auto &step) { return perform(step); }, m_answer[m_next]))
            ++m_next;
    }

    // True when the next step may follow at once.
    bool perform(const Send &step)
    {
        m_connection->write(step.bytes);
        return true;
    }
    bool perform(SendSlowly &step)
    {
        if (step.bytes.isEmpty())
            return true;
        m_connection->write(step.bytes.first(1));
        step.bytes.remove(0, 1);
        m_timer.start(step.pause);
        return false;
    }
    bool perform(const SendForever &step)
    {
        if (!m_connection->isOpen())
            return true;
        if (m_connection->bytesToWrite() < 1024 * 1024)
            m_connection->write(step.bytes);
        m_timer.start(0);
        return false;
    }
    bool perform(Wait &step)
    {
        if (step.time.count() == 0)
            return true;
        m_timer.start(std::exchange(step.time, {}));
        return false;
    }
    bool perform(const Close &)
    {
        closeConnection(m_connection);
        return true;
    }
    bool perform(const Reset &)
    {
        auto *tcp = qobject_cast<QTcpSocket *>(m_connection);
        tcp->flush();
        const linger now{1, 0}; // makes the close a reset
        ::setsockopt(static_cast<int>(tcp->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        tcp->abort();
        return true;
    }

    QIODevice *m_connection;
    Answer m_answer;
    std::size_t m_next = 0;
    QTimer m_timer;
};

} // namespace

Answer httpAnswer(int status, const QByteArray &body, const QByteArray &contentType,
                  const QByteArray &moreHeaders)
{
    return {Send{"HTTP/1.1 " + QByteArray::number(status) +
                 " STATUS\r\nContent-Length: " + QByteArray::number(body.size()) +
                 "\r\nContent-Type: " + contentType + "\r\n" + moreHeaders + "\r\n" + body}};
}

QByteArray capturedAnswer(const QString &name)
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(name));
    return file.readAll();
}

QByteArray FakeRequest::path() const { return head.split(' ').value(1); }

QByteArray FakeRequest::header(const QByteArray &name) const
{
    const QByteArray key = "\r\n" + name.toLower() + ": ";
    const qsizetype at = head.toLower().indexOf(key);
    if (at < 0)
        return {};
    const qsizetype start = at + key.size();
    return head.sliced(start, head.indexOf("\r\n", start) - start);
}

FakeSlurmrestd::FakeSlurmrestd(Kind kind, const QSslConfiguration &tls)
    : m_kind(kind)
{
    const auto acceptTcp = [this](QTcpServer &server) {
        while (QTcpSocket *connection = server.nextPendingConnection()) {
            connect(connection, &QTcpSocket::disconnected, connection, &QObject::deleteLater);
            accept(connection);
        }
    };
    connect(&m_tcp, &QTcpServer::pendingConnectionAvailable, this, [=, this] { acceptTcp(m_tcp); });
    connect(&m_tls, &QTcpServer::pendingConnectionAvailable, this, [=, this] { acceptTcp(m_tls); });
    connect(&m_unix, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *connection = m_unix.nextPendingConnection()) {
            connect(connection, &QLocalSocket::disconnected, connection, &QObject::deleteLater);
            accept(connection);
        }
    });
    m_tls.setSslConfiguration(tls);
    const bool isListening = kind == Kind::Tcp ? m_tcp.listen(QHostAddress::LocalHost)
                             : kind == Kind::Tls
                                 ? m_tls.listen(QHostAddress::LocalHost)
                                 : m_unix.listen(m_directory.filePath(QStringLiteral("socket")));
    if (!isListening)
        qFatal("the fake slurmrestd cannot listen");
}

FakeSlurmrestd::~FakeSlurmrestd() = default;

std::string FakeSlurmrestd::endpoint() const
{
    switch (m_kind) {
    case Kind::Tcp:
        return "http://127.0.0.1:" + std::to_string(m_tcp.serverPort());
    case Kind::Tls:
        return "https://localhost:" + std::to_string(m_tls.serverPort());
    case Kind::Unix:
        return "unix:" + m_unix.fullServerName().toStdString();
    }
    return {};
}

void FakeSlurmrestd::stopListening()
{
    m_tcp.close();
    m_tls.close();
    m_unix.close();
}

void FakeSlurmrestd::answer(std::vector<Answer> answers) { m_answers = std::move(answers); }

void FakeSlurmrestd::accept(QIODevice *connection)
{
    const auto request = std::make_shared<FakeRequest>();
    connect(connection, &QIODevice::readyRead, this, [=, this] { read(connection, *request); });
    if (connection->bytesAvailable() > 0)
        read(connection, *request);
}

void FakeSlurmrestd::read(QIODevice *connection, FakeRequest &request)
{
    request.head += connection->readAll();
    ++request.reads;
    if (!request.head.endsWith("\r\n\r\n"))
        return;
    m_requests.push_back(std::exchange(request, {}));
    const Answer answer = m_answers.empty() ? Answer{} : m_answers.front();
    if (m_answers.size() > 1)
        m_answers.erase(m_answers.begin());
    new Performer(connection, answer);
}

} // namespace slurmsd
