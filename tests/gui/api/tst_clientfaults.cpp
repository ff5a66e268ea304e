// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

using State = DaemonClient::State;
using Step = ApiError::Step;

namespace {

constexpr int patience = 20'000;

DaemonStatus oneCluster()
{
    DaemonStatus status;
    status.version = "9.9";
    status.clusters.emplace_back();
    status.clusters[0].listTakenAt = WallTime(1s);
    status.jobs = {{"node", 9100, 1, 1, "t"}};
    return status;
}

const QByteArray noNodes = R"({"columns":["name"],"clusters":[{"name":"a","nodes":[["n1"]]}],"strings":[]})";
const QByteArray oneTarget = R"([{"targets":["n1:9100"],"labels":{}}])";

QByteArray eventPage(const char *log, std::uint64_t from, std::uint64_t to)
{
    EventPage page{log, {}, to, 0};
    for (std::uint64_t id = from; id <= to; ++id)
        page.events.push_back({id, {}, Event::Kind::Other, {}, {}, std::to_string(id)});
    return httpText(200, toJson(page));
}

// A daemon with one node.
void answerWell(FakeDaemon &daemon)
{
    daemon.answer("/api/v1/status", httpText(200, toJson(oneCluster())));
    daemon.answer("/api/v1/events", httpText(200, toJson(EventPage{"a", {}, 0, 0})));
    daemon.answer("/api/v1/nodes", httpText(200, noNodes, "application/json", "ETag: \"n\"\r\n"));
    daemon.answer("/targets", httpText(200, oneTarget, "application/json", "ETag: \"t\"\r\n"));
}

QByteArray torn(QByteArray answer)
{
    answer.chop(3);
    return answer;
}

} // namespace

// The client and servers that are no daemon, or a broken one.
class TestClientFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusAnswers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message"); // its start
        const auto row = [](const char *name, const QByteArray &answer, Step step, int status,
                            const char *message) {
            QTest::newRow(name) << answer << int(step) << status << QString::fromUtf8(message);
        };
        const QByteArray good = toJson(oneCluster());
        row("closes", "", Step::Tcp, 0, "Connection closed");
        row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Step::Tcp, 0, "");
        row("torn head", "HTTP/1.1 200 OK\r\nContent-Ty", Step::Tcp, 0, "");
        row("torn body", torn(httpText(200, good)), Step::Tcp, 0, "Connection closed");
        row("HTML", httpText(200, "<html>", "text/html; charset=utf-8"), Step::Api, 200,
            "HTTP status 200 with text/html; charset=utf-8: not an answer of prometheus-slurm-sd");
        row("a proxy's error", httpText(502, "<html>", "text/html"), Step::Api, 502,
            "HTTP status 502 with text/html: not an answer");
        row("another program's 404", httpText(404, "404 page not found", "text/plain"), Step::Api, 404,
            "HTTP status 404 with text/plain");
        row("bad request", httpText(400, R"({"status":"error","errorType":"bad_data","error":"what?"})"),
            Step::Request, 400, "what?");
        row("a proxy's bad request", httpText(400, "<html>", "text/html"), Step::Api, 400,
            "HTTP status 400 with text/html: not an answer");
        row("a proxy's 403", httpText(403, "no", "text/plain"), Step::Login, 403, "HTTP status 403");
        row("a proxy's 401", httpText(401, "no", "text/plain"), Step::Login, 401,
            "a user name and a password are needed");
        row("too many logins",
            httpText(503, R"({"status":"error","errorType":"unauthorized","error":"wait"})"), Step::Login,
            503, "wait");
        row("too many logins, of a proxy",
            httpText(429, R"({"status":"error","errorType":"unavailable","error":"wait"})"), Step::Login, 429,
            "wait");
        row("too much at once",
            httpText(503, R"({"status":"error","errorType":"unavailable","error":"busy"})"), Step::Request,
            503, "busy");
        row("garbage", httpText(200, "\xff\x00{"), Step::Api, 0, "an answer that cannot be read: not JSON");
        row("wrong type", httpText(200, R"({"version":1})"), Step::Api, 0,
            "an answer that cannot be read: version: expected a string, got a number");
        row("another document", httpText(200, "{}"), Step::Api, 0,
            "an answer that cannot be read: no status of prometheus-slurm-sd");
        row("nothing", httpText(200, ""), Step::Api, 0, "an answer that cannot be read: not JSON");
        row("redirect", httpText(302, "", "text/html", "Location: http://127.0.0.1:1/x\r\n"), Step::Api, 302,
            "HTTP status 302, a redirect to \"http://127.0.0.1:1/x\", not followed");
        row("huge", httpText(200, QByteArray(17'000'000, ' ')), Step::Api, 0,
            "the answer has more than 16 MB");
    }

    void statusAnswers()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, step);
        QFETCH(const int, status);
        QFETCH(const QString, message);
        FakeDaemon daemon;
        daemon.answer("/api/v1/status", answer);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_VERIFY_WITH_TIMEOUT(client.state() != State::Connecting, patience);
        QCOMPARE(client.state(), status == 401 ? State::Refused : State::Lost);
        const ApiError error = client.error().value();
        QVERIFY2(QString::fromStdString(error.message).startsWith(message), error.message.c_str());
        QCOMPARE(int(error.step), step);
        QCOMPARE(error.status, status);
        if (status == 401) // nothing is tried again
            return;
        answerWell(daemon);
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
        QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 1U, patience);
    }

    void partsThatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("answer");
        for (const QByteArray path : {"/api/v1/nodes", "/api/v1/events", "/targets"}) {
            QTest::addRow("HTML at %s", path.constData()) << path << httpText(200, "<html>", "text/html");
            QTest::addRow("garbage at %s", path.constData()) << path << httpText(200, "{\"x\":[}");
            QTest::addRow("torn %s", path.constData()) << path << torn(httpText(200, noNodes));
        }
    }

    void partsThatCannotBeRead()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, answer);
        FakeDaemon daemon;
        answerWell(daemon);
        daemon.answer(path, answer);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, patience);
        QVERIFY(client.status().has_value());
        QVERIFY(client.error()->step == Step::Api || client.error()->step == Step::Tcp);
        QSignalSpy states(&client, &DaemonClient::stateChanged);
        const auto asked = daemon.heads(path).size();
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads(path).size() > asked + 2, patience);
        QCOMPARE(states.size(), 0); // lost all the time: it does not flicker
        answerWell(daemon);
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
    }

    void thereIsNoListYet()
    {
        FakeDaemon daemon;
        answerWell(daemon);
        const QByteArray unavailable =
            httpText(503, R"({"status":"error","errorType":"unavailable","error":"no list"})");
        daemon.answer("/api/v1/nodes", unavailable);
        daemon.answer("/targets", unavailable);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 1U, patience);
        QCOMPARE(client.state(), State::Connected);
        QCOMPARE(client.targets()[0].groups->size(), 0U);
        QCOMPARE(client.nodes().size(), 0U);
        // The status told of targets: they are asked for until they come.
        answerWell(daemon);
        QTRY_COMPARE_WITH_TIMEOUT(client.targets()[0].groups->size(), 1U, patience);
    }

    void nothingIsLeftToAskFor()
    {
        FakeDaemon daemon;
        answerWell(daemon);
        daemon.answer("/api/v1/nodes", torn(httpText(200, noNodes)));
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, patience);
        DaemonStatus status = oneCluster();
        status.clusters[0].listTakenAt.reset(); // as after a restart
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
    }

    void targetsOfSomeJobs()
    {
        FakeDaemon daemon;
        answerWell(daemon);
        DaemonStatus status = oneCluster();
        status.jobs.push_back({"dcgm", 9400, 1, 1, "d1"});
        status.jobs.push_back({"later", 9500, 0, 0, {}}); // has no answer yet
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 3U, patience);
        QCOMPARE(client.targets()[2].groups->size(), 0U);
        QCOMPARE(daemon.heads("/targets").size(), 2);
        status.jobs[1].etag = "d2";
        daemon.answer("/targets", httpText(200, "[]", "application/json", "ETag: \"d2\"\r\n"));
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        QTRY_COMPARE_WITH_TIMEOUT(client.targets()[1].groups->size(), 0U, patience);
        QCOMPARE(client.targets()[0].groups->size(), 1U);
        const auto polls = daemon.heads("/api/v1/status").size();
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/api/v1/status").size() > polls + 3, patience);
        QCOMPARE(daemon.heads("/targets").size(), 3);
        QVERIFY(daemon.heads("/targets")[2].startsWith("GET /targets?prom_job=dcgm "));
    }

    void actsOfSlots_data()
    {
        QTest::addColumn<QString>("signal");
        for (const QString &name : {u"state"_s, u"status"_s, u"nodes"_s, u"targets"_s, u"events"_s})
            QTest::newRow(qPrintable(name)) << name;
    }

    // What a slot of any signal may do: close the client, or open another daemon.
    void actsOfSlots()
    {
        QFETCH(const QString, signal);
        FakeDaemon first;
        FakeDaemon second;
        for (FakeDaemon *daemon : {&first, &second})
            answerWell(*daemon);
        // A page after which there are more to be asked for.
        first.answer("/api/v1/events", eventPage("a", 1, 1000));
        for (const bool isReopened : {false, true}) {
            DaemonClient client;
            client.setTiming(hurry());
            bool isDone = false;
            const auto act = [&] {
                if (isDone || (signal == u"state"_s && client.state() != State::Connected))
                    return;
                isDone = true;
                client.close();
                if (isReopened)
                    client.open(profileOf(second.url()), {});
            };
            if (signal == u"state"_s)
                connect(&client, &DaemonClient::stateChanged, &client, act);
            else if (signal == u"status"_s)
                connect(&client, &DaemonClient::statusChanged, &client, act);
            else if (signal == u"nodes"_s)
                connect(&client, &DaemonClient::nodesChanged, &client, act);
            else if (signal == u"targets"_s)
                connect(&client, &DaemonClient::targetsChanged, &client, act);
            else
                connect(&client, &DaemonClient::eventsArrived, &client, act);
            client.open(profileOf(first.url()), {});
            QTRY_VERIFY_WITH_TIMEOUT(isDone, patience);
            const auto asked = first.heads("/api/v1/status").size();
            if (isReopened) {
                QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 1U, patience);
                QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
            } else {
                QTest::qWait(100); // five polls
                QCOMPARE(client.state(), State::Closed);
            }
            QVERIFY(first.heads("/api/v1/status").size() <= asked + 1); // what was under way
        }
    }

    // As opening another daemon drops what is known of the one before.
    void closedWhileItOpens()
    {
        FakeDaemon first;
        FakeDaemon second;
        for (FakeDaemon *daemon : {&first, &second})
            answerWell(*daemon);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(first.url()), {});
        QTRY_VERIFY_WITH_TIMEOUT(!client.nodes().empty(), patience);
        connect(&client, &DaemonClient::nodesChanged, &client, &DaemonClient::close);
        client.open(profileOf(second.url()), {});
        QCOMPARE(client.state(), State::Closed);
        QTest::qWait(100);
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(second.heads("/api/v1/status").size(), 0);
    }

    void noAnswer()
    {
        FakeDaemon daemon; // takes connections, and says nothing
        DaemonClient client;
        FollowTiming timing = hurry();
        timing.statusDeadline = 50ms;
        client.setTiming(timing);
        client.open(profileOf(daemon.url()), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, patience);
        QCOMPARE(client.error()->step, Step::Tcp);
        QCOMPARE(client.error()->message, "no answer within 0.05 s");
        answerWell(daemon);
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
    }

    void anotherDaemonsAnswerIsDropped()
    {
        FakeDaemon first;
        answerWell(first);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(first.url()), {});
        QTRY_VERIFY_WITH_TIMEOUT(!first.heads("/api/v1/nodes").empty(), patience);
        FakeDaemon second; // never answers
        client.open(profileOf(second.url()), {});
        QTRY_VERIFY_WITH_TIMEOUT(!second.heads("/api/v1/status").empty(), patience);
        QTest::qWait(50);
        QCOMPARE(client.state(), State::Connecting);
        QVERIFY(!client.status());
        QCOMPARE(client.nodes().size(), 0U);
    }

    void whatIsSent()
    {
        FakeDaemon daemon;
        answerWell(daemon);
        ConnectionProfile profile = profileOf(daemon.url(), u"älice"_s);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profile, {u"pass:wörd"_s, {}});
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/targets").size() == 1, patience);
        const QByteArray head = daemon.heads("/targets")[0];
        QVERIFY2(head.startsWith("GET /targets?prom_job=node HTTP/1.1\r\n"), head.constData());
        const QByteArray login = "Authorization: Basic " + u"älice:pass:wörd"_s.toUtf8().toBase64() + "\r";
        // Qt 6.8 writes the names in small letters.
        const QByteArray lowered = head.toLower();
        QVERIFY(lowered.split('\n').contains(login.toLower()));
        QVERIFY(lowered.contains("\r\naccept-encoding: identity"));
        QVERIFY(lowered.contains("\r\nuser-agent: prometheus-slurm-sd-admin/"));
        QVERIFY(!lowered.contains("if-none-match"));

        // With the next list, whose time alone is another, and with targets that the status calls others.
        QTRY_COMPARE_WITH_TIMEOUT(client.targets().size(), 1U, patience);
        QTRY_COMPARE_WITH_TIMEOUT(client.nodes().size(), 1U, patience);
        DaemonStatus status = oneCluster();
        status.clusters[0].listTakenAt = WallTime(2s);
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/api/v1/nodes").size() == 2, patience);
        QCOMPARE(daemon.heads("/targets").size(), 1);
        status.jobs[0].etag = "u";
        daemon.answer("/targets", "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/targets").size() == 2, patience);
        QVERIFY(daemon.heads("/targets")[1].toLower().contains("\r\nif-none-match: \"t\""));
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/api/v1/nodes").size() == 2, patience);
        QVERIFY(daemon.heads("/api/v1/nodes")[1].toLower().contains("\r\nif-none-match: \"n\""));
        const auto polls = daemon.heads("/api/v1/status").size();
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/api/v1/status").size() > polls + 3, patience);
        QCOMPARE(daemon.heads("/targets").size(), 2); // nothing else is new
        QCOMPARE(daemon.heads("/api/v1/nodes").size(), 2);
        QCOMPARE(client.targets()[0].groups->size(), 1U);
    }

    // The login goes to the daemon alone.
    void redirectsAreNotFollowed()
    {
        FakeDaemon elsewhere;
        FakeDaemon daemon;
        daemon.answer("/api/v1/status",
                      httpText(307, "", "text/html",
                               "Location: " + elsewhere.url().toEncoded() + "/api/v1/status\r\n"));
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(daemon.url(), u"alice"_s), {u"secret"_s, {}});
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads("/api/v1/status").size() > 2, patience);
        QCOMPARE(elsewhere.heads("/api/v1/status").size(), 0);
    }

    void pathOfAProxy()
    {
        FakeDaemon daemon;
        daemon.answer("/slurm%20sd/api/v1/status", httpText(200, toJson(oneCluster())));
        ConnectionProfile profile = profileOf(daemon.url());
        profile.url.setPath(u"/slurm sd/"_s);
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profile, {});
        QTRY_VERIFY_WITH_TIMEOUT(client.status().has_value(), patience);
        QCOMPARE(client.status()->version, "9.9");
    }

    void profilesThatCannotBeAsked()
    {
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(QUrl(u"ftp://x"_s)), {});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, patience);
        QCOMPARE(client.error()->step, Step::Url);
        QCOMPARE(client.error()->message, "expected http://host:port or https://host:port");
        client.open(profileOf(QUrl(u"http://no-such-host.invalid:1"_s)), {});
        QTRY_VERIFY_WITH_TIMEOUT(client.error() && client.error()->step == Step::Dns, patience);
    }

    void eventsPageByPage()
    {
        FakeDaemon daemon;
        answerWell(daemon);
        const QByteArray path = "/api/v1/events";
        daemon.answer(path + "?after=0&limit=1000", eventPage("a", 1, 1000));
        daemon.answer(path + "?after=1000&limit=1000", eventPage("a", 1001, 1002));
        daemon.answer(path, eventPage("a", 1003, 1002));
        DaemonClient client;
        QList<std::pair<std::size_t, bool>> seen;
        connect(&client, &DaemonClient::eventsArrived, this,
                [&](const std::vector<Event> &events, bool startsOver) {
                    seen.emplace_back(events.size(), startsOver);
                });
        client.setTiming(hurry());
        client.open(profileOf(daemon.url()), {});
        QTRY_VERIFY_WITH_TIMEOUT(daemon.heads(path).size() > 4, patience);
        using Seen = std::pair<std::size_t, bool>;
        QCOMPARE(seen, (QList<Seen>{{1000, true}, {2, false}}));
        QVERIFY(daemon.heads(path)[3].contains("?after=1002&limit=1000 "));

        // A daemon that was started anew, and has other events with ids that were there before.
        daemon.answer(path, eventPage("b", 1003, 1003));
        daemon.answer(path + "?after=0&limit=1000", eventPage("b", 1, 3));
        QTRY_COMPARE_WITH_TIMEOUT(seen.size() >= 3, true, patience);
        QCOMPARE(seen[2], Seen(3, true));
    }
};

SLURMSD_TEST(TestClientFaults)
#include "tst_clientfaults.moc"
