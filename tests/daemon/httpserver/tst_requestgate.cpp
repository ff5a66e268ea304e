// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpfixture.h"
#include "tests/support/testrunner.h"

#include <QPointer>
#include <QTest>

#include <chrono>
#include <map>
#include <memory>
#include <vector>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;

namespace {

// Decides as it is told: at once, or when the test says so.
class FakeGate : public RequestGate
{
public:
    std::optional<Decision> decide(const RequestHead &head, const QHostAddress &peer, QObject *context,
                                   Decided decided) override
    {
        asked.emplace_back(std::string(head.method) + ' ' + std::string(head.target) + ' ' +
                           peer.toString().toStdString());
        if (!isLate)
            return decision;
        m_waiting.push_back({context, std::move(decided)});
        return {};
    }

    // Tells those that wait, in the order they came.
    void decideLate()
    {
        for (const auto &[context, decided] : std::exchange(m_waiting, {})) {
            if (context)
                decided(decision);
        }
    }
    std::size_t waiting() const { return m_waiting.size(); }

    bool isLate = false;
    Decision decision;
    std::vector<std::string> asked;

private:
    std::vector<std::pair<QPointer<QObject>, Decided>> m_waiting;
};

HttpRefusal unauthorized() { return {401, "who are you?", {{"WWW-Authenticate", "Basic realm=\"n1\""}}}; }

} // namespace

// How the HTTP server asks its gate.
class TestRequestGate : public QObject, private HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_gate = std::make_unique<FakeGate>(); }
    void cleanup() { server.reset(); }

    void goesOn_data() { addWhen(); }
    void goesOn();
    void refuses_data() { addWhen(); }
    void refuses();
    void isAskedBeforeTheBody_data() { addWhen(); }
    void isAskedBeforeTheBody();
    void isNotAskedForBadHeads();
    void pipelinedRequestsWait();
    void decisionComesTooLate();
    void clientGoesFirst();
    void serverClosesFirst();
    void waitingIsBounded();

private:
    static void addWhen()
    {
        QTest::addColumn<bool>("isLate");
        QTest::newRow("at once") << false;
        QTest::newRow("later") << true;
    }
    void startWithGate(const HttpLimits &limits = smallLimits())
    {
        start(limits);
        server->setGate(m_gate.get());
        server->setRefusalObserver([this](int status) { m_refused.push_back(status); });
        m_refused.clear();
    }
    void decide()
    {
        QTRY_VERIFY(!m_gate->isLate || m_gate->waiting() == 1);
        m_gate->decideLate();
    }

    std::unique_ptr<FakeGate> m_gate;
    std::vector<int> m_refused;
};

void TestRequestGate::goesOn()
{
    QFETCH(bool, isLate);
    m_gate->isLate = isLate;
    startWithGate();
    RawHttpClient client(port());
    for (int i = 0; i < 3; ++i) {
        client.send(request("GET /?a=b"));
        decide();
        QCOMPARE(client.receive().body, QByteArray("[]"));
    }
    const std::vector<std::string> asked(3, "GET /?a=b 127.0.0.1");
    QVERIFY(m_gate->asked == asked);
    QCOMPARE(handled, 3);
    QVERIFY(m_refused.empty());
}

void TestRequestGate::refuses()
{
    QFETCH(bool, isLate);
    m_gate->isLate = isLate;
    m_gate->decision = unauthorized();
    startWithGate();
    server->setHeaders({{"X-Test", "yes"}, {"www-authenticate", "none"}});
    for (const bool isHead : {false, true}) {
        RawHttpClient client(port());
        client.send(request(isHead ? "HEAD /" : "GET /"));
        decide();
        const RawReply reply = client.receive(isHead);
        QVERIFY(reply.head.startsWith("HTTP/1.1 401 Unauthorized\r\n"));
        QCOMPARE(reply.header("WWW-Authenticate"), QByteArray("Basic realm=\"n1\""));
        QCOMPARE(reply.head.toLower().count("www-authenticate"), 1);
        QCOMPARE(reply.header("X-Test"), QByteArray("yes"));
        QCOMPARE(reply.header("Connection"), QByteArray("close"));
        if (!isHead)
            QCOMPARE(reply.body, QByteArray("{\"status\":\"error\",\"errorType\":\"unauthorized\","
                                            "\"error\":\"who are you?\"}"));
        QVERIFY(client.isClosed());
        QCOMPARE(client.rest(), QByteArray());
    }
    QCOMPARE(handled, 0);
    QVERIFY(m_refused == std::vector<int>({401, 401}));
}

void TestRequestGate::isAskedBeforeTheBody()
{
    QFETCH(bool, isLate);
    m_gate->isLate = isLate;
    startWithGate();
    const QByteArray head = request("PUT /echo", "Expect: 100-continue\r\nContent-Length: 5\r\n");
    RawHttpClient client(port());
    client.send(head);
    QTRY_COMPARE(m_gate->asked.size(), std::size_t(1));
    QTest::qWait(20);
    QCOMPARE(client.rest().isEmpty(), isLate);
    decide();
    QCOMPARE(client.receive().head, QByteArray("HTTP/1.1 100 Continue"));
    client.send("hello");
    QCOMPARE(client.receive().body, QByteArray("hello"));
    // A body that is on its way already waits.
    client.send(request("PUT /echo", "Content-Length: 5\r\n") + "again");
    decide();
    QCOMPARE(client.receive().body, QByteArray("again"));
    // Who is refused is not asked to go on.
    m_gate->decision = unauthorized();
    client.send(head);
    decide();
    QCOMPARE(client.receive().status, 401);
}

void TestRequestGate::isNotAskedForBadHeads()
{
    startWithGate();
    RawHttpClient client(port());
    client.send("GET / HTTP/1.1\r\n\r\n");
    QCOMPARE(client.receive().status, 400);
    QVERIFY(m_gate->asked.empty());
    QVERIFY(m_refused == std::vector<int>({400}));
}

void TestRequestGate::pipelinedRequestsWait()
{
    m_gate->isLate = true;
    startWithGate();
    RawHttpClient client(port());
    client.send(request("PUT /echo", "Content-Length: 1\r\n") + "1" +
                request("PUT /echo", "Content-Length: 1\r\n") + "2");
    for (const char *body : {"1", "2"}) {
        decide();
        QCOMPARE(client.receive().body, QByteArray(body));
    }
    QCOMPARE(handled, 2);
}

void TestRequestGate::decisionComesTooLate()
{
    m_gate->isLate = true;
    HttpLimits limits = smallLimits();
    limits.decisionDeadline = 100ms;
    startWithGate(limits);
    RawHttpClient client(port());
    client.send(request("GET /"));
    const RawReply reply = client.receive();
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.body.contains("whether this request is allowed was not decided in time"));
    QCOMPARE(m_gate->waiting(), std::size_t(1));
    m_gate->decideLate();
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(handled, 0);
    QVERIFY(m_refused == std::vector<int>({503}));
}

void TestRequestGate::clientGoesFirst()
{
    m_gate->isLate = true;
    startWithGate();
    for (const int pause : {0, 50}) { // decided before and after the server deletes the connection
        {
            RawHttpClient client(port());
            client.send(request("GET /"));
            QTRY_COMPARE(m_gate->waiting(), std::size_t(1));
        }
        QTRY_COMPARE(server->connections(), std::size_t(0));
        QTest::qWait(pause);
        m_gate->decideLate();
        QCOMPARE(handled, 0);
    }
}

void TestRequestGate::serverClosesFirst()
{
    m_gate->isLate = true;
    startWithGate();
    RawHttpClient client(port());
    client.send(request("GET /"));
    QTRY_COMPARE(m_gate->waiting(), std::size_t(1));
    server->close();
    m_gate->decideLate();
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
    QCOMPARE(handled, 0);
}

void TestRequestGate::waitingIsBounded()
{
    m_gate->isLate = true;
    startWithGate();
    RawHttpClient client(port());
    client.send(request("PUT /echo", "Content-Length: 1000\r\n"));
    QTRY_COMPARE(m_gate->waiting(), std::size_t(1));
    // What the server does not read fills the kernel's buffers, and stays with the client.
    client.send(QByteArray(64 * 1024 * 1024, 'b'));
    QTest::qWait(200);
    QVERIFY(client.socket().bytesToWrite() > 32 * 1024 * 1024);
    m_gate->decideLate();
    QCOMPARE(client.receive().status, 200);
    QCOMPARE(client.receive().status, 414); // of what followed the body
}

SLURMSD_TEST(TestRequestGate)
#include "tst_requestgate.moc"
