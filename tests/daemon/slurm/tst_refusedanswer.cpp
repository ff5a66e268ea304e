// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/refusedanswer.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1800000000)}; // 2027-01-15T08:00:00Z
constexpr auto past = now - std::chrono::hours(1);
constexpr auto future = now + std::chrono::hours(1);

RefusedAnswer answer(int status, const std::string &body, const std::string &location = {})
{
    return {.path = "/nodes/", .head = {status, "text/plain", location, body.size()}, .body = body};
}

// A real answer below tests/data/captures/.
RefusedAnswer captured(const QString &name)
{
    const QByteArray raw = capturedAnswer(u"captures/"_s + name);
    const qsizetype head = raw.indexOf("\r\n\r\n") + 4;
    const qsizetype key = raw.indexOf("Content-Length: ") + 16;
    const auto length = raw.sliced(key, raw.indexOf('\r', key) - key).toLongLong();
    return answer(raw.split(' ').value(1).toInt(), raw.sliced(head, length).toStdString());
}

QString explained(const RefusedAnswer &answer, const RequestFacts &facts = {})
{
    const PollError error = explainRefusal(answer, facts, now);
    return QString::fromStdString(std::string(toString(error.errorClass)) + ": " + error.message);
}

} // namespace

class TestRefusedAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsRealAnswers_data()
    {
        QTest::addColumn<QString>("capture");
        QTest::addColumn<QString>("start"); // class and status
        QTest::addColumn<QString>("part");

        QTest::newRow("22.05, bad token or dead controller")
            << u"22.05.8/v0.0.38/badtoken.http"_s << u"slurm: "_s
            << u"(HTTP 500); Slurm 22.05 and 24.05 say so when they refuse the token, when they cannot reach "
               u"slurmctld, and when they do not show nodes to this user (with PrivateData=nodes"_s;
        QTest::newRow("22.05, no auth") << u"22.05.8/v0.0.38/unauth.http"_s << u"auth: "_s
                                        << u"HTTP 401 for GET /nodes/: Authentication failure"_s;
        QTest::newRow("22.05, bad version") << u"22.05.8/v0.0.38/badversion.http"_s << u"http: "_s
                                            << u"HTTP 404 for GET /nodes/: Unable find requested URL."_s;
        QTest::newRow("24.11, bad token")
            << u"24.11.5/v0.0.42/badtoken.http"_s << u"auth: "_s
            << u"Protocol authentication error (error 1007) (HTTP 511); the token is that of the token file "
               u"/t; "
               u"\"scontrol token username=USER lifespan=SECONDS\" makes a new one"_s;
        QTest::newRow("22.05, PrivateData=nodes and an ordinary user")
            << u"22.05.8/v0.0.38/private.http"_s << u"slurm: "_s << u"with PrivateData=nodes in slurm.conf"_s;
        QTest::newRow("24.11, dead controller") << u"24.11.5/v0.0.42/ctld-down.http"_s << u"slurm: "_s
                                                << u"Unable to contact slurm controller (connect failure)"_s;
        QTest::newRow("24.11, errors and nodes")
            << u"24.11.5/v0.0.42/flags-nonsense.http"_s << u"slurm: "_s << u"(HTTP 500)"_s;
    }
    void knowsRealAnswers()
    {
        QFETCH(QString, capture);
        QFETCH(QString, start);
        QFETCH(QString, part);

        RequestFacts facts;
        facts.withToken = true;
        facts.withUserName = true;
        facts.tokenExpiry = future;
        facts.tokenSource = "the token file /t";
        const QString text = explained(captured(capture), facts);
        QVERIFY2(text.startsWith(start), qPrintable(text));
        QVERIFY2(text.contains(part), qPrintable(text));
    }

    void knowsStatuses_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("errorClass");

        for (const int status : {401, 403, 407, 511})
            QTest::addRow("%d", status) << status << u"auth"_s;
        for (const int status : {203, 301, 304, 400, 404, 422, 429, 500, 502, 503, 504})
            QTest::addRow("%d", status) << status << u"http"_s;
    }
    void knowsStatuses()
    {
        QFETCH(int, status);
        QFETCH(QString, errorClass);

        RequestFacts facts;
        facts.withToken = true;
        facts.withUserName = true;
        facts.tokenSource = "slurm.user_token";
        const QString advice =
            status == 401 || status == 511
                ? u"; the token is that of slurm.user_token; \"scontrol token username=USER "
                  u"lifespan=SECONDS\" makes a new one"_s
                : QString();
        QCOMPARE(explained(answer(status, "sorry"), facts),
                 u"%1: HTTP %2 for GET /nodes/: sorry"_s.arg(errorClass).arg(status) + advice);
    }

    void knowsWhoMayNotSeeNodes_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("24.11") << 500;
        QTest::newRow("26.05") << 422;
    }
    void knowsWhoMayNotSeeNodes()
    {
        QFETCH(int, status);

        RequestFacts facts;
        facts.withToken = true;
        facts.tokenExpiry = future;
        facts.tokenSource = "the token file /t";
        const std::string body =
            R"({"errors":[{"description":"Failure to query nodes","error_number":2002,)"
            R"("error":"Access/permission denied","source":"slurm_load_node"}],"nodes":[]})";
        QCOMPARE(explained(answer(status, body), facts),
                 u"auth: Failure to query nodes: Access/permission denied (error 2002) (HTTP %1); with "
                 u"PrivateData=nodes in slurm.conf, Slurm shows nodes only to root, SlurmUser, operators and "
                 u"administrators: give the token's user that level, or take another user's token; the token "
                 u"is that of "
                 u"the token file /t"_s.arg(status));
    }

    void knowsARequestWithoutAToken_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::newRow("22.05 to 25.05") << 401 << u"Authentication failure"_s;
        QTest::newRow("25.11") << 500 << u"Authentication does not apply to request"_s;
    }
    void knowsARequestWithoutAToken()
    {
        QFETCH(int, status);
        QFETCH(QString, body);

        const RefusedAnswer refused = answer(status, body.toStdString());
        const QString start = u"auth: HTTP %1 for GET /nodes/: "_s.arg(status) + body;
        QCOMPARE(explained(refused), start + u"; no token is configured (slurm.user_token_file)"_s);
        RequestFacts facts;
        facts.overUnixSocket = true;
        QVERIFY(
            explained(refused, facts).startsWith(start + u"; over a UNIX socket, slurmrestd lets in root"_s));
    }

    void namesWhereTheTokenIsFrom_data()
    {
        QTest::addColumn<std::string>("source");
        for (const char *source :
             {"slurm.user_token", "the token file /t", "--slurm.user-token-file /t",
              "$SLURM_JWT of the environment, which stands in for slurm.user_token_file /t"})
            QTest::newRow(source) << std::string(source);
    }
    void namesWhereTheTokenIsFrom()
    {
        QFETCH(std::string, source);

        RequestFacts facts;
        facts.withToken = true;
        facts.withUserName = true;
        facts.tokenSource = source;
        const QString advice = u"; it is that of "_s + QString::fromStdString(source) +
                               u"; \"scontrol token username=USER lifespan=SECONDS\" makes a new one"_s;
        facts.tokenExpiry = past;
        for (const QString &capture :
             {u"22.05.8/v0.0.38/expiredtoken.http"_s, u"24.11.5/v0.0.42/expiredtoken.http"_s})
            QVERIFY(explained(captured(capture), facts).endsWith(advice));
        facts.tokenExpiry = future;
        for (const QString &capture : {u"22.05.8/v0.0.38/badtoken.http"_s, u"24.11.5/v0.0.42/badtoken.http"_s,
                                       u"24.11.5/v0.0.42/unauth.http"_s})
            QVERIFY(explained(captured(capture), facts)
                        .contains(QString(advice).replace(u"it is"_s, u"the token is"_s)));
    }

    void namesItBesideAMissingUserName()
    {
        RequestFacts facts;
        facts.withToken = true;
        facts.tokenSource = "$SLURM_JWT of the environment, which stands in for slurm.user_token_file /t";
        QVERIFY(explained(captured(u"24.11.5/v0.0.42/unauth.http"_s), facts)
                    .endsWith(u"(slurm.user_name); the token is that of $SLURM_JWT of the environment, which "
                              u"stands in for slurm.user_token_file /t"_s));
    }

    void knowsAPathThatIsNotSlurms_data()
    {
        QTest::addColumn<std::string>("path");
        QTest::addColumn<QString>("own"); // empty: there is none
        const auto row = [](const char *path, const char *own) {
            QTest::newRow(path) << std::string(path) << QString::fromUtf8(own);
        };
        row("/openapi/v3", "");
        row("/slurm/v0.0.42/nodes/", "");
        row("/slurm/openapi/v3", "/slurm");
        row("/slurm/slurm/v0.0.42/nodes/", "/slurm");
        row("/proxy/x/openapi/v3", "/proxy/x");
    }
    void knowsAPathThatIsNotSlurms()
    {
        QFETCH(std::string, path);
        QFETCH(QString, own);
        RefusedAnswer refused = answer(404, "Unable find requested URL");
        refused.path = path;
        const QString hint =
            own.isEmpty() ? QString()
                          : u"; slurm.endpoint has the path %1, and slurmrestd itself none: it is right only "
                            u"for a proxy that takes it off"_s.arg(own);
        QCOMPARE(explained(refused),
                 u"http: HTTP 404 for GET %1: Unable find requested URL"_s.arg(QString::fromStdString(path)) +
                     hint);
        refused.head.status = 502;
        QVERIFY(!explained(refused).contains(u"slurm.endpoint"_s));
    }

    void blamesAnExpiredToken_data()
    {
        QTest::addColumn<QString>("capture");
        QTest::addColumn<bool>("isBlamed");

        QTest::newRow("22.05: 500") << u"22.05.8/v0.0.38/expiredtoken.http"_s << true;
        QTest::newRow("24.11: 511") << u"24.11.5/v0.0.42/expiredtoken.http"_s << true;
        QTest::newRow("401") << u"24.11.5/v0.0.42/unauth.http"_s << true;
        QTest::newRow("502 is not about it") << u"24.11.5/v0.0.42/ctld-down.http"_s << false;
        QTest::newRow("404 is not about it") << u"24.11.5/v0.0.42/badversion.http"_s << false;
    }
    void blamesAnExpiredToken()
    {
        QFETCH(QString, capture);
        QFETCH(bool, isBlamed);

        RequestFacts facts;
        facts.withToken = true;
        facts.tokenExpiry = past;
        QCOMPARE(explained(captured(capture), facts)
                     .startsWith(u"auth: the token expired at 2027-01-15T07:00:00Z: "),
                 isBlamed);
        facts.tokenExpiry = future;
        QVERIFY(!explained(captured(capture), facts).contains(u"expired"));
        facts.tokenExpiry.reset();
        QVERIFY(!explained(captured(capture), facts).contains(u"expired"));
    }

    void hintsAtTheCauseOfA401_data()
    {
        QTest::addColumn<bool>("overUnixSocket");
        QTest::addColumn<bool>("withUserName");
        QTest::addColumn<bool>("withToken");
        QTest::addColumn<QString>("hint");

        QTest::newRow("socket and name") << true << true << false << u"try without slurm.user_name"_s;
        QTest::newRow("socket") << true << false << false << u"run the daemon as the socket's owner"_s;
        QTest::newRow("nothing") << false << false << false
                                 << u"no token is configured (slurm.user_token_file)"_s;
        QTest::newRow("name only") << false << true << false
                                   << u"no token is configured (slurm.user_token_file)"_s;
        QTest::newRow("token only") << false << false << true << u"(slurm.user_name)"_s;
        QTest::newRow("both") << false << true << true << u"Authentication failure"_s;
    }
    void hintsAtTheCauseOfA401()
    {
        QFETCH(bool, overUnixSocket);
        QFETCH(bool, withUserName);
        QFETCH(bool, withToken);
        QFETCH(QString, hint);

        const QString text = explained(captured(u"24.11.5/v0.0.42/unauth.http"_s),
                                       {overUnixSocket, withUserName, withToken, std::nullopt});
        QVERIFY2(text.contains(hint), qPrintable(text));
    }

    void showsTheStartOfABody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("shown");

        const QString text = u"http: HTTP 500 for GET /nodes/"_s;
        QTest::newRow("empty") << QByteArray("") << text;
        QTest::newRow("white space") << QByteArray(" \r\n\t ") << text;
        QTest::newRow("lines") << QByteArray("<html>\r\n  <body>\n") << text + u": <html> <body>"_s;
        QTest::newRow("control characters") << QByteArray("a\x1b[31mb\x07") << text + u": a[31mb"_s;
        QTest::newRow("not UTF-8") << QByteArray("a\xff") << text + u": a\uFFFD"_s;
        QTest::newRow("long") << QByteArray(5000, 'x') << text + u": "_s + QString(200, u'x') + u"…"_s;
    }
    void showsTheStartOfABody()
    {
        QFETCH(QByteArray, body);

        QTEST(explained(answer(500, body.toStdString())), "shown");
    }

    void namesWhereARedirectPoints()
    {
        QCOMPARE(explained(answer(302, "moved", "https://other/")),
                 u"http: HTTP 302 for GET /nodes/: redirect to https://other/ not followed"_s);
    }
};

SLURMSD_TEST(TestRefusedAnswer)
#include "tst_refusedanswer.moc"
