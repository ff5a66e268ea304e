// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpfixture.h"
#include "tests/support/testrunner.h"
#include "tests/support/testtls.h"

#include <QFile>
#include <QTest>

#include <chrono>
#include <memory>
#include <optional>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;

namespace {

// Resident memory of this process in bytes: the server's and the clients' together.
qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').at(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

std::chrono::microseconds cpuTime()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

// Lowers the limit of file descriptors for as long as it lives.
class FileLimit
{
public:
    explicit FileLimit(rlim_t limit)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit lowered{limit, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &lowered);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    rlimit m_before{};
};

int lowestFreeDescriptor()
{
    const int descriptor = ::dup(STDIN_FILENO);
    ::close(descriptor);
    return descriptor;
}

} // namespace

class TestHttpServer : public QObject, private HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { server.reset(); }

    void replies_data();
    void replies();
    void refuses_data();
    void refuses();
    void refusesByteByByte_data() { refuses_data(); }
    void refusesByteByByte();

    void passesTheRequestOn();
    void pipelinedRepliesAreInOrder();
    void connectionIsReused();
    void bodiesArriveInPieces();
    void expectContinue();

    void silentClientsAreClosed();
    void slowHeadsAreTimedOut();
    void slowBodiesAreTimedOut();
    void idleConnectionsAreClosed();
    void halfOpenConnections();
    void endlessHeader();
    void hugeBodyAfterRefusal();
    void bodiesTogetherAreLimited();
    void unreadReplies();
    void stalledClientsAreClosed();
    void clientGoesDuringReply();

    void heldBytesTogetherAreLimited();
    void idleConnectionsRest();
    void headersOfEveryReply();

    void connectionsPerPeer();
    void connectionsInAll();
    void spareDescriptors();
    void descriptorsExhausted();

    void closesAtOnce();

private:
    // A client from now on: the server speaks what it speaks.
    RawHttpClient connectClient(bool isTls);
};

RawHttpClient TestHttpServer::connectClient(bool isTls)
{
    server->setTls(isTls ? std::optional(serverTls()) : std::nullopt);
    return RawHttpClient(port(), QHostAddress(QHostAddress::LocalHost),
                         isTls ? std::optional(clientTls()) : std::nullopt);
}

void TestHttpServer::replies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("connection"); // its value, or null
    QTest::addColumn<QByteArray>("length");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const QByteArray &bytes, int status, const QByteArray &connection,
                        const QByteArray &length, const QByteArray &body) {
        QTest::newRow(name) << bytes << status << connection << length << body;
    };
    row("get", request("GET /"), 200, {}, "2", "[]");
    row("get, close", request("GET /", "Connection: close\r\n"), 200, "close", "2", "[]");
    row("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 200, "close", "2", "[]");
    row("HTTP/1.0, keep-alive", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, "keep-alive", "2",
        "[]");
    row("head", request("HEAD /"), 200, {}, "2", "");
    row("head, close", request("HEAD /", "Connection: close\r\n"), 200, "close", "2", "");
    row("big", request("GET /big"), 200, {}, "300000", QByteArray(HttpFixture::bigSize, 'x'));
    row("big, close", request("GET /big", "Connection: close\r\n"), 200, "close", "300000",
        QByteArray(HttpFixture::bigSize, 'x'));
    row("big head", request("HEAD /big"), 200, {}, "300000", "");
    row("no content", request("GET /empty"), 204, {}, {}, "");
    row("unchanged", request("GET /unchanged"), 304, {}, {}, "");
    row("body", request("PUT /echo", "Content-Length: 5\r\n") + "hello", 200, {}, "5", "hello");
    row("body of HTTP/1.0", "PUT /echo HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello", 200, "close", "5",
        "hello");
    row("no body", request("PUT /echo"), 200, {}, "0", "");
    row("websocket", request("GET /", "Connection: Upgrade\r\nUpgrade: websocket\r\n"), 200, {}, "2", "[]");
    const QByteArray missing =
        "{\"status\":\"error\",\"errorType\":\"not_found\",\"error\":\"there is no page \\\"";
    row("not found", request("GET /nothing"), 404, {}, "82", missing + "/nothing\\\"\"}");
    row("doubled slash", request("GET //big"), 404, {}, "79", missing + "//big\\\"\"}");
    row("head of nothing", request("HEAD /nothing"), 404, {}, "82", "");
    row("not allowed", request("BREW /"), 405, {}, "98",
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"/ does not support this method, only "
        "GET, HEAD\"}");
}

void TestHttpServer::replies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, connection);
    start(smallLimits());
    for (const auto &[isTls, isSlow] :
         {std::pair(false, false), {false, true}, {true, false}, {true, true}}) {
        RawHttpClient client = connectClient(isTls);
        QVERIFY(client.isOpen());
        if (isSlow)
            client.sendByteByByte(bytes);
        else
            client.send(bytes);
        const RawReply reply = client.receive(bytes.startsWith("HEAD"));
        QTEST(reply.status, "status");
        QCOMPARE(reply.header("Connection"), connection);
        QTEST(reply.header("Content-Length"), "length");
        QTEST(reply.body, "body");
        const QString date = QString::fromLatin1(reply.header("Date"));
        const QString format = QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'");
        QVERIFY2(QLocale::c().toDateTime(date, format).isValid(), qPrintable(date));
        if (connection == "close") {
            QVERIFY(client.isClosed());
        } else {
            client.send(request("GET /"));
            QCOMPARE(client.receive().body, QByteArray("[]"));
        }
        QCOMPARE(client.rest(), QByteArray());
    }
}

void TestHttpServer::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("errorType");
    const auto row = [](const char *name, const QByteArray &bytes, int status,
                        const char *errorType = "bad_data") {
        QTest::newRow(name) << bytes << status << QByteArray(errorType);
    };
    row("junk", "hello\r\n", 400);
    row("TLS hello", QByteArray("\x16\x03\x01\x02\x00\x01", 6), 400);
    row("bad request line", "GET  / HTTP/1.1\r\nHost: n1\r\n\r\n", 400);
    row("LF alone", "GET / HTTP/1.1\nHost: n1\n\n", 400);
    row("bare CR", request("GET /", "A: b\rc\r\n"), 400);
    row("zero byte", request("GET /", QByteArray("A: \0\r\n", 6)), 400);
    row("folded header", request("GET /", "A: b\r\n c\r\n"), 400);
    row("space before the colon", request("GET /", "A : b\r\n"), 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("two hosts", request("GET /", "Host: n2\r\n"), 400);
    row("equal lengths", request("PUT /echo", "Content-Length: 1\r\nContent-Length: 1\r\n") + "x", 400);
    row("conflicting lengths", request("PUT /echo", "Content-Length: 1\r\nContent-Length: 2\r\n") + "xx",
        400);
    row("length and encoding", request("PUT /echo", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
        400);
    row("chunked", request("PUT /echo", "Transfer-Encoding: chunked\r\n") + "1\r\nx\r\n0\r\n\r\n", 411);
    row("gzip", request("PUT /echo", "Transfer-Encoding: gzip\r\n"), 501);
    row("large body", request("PUT /echo", "Content-Length: 1001\r\n"), 413);
    row("long target", request("GET /" + QByteArray(400, 'a')), 414);
    row("long header", request("GET /", "A: " + QByteArray(400, 'a') + "\r\n"), 431);
    row("many headers", request("GET /", QByteArray("A: b\r\n").repeated(11)), 431);
    row("long head", request("GET /", QByteArray("A: " + QByteArray(250, 'a') + "\r\n").repeated(4)), 431);
    row("other expectation", request("PUT /echo", "Expect: tea\r\nContent-Length: 1\r\n"), 417);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
}

void TestHttpServer::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, errorType);
    const QByteArray beginning = "{\"status\":\"error\",\"errorType\":\"" + errorType + "\",\"error\":\"";
    start(smallLimits());
    int refused = 0;
    server->setRefusalObserver([&](int status) { refused = status; });
    for (const bool isTls : {false, true}) {
        RawHttpClient client = connectClient(isTls);
        client.send(bytes + request("GET /")); // which is not answered any more
        const RawReply reply = client.receive();
        QTEST(reply.status, "status");
        QCOMPARE(std::exchange(refused, 0), reply.status);
        QCOMPARE(reply.header("Connection"), QByteArray("close"));
        QCOMPARE(reply.header("Content-Type"), QByteArray("application/json"));
        QVERIFY(reply.body.startsWith(beginning));
        QVERIFY(client.isClosed());
        QCOMPARE(client.rest(), QByteArray());
        QCOMPARE(handled, 0);
        QTRY_COMPARE(server->connections(), std::size_t(0));
    }
}

void TestHttpServer::refusesByteByByte()
{
    QFETCH(QByteArray, bytes);
    start(smallLimits());
    RawHttpClient client(port());
    QVERIFY(client.isOpen());
    client.sendByteByByte(bytes);
    const RawReply reply = client.receive();
    QTEST(reply.status, "status");
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(handled, 0);
}

void TestHttpServer::passesTheRequestOn()
{
    start(smallLimits());
    RawHttpClient client(port());
    client.send(request("PUT /ec%68o?a=%C3%A9+1&b&a=%2F",
                        "X-Name: Value, %41\r\nx-name: 2\r\nContent-Length: 3\r\n") +
                QByteArray("a\0c", 3));
    const RawReply reply = client.receive();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("X-Test"), QByteArray("yes"));
    QCOMPARE(reply.header("Content-Type"), QByteArray("text/plain"));
    QVERIFY(last.method == HttpMethod::Put);
    QCOMPARE(last.path, std::string("/echo"));
    const std::vector<std::pair<std::string, std::string>> query{{"a", "\xc3\xa9 1"}, {"b", ""}, {"a", "/"}};
    QVERIFY(last.query == query);
    const std::vector<std::pair<std::string, std::string>> headers{
        {"host", "n1"}, {"x-name", "Value, %41"}, {"x-name", "2"}, {"content-length", "3"}};
    QVERIFY(last.headers == headers);
    QCOMPARE(last.peer, QHostAddress(QHostAddress::LocalHost));
}

void TestHttpServer::pipelinedRepliesAreInOrder()
{
    start(smallLimits());
    QByteArray requests;
    for (int i = 0; i < 500; ++i) {
        const QByteArray body = QByteArray::number(i);
        requests +=
            request("PUT /echo", "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body;
    }
    for (const bool isTls : {false, true}) {
        RawHttpClient client = connectClient(isTls);
        client.send(requests);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(client.receive().body, QByteArray::number(i));
    }
}

void TestHttpServer::connectionIsReused()
{
    start(smallLimits());
    RawHttpClient client(port());
    for (int i = 0; i < 50; ++i) {
        client.send(request("GET /"));
        QCOMPARE(client.receive().body, QByteArray("[]"));
        QCOMPARE(server->connections(), std::size_t(1));
    }
}

void TestHttpServer::bodiesArriveInPieces()
{
    HttpLimits limits;
    start(limits);
    const QByteArray body(static_cast<qsizetype>(limits.bodyBytes), 'b');
    for (const bool isTls : {false, true}) {
        RawHttpClient client = connectClient(isTls);
        client.send(request("PUT /echo", "Content-Length: " + QByteArray::number(body.size()) + "\r\n"));
        for (qsizetype sent = 0; sent < body.size(); sent += 100'000) {
            client.send(body.sliced(sent, std::min<qsizetype>(100'000, body.size() - sent)));
            QTest::qWait(1);
        }
        client.send(request("GET /"));
        QVERIFY(client.receive().body == body);
        QCOMPARE(client.receive().body, QByteArray("[]"));
    }
}

void TestHttpServer::expectContinue()
{
    start(smallLimits());
    for (const bool isTls : {false, true}) {
        RawHttpClient client = connectClient(isTls);
        client.send(request("PUT /echo", "Expect: 100-continue\r\nContent-Length: 5\r\n"));
        QCOMPARE(client.receive().head, QByteArray("HTTP/1.1 100 Continue"));
        client.send("hello");
        QCOMPARE(client.receive().body, QByteArray("hello"));
        // Who sends the body at once needs no invitation, and a body that is too large gets none.
        client.send(request("PUT /echo", "Expect: 100-continue\r\nContent-Length: 5\r\n") + "again");
        QCOMPARE(client.receive().body, QByteArray("again"));
        client.send(request("PUT /echo", "Expect: 100-continue\r\nContent-Length: 5000\r\n"));
        QCOMPARE(client.receive().status, 413);
    }
}

void TestHttpServer::silentClientsAreClosed()
{
    HttpLimits limits = smallLimits();
    limits.headDeadline = 100ms;
    start(limits);
    RawHttpClient client(port());
    QVERIFY(client.isOpen());
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
}

void TestHttpServer::slowHeadsAreTimedOut()
{
    HttpLimits limits = smallLimits();
    limits.headDeadline = 150ms;
    start(limits);
    RawHttpClient client(port());
    client.send(request("GET /"));
    QCOMPARE(client.receive().status, 200);
    // One byte now and then does not buy more time.
    client.send("GET /");
    for (int i = 0; i < 50 && client.rest().isEmpty(); ++i) {
        client.send("a");
        QTest::qWait(10);
    }
    const RawReply reply = client.receive();
    QCOMPARE(reply.status, 408);
    QCOMPARE(reply.body, QByteArray("{\"status\":\"error\",\"errorType\":\"timeout\","
                                    "\"error\":\"the request's head did not arrive in time\"}"));
    QVERIFY(client.isClosed());
}

void TestHttpServer::slowBodiesAreTimedOut()
{
    HttpLimits limits = smallLimits();
    limits.bodyDeadline = 100ms;
    start(limits);
    RawHttpClient client(port());
    client.send(request("PUT /echo", "Content-Length: 10\r\n") + "half ");
    const RawReply reply = client.receive();
    QCOMPARE(reply.status, 408);
    QVERIFY(reply.body.contains("the request's body did not arrive in time"));
    QVERIFY(client.isClosed());
    QCOMPARE(handled, 0);
}

void TestHttpServer::idleConnectionsAreClosed()
{
    HttpLimits limits = smallLimits();
    limits.idleDeadline = 100ms;
    start(limits);
    RawHttpClient client(port());
    client.send(request("GET /"));
    QCOMPARE(client.receive().status, 200);
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
}

void TestHttpServer::halfOpenConnections()
{
    HttpLimits limits;
    limits.connectionsPerPeer = 400;
    limits.headDeadline = 1500ms;
    start(limits);
    const qint64 before = residentBytes();
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < 300; ++i) {
        clients.push_back(std::make_unique<RawHttpClient>(port()));
        if (i % 2 == 0)
            clients.back()->send("GET / HTTP/1.1\r\nHost: " + QByteArray(100, 'a'));
    }
    QTRY_COMPARE(server->connections(), clients.size());
    QVERIFY(servesOthers());
    QVERIFY(residentBytes() - before < 64 * 1024 * 1024);
    for (const auto &client : clients)
        QVERIFY(client->isClosed());
    QTRY_COMPARE(server->connections(), std::size_t(0));
    QVERIFY(clients.at(0)->rest().startsWith("HTTP/1.1 408 "));
    QCOMPARE(clients.at(1)->rest(), QByteArray());
}

void TestHttpServer::endlessHeader()
{
    start(HttpLimits());
    const qint64 before = residentBytes();
    RawHttpClient client(port());
    client.send("GET / HTTP/1.1\r\nHost: n1\r\n");
    for (int i = 0; i < 1000 && client.isOpen(); ++i) {
        client.send("A: " + QByteArray(7000, 'a') + "\r\n");
        QCoreApplication::processEvents();
        if (!client.rest().isEmpty())
            break;
    }
    QCOMPARE(client.receive().status, 431);
    QVERIFY(client.isClosed());
    QVERIFY(residentBytes() - before < 64 * 1024 * 1024);
}

void TestHttpServer::hugeBodyAfterRefusal()
{
    start(HttpLimits());
    const qint64 before = residentBytes();
    RawHttpClient client(port());
    client.send(request("PUT /echo", "Content-Length: 1000000000\r\n"));
    // The client sees the answer although it goes on sending.
    const QByteArray piece(100'000, 'b');
    for (int i = 0; i < 300 && client.isOpen(); ++i) {
        client.send(piece);
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.receive().status, 413);
    QVERIFY(residentBytes() - before < 64 * 1024 * 1024);
    QVERIFY(servesOthers());
}

void TestHttpServer::bodiesTogetherAreLimited()
{
    HttpLimits limits = smallLimits();
    limits.bodyBytesInAll = 2500;
    start(limits);
    const QByteArray head = request("PUT /echo", "Content-Length: 1000\r\n");
    RawHttpClient first(port());
    RawHttpClient second(port());
    first.send(head);
    second.send(head + "x");
    QTRY_COMPARE(server->connections(), std::size_t(2));
    QTest::qWait(20);
    RawHttpClient third(port());
    third.send(head);
    const RawReply reply = third.receive();
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.body.contains("\"errorType\":\"unavailable\""));
    first.send(QByteArray(1000, 'x'));
    QCOMPARE(first.receive().status, 200);
    second.socket().abort();
    QTRY_COMPARE(server->connections(), std::size_t(1));
    // What was set aside is free again, of the one that was served and of the one that went.
    RawHttpClient fourth(port());
    RawHttpClient fifth(port());
    fourth.send(head + QByteArray(1000, 'x'));
    fifth.send(head + QByteArray(1000, 'x'));
    QCOMPARE(fourth.receive().status, 200);
    QCOMPARE(fifth.receive().status, 200);
}

void TestHttpServer::unreadReplies()
{
    HttpLimits limits;
    start(limits);
    const qint64 before = residentBytes();
    RawHttpClient client(port());
    QVERIFY(client.isOpen());
    client.socket().setReadBufferSize(1000);
    const int count = 200;
    client.send(request("GET /big").repeated(count));
    QTest::qWait(200);
    // The kernel takes some megabytes for a connection; what it does not take is not produced.
    QVERIFY(handled > 0);
    QVERIFY(handled < 60);
    const int handledFirst = handled;
    QTest::qWait(100);
    QCOMPARE(handled, handledFirst);
    QVERIFY(residentBytes() - before < 64 * 1024 * 1024);
    QVERIFY(servesOthers());
    client.socket().setReadBufferSize(0);
    client.socket().readAll();
    QTRY_COMPARE(handled, count + 1);
    QVERIFY(residentBytes() - before < 256 * 1024 * 1024); // the client has it all now
}

void TestHttpServer::stalledClientsAreClosed()
{
    HttpLimits limits;
    limits.stallDeadline = 150ms;
    start(limits);
    RawHttpClient client(port());
    QVERIFY(client.isOpen());
    client.socket().setReadBufferSize(1000);
    client.send(request("GET /big").repeated(100));
    QTRY_COMPARE(server->connections(), std::size_t(1));
    QTRY_COMPARE(server->connections(), std::size_t(0));
    QVERIFY(handled > 0);
}

void TestHttpServer::clientGoesDuringReply()
{
    start(HttpLimits());
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client(port());
        QVERIFY(client.isOpen());
        client.socket().setReadBufferSize(1000);
        client.send(request("GET /big").repeated(40));
        const int before = handled;
        QTRY_VERIFY(handled > before + i % 3);
        client.socket().abort();
        QTRY_COMPARE(server->connections(), std::size_t(0));
    }
    QVERIFY(servesOthers());
}

void TestHttpServer::heldBytesTogetherAreLimited()
{
    HttpLimits limits;
    limits.heldBytesInAll = 10'000'000;
    start(limits);
    // Each reply is the client's alone, and each client makes the server keep hundreds of kilobytes.
    std::vector<std::unique_ptr<RawHttpClient>> stalled;
    for (int i = 0; i < 60; ++i) {
        stalled.push_back(std::make_unique<RawHttpClient>(port()));
        stalled.back()->socket().setReadBufferSize(1000);
        stalled.back()->send(request("GET /own").repeated(40));
        const int before = handled;
        QTRY_VERIFY(handled > before);
        QTest::qWait(5);
    }
    QVERIFY(server->connections() < 45);
    QVERIFY(server->connections() > 10);
    QVERIFY(stalled.back()->isOpen());
    stalled.front()->socket().setReadBufferSize(0);
    QVERIFY(stalled.front()->isClosed());
    QVERIFY(servesOthers());
    // So do those that never end their heads, with less.
    const std::size_t before = server->connections();
    std::vector<std::unique_ptr<RawHttpClient>> halves;
    for (int i = 0; i < 100; ++i) {
        halves.push_back(std::make_unique<RawHttpClient>(port()));
        halves.back()->send("GET / HTTP/1.1\r\nHost: n1\r\nA: " + QByteArray(7000, 'a'));
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY(server->connections() > 100);
    QVERIFY(server->connections() < before + 100);
    // One that keeps a reply that others keep too does not count.
    halves.clear();
    stalled.clear();
    QTRY_COMPARE(server->connections(), std::size_t(0));
    for (int i = 0; i < 60; ++i) {
        stalled.push_back(std::make_unique<RawHttpClient>(port()));
        stalled.back()->socket().setReadBufferSize(1000);
        stalled.back()->send(request("GET /big").repeated(40));
        const int handledBefore = handled;
        QTRY_VERIFY(handled > handledBefore);
    }
    QTest::qWait(50);
    QCOMPARE(server->connections(), std::size_t(60));
}

void TestHttpServer::idleConnectionsRest()
{
    HttpLimits limits;
    limits.lingerDeadline = 40ms; // so that the server looks at its connections every 10 ms
    start(limits);
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < 5; ++i)
        clients.push_back(std::make_unique<RawHttpClient>(port()));
    for (int round = 0; round < 3; ++round) {
        QTest::qWait(50);
        for (const auto &client : clients) {
            client->send(request("GET /"));
            QCOMPARE(client->receive().body, QByteArray("[]"));
        }
    }
    // A request with a rest between its parts.
    QTest::qWait(50);
    for (const QByteArray part :
         {"PUT /echo HTTP/1.1\r\nHo", "st: n1\r\nContent-Length: 5\r\n\r\nhe", "llo"}) {
        clients[0]->send(part);
        QTest::qWait(50);
    }
    QCOMPARE(clients[0]->receive().body, QByteArray("hello"));
    // Those that go while they rest are seen to go.
    QTest::qWait(50);
    clients[1]->socket().abort();
    clients[2]->socket().disconnectFromHost();
    QTRY_COMPARE(server->connections(), std::size_t(3));
    // And what is resting can be ended.
    server->close();
    QCOMPARE(server->connections(), std::size_t(0));
    QVERIFY(clients[3]->isClosed());
}

void TestHttpServer::headersOfEveryReply()
{
    start(smallLimits());
    server->setHeaders({{"X-Frame-Options", "deny"}, {"x-test", "mine"}, {"Content-Type", "text/x-mine"}});
    const auto get = [&](const QByteArray &bytes) {
        RawHttpClient client(port());
        client.send(bytes);
        return client.receive();
    };
    for (const QByteArray &bytes : {request("GET /"), request("GET /big"), request("GET /unchanged"),
                                    request("PUT /echo"), request("GET /nothing"), QByteArray("junk\r\n")}) {
        const RawReply reply = get(bytes);
        QCOMPARE(reply.header("X-Frame-Options"), QByteArray("deny"));
        QCOMPARE(reply.head.toLower().count("x-test:"), 1);
        QCOMPARE(reply.head.toLower().count("content-type:"), 1);
    }
    // A header of the reply itself wins.
    QCOMPARE(get(request("PUT /echo")).header("X-Test"), QByteArray("yes"));
    QCOMPARE(get(request("GET /")).header("X-Test"), QByteArray("mine"));
    QCOMPARE(get(request("GET /")).header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(get(request("GET /unchanged")).header("Content-Type"), QByteArray("text/x-mine"));
    server->setHeaders({});
    QCOMPARE(get(request("GET /")).header("X-Frame-Options"), QByteArray());
}

void TestHttpServer::connectionsPerPeer()
{
    HttpLimits limits;
    limits.connectionsPerPeer = 3;
    start(limits);
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<RawHttpClient>(port()));
    QTRY_COMPARE(server->connections(), std::size_t(3));
    RawHttpClient oneTooMany(port());
    int refused = 0;
    server->setRefusalObserver([&](int status) { refused = status; });
    server->setHeaders({{"X-Frame-Options", "deny"}});
    oneTooMany.send(request("GET /"));
    const RawReply reply = oneTooMany.receive();
    QCOMPARE(reply.status, 503);
    QCOMPARE(refused, 503);
    QCOMPARE(reply.header("X-Frame-Options"), QByteArray("deny"));
    QCOMPARE(reply.header("Connection"), QByteArray("close"));
    QCOMPARE(reply.body, QByteArray("{\"status\":\"error\",\"errorType\":\"unavailable\","
                                    "\"error\":\"this server has too many connections just now\"}"));
    QVERIFY(oneTooMany.isClosed());
    QVERIFY(servesOthers());
    clients.pop_back();
    QTRY_COMPARE(server->connections(), std::size_t(2));
    RawHttpClient next(port());
    next.send(request("GET /"));
    QCOMPARE(next.receive().status, 200);
}

void TestHttpServer::connectionsInAll()
{
    HttpLimits limits;
    limits.connections = 5;
    start(limits);
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 1; i <= 5; ++i) {
        const QHostAddress from(QStringLiteral("127.0.0.%1").arg(i));
        clients.push_back(std::make_unique<RawHttpClient>(port(), from));
    }
    QTRY_COMPARE(server->connections(), std::size_t(5));
    QVERIFY(!servesOthers());
    clients.clear();
    QTRY_COMPARE(server->connections(), std::size_t(0));
    QVERIFY(servesOthers());
}

void TestHttpServer::spareDescriptors()
{
    HttpLimits limits;
    limits.spareDescriptors = 20;
    start(limits);
    const FileLimit limit(static_cast<rlim_t>(lowestFreeDescriptor()) + 30);
    // Each takes two descriptors here, the client's and the server's.
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<RawHttpClient>(port()));
        clients.back()->send(request("GET /"));
        const int status = clients.back()->receive().status;
        QVERIFY(i >= 4 || status == 200);
        QVERIFY(i < 6 || status == 503);
    }
    clients.clear();
    QTRY_COMPARE(server->connections(), std::size_t(0));
    QVERIFY(servesOthers());
}

void TestHttpServer::descriptorsExhausted()
{
    start(HttpLimits());
    RawHttpClient waiting(port());
    QVERIFY(waiting.socket().waitForConnected()); // by the kernel; the server has not accepted it yet
    waiting.send(request("GET /"));
    std::vector<int> fillers;
    std::chrono::microseconds used{};
    {
        const FileLimit limit(static_cast<rlim_t>(lowestFreeDescriptor()) + 20);
        for (int descriptor = ::dup(STDIN_FILENO); descriptor >= 0; descriptor = ::dup(STDIN_FILENO))
            fillers.push_back(descriptor);
        const auto before = cpuTime();
        QTest::qWait(500);
        used = cpuTime() - before;
        for (const int filler : fillers)
            ::close(filler);
    }
    QVERIFY(!fillers.empty());
    QCOMPARE(handled, 0);
    QVERIFY2(used < 150ms, std::to_string(used.count()).c_str());
    QCOMPARE(waiting.receive().status, 200);
}

void TestHttpServer::closesAtOnce()
{
    start(HttpLimits());
    RawHttpClient idle(port());
    idle.send(request("GET /"));
    QCOMPARE(idle.receive().status, 200);
    RawHttpClient half(port());
    half.send("GET /");
    RawHttpClient unread(port());
    unread.socket().setReadBufferSize(1000);
    unread.send(request("GET /big").repeated(50));
    QTRY_COMPARE(server->connections(), std::size_t(3));
    server->close();
    QCOMPARE(server->connections(), std::size_t(0));
    QVERIFY(idle.isClosed());
    QVERIFY(half.isClosed());
    unread.socket().setReadBufferSize(0);
    unread.socket().readAll();
    QVERIFY(unread.isClosed());
    QTcpSocket late;
    late.connectToHost(QHostAddress(QHostAddress::LocalHost), port());
    QVERIFY(!late.waitForConnected(1000));
    QCOMPARE(late.error(), QAbstractSocket::ConnectionRefusedError);
}

SLURMSD_TEST(TestHttpServer)
#include "tst_httpserver.moc"
