// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/tcptransport.h"
#include "daemon/slurm/unixtransport.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QEventLoop>
#include <QFile>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = FakeSlurmrestd::Kind;

namespace {

constexpr TransportLimits limits{.timeout = 5s, .maxBodyBytes = 1024 * 1024};
constexpr TransportLimits impatient{.timeout = 150ms, .maxBodyBytes = 1024 * 1024};
const HttpGet nodes{.path = "/slurm/v0.0.42/nodes/", .headers = {{"X-SLURM-USER-TOKEN", "secret"}}};

std::unique_ptr<HttpTransport> transportTo(const std::string &endpoint, TransportLimits with = limits,
                                           const TlsConfig &tls = {})
{
    constexpr std::string_view unixScheme = "unix:";
    if (endpoint.starts_with(unixScheme))
        return std::make_unique<UnixTransport>(endpoint.substr(unixScheme.size()), with);
    return std::make_unique<TcpTransport>(QUrl(QString::fromStdString(endpoint)), tls, with);
}

// Everything a transport says, in order: "head 200 body Hello finished", "failed timeout: …".
struct Listener
{
    explicit Listener(HttpTransport &transport)
    {
        QObject::connect(&transport, &HttpTransport::headArrived, &context, [this](const HttpHead &head) {
            seen += "head " + std::to_string(head.status) + " ";
        });
        QObject::connect(&transport, &HttpTransport::bodyArrived, &context, [this](std::string_view bytes) {
            body += bytes;
            largest = std::max(largest, bytes.size());
        });
        QObject::connect(&transport, &HttpTransport::finished, &context, [this] {
            seen += "body " + body + " finished";
            m_loop.quit();
        });
        QObject::connect(&transport, &HttpTransport::failed, &context, [this](const PollError &error) {
            seen += "failed " + std::string(toString(error.errorClass)) + ": " + error.message;
            m_loop.quit();
        });
    }

    // False when the request did not end in time.
    bool wait()
    {
        bool isOver = true;
        QTimer::singleShot(10s, &context, [&] {
            isOver = false;
            m_loop.quit();
        });
        m_loop.exec();
        return isOver;
    }

    QObject context;
    std::string seen;
    std::string body;
    std::size_t largest = 0;

private:
    QEventLoop m_loop;
};

QString run(HttpTransport &transport)
{
    Listener listener(transport);
    transport.get(nodes);
    if (!listener.seen.empty())
        return u"a signal from within get()"_s;
    if (!listener.wait())
        return u"never ended"_s;
    return QString::fromStdString(listener.seen);
}

QString dataFile(const char *name) { return QStringLiteral(SLURMSD_TEST_DATA "/tls/") + QLatin1String(name); }

std::string dataPath(const char *name) { return dataFile(name).toStdString(); }

QSslConfiguration serverTls(const QString &name)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QFile key(dataFile("") + name + u".key");
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no test key");
    tls.setLocalCertificateChain(QSslCertificate::fromPath(dataFile("") + name + u".pem"));
    tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

TlsConfig withCa(const std::string &file)
{
    TlsConfig tls;
    tls.caFile = file;
    return tls;
}

TlsConfig withCertificate(const std::string &file, const std::string &key)
{
    TlsConfig tls;
    tls.certFile = file;
    tls.keyFile = key;
    return tls;
}

} // namespace

class TestHttpTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gives_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("seen"); // SERVER stands for what messages call it

        const auto row = [](const char *name, const Answer &answer, const QString &seen) {
            QTest::addRow("%s, tcp", name) << Kind::Tcp << answer << seen;
            QTest::addRow("%s, unix", name) << Kind::Unix << answer << seen;
        };
        const QByteArray hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello";
        const QByteArray chunked =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHel\r\n2\r\nlo\r\n";
        row("whole", {Send{hello}}, u"head 200 body Hello finished"_s);
        row("closed after it", {Send{hello}, Close{}}, u"head 200 body Hello finished"_s);
        row("bytes after the body", {Send{hello + "Connection: Close\r\n"}, Close{}},
            u"head 200 body Hello finished"_s);
        row("bytes after the body, later", {Send{hello}, Wait{20ms}, Send{"Connection: Close\r\n"}, Close{}},
            u"head 200 body Hello finished"_s);
        row("byte by byte", {SendSlowly{hello, 0ms}}, u"head 200 body Hello finished"_s);
        row("chunked", {Send{chunked + "0\r\n\r\n"}}, u"head 200 body Hello finished"_s);
        row("until it closes", {Send{"HTTP/1.0 200 OK\r\n\r\nHello"}, Close{}},
            u"head 200 body Hello finished"_s);
        row("an empty body", httpAnswer(200, ""), u"head 200 body  finished"_s);
        row("204", {Send{"HTTP/1.1 204 No Content\r\n\r\n"}}, u"head 204 body  finished"_s);
        row("304 with a length", {Send{"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"}},
            u"head 304 body  finished"_s);
        for (const int status : {400, 401, 403, 404, 407, 422, 500, 502, 503, 504, 511})
            row(qPrintable(QString::number(status)), httpAnswer(status, "sorry"),
                u"head %1 body sorry finished"_s.arg(status));
        row("401 that asks for a password",
            httpAnswer(401, "sorry", "text/plain", "WWW-Authenticate: Basic realm=\"x\"\r\n"),
            u"head 401 body sorry finished"_s);
        row("a redirect", httpAnswer(302, "moved", "text/plain", "Location: http://127.0.0.1:1/\r\n"),
            u"head 302 body moved finished"_s);
        const auto noAnswer = [](const char *name, const Answer &answer) {
            const QString seen = u"failed connect: SERVER closed the connection without an answer"_s;
            QTest::addRow("%s, tcp", name)
                << Kind::Tcp << answer << seen + u"; is it slurmrestd's port, or does it take https://?"_s;
            QTest::addRow("%s, unix", name) << Kind::Unix << answer << seen;
        };
        noAnswer("closed without an answer", {Close{}});
        noAnswer("torn head", {Send{"HTTP/1.1 200 OK\r\nContent-Le"}, Close{}});
        row("torn before the body", {Send{hello.chopped(5)}, Close{}},
            u"head 200 failed connect: SERVER closed the connection in the middle of the answer, after 0 of "
            u"5 "
            "bytes of the body"_s);
        row("torn body", {Send{hello.chopped(1)}, Close{}},
            u"head 200 failed connect: SERVER closed the connection in the middle of the answer, after 4 of "
            u"5 "
            "bytes of the body"_s);
        row("torn error", {Send{"HTTP/1.1 500 ERROR\r\nContent-Length: 9\r\n\r\nHello"}, Close{}},
            u"head 500 failed connect: SERVER closed the connection in the middle of the answer, after 5 of "
            u"9 "
            "bytes of the body"_s);
        // QNetworkAccessManager sometimes takes these for whole: over TCP, the end of the JSON tells.
        QTest::addRow("torn chunks, unix")
            << Kind::Unix << Answer{Send{chunked}, Close{}}
            << u"head 200 failed connect: SERVER closed the connection in the middle of the answer, after 5 "
               "bytes of the body"_s;
        row("a length over the limit", {Send{"HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n"}},
            u"failed too_large: the answer of SERVER has more than 1048576 bytes, the limit "
            "(slurm.max_response_bytes)"_s);
        row("an endless body", {Send{"HTTP/1.1 200 OK\r\n\r\n"}, SendForever{QByteArray(65536, 'x')}},
            u"head 200 failed too_large: the answer of SERVER has more than 1048576 bytes, the limit "
            "(slurm.max_response_bytes)"_s);
    }
    void gives()
    {
        QFETCH(Kind, kind);
        QFETCH(Answer, answer);
        QFETCH(QString, seen);

        FakeSlurmrestd server(kind);
        server.answer({answer});
        const auto transport = transportTo(server.endpoint());
        QCOMPARE(run(*transport), seen.replace(u"SERVER"_s, serverName(server)));
    }

    void losesPatience_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("seen");

        const auto row = [](const char *name, const Answer &answer, const QString &seen) {
            QTest::addRow("%s, tcp", name) << Kind::Tcp << answer << seen;
            QTest::addRow("%s, unix", name) << Kind::Unix << answer << seen;
        };
        const QString noAnswer = u"failed timeout: no answer from SERVER within 150ms"_s;
        row("no answer", {}, noAnswer);
        row("stalled in the head", {Send{"HTTP/1.1 200 OK\r\nConte"}}, noAnswer);
        row("an endless head", {Send{"HTTP/1.1 200 OK\r\n"}, SendSlowly{QByteArray(10000, 'x'), 1ms}},
            noAnswer);
        row("stalled before the body", {Send{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"}},
            u"head 200 failed timeout: no complete answer from SERVER within 150ms, only 0 of 5 bytes of the "
            "body"_s);
        row("stalled in the body", {Send{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHel"}},
            u"head 200 failed timeout: no complete answer from SERVER within 150ms, only 3 of 5 bytes of the "
            "body"_s);
        row("stalled in a chunk", {Send{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHel"}},
            u"head 200 failed timeout: no complete answer from SERVER within 150ms, only 3 bytes of the body"_s);
    }
    void losesPatience()
    {
        QFETCH(Kind, kind);
        QFETCH(Answer, answer);
        QFETCH(QString, seen);

        FakeSlurmrestd server(kind);
        server.answer({answer});
        const auto transport = transportTo(server.endpoint(), impatient);
        QCOMPARE(run(*transport), seen.replace(u"SERVER"_s, serverName(server)));
    }

    void losesPatienceWithASlowServer_data() { kinds(); }
    void losesPatienceWithASlowServer()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({{Send{"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"},
                        SendSlowly{QByteArray(5000, 'x'), 10ms}}});
        const auto transport = transportTo(server.endpoint(), impatient);
        QVERIFY(run(*transport).startsWith(u"head 200 failed timeout: no complete answer"));
    }

    // A head that floods in: whether its size or the time ends it, it ends.
    void endsAnEndlessHead_data() { kinds(); }
    void endsAnEndlessHead()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({{Send{"HTTP/1.1 200 OK\r\n"}, SendForever{"A: " + QByteArray(8000, 'x') + "\r\n"}}});
        const auto transport = transportTo(server.endpoint(), impatient);
        QVERIFY(run(*transport).startsWith(u"failed "));
    }

    void refusesOtherProtocols_data() { kinds(); }
    void refusesOtherProtocols()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({{Send{"SSH-2.0-OpenSSH_9.2\r\n"}, Close{}}});
        const auto transport = transportTo(server.endpoint());
        QVERIFY(run(*transport).startsWith(u"failed connect: "));
    }

    void sendsTheHeadInOneWrite_data() { kinds(); }
    void sendsTheHeadInOneWrite()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({httpAnswer(200, "{}")});
        run(*transportTo(server.endpoint()));

        QCOMPARE(server.requests().size(), std::size_t{1});
        const FakeRequest &request = server.requests().front();
        QCOMPARE(request.reads, 1);
        QVERIFY(request.head.startsWith("GET /slurm/v0.0.42/nodes/ HTTP/1.1\r\n"));
        QCOMPARE(request.header("X-SLURM-USER-TOKEN"), QByteArray("secret"));
        QCOMPARE(request.header("User-Agent"), QByteArray("prometheus-slurm-sd/" SLURMSD_VERSION));
        QCOMPARE(request.header("Accept"), QByteArray("application/json"));
        QCOMPARE(request.header("Accept-Encoding"), QByteArray("identity"));
        QCOMPARE(request.header("Connection").toLower(), QByteArray("close"));
        QVERIFY(!request.header("Host").isEmpty());
        QVERIFY(request.header("Cookie").isNull());
    }

    void asksOnceMore_data() { kinds(); }
    void asksOnceMore()
    {
        QFETCH(Kind, kind);

        // Says that it keeps the connection, and closes it a little later.
        FakeSlurmrestd server(kind);
        server.answer({{Send{"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nSet-Cookie: a=b\r\n"
                             "Content-Length: 5\r\n\r\nHello"},
                        Wait{20ms}, Close{}}});
        const auto transport = transportTo(server.endpoint());
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(run(*transport), u"head 200 body Hello finished"_s);
            QTest::qWait(10 * i);
        }
        QCOMPARE(server.requests().size(), std::size_t{3});
        QVERIFY(server.requests().back().header("Cookie").isNull());
    }

    void doesNotFollowRedirects_data() { kinds(); }
    void doesNotFollowRedirects()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd other(Kind::Tcp);
        FakeSlurmrestd server(kind);
        const QByteArray location = "Location: " + QByteArray::fromStdString(other.endpoint()) + "/\r\n";
        server.answer({httpAnswer(307, "", "text/plain", location)});
        QCOMPARE(run(*transportTo(server.endpoint())), u"head 307 body  finished"_s);
        QTest::qWait(20);
        QCOMPARE(other.requests().size(), std::size_t{0});
    }

    void canBeAborted_data() { kinds(); }
    void canBeAborted()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({{Send{"HTTP/1.1 200 OK\r\n\r\n"}, SendForever{QByteArray(65536, 'x')}},
                       httpAnswer(200, "Hello")});
        const auto transport = transportTo(server.endpoint());
        {
            // From a slot, and followed by the next request at once.
            Listener listener(*transport);
            QObject::connect(transport.get(), &HttpTransport::bodyArrived, &listener.context, [&] {
                if (server.requests().size() < 2 && listener.largest > 0) {
                    transport->abort();
                    listener.body.clear();
                    listener.largest = 0;
                    transport->get(nodes);
                }
            });
            transport->get(nodes);
            QVERIFY(listener.wait());
            QCOMPARE(listener.seen, std::string("head 200 head 200 body Hello finished"));
        }
        Listener listener(*transport);
        transport->get(nodes);
        transport->abort();
        transport->abort();
        QTest::qWait(50);
        QCOMPARE(listener.seen, std::string());
    }

    void handsOutSmallPieces_data() { kinds(); }
    void handsOutSmallPieces()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        const QByteArray body(5000000, 'x');
        server.answer({httpAnswer(200, body)});
        const auto transport = transportTo(server.endpoint(), {.timeout = 5s, .maxBodyBytes = 5000000});
        Listener listener(*transport);
        transport->get(nodes);
        QVERIFY(listener.wait());
        QVERIFY(listener.body == body.toStdString());
        QVERIFY(listener.largest <= 256 * 1024);
    }

    void saysWhyItCannotConnect()
    {
        FakeSlurmrestd tcp(Kind::Tcp);
        tcp.stopListening();
        FakeSlurmrestd closed(Kind::Tcp);
        const std::string endpoint = closed.endpoint();
        closed.stopListening();
        QCOMPARE(run(*transportTo(endpoint)),
                 u"failed connect: cannot connect to %1: connection refused"_s.arg(
                     QString::fromStdString(endpoint).remove(u"http://"_s)));
        QCOMPARE(run(*transportTo("http://no-such-host.invalid:6820")),
                 u"failed connect: cannot connect to no-such-host.invalid:6820: no such host"_s);
    }

    void saysWhyItCannotOpenASocket_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");

        QTest::newRow("missing") << u"missing"_s << u"no such socket"_s;
        QTest::newRow("a file") << u"file"_s << u"it is not a socket"_s;
        QTest::newRow("a directory") << u""_s << u"it is not a socket"_s;
        QTest::newRow("nobody there") << u"left"_s << u"connection refused: nobody listens on it"_s;
    }
    void saysWhyItCannotOpenASocket()
    {
        QFETCH(QString, name);
        QFETCH(QString, reason);

        QTemporaryDir directory;
        QVERIFY(QFile(directory.filePath(u"file"_s)).open(QIODevice::WriteOnly));
        QLocalServer server;
        QVERIFY(server.listen(directory.filePath(u"first"_s)));
        QVERIFY(QFile::link(server.fullServerName(), directory.filePath(u"link"_s)));
        // A socket whose server is gone: a hard link survives what close() removes.
        QCOMPARE(::link(qPrintable(server.fullServerName()), qPrintable(directory.filePath(u"left"_s))), 0);
        server.close();

        const QString path = directory.filePath(name);
        QCOMPARE(run(*transportTo("unix:" + path.toStdString())),
                 u"failed connect: cannot connect to %1: %2"_s.arg(path, reason));
    }

    void saysWhoMayUseASocket()
    {
        FakeSlurmrestd server(Kind::Unix);
        const QString path = serverName(server);
        QCOMPARE(::chmod(qPrintable(path), 0640), 0);
        if (::geteuid() == 0)
            QCOMPARE(::seteuid(65534), 0);
        else
            QCOMPARE(::chmod(qPrintable(path), 0000), 0);
        const QString seen = run(*transportTo(server.endpoint()));
        QCOMPARE(::seteuid(::getuid()), 0);
        QVERIFY(seen.startsWith(u"failed connect: cannot connect to %1: permission denied: "_s.arg(path)));
    }

    void speaksTls_data()
    {
        QTest::addColumn<QString>("certificate"); // the server's
        QTest::addColumn<std::string>("caFile");
        QTest::addColumn<bool>("skipVerify");
        QTest::addColumn<QString>("seen");

        const QString refused = u"failed tls: no TLS with localhost:PORT: "_s;
        const QString accepted = u"head 200 body Hello finished"_s;
        QTest::newRow("self-signed") << u"server"_s << std::string() << false
                                     << refused + u"The certificate is self-signed, and untrusted"_s;
        QTest::newRow("ca_file") << u"server"_s << dataPath("server.pem") << false << accepted;
        QTest::newRow("not verified") << u"server"_s << std::string() << true << accepted;
        QTest::newRow("another name") << u"othername"_s << dataPath("othername.pem") << false
                                      << refused + u"The host name did not match any of the valid hosts for "
                                                   "this certificate"_s;
        QTest::newRow("another CA") << u"server"_s << dataPath("client.pem") << false
                                    << refused + u"The certificate is self-signed, and untrusted"_s;
    }
    void speaksTls()
    {
        QFETCH(QString, certificate);
        QFETCH(std::string, caFile);
        QFETCH(bool, skipVerify);
        QFETCH(QString, seen);

        FakeSlurmrestd server(Kind::Tls, serverTls(certificate));
        server.answer({httpAnswer(200, "Hello")});
        TlsConfig tls = withCa(caFile);
        tls.insecureSkipVerify = skipVerify;
        QCOMPARE(run(*transportTo(server.endpoint(), limits, tls)),
                 seen.replace(u"localhost:PORT"_s, serverName(server)));
    }

    void showsItsCertificate_data()
    {
        QTest::addColumn<bool>("hasCertificate");

        QTest::newRow("with") << true;
        QTest::newRow("without") << false;
    }
    void showsItsCertificate()
    {
        QFETCH(bool, hasCertificate);

        QSslConfiguration serverSide = serverTls(u"server"_s);
        serverSide.setPeerVerifyMode(QSslSocket::VerifyPeer);
        serverSide.setCaCertificates(QSslCertificate::fromPath(dataFile("client.pem")));
        FakeSlurmrestd server(Kind::Tls, serverSide);
        server.answer({httpAnswer(200, "Hello")});
        TlsConfig tls;
        if (hasCertificate)
            tls = withCertificate(dataPath("client.pem"), dataPath("client.key"));
        tls.caFile = dataPath("server.pem");
        const QString seen = run(*transportTo(server.endpoint(), limits, tls));
        QCOMPARE(seen == u"head 200 body Hello finished", hasCertificate);
        if (!hasCertificate)
            QVERIFY2(seen.startsWith(u"failed "), qPrintable(seen));
    }

    void refusesTlsFiles_data()
    {
        QTest::addColumn<TlsConfig>("tls");
        QTest::addColumn<std::string>("problem");

        const std::string pem = dataPath("client.pem");
        const std::string key = dataPath("client.key");
        QTest::newRow("missing")
            << withCa("/missing.pem")
            << std::string("slurm.tls.ca_file: /missing.pem: cannot be opened: No such file or directory");
        QTest::newRow("a directory") << withCa("/") << std::string("slurm.tls.ca_file: /: is a directory");
        QTest::newRow("not a certificate")
            << withCertificate(key, key) << "slurm.tls.cert_file: " + key + " holds no PEM certificate";
        QTest::newRow("not a key") << withCertificate(pem, pem)
                                   << "slurm.tls.key_file: " + pem +
                                          " holds no PEM private key (RSA or EC, without a passphrase)";
    }
    void refusesTlsFiles()
    {
        QFETCH(TlsConfig, tls);
        QFETCH(std::string, problem);

        QCOMPARE(run(*transportTo("https://localhost:1", limits, tls)),
                 u"failed tls: "_s + QString::fromStdString(problem));
    }

    void saysWhenTheServerSpeaksNoTls()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, "Hello")});
        const std::string endpoint = "https" + server.endpoint().substr(4);
        const QString seen = run(*transportTo(endpoint, impatient));
        QVERIFY2(seen.startsWith(u"failed "), qPrintable(seen));
    }

    // As slurmrestd does, which takes the handshake for a request.
    void saysWhatWasMeantWhereTheAnswerIsPlain()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, this, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write(
                    "HTTP/1.1 500 INTERNAL ERROR\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        const std::string address = "127.0.0.1:" + std::to_string(server.serverPort());
        const QString seen = run(*transportTo("https://" + address, limits));
        QVERIFY2(seen.startsWith(u"failed tls: no TLS with "), qPrintable(seen));
        QVERIFY2(seen.endsWith(u"; the server speaks no TLS there: did you mean http://"_s +
                               QString::fromStdString(address) + u'?'),
                 qPrintable(seen));
    }

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("tcp") << Kind::Tcp;
        QTest::newRow("unix") << Kind::Unix;
    }

    static QString serverName(const FakeSlurmrestd &server)
    {
        const std::string endpoint = server.endpoint();
        const std::size_t slashes = endpoint.find("://");
        return QString::fromStdString(endpoint.substr(slashes == endpoint.npos ? 5 : slashes + 3));
    }
};

SLURMSD_TEST(TestHttpTransport)
#include "tst_httptransport.moc"
