// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpfixture.h"
#include "tests/support/testrunner.h"
#include "tests/support/testtls.h"

#include <QTest>

#include <chrono>
#include <memory>
#include <vector>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

const QHostAddress local(QHostAddress::LocalHost);

// The start of a TLS handshake, whole enough to make a server wait for more.
QByteArray beginningOfHandshake() { return QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11); }

} // namespace

// What TLS adds; tst_httpserver.cpp has the tables that hold with and without it.
class TestHttpServerTls : public QObject, private HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { server.reset(); }

    void plainText();
    void clientCertificates_data();
    void clientCertificates();
    void handshakeTakesTooLong();
    void handshakeFails();
    void goodbye();
    void repliesReachAClientThatStillSends();
    void idleConnectionsRest();
    void bigReplyToASlowClient();
    void unreadReplies();
    void heldBytesTogetherAreLimited();
    void stalledClientsAreClosed();
    void clientGoesDuringReply();
    void tooManyConnections();
    void certificateChanges();
    void closesAtOnce();

private:
    void startTls(const HttpLimits &limits = {}, const QSslConfiguration &tls = serverTls())
    {
        start(limits);
        server->setTls(tls);
    }
};

void TestHttpServerTls::plainText()
{
    startTls(smallLimits());
    int refused = 0;
    server->setRefusalObserver([&](int status) { refused = status; });
    RawHttpClient client(port());
    client.send(request("GET /"));
    const RawReply reply = client.receive();
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.body, QByteArray("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":"
                                    "\"this port speaks HTTPS, and the request came in plain text\"}"));
    QVERIFY(client.isClosed());
    QCOMPARE(refused, 400);
    QCOMPARE(handled, 0);
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::clientCertificates_data()
{
    QTest::addColumn<QSslSocket::PeerVerifyMode>("mode");
    QTest::addColumn<bool>("isMissingFatal");
    QTest::addColumn<bool>("isBadFatal");
    QTest::addColumn<QStringList>("served"); // which certificates are let in, "" for none
    const auto row = [](const char *name, QSslSocket::PeerVerifyMode mode, bool isMissingFatal,
                        bool isBadFatal, const QStringList &served) {
        QTest::newRow(name) << mode << isMissingFatal << isBadFatal << served;
    };
    row("none asked for", QSslSocket::VerifyNone, false, false, {u""_s, u"client"_s, u"othername"_s});
    row("any or none", QSslSocket::QueryPeer, false, false, {u""_s, u"client"_s, u"othername"_s});
    row("any", QSslSocket::QueryPeer, true, false, {u"client"_s, u"othername"_s});
    row("a good one or none", QSslSocket::QueryPeer, false, true, {u""_s, u"client"_s});
    row("a good one", QSslSocket::VerifyPeer, true, true, {u"client"_s});
}

void TestHttpServerTls::clientCertificates()
{
    QFETCH(QSslSocket::PeerVerifyMode, mode);
    QFETCH(bool, isMissingFatal);
    QFETCH(bool, isBadFatal);
    QFETCH(QStringList, served);
    QSslConfiguration tls = serverTls();
    tls.setPeerVerifyMode(mode);
    tls.setMissingCertificateIsFatal(isMissingFatal);
    tls.setHandshakeMustInterruptOnError(isBadFatal);
    tls.setCaCertificates(certificates(u"client"_s));
    for (const QSsl::SslProtocol protocol : {QSsl::TlsV1_2, QSsl::TlsV1_3}) {
        for (const QString &name : {u""_s, u"client"_s, u"othername"_s}) {
            tls.setProtocol(protocol);
            startTls(smallLimits(), tls);
            RawHttpClient client(port(), local, clientTls(name));
            client.send(request("GET /"));
            const RawReply reply = client.receive(false, served.contains(name) ? 5s : 300ms);
            QCOMPARE(reply.status, served.contains(name) ? 200 : 0);
            QCOMPARE(handled, served.contains(name) ? 1 : 0);
            QVERIFY(served.contains(name) || client.isClosed());
        }
    }
}

void TestHttpServerTls::handshakeTakesTooLong()
{
    HttpLimits limits = smallLimits();
    limits.headDeadline = 200ms;
    startTls(limits);
    for (const QByteArray &beginning : {QByteArray(), QByteArray("\x16"), beginningOfHandshake()}) {
        RawHttpClient client(port());
        client.send(beginning);
        QTRY_COMPARE(server->connections(), std::size_t(1));
        QVERIFY(client.isClosed(2s));
        QCOMPARE(client.rest(), QByteArray());
        QCOMPARE(server->connections(), std::size_t(0));
    }
}

void TestHttpServerTls::handshakeFails()
{
    startTls(smallLimits());
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client(port());
        client.send(beginningOfHandshake() + QByteArray(100'000, 'x'));
        QVERIFY(client.isClosed());
    }
    // One that does not trust the server.
    QSslConfiguration distrusting = clientTls();
    distrusting.setCaCertificates(certificates(u"othername"_s));
    QVERIFY(!RawHttpClient(port(), local, distrusting).isEncrypted());
    QTRY_COMPARE(server->connections(), std::size_t(0));
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::goodbye()
{
    startTls(smallLimits());
    for (const QByteArray line : {"GET /", "GET /big", "HEAD /", "GET /nothing"}) {
        RawHttpClient client(port(), local, clientTls());
        QStringList errors;
        QObject::connect(&client.socket(), &QTcpSocket::errorOccurred, &client.socket(),
                         [&] { errors.push_back(client.socket().errorString()); });
        client.send(request(line, "Connection: close\r\n"));
        QVERIFY(client.receive(line.startsWith("HEAD")).status != 0);
        QVERIFY(client.isClosed());
        QVERIFY(!errors.isEmpty());
        QCOMPARE(errors.first(), u"The TLS/SSL connection has been closed"_s); // and not cut off
    }
    QTRY_COMPARE(server->connections(), std::size_t(0));
}

void TestHttpServerTls::repliesReachAClientThatStillSends()
{
    startTls(smallLimits());
    const QByteArray piece(100'000, 'b');
    for (int round = 0; round < 5; ++round) {
        RawHttpClient client(port(), local, clientTls());
        client.send(request("PUT /echo", "Content-Length: 100000000\r\n"));
        for (int i = 0; i < 50 && client.isOpen(); ++i) {
            client.send(piece);
            QCoreApplication::processEvents();
        }
        QCOMPARE(client.receive().status, 413);
    }
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::idleConnectionsRest()
{
    HttpLimits limits;
    limits.lingerDeadline = 40ms; // so that the server looks at its connections every 10 ms
    startTls(limits);
    std::vector<std::unique_ptr<RawHttpClient>> clients;
    for (int i = 0; i < 5; ++i)
        clients.push_back(std::make_unique<RawHttpClient>(port(), local, clientTls()));
    for (int round = 0; round < 3; ++round) {
        for (const auto &client : clients) {
            client->send(request("GET /"));
            QCOMPARE(client->receive().body + QByteArray::number(round), "[]" + QByteArray::number(round));
        }
        QTest::qWait(50);
    }
    // A request in two halves, with a rest between them.
    clients[0]->send("GET /big HTTP/1.1\r\nHo");
    QTest::qWait(50);
    clients[0]->send("st: n1\r\n\r\n");
    QCOMPARE(clients[0]->receive().body.size(), bigSize);
    QTest::qWait(50);
    clients[1]->socket().abort();
    QTRY_COMPARE(server->connections(), std::size_t(4));
}

void TestHttpServerTls::bigReplyToASlowClient()
{
    startTls();
    RawHttpClient client(port(), local, clientTls());
    client.socket().setReadBufferSize(1000);
    client.send(request("GET /big").repeated(30));
    QTest::qWait(100);
    client.socket().setReadBufferSize(0);
    for (int i = 0; i < 30; ++i)
        QVERIFY(client.receive().body == QByteArray(bigSize, 'x'));
    QCOMPARE(handled, 30);
}

void TestHttpServerTls::unreadReplies()
{
    startTls();
    RawHttpClient client(port(), local, clientTls());
    QVERIFY(client.isEncrypted());
    client.socket().setReadBufferSize(1000);
    client.send(request("GET /big").repeated(200));
    QTest::qWait(200);
    QVERIFY(handled > 0);
    QVERIFY(handled < 60);
    const int before = handled;
    QTest::qWait(100);
    QCOMPARE(handled, before);
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::heldBytesTogetherAreLimited()
{
    HttpLimits limits;
    limits.heldBytesInAll = 500000;
    startTls(limits);
    std::vector<std::unique_ptr<RawHttpClient>> stalled;
    for (int i = 0; i < 30; ++i) {
        stalled.push_back(std::make_unique<RawHttpClient>(port(), local, clientTls()));
        stalled.back()->socket().setReadBufferSize(1000);
        stalled.back()->send(request("GET /big").repeated(40));
        const int before = handled;
        QTRY_VERIFY(handled > before);
        QTest::qWait(5);
    }
    // What is encrypted is each client's own, but that is some pieces only and not the whole reply.
    QVERIFY(server->connections() < 25);
    QVERIFY(server->connections() > 4);
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::stalledClientsAreClosed()
{
    HttpLimits limits;
    limits.stallDeadline = 150ms;
    startTls(limits);
    RawHttpClient client(port(), local, clientTls());
    client.socket().setReadBufferSize(1000);
    client.send(request("GET /big").repeated(100));
    QTRY_VERIFY(handled > 0);
    QTRY_COMPARE(server->connections(), std::size_t(0));
}

void TestHttpServerTls::clientGoesDuringReply()
{
    startTls();
    for (int i = 0; i < 20; ++i) {
        RawHttpClient client(port(), local, clientTls());
        client.socket().setReadBufferSize(1000);
        client.send(request("GET /big").repeated(40));
        const int before = handled;
        QTRY_VERIFY(handled > before + i % 3);
        client.socket().abort();
        QTRY_COMPARE(server->connections(), std::size_t(0));
    }
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::tooManyConnections()
{
    HttpLimits limits;
    limits.connectionsPerPeer = 3;
    startTls(limits);
    int refused = 0;
    server->setRefusalObserver([&](int status) { refused = status; });
    std::vector<std::unique_ptr<RawHttpClient>> clients; // which do not say anything
    for (int i = 0; i < 3; ++i)
        clients.push_back(std::make_unique<RawHttpClient>(port()));
    QTRY_COMPARE(server->connections(), std::size_t(3));
    RawHttpClient oneTooMany(port());
    QVERIFY(oneTooMany.isClosed());
    QCOMPARE(oneTooMany.rest(), QByteArray());
    QCOMPARE(refused, 503);
    QVERIFY(servesOthers(clientTls()));
}

void TestHttpServerTls::certificateChanges()
{
    startTls();
    RawHttpClient before(port(), local, clientTls());
    server->setTls(tlsOf(u"othername"_s));
    QVERIFY(!RawHttpClient(port(), local, clientTls()).isEncrypted());
    before.send(request("GET /"));
    QCOMPARE(before.receive().status, 200);
    server->setTls({});
    QVERIFY(servesOthers());
    before.send(request("GET /"));
    QCOMPARE(before.receive().status, 200);
}

void TestHttpServerTls::closesAtOnce()
{
    startTls();
    RawHttpClient idle(port(), local, clientTls());
    RawHttpClient silent(port());
    RawHttpClient half(port());
    half.send(beginningOfHandshake());
    RawHttpClient unread(port(), local, clientTls());
    unread.socket().setReadBufferSize(1000);
    unread.send(request("GET /big").repeated(50));
    QTRY_VERIFY(handled > 1);
    QCOMPARE(server->connections(), std::size_t(4));
    server->close();
    QCOMPARE(server->connections(), std::size_t(0));
    QVERIFY(idle.isClosed());
    QVERIFY(silent.isClosed());
    QVERIFY(half.isClosed());
}

SLURMSD_TEST(TestHttpServerTls)
#include "tst_httpservertls.moc"
