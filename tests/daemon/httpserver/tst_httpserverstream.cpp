// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/httpfixture.h"
#include "tests/support/testrunner.h"
#include "tests/support/testtls.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;

namespace {

// Bytes that tell their place.
class CountedStream : public BodyStream
{
public:
    // It says that there are `size`, and ends after `given`. `made`, of all of them: bytes; `alive`: streams.
    CountedStream(qsizetype size, qsizetype given, qsizetype &made, int &alive)
        : m_size(size)
        , m_given(given)
        , m_made(made)
        , m_alive(alive)
    {
        ++m_alive;
    }
    ~CountedStream() override { --m_alive; }
    std::uint64_t size() const override { return static_cast<std::uint64_t>(m_size); }
    QByteArray next() override
    {
        const qsizetype size = std::min<qsizetype>(65'536, m_given - m_at);
        const QByteArray piece = text(m_at, size);
        m_at += size;
        m_made += size;
        return piece;
    }

    static QByteArray text(qsizetype begin, qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = static_cast<char>('!' + (begin + i) % 83);
        return bytes;
    }

private:
    const qsizetype m_size;
    const qsizetype m_given;
    qsizetype &m_made;
    int &m_alive;
    qsizetype m_at = 0;
};

constexpr qsizetype longSize = 10'000'000;

} // namespace

class TestHttpServerStream : public QObject
{
    Q_OBJECT

    std::optional<HttpServer> m_server;
    qsizetype m_made = 0; // of all streams
    int m_alive = 0;

    HttpReply answer(const HttpRequest &request)
    {
        HttpReply reply;
        reply.contentType = "text/plain";
        if (request.path == "/") {
            reply.body = "[]";
            return reply;
        }
        // "/SIZE" or "/SIZE/GIVEN"
        const QStringList parts = QString::fromStdString(request.path).split(u'/');
        const qsizetype size = parts[1].toLongLong();
        reply.stream =
            std::make_shared<CountedStream>(size, parts.value(2, parts[1]).toLongLong(), m_made, m_alive);
        return reply;
    }

    void start(bool isTls, const HttpLimits &limits = {})
    {
        m_made = 0;
        m_server.emplace([this](const HttpRequest &request) { return answer(request); }, limits);
        if (isTls)
            m_server->setTls(serverTls());
        QVERIFY(m_server->listen({{"127.0.0.1", 0}}));
    }

    RawHttpClient connectClient(bool isTls)
    {
        return RawHttpClient(m_server->addresses().front().port, QHostAddress(QHostAddress::LocalHost),
                             isTls ? std::optional(clientTls()) : std::nullopt);
    }

    static void plainAndTls()
    {
        QTest::addColumn<bool>("isTls");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_server.reset();
        QCOMPARE(m_alive, 0);
    }

    void sendsItAll_data()
    {
        QTest::addColumn<bool>("isTls");
        QTest::addColumn<QByteArray>("size");
        for (const bool isTls : {false, true}) {
            for (const char *size : {"1", "65536", "65537", "1000000", "10000000"})
                QTest::addRow("%s, %s bytes", isTls ? "TLS" : "plain", size) << isTls << QByteArray(size);
        }
    }
    void sendsItAll()
    {
        QFETCH(const bool, isTls);
        QFETCH(const QByteArray, size);
        start(isTls);
        RawHttpClient client = connectClient(isTls);
        // What is asked for behind it comes behind it.
        client.send(request("GET /" + size) + request("GET /") + request("GET /1000") +
                    request("HEAD /" + size) + request("GET /", "Connection: close\r\n"));
        const RawReply reply = client.receive(false, 20s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Content-Length"), size);
        QVERIFY(reply.body == CountedStream::text(0, size.toLongLong()));
        QCOMPARE(client.receive().body, "[]");
        QVERIFY(client.receive().body == CountedStream::text(0, 1000));
        const RawReply head = client.receive(true);
        QCOMPARE(head.header("Content-Length"), size);
        QVERIFY(head.body.isEmpty());
        QCOMPARE(client.receive().body, "[]");
        QVERIFY(client.isClosed());
        QCOMPARE(m_made, size.toLongLong() + 1000);
    }

    void closesBehindIt_data() { plainAndTls(); }
    void closesBehindIt()
    {
        QFETCH(const bool, isTls);
        start(isTls);
        RawHttpClient client = connectClient(isTls);
        client.send(request("GET /3000000", "Connection: close\r\n"));
        const RawReply reply = client.receive();
        QVERIFY(reply.body == CountedStream::text(0, 3'000'000));
        QCOMPARE(reply.header("Connection"), "close");
        QVERIFY(client.isClosed());
    }

    // What is said next has a length of its own.
    void isNotTakenForTheNextReply()
    {
        start(false);
        RawHttpClient client = connectClient(false);
        client.send(request("GET /1000000"));
        QCOMPARE(client.receive().body.size(), 1'000'000);
        client.send("nonsense\r\n\r\n");
        const RawReply refusal = client.receive();
        QCOMPARE(refusal.status, 400);
        QCOMPARE(refusal.header("Content-Length"), QByteArray::number(refusal.body.size()));
        QVERIFY(client.isClosed());
    }

    // So that nobody takes the part for the whole.
    void endsTheConnectionWhereItEndsEarly_data() { plainAndTls(); }
    void endsTheConnectionWhereItEndsEarly()
    {
        QFETCH(const bool, isTls);
        start(isTls);
        for (const char *target : {"GET /1000000/500000", "GET /1000000/0", "GET /70000/80000"}) {
            RawHttpClient client = connectClient(isTls);
            client.send(request(target) + request("GET /"));
            QVERIFY(client.isClosed());
            QVERIFY(client.rest().size() < 600'000);
            QTRY_COMPARE(m_server->connections(), 0U);
        }
    }

    void endsWithItsClient_data() { plainAndTls(); }
    void endsWithItsClient()
    {
        QFETCH(const bool, isTls);
        start(isTls);
        for (int i = 0; i < 20; ++i) {
            RawHttpClient client = connectClient(isTls);
            client.send(request("GET /100000000"));
            const qsizetype before = m_made;
            QTRY_VERIFY(m_made > before + i * 100'000);
            client.socket().abort();
            QTRY_COMPARE(m_server->connections(), 0U);
            QCOMPARE(m_alive, 0);
        }
    }

    void makesNoMoreThanIsTaken_data() { plainAndTls(); }
    void makesNoMoreThanIsTaken()
    {
        QFETCH(const bool, isTls);
        HttpLimits limits;
        limits.stallDeadline = 300ms;
        start(isTls, limits);
        RawHttpClient client = connectClient(isTls);
        client.socket().setReadBufferSize(1000);
        client.send(request("GET /100000000"));
        // The kernel takes some megabytes, in some turns.
        qsizetype made = -1;
        QTRY_VERIFY(std::exchange(made, m_made) == m_made && made > 0 && m_server->connections() == 1U);
        QVERIFY2(made < 20'000'000, qPrintable(QString::number(made)));
        QTRY_COMPARE(m_server->connections(), 0U); // it stalls
    }

    // It would have the server keep an old answer for it.
    void isNotForTheSlowest_data() { plainAndTls(); }
    void isNotForTheSlowest()
    {
        QFETCH(const bool, isTls);
        HttpLimits limits;
        limits.sendDeadline = 500ms;
        start(isTls, limits);
        RawHttpClient client = connectClient(isTls);
        client.socket().setReadBufferSize(10'000);
        client.send(request("GET /100000000"));
        QTimer reader;
        qsizetype taken = 0;
        connect(&reader, &QTimer::timeout, this, [&] { taken += client.socket().read(10'000).size(); });
        reader.start(1ms);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 1U, 1000);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 0U, 5000);
        QVERIFY(taken > 0 && m_made < 100'000'000);
        QCOMPARE(m_alive, 0);
    }

    void countsForWhatIsHeld()
    {
        HttpLimits limits;
        limits.heldBytesInAll = 2'000'000;
        start(false, limits);
        std::vector<std::unique_ptr<RawHttpClient>> stalled;
        for (int i = 0; i < 40; ++i) {
            stalled.push_back(std::make_unique<RawHttpClient>(m_server->addresses().front().port));
            stalled.back()->socket().setReadBufferSize(1000);
            const qsizetype before = m_made;
            stalled.back()->send(request("GET /100000000"));
            QTRY_VERIFY(m_made > before);
        }
        QTest::qWait(100);
        RawHttpClient client = connectClient(false);
        client.send(request("GET /"));
        QCOMPARE(client.receive().body, "[]");
        QVERIFY(m_server->connections() < 25);
    }

    // One client that takes all that it gets does not hold up the event loop.
    void othersHaveTheirTurn()
    {
        start(false);
        RawHttpClient greedy = connectClient(false);
        greedy.send(request("GET /" + QByteArray::number(longSize)));
        RawHttpClient other = connectClient(false);
        QTRY_VERIFY(m_made > 0);
        other.send(request("GET /"));
        QCOMPARE(other.receive().body, "[]");
        QVERIFY(m_made < longSize);
        QVERIFY(greedy.receive(false, 20s).body == CountedStream::text(0, longSize));
    }
};

SLURMSD_TEST(TestHttpServerStream)
#include "tst_httpserverstream.moc"
