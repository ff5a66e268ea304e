// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmrestdsource.h"
#include "daemon/slurm/tcptransport.h"
#include "daemon/slurm/unixtransport.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/fetching.h"
#include "tests/support/testrunner.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = FakeSlurmrestd::Kind;

namespace {

const QByteArray json = "application/json";

// A node list of these nodes, by this release of Slurm.
QByteArray nodeList(const QByteArrayList &names, const QByteArray &release = "24.11.5")
{
    QByteArrayList nodes;
    for (const QByteArray &name : names)
        nodes.push_back(R"({"name":")" + name + R"("})");
    return R"({"meta":{"slurm":{"release":")" + release + R"("}},"nodes":[)" + nodes.join(",") +
           R"(],"errors":[]})";
}

QByteArray versionList(const QByteArrayList &versions)
{
    QByteArrayList paths;
    for (const QByteArray &version : versions)
        paths.push_back(R"("/slurm/)" + version + R"(/nodes/":{})");
    return R"({"openapi":"3.0.3","paths":{)" + paths.join(",") + "}}";
}

const Answer notFound = httpAnswer(404, "Unable find requested URL.", "text/plain");

std::unique_ptr<SlurmrestdSource> sourceOn(const FakeSlurmrestd &server, SlurmConfig config = {},
                                           const std::string &prefix = {})
{
    config.endpoint = server.endpoint();
    config.timeout = 2s;
    const TransportLimits limits{.timeout = config.timeout, .maxBodyBytes = config.maxResponseBytes};
    std::unique_ptr<HttpTransport> transport;
    if (config.endpoint.starts_with("unix:"))
        transport = std::make_unique<UnixTransport>(config.endpoint.substr(5), limits);
    else
        transport =
            std::make_unique<TcpTransport>(QUrl(QString::fromStdString(config.endpoint)), config.tls, limits);
    return std::make_unique<SlurmrestdSource>(std::move(transport), config, prefix);
}

SlurmConfig withVersion(const std::string &version)
{
    SlurmConfig config;
    config.apiVersion = version;
    return config;
}

SlurmConfig withToken(const std::string &token)
{
    SlurmConfig config = withVersion("v0.0.42");
    config.userToken = token;
    config.userName = "prometheus";
    return config;
}

std::string expiringToken(const QByteArray &time)
{
    const QByteArray payload = R"({"exp":)" + time + "}";
    return "eyJhbGciOiJIUzI1NiJ9." + payload.toBase64(QByteArray::Base64UrlEncoding).toStdString() + ".c2ln";
}

// "n1 n2 v0.0.42", or "auth: …" for an error.
QString fetch(NodeSource &source)
{
    return fetchText(source, [](const FetchResult &result) {
        QString seen;
        for (const Node &node : (*result.nodes)->nodes)
            seen += toQString(node.name) + u' ';
        return QString(seen + toQString((*result.nodes)->apiVersion));
    });
}

QByteArrayList paths(const FakeSlurmrestd &server)
{
    QByteArrayList all;
    for (const FakeRequest &request : server.requests())
        all.push_back(request.path());
    return all;
}

} // namespace

class TestSlurmrestdSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesNodes_data() { kinds(); }
    void fetchesNodes()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        const QByteArray body = nodeList({"n1", "n2"});
        server.answer({httpAnswer(200, body)});
        const auto source = sourceOn(server, withVersion("v0.0.42"));
        const auto before = std::chrono::system_clock::now();
        std::optional<FetchResult> result;
        connect(source.get(), &NodeSource::finished, this, [&](const FetchResult &r) { result = r; });
        source->fetch();
        QVERIFY(QTest::qWaitFor([&] { return result.has_value(); }));

        QCOMPARE(result->bytes, static_cast<std::uint64_t>(body.size()));
        const NodeSnapshot &snapshot = **result->nodes;
        QCOMPARE(snapshot.nodes.size(), std::size_t{2});
        QCOMPARE(snapshot.apiVersion, std::string("v0.0.42"));
        QCOMPARE(snapshot.slurmRelease, std::string("24.11.5"));
        QVERIFY(snapshot.takenAt >= before && snapshot.takenAt <= std::chrono::system_clock::now());
        QCOMPARE(paths(server), QByteArrayList{"/slurm/v0.0.42/nodes/"});
    }

    void putsThePrefixBefore()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, versionList({"v0.0.42"})), httpAnswer(200, nodeList({"n1"}))});
        QCOMPARE(fetch(*sourceOn(server, {}, "/slurm%20api")), u"n1 v0.0.42"_s);
        QCOMPARE(paths(server),
                 (QByteArrayList{"/slurm%20api/openapi/v3", "/slurm%20api/slurm/v0.0.42/nodes/"}));
    }

    void sendsTheUserOnlyWhenConfigured_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("token");

        for (const auto &[kind, text] : {std::pair(Kind::Tcp, "tcp"), std::pair(Kind::Unix, "unix")}) {
            QTest::addRow("none, %s", text) << kind << std::string() << std::string();
            QTest::addRow("name, %s", text) << kind << std::string("ann") << std::string();
            QTest::addRow("token, %s", text) << kind << std::string() << std::string("abc.def.ghi");
            QTest::addRow("both, %s", text) << kind << std::string("ann") << std::string("abc.def.ghi");
        }
    }
    void sendsTheUserOnlyWhenConfigured()
    {
        QFETCH(Kind, kind);
        QFETCH(std::string, name);
        QFETCH(std::string, token);

        FakeSlurmrestd server(kind);
        server.answer({httpAnswer(200, versionList({"v0.0.42"})), httpAnswer(200, nodeList({"n1"}))});
        SlurmConfig config;
        config.userName = name;
        config.userToken = token;
        QCOMPARE(fetch(*sourceOn(server, config)), u"n1 v0.0.42"_s);
        QCOMPARE(server.requests().size(), std::size_t{2});
        for (const FakeRequest &request : server.requests()) {
            QCOMPARE(request.header("X-SLURM-USER-NAME").isNull(), name.empty());
            QCOMPARE(request.header("X-SLURM-USER-NAME").toStdString(), name);
            QCOMPARE(request.header("X-SLURM-USER-TOKEN").isNull(), token.empty());
            QCOMPARE(request.header("X-SLURM-USER-TOKEN").toStdString(), token);
        }
    }

    void asksForTheVersionOnce()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({{Send{capturedAnswer(u"captures/24.11.5/openapi_v3.http"_s)}},
                       httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(paths(server),
                 (QByteArrayList{"/openapi/v3", "/slurm/v0.0.42/nodes/", "/slurm/v0.0.42/nodes/"}));
    }

    void asksAgainAfterA404()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, versionList({"v0.0.38"})),
                       httpAnswer(200, nodeList({"n1"}, "22.05.8")), notFound,
                       httpAnswer(200, versionList({"v0.0.41", "v0.0.42"})),
                       httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server);
        QCOMPARE(fetch(*source), u"n1 v0.0.38"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(paths(server),
                 (QByteArrayList{"/openapi/v3", "/slurm/v0.0.38/nodes/", "/slurm/v0.0.38/nodes/",
                                 "/openapi/v3", "/slurm/v0.0.42/nodes/"}));
    }

    void asksAgainAfterALarge404_data() { kinds(); }
    void asksAgainAfterALarge404()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({httpAnswer(200, versionList({"v0.0.38"})), httpAnswer(200, nodeList({"n1"})),
                       httpAnswer(404, QByteArray(1000000, 'x'), "text/plain"),
                       httpAnswer(200, versionList({"v0.0.42"})), httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server);
        QCOMPARE(fetch(*source), u"n1 v0.0.38"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
    }

    void asksAgainAfterANewRelease()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, versionList({"v0.0.40"})),
                       httpAnswer(200, nodeList({"n1"}, "23.11.4")),
                       httpAnswer(200, nodeList({"n1"}, "24.11.5")),
                       httpAnswer(200, versionList({"v0.0.40", "v0.0.42"})),
                       httpAnswer(200, nodeList({"n1"}, "24.11.5"))});
        const auto source = sourceOn(server);
        QCOMPARE(fetch(*source), u"n1 v0.0.40"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.40"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
    }

    void doesNotAskForeverAfter404s()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, versionList({"v0.0.42"})), notFound});
        const auto source = sourceOn(server);
        QCOMPARE(fetch(*source),
                 u"http: HTTP 404 for GET /slurm/v0.0.42/nodes/: Unable find requested URL."_s);
        QCOMPARE(server.requests().size(), std::size_t{2});
        QCOMPARE(fetch(*source), u"http: HTTP 404 for GET /openapi/v3: Unable find requested URL."_s);
        QCOMPARE(server.requests().size(), std::size_t{3});
    }

    void keepsToAGivenVersion()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({notFound});
        QCOMPARE(fetch(*sourceOn(server, withVersion("v0.0.99"))),
                 u"http: HTTP 404 for GET /slurm/v0.0.99/nodes/: Unable find requested URL."_s);
        QCOMPARE(paths(server), (QByteArrayList{"/slurm/v0.0.99/nodes/", "/openapi/v3"}));
    }

    void saysWhichVersionsTheServerOffers_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<Answer>("answer"); // to the question for them
        QTest::addColumn<QString>("error");
        const QString refused = u"http: HTTP 404 for GET /slurm/%1/nodes/: Unable find requested URL."_s;
        QTest::newRow("others")
            << QByteArray("v0.0.99") << httpAnswer(200, versionList({"v0.0.38", "v0.0.36", "v0.0.37"}))
            << u"http: the server has no API version v0.0.99 (slurm.api_version), it offers "
               u"v0.0.36, v0.0.37, v0.0.38; auto takes the newest that both know"_s;
        QTest::newRow("a real one")
            << QByteArray("v0.0.38") << Answer{Send{capturedAnswer(u"captures/24.11.5/openapi_v3.http"_s)}}
            << u"http: the server has no API version v0.0.38 (slurm.api_version), it offers "
               u"v0.0.40, v0.0.41, v0.0.42; auto takes the newest that both know"_s;
        QTest::newRow("that one") << QByteArray("v0.0.42") << httpAnswer(200, versionList({"v0.0.42"}))
                                  << refused.arg(u"v0.0.42");
        QTest::newRow("none") << QByteArray("v0.0.42") << httpAnswer(200, versionList({}))
                              << refused.arg(u"v0.0.42");
        QTest::newRow("no answer that can be read")
            << QByteArray("v0.0.42") << httpAnswer(200, "<html>", "text/html") << refused.arg(u"v0.0.42");
        QTest::newRow("no answer at all")
            << QByteArray("v0.0.42") << httpAnswer(500, "sorry", "text/plain") << refused.arg(u"v0.0.42");
    }
    void saysWhichVersionsTheServerOffers()
    {
        QFETCH(QByteArray, version);
        QFETCH(Answer, answer);
        QFETCH(QString, error);

        FakeSlurmrestd server(Kind::Tcp);
        server.answer({notFound, answer, httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server, withVersion(version.toStdString()));
        QCOMPARE(fetch(*source), error);
        QCOMPARE(paths(server), (QByteArrayList{"/slurm/" + version + "/nodes/", "/openapi/v3"}));
        QCOMPARE(fetch(*source), u"n1 "_s + QString::fromUtf8(version)); // it stays the one that is asked for
    }

    void saysWhenTheServerOffersNoVersion()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, versionList({}))});
        QVERIFY(fetch(*sourceOn(server)).startsWith(u"http: the server's /openapi/v3 names no version"));
    }

    void failsAsAWhole_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("start");

        const QByteArray list = nodeList({"n1", "n2"});
        QTest::newRow("HTML") << httpAnswer(200, "<html><body>Welcome</body></html>", "text/html")
                              << u"parse: "_s;
        QTest::newRow("empty") << httpAnswer(200, "") << u"parse: "_s;
        QTest::newRow("half") << httpAnswer(200, list.chopped(9)) << u"parse: "_s;
        QTest::newRow("half, until it closes")
            << Answer{Send{"HTTP/1.0 200 OK\r\n\r\n" + list.chopped(9)}, Close{}} << u"parse: "_s;
        QTest::newRow("no nodes") << httpAnswer(200, R"({"errors":[]})") << u"parse: "_s;
        QTest::newRow("torn") << Answer{Send{"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + list},
                                        Close{}}
                              << u"connect: "_s;
        QTest::newRow("errors beside nodes")
            << httpAnswer(200, R"({"nodes":[{"name":"n1"}],"errors":[{"error":"bad","error_number":9}]})")
            << u"slurm: "_s;
        QTest::newRow("another success")
            << httpAnswer(203, list) << u"http: HTTP 203 for GET /slurm/v0.0.42/nodes/"_s;
        QTest::newRow("204") << Answer{Send{"HTTP/1.1 204 No Content\r\n\r\n"}}
                             << u"http: HTTP 204 for GET /slurm/v0.0.42/nodes/"_s;
        QTest::newRow("304") << Answer{Send{"HTTP/1.1 304 Not Modified\r\n\r\n"}} << u"http: HTTP 304"_s;
        QTest::newRow("redirect")
            << httpAnswer(301, "", "text/plain", "Location: https://other/\r\n")
            << u"http: HTTP 301 for GET /slurm/v0.0.42/nodes/: redirect to https://other/ not "
               "followed"_s;
        QTest::newRow("endless refusal")
            << Answer{Send{"HTTP/1.1 500 NO\r\n\r\n"}, SendForever{QByteArray(9999, 'x')}}
            << u"http: HTTP 500 for GET /slurm/v0.0.42/nodes/: xxx"_s;
        QTest::newRow("endless junk")
            << Answer{Send{"HTTP/1.1 200 OK\r\n\r\n"}, SendForever{QByteArray(9999, 'x')}} << u"parse: "_s;
    }
    void failsAsAWhole()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, start);

        for (const Kind kind : {Kind::Tcp, Kind::Unix}) {
            FakeSlurmrestd server(kind);
            server.answer({answer});
            const QString seen = fetch(*sourceOn(server, withVersion("v0.0.42")));
            QVERIFY2(seen.startsWith(start), qPrintable(seen));
        }
    }

    void namesTheTypeOfWhatIsNoJson()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, "<html>", "text/html")});
        QVERIFY(fetch(*sourceOn(server, withVersion("v0.0.42"))).endsWith(u" (it is text/html)"));
        QVERIFY(fetch(*sourceOn(server)).endsWith(u" (it is text/html)"));
    }

    void worksAfterFailures()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, versionList({"v0.0.42"})),
                       httpAnswer(502, "sorry"),
                       {Close{}},
                       httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server);
        QVERIFY(fetch(*source).startsWith(u"http: "));
        QVERIFY(fetch(*source).startsWith(u"connect: "));
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
    }

    void readsTheTokenFileEachTime()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath(u"token"_s);
        const auto write = [&](const QByteArray &text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(text), text.size());
        };
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, nodeList({"n1"}))});
        SlurmConfig config = withVersion("v0.0.42");
        config.userTokenFile = path.toStdString();
        config.userToken = "ignored";
        const auto source = sourceOn(server, config);

        QCOMPARE(fetch(*source),
                 u"auth: token file %1: cannot be opened: No such file or directory"_s.arg(path));
        write("SLURM_JWT=the.first.one\n");
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        write("the.second.one");
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(server.requests().size(), std::size_t{2});
        QCOMPARE(server.requests().front().header("X-SLURM-USER-TOKEN"), QByteArray("the.first.one"));
        QCOMPARE(server.requests().back().header("X-SLURM-USER-TOKEN"), QByteArray("the.second.one"));
    }

    void refusesATokenThatIsNone_data()
    {
        QTest::addColumn<std::string>("token");
        QTest::addColumn<QString>("start");
        const auto row = [](const char *token, const char *start) {
            QTest::newRow(token) << std::string(token) << QString::fromUtf8(start);
        };
        row("a b", "auth: slurm.user_token: expected one line");
        row("${SLURM_JWT}", "auth: slurm.user_token: it is the name of a variable");
        row("{\"token\": \"a.b.c\"}", "auth: slurm.user_token: it is a JSON document");
        row("export SLURM_JWT=a.b.c", "auth: slurm.user_token: it is a line for a shell");
        row("changeme", "auth: slurm.user_token: it is no JSON Web Token");
    }
    void refusesATokenThatIsNone()
    {
        QFETCH(std::string, token);
        QFETCH(QString, start);

        FakeSlurmrestd server(Kind::Tcp);
        const QString seen = fetch(*sourceOn(server, withToken(token)));
        QVERIFY2(seen.startsWith(start), qPrintable(seen));
        QVERIFY(server.requests().empty());
    }

    void takesAPairOfQuotesOff()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, nodeList({"n1"}))});
        QCOMPARE(fetch(*sourceOn(server, withToken("\"abc.def.ghi\""))), u"n1 v0.0.42"_s);
        QCOMPARE(server.requests().back().header("X-SLURM-USER-TOKEN"), QByteArray("abc.def.ghi"));
    }

    void saysWhenTheTokenHasExpired()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer(
            {httpAnswer(500, R"({"errors":[{"error":"Unspecified error","errno":-1}],"nodes":[]})")});
        const QString expired = fetch(*sourceOn(server, withToken(expiringToken("1700000000"))));
        QVERIFY2(expired.startsWith(u"auth: the token expired at 2023-11-14T22:13:20Z: ") &&
                     expired.contains(u"; it is that of slurm.user_token; "),
                 qPrintable(expired));
        const QString valid = fetch(*sourceOn(server, withToken(expiringToken("99999999999"))));
        QVERIFY2(valid.startsWith(u"slurm: "), qPrintable(valid));
    }

    void neverShowsTheToken_data()
    {
        QTest::addColumn<Answer>("answer");

        QTest::newRow("in a page") << httpAnswer(403, "your token abc.def.ghi is bad", "text/plain");
        QTest::newRow("at the end of what is shown")
            << httpAnswer(500, QByteArray(195, 'x') + "abc.def.ghi", "text/plain");
        QTest::newRow("in a redirect") << httpAnswer(302, "", "text/plain", "Location: /?abc.def.ghi\r\n");
        QTest::newRow("in Slurm's error") << httpAnswer(500, R"({"errors":[{"error":"bad abc.def.ghi"}]})");
        QTest::newRow("in an error beside nodes")
            << httpAnswer(200, R"({"nodes":[],"errors":[{"error":"bad abc.def.ghi"}]})");
        QTest::newRow("in a content type") << httpAnswer(200, "no", "abc.def.ghi");
    }
    void neverShowsTheToken()
    {
        QFETCH(Answer, answer);

        FakeSlurmrestd server(Kind::Tcp);
        server.answer({answer});
        const QString seen = fetch(*sourceOn(server, withToken("abc.def.ghi")));
        QVERIFY2(seen.contains(u": "), qPrintable(seen));
        QVERIFY2(!seen.contains(u"abc."), qPrintable(seen));
    }

    // A placeholder that somebody left in the config.
    void endsWithATokenThatIsLikeItsMask_data()
    {
        QTest::addColumn<std::string>("token");
        for (const char *token : {"TOKEN.TOKEN.TOKEN", "T.O.KEN", "KEN.T.O"})
            QTest::newRow(token) << std::string(token);
    }
    void endsWithATokenThatIsLikeItsMask()
    {
        QFETCH(std::string, token);

        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(403, QByteArray::fromStdString("<" + token + ">"), "text/plain")});
        const QString seen = fetch(*sourceOn(server, withToken(token)));
        QVERIFY2(seen.startsWith(u"auth: ") && seen.contains(u"TOKEN"), qPrintable(seen));
    }

    void takesNoTornAnswer_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QByteArray>("framing");
        for (const auto &[kind, text] : {std::pair(Kind::Tcp, "tcp"), std::pair(Kind::Unix, "unix")}) {
            QTest::addRow("chunked, %s", text)
                << kind << QByteArray("Transfer-Encoding: chunked\r\n\r\n2c\r\n");
            QTest::addRow("until it closes, %s", text) << kind << QByteArray("Connection: close\r\n\r\n");
            QTest::addRow("by length, %s", text) << kind << QByteArray("Content-Length: 47\r\n\r\n");
        }
    }
    void takesNoTornAnswer()
    {
        QFETCH(Kind, kind);
        QFETCH(QByteArray, framing);

        FakeSlurmrestd server(kind);
        const QByteArray nodes = R"({"errors":[],"nodes":[{"name":"n1"},{"name":)"; // 44 bytes
        QCOMPARE(nodes.size(), 44);
        server.answer({{Send{"HTTP/1.1 200 OK\r\n" + framing + nodes + "\r\n"}, Close{}}});
        const QString seen = fetch(*sourceOn(server, withVersion("v0.0.42")));
        QVERIFY2(seen.startsWith(u"connect: ") || seen.startsWith(u"parse: the JSON ends too early"),
                 qPrintable(seen));
    }

    // For its other clients.
    void keepsAnswers_data()
    {
        QTest::addColumn<bool>("keeps");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<bool>("isKept");
        const Answer list = httpAnswer(200, nodeList({"n1"}));
        QTest::newRow("kept") << true << list << true;
        QTest::newRow("not wanted") << false << list << false;
        QTest::newRow("no list") << true << httpAnswer(200, R"({"jobs":[]})") << false;
        QTest::newRow("errors") << true << httpAnswer(200, R"({"errors":[{"error":"x"}],"nodes":[]})")
                                << false;
        QTest::newRow("refused") << true << httpAnswer(500, nodeList({"n1"})) << false;
        QTest::newRow("torn") << true << Answer{Send{"HTTP/1.1 200 OK\r\n\r\n{\"nodes\":["}, Close{}}
                              << false;
        QTest::newRow("with the token") << true << httpAnswer(200, nodeList({"eyJh.bGci.Oi"})) << false;
    }
    void keepsAnswers()
    {
        QFETCH(const bool, keeps);
        QFETCH(const Answer, answer);
        QFETCH(const bool, isKept);
        SlurmConfig config = withToken("eyJh.bGci.Oi");
        config.keepsAnswers = keeps;
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({answer, httpAnswer(200, nodeList({"n2"}))});
        const auto source = sourceOn(server, config);
        std::vector<std::shared_ptr<const KeptAnswer>> answers;
        connect(source.get(), &NodeSource::finished, this,
                [&answers](const FetchResult &result) { answers.push_back(result.answer); });
        fetch(*source);
        fetch(*source);
        QCOMPARE(answers.size(), 2U);
        QCOMPARE(answers[0] != nullptr, isKept);
        QCOMPARE(answers[1] != nullptr, keeps); // each for itself
        if (!isKept)
            return;
        QCOMPARE(answers[0]->apiVersion, "v0.0.42");
        QCOMPARE(answers[0]->size, static_cast<std::uint64_t>(nodeList({"n1"}).size()));
        QVERIFY(std::chrono::system_clock::now() - answers[0]->takenAt < 10s);
        QVERIFY(answers[0]->etag != answers[1]->etag);
    }

    void canBeAborted_data() { kinds(); }
    void canBeAborted()
    {
        QFETCH(Kind, kind);

        FakeSlurmrestd server(kind);
        server.answer({{Send{"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"nodes\":["}},
                       httpAnswer(200, nodeList({"n1"}))});
        const auto source = sourceOn(server, withVersion("v0.0.42"));
        int finishes = 0;
        QObject context;
        connect(source.get(), &NodeSource::finished, &context, [&] { ++finishes; });
        source->abort();
        source->fetch();
        source->abort();
        source->fetch();
        QVERIFY(QTest::qWaitFor([&] { return server.requests().size() == 1; }));
        source->abort();
        QTest::qWait(20);
        QCOMPARE(finishes, 0);
        QCOMPARE(fetch(*source), u"n1 v0.0.42"_s);
        QCOMPARE(finishes, 1);
    }

private:
    static void kinds()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("tcp") << Kind::Tcp;
        QTest::newRow("unix") << Kind::Unix;
    }
};

SLURMSD_TEST(TestSlurmrestdSource)
#include "tst_slurmrestdsource.moc"
