// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/api/clienttesting.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::Literals::StringLiterals;

using State = DaemonClient::State;
using Step = ApiError::Step;

namespace {

constexpr int patience = 20'000;

const QByteArray twoJobs = "jobs:\n  - node:\n    port: 9100\n  - dcgm:\n    port: 9401\n"
                           "    match: {gres: [gpu]}\n";
// alice, with the password "secret".
const QByteArray logins = "basic_auth_users: {alice: "
                          "\"$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\"}\n";

struct SeenEvents
{
    explicit SeenEvents(DaemonClient &client)
    {
        QObject::connect(&client, &DaemonClient::eventsArrived, &client,
                         [this](const std::vector<Event> &events, bool startsOver) {
                             if (startsOver) {
                                 ++starts;
                                 all.clear();
                             }
                             all.insert(all.end(), events.begin(), events.end());
                         });
    }
    // From 1, one more for each.
    bool areInOrder() const
    {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].id != i + 1)
                return false;
        }
        return true;
    }

    std::vector<Event> all;
    int starts = 0;
};

std::size_t targetsOf(const DaemonClient &client)
{
    std::size_t targets = 0;
    for (const JobTargets &job : client.targets()) {
        for (const TargetGroup &group : *job.groups)
            targets += group.targets.size();
    }
    return targets;
}

QString tlsFile(const char *name)
{
    return QStringLiteral(SLURMSD_TEST_DATA "/tls/") + QLatin1StringView(name);
}

} // namespace

// The client against the built daemon.
class TestDaemonClient : public QObject
{
    Q_OBJECT

private:
    // Waits until the client has everything the daemon has.
    static void connectTo(DaemonClient &client, const DaemonProcess &daemon)
    {
        client.setTiming(hurry());
        client.open(profileOf(QUrl(daemon.url())), {});
        QTRY_VERIFY_WITH_TIMEOUT(!client.nodes().empty() && targetsOf(client) > 0, patience);
        QCOMPARE(client.state(), State::Connected);
    }

    static void refresh(DaemonClient &client)
    {
        Outcome<Done> refreshed;
        client.refresh({}, &client, refreshed.callback());
        QVERIFY2(refreshed.isGood(), refreshed.error().message.c_str());
    }

    static int nodesAnswers(DaemonProcess &daemon, const QByteArray &code)
    {
        return int(
            daemon.metric("slurm_sd_http_requests_total{handler=\"/api/v1/nodes\",code=\"" + code + "\"}")
                .value_or(0));
    }

    std::unique_ptr<DaemonFiles> m_files;

private Q_SLOTS:
    void init()
    {
        m_files = std::make_unique<DaemonFiles>();
        m_files->write(u"config.yaml"_s, twoJobs);
    }

    void followsADaemon()
    {
        const auto daemon = m_files->makeDaemon(u"demo:"_s);
        QVERIFY(daemon->start());
        DaemonClient client;
        const SeenEvents events(client);
        QSignalSpy states(&client, &DaemonClient::stateChanged);
        connectTo(client, *daemon);
        QCOMPARE(states.size(), 2); // connecting, connected
        QVERIFY(!client.error());
        QVERIFY(client.lastAnswer().has_value());
        QCOMPARE(client.status()->version, SLURMSD_VERSION);
        QVERIFY(client.daemonNow() >= client.status()->now);
        QCOMPARE(client.nodes().size(), 1U);
        QCOMPARE(client.nodes()[0]->nodes.size(), 40U);
        QCOMPARE(client.targets().size(), 2U);
        QCOMPARE(client.targets()[1].job, "dcgm");
        QCOMPARE(client.targets()[1].port, 9401);
        QTRY_COMPARE(events.starts, 1);
    }

    void reloadNamesTheJobsThatItChanged()
    {
        const auto daemon = m_files->makeDaemon(u"demo:"_s);
        QVERIFY(daemon->start());
        DaemonClient client;
        const SeenEvents events(client);
        connectTo(client, *daemon);
        m_files->write(u"config.yaml"_s, "jobs: [node: {port: 9199}, ipmi: {port: 9290}]\n");
        Outcome<Done> reloaded;
        client.reload(&client, reloaded.callback());
        QVERIFY2(reloaded.isGood(), reloaded.error().message.c_str());
        const auto isReload = [](const Event &event) { return event.kind == Event::Kind::ConfigReloaded; };
        QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(events.all, isReload), patience);
        QCOMPARE(std::ranges::find_if(events.all, isReload)->text,
                 "config reloaded: jobs added ipmi; removed dcgm; changed node");
    }

    void anotherDaemonIsAnother()
    {
        const auto daemon = m_files->makeDaemon(u"demo:"_s);
        QVERIFY(daemon->start());
        DaemonClient client;
        connectTo(client, *daemon);
        client.close();
        QCOMPARE(client.state(), State::Closed);
        QCOMPARE(client.nodes().size(), 1U);
        QSignalSpy nodes(&client, &DaemonClient::nodesChanged);
        QSignalSpy targets(&client, &DaemonClient::targetsChanged);
        client.open(profileOf(QUrl(u"http://127.0.0.1:1"_s)), {});
        QCOMPARE(client.state(), State::Connecting);
        QCOMPARE(client.nodes().size(), 0U);
        QCOMPARE(client.targets().size(), 0U);
        QVERIFY(!client.status());
        QCOMPARE(nodes.size(), 1);
        QCOMPARE(targets.size(), 1);
        QTRY_COMPARE(client.state(), State::Lost);
        QCOMPARE(client.error()->step, Step::Tcp);
    }

    void equalListsAreNotSentTwice()
    {
        m_files->writeCluster(10);
        const auto daemon = m_files->makeFileDaemon();
        QVERIFY(daemon->start());
        DaemonClient client;
        QSignalSpy nodes(&client, &DaemonClient::nodesChanged);
        QSignalSpy targets(&client, &DaemonClient::targetsChanged);
        connectTo(client, *daemon);
        const int targetChanges = int(targets.size());
        const auto list = client.nodes()[0];
        const auto groups = client.targets()[0].groups;
        for (int polls = 1; polls <= 2; ++polls) {
            refresh(client);
            QTRY_COMPARE_WITH_TIMEOUT(nodesAnswers(*daemon, "304"), polls, patience);
        }
        QCOMPARE(nodesAnswers(*daemon, "200"), 1);
        QCOMPARE(nodes.size(), 1);
        QCOMPARE(targets.size(), targetChanges);
        QCOMPARE(client.nodes()[0], list);
        QCOMPARE(client.targets()[0].groups, groups);
    }

    void changesArrive()
    {
        m_files->writeCluster(10);
        const auto daemon = m_files->makeFileDaemon();
        QVERIFY(daemon->start());
        DaemonClient client;
        const SeenEvents events(client);
        connectTo(client, *daemon);
        QTRY_COMPARE(events.starts, 1);
        const std::size_t before = events.all.size();
        m_files->writeCluster(2500);
        refresh(client);
        QTRY_COMPARE_WITH_TIMEOUT(client.nodes()[0]->nodes.size(), 2500U, patience);
        QTRY_VERIFY_WITH_TIMEOUT(targetsOf(client) >= 2500, patience);
        QTRY_VERIFY_WITH_TIMEOUT(events.all.size() > before, patience);
        QVERIFY(events.areInOrder());
        QCOMPARE(events.starts, 1);
    }

    void comesBackAfterARestart()
    {
        const auto daemon = m_files->makeDaemon(u"demo:"_s);
        QVERIFY(daemon->start());
        DaemonClient client;
        const SeenEvents events(client);
        connectTo(client, *daemon);
        QTRY_COMPARE(events.starts, 1);
        const auto list = client.nodes()[0];
        QSignalSpy nodes(&client, &DaemonClient::nodesChanged);
        daemon->kill();
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Lost, patience);
        QCOMPARE(client.error()->step, Step::Tcp);
        QCOMPARE(client.error()->status, 0);
        QCOMPARE(client.nodes()[0], list);
        QVERIFY(client.status().has_value());
        QVERIFY(targetsOf(client) > 0);

        QVERIFY(daemon->start(std::uint16_t(QUrl(daemon->url()).port())));
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
        QVERIFY(!client.error());
        QTRY_COMPARE_WITH_TIMEOUT(events.starts, 2, patience);
        QTRY_COMPARE_WITH_TIMEOUT(nodesAnswers(*daemon, "304"), 1, patience);
        QVERIFY(events.areInOrder());
        QCOMPARE(client.nodes()[0], list);
        QCOMPARE(nodes.size(), 0);
    }

    void logins_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("isRight");
        QTest::newRow("right") << u"alice"_s << u"secret"_s << true;
        QTest::newRow("wrong password") << u"alice"_s << u"secret2"_s << false;
        QTest::newRow("nobody") << u"bob"_s << u"secret"_s << false;
        QTest::newRow("none") << QString() << QString() << false;
    }

    void logins()
    {
        QFETCH(const QString, user);
        QFETCH(const QString, password);
        QFETCH(const bool, isRight);
        m_files->write(u"web.yaml"_s, ::logins);
        const auto daemon =
            m_files->makeDaemon(u"demo:"_s, {u"--web.config.file"_s, m_files->path(u"web.yaml"_s)});
        QVERIFY(daemon->start());
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profileOf(QUrl(daemon->url()), user), {password, {}});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), isRight ? State::Connected : State::Refused, patience);
        if (isRight) {
            QTRY_VERIFY_WITH_TIMEOUT(targetsOf(client) > 0, patience);
            return;
        }
        QCOMPARE(client.error()->step, Step::Login);
        QCOMPARE(client.error()->status, 401);
        QCOMPARE(client.error()->message,
                 user.isEmpty() ? "a user name and a password are needed" : "wrong user name or password");
        client.open(profileOf(QUrl(daemon->url()), u"alice"_s), {u"secret"_s, {}});
        QTRY_COMPARE_WITH_TIMEOUT(client.state(), State::Connected, patience);
    }

    void tls_data()
    {
        QTest::addColumn<QString>("ca");
        QTest::addColumn<QString>("clientName");
        QTest::addColumn<QString>("serverName");
        QTest::addColumn<bool>("isMutual");
        QTest::addColumn<QString>("error"); // its start; empty: none
        const QString server = tlsFile("server.pem");
        QTest::newRow("trusted") << server << QString() << u"server"_s << false << QString();
        QTest::newRow("untrusted") << QString() << QString() << u"server"_s << false
                                   << u"The certificate is self-signed"_s;
        QTest::newRow("another CA") << tlsFile("othername.pem") << QString() << u"server"_s << false
                                    << u"The certificate is self-signed"_s;
        QTest::newRow("another name") << tlsFile("othername.pem") << QString() << u"othername"_s << false
                                      << u"The host name did not match"_s;
        QTest::newRow("no such file")
            << u"/none.pem"_s << QString() << u"server"_s << false << u"/none.pem: No such file"_s;
        QTest::newRow("no PEM") << tlsFile("server.key") << QString() << u"server"_s << false
                                << tlsFile("server.key: holds no PEM certificate");
        QTest::newRow("client") << server << u"client"_s << u"server"_s << true << QString();
        QTest::newRow("no client") << server << QString() << u"server"_s << true << u"."_s;
        QTest::newRow("wrong client") << server << u"othername"_s << u"server"_s << true << u"."_s;
    }

    void tls()
    {
        QFETCH(const QString, ca);
        QFETCH(const QString, clientName);
        QFETCH(const QString, serverName);
        QFETCH(const bool, isMutual);
        QFETCH(const QString, error);
        m_files->write(u"web.yaml"_s,
                       "tls_server_config:\n  cert_file: " + (tlsFile("") + serverName).toUtf8() +
                           ".pem\n  key_file: " + (tlsFile("") + serverName).toUtf8() + ".key" +
                           (isMutual
                                ? "\n  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: " +
                                      tlsFile("client.pem").toUtf8() + "\n"
                                : QByteArray("\n")));
        const auto daemon =
            m_files->makeDaemon(u"demo:"_s, {u"--web.config.file"_s, m_files->path(u"web.yaml"_s)});
        QVERIFY(daemon->start());
        ConnectionProfile profile;
        profile.url = QUrl(u"https://localhost:%1"_s.arg(QUrl(daemon->url()).port()));
        profile.caFile = ca;
        if (!clientName.isEmpty()) {
            profile.certFile = tlsFile("") + clientName + u".pem"_s;
            profile.keyFile = tlsFile("") + clientName + u".key"_s;
        }
        DaemonClient client;
        client.setTiming(hurry());
        client.open(profile, {});
        QTRY_VERIFY_WITH_TIMEOUT(client.state() != State::Connecting, patience);
        QCOMPARE(client.state(), error.isEmpty() ? State::Connected : State::Lost);
        if (error.isEmpty())
            return;
        QVERIFY2(client.error()->step == Step::Tls, client.error()->message.c_str());
        const QString message = QString::fromStdString(client.error()->message);
        QVERIFY2(error == u"."_s || message.startsWith(error), qUtf8Printable(message));
    }
};

SLURMSD_TEST(TestDaemonClient)
#include "tst_daemonclient.moc"
