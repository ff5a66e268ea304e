// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpfixture.h"
#include "tests/support/testrunner.h"

#include <QTcpServer>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace slurmsd;
using namespace slurmsd::test;

namespace {

std::uint16_t freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    return server.serverPort();
}

bool isRefused(std::uint16_t port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return !socket.waitForConnected(1000) && socket.error() == QAbstractSocket::ConnectionRefusedError;
}

// As systemd makes one before it starts the program.
int listeningSocket(int family, int type = SOCK_STREAM)
{
    const int descriptor = ::socket(family, type | SOCK_CLOEXEC, 0);
    if (type == SOCK_STREAM)
        ::listen(descriptor, 10);
    return descriptor;
}

} // namespace

// The addresses of a server, and how they change while it runs.
class TestHttpServerListen : public QObject, private HttpFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { make(); }
    void cleanup() { server.reset(); }

    void severalAddresses();
    void failureChangesNothing();
    void keepsWhatIsAskedForAgain();
    void portZero();
    void wildcardAndBack();
    void wildcardThatFails();
    void leavesAnAddress();
    void noAddress();
    void adopts();
    void adoptFails();

private:
    bool serves(std::uint16_t port)
    {
        RawHttpClient client(port);
        client.send(request("GET /"));
        return client.receive().body == "[]";
    }
};

void TestHttpServerListen::severalAddresses()
{
    listen({{"127.0.0.1", 0}, {"", 0}});
    const auto addresses = server->addresses();
    QCOMPARE(addresses.size(), std::size_t(2));
    QCOMPARE(addresses[0].host, std::string("127.0.0.1"));
    QCOMPARE(addresses[1].host, std::string());
    for (const ListenAddress &address : addresses) {
        QVERIFY(address.port != 0);
        QVERIFY(serves(address.port));
        QCOMPARE(last.peer, QHostAddress(QStringLiteral("127.0.0.1")));
    }
}

void TestHttpServerListen::failureChangesNothing()
{
    listen({{"127.0.0.1", 0}});
    const std::vector<ListenAddress> before = server->addresses();
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    const std::uint16_t free = freePort();
    const auto taken = server->listen({{"127.0.0.1", free}, {"127.0.0.1", other.serverPort()}});
    QVERIFY(!taken);
    QCOMPARE(QByteArray::fromStdString(taken.error()),
             "cannot listen on 127.0.0.1:" + QByteArray::number(other.serverPort()) +
                 ": The bound address is already in use");
    QVERIFY(isRefused(free));
    const auto foreign = server->listen({{"2001:db8::1", 8080}});
    QVERIFY(!foreign);
    QVERIFY(foreign.error().starts_with("cannot listen on [2001:db8::1]:8080: "));
    const auto twice = server->listen({{"127.0.0.1", free}, {"127.0.0.1", free}});
    QVERIFY(!twice);
    QVERIFY(server->addresses() == before);
    QVERIFY(serves(port()));
}

void TestHttpServerListen::keepsWhatIsAskedForAgain()
{
    const std::uint16_t first = freePort();
    listen({{"127.0.0.1", first}});
    RawHttpClient waiting(first); // in the kernel's queue of this very listener
    waiting.send(request("GET /"));
    const std::uint16_t second = freePort();
    listen({{"127.0.0.2", second}, {"127.0.0.1", first}});
    QVERIFY((server->addresses() == std::vector<ListenAddress>{{"127.0.0.2", second}, {"127.0.0.1", first}}));
    QCOMPARE(waiting.receive().status, 200);
    listen({{"127.0.0.1", first}});
    waiting.send(request("GET /"));
    const RawReply reply = waiting.receive();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Connection"), QByteArray());
}

void TestHttpServerListen::portZero()
{
    listen({{"127.0.0.1", 0}, {"127.0.0.1", 0}});
    const std::vector<ListenAddress> before = server->addresses();
    QVERIFY(before[0].port != before[1].port);
    listen({{"127.0.0.1", 0}, {"127.0.0.1", 0}});
    QVERIFY(server->addresses() == before);
    listen({{"127.0.0.1", before[1].port}});
    QVERIFY(server->addresses() == std::vector<ListenAddress>{before[1]});
    QVERIFY(serves(before[1].port));
    QVERIFY(isRefused(before[0].port));
}

void TestHttpServerListen::wildcardAndBack()
{
    const std::uint16_t port = freePort();
    for (const char *host : {"", "127.0.0.1", "0.0.0.0", "", "127.0.0.1"}) {
        listen({{host, port}});
        QVERIFY((server->addresses() == std::vector<ListenAddress>{{host, port}}));
        QVERIFY2(serves(port), host);
    }
}

void TestHttpServerListen::wildcardThatFails()
{
    const std::uint16_t port = freePort();
    listen({{"", port}});
    const auto failed = server->listen({{"127.0.0.1", port}, {"2001:db8::1", port}});
    QVERIFY(!failed);
    QVERIFY((server->addresses() == std::vector<ListenAddress>{{"", port}}));
    QVERIFY(serves(port));
    // It is that of all addresses again.
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QStringLiteral("127.0.0.9")), port);
    QVERIFY(socket.waitForConnected(1000));
}

void TestHttpServerListen::leavesAnAddress()
{
    listen({{"127.0.0.1", 0}, {"127.0.0.1", 0}});
    const std::uint16_t left = port();
    const std::uint16_t kept = server->addresses()[1].port;
    RawHttpClient idle(left);
    idle.send(request("GET /"));
    QCOMPARE(idle.receive().status, 200);
    RawHttpClient silent(left);
    RawHttpClient half(left);
    half.send("GET / HTTP/1.1\r\nHo");
    RawHttpClient body(left);
    body.send(request("PUT /echo", "Content-Length: 5\r\n") + "he");
    RawHttpClient other(kept);
    QTRY_COMPARE(server->connections(), std::size_t(5));
    QTest::qWait(20);

    listen({{"127.0.0.1", kept}});
    QVERIFY(isRefused(left));
    QVERIFY(idle.isClosed());
    QCOMPARE(idle.rest(), QByteArray());
    silent.send(request("GET /"));
    half.send("st: n1\r\n\r\n");
    body.send("llo");
    for (RawHttpClient *client : {&silent, &half, &body}) {
        const RawReply reply = client->receive();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Connection"), QByteArray("close"));
        QVERIFY(client->isClosed());
    }
    other.send(request("GET /"));
    QCOMPARE(other.receive().header("Connection"), QByteArray());
}

void TestHttpServerListen::noAddress()
{
    listen({{"127.0.0.1", 0}});
    const std::uint16_t left = port();
    listen({});
    QVERIFY(server->addresses().empty());
    QVERIFY(isRefused(left));
}

void TestHttpServerListen::adopts()
{
    const auto adopted = server->adopt({listeningSocket(AF_INET), listeningSocket(AF_INET6)});
    QVERIFY2(adopted, adopted ? "" : adopted.error().c_str());
    const std::uint16_t configured = freePort();
    listen({{"127.0.0.1", configured}});
    const auto addresses = server->addresses();
    QCOMPARE(addresses.size(), std::size_t(3));
    QCOMPARE(addresses[0].host, std::string("0.0.0.0"));
    QCOMPARE(addresses[1].host, std::string());
    QCOMPARE(addresses[2].port, configured);
    for (const ListenAddress &address : addresses)
        QVERIFY(serves(address.port));
    listen({});
    QCOMPARE(server->addresses().size(), std::size_t(2));
    QVERIFY(serves(addresses[0].port));
    QVERIFY(serves(addresses[1].port));
    server.reset();
    QVERIFY(isRefused(addresses[0].port));
}

void TestHttpServerListen::adoptFails()
{
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const int idle = ::socket(AF_INET, SOCK_STREAM, 0);
    const int datagrams = listeningSocket(AF_INET, SOCK_DGRAM);
    for (const int descriptor : {pipe[0], idle, datagrams, 1000000}) {
        const auto adopted = server->adopt({listeningSocket(AF_INET), descriptor});
        QVERIFY(!adopted);
        QCOMPARE(QByteArray::fromStdString(adopted.error()),
                 "cannot serve descriptor " + QByteArray::number(descriptor) +
                     ": expected a socket that listens for TCP connections");
        QVERIFY(server->addresses().empty());
    }
    for (const int descriptor : {pipe[0], pipe[1], idle, datagrams})
        ::close(descriptor);
}

SLURMSD_TEST(TestHttpServerListen)
#include "tst_httpserverlisten.moc"
