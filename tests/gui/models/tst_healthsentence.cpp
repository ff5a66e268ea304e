// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/healthsentence.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <functional>

using namespace slurmsd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Level = HealthSentence::Level;
using State = ConnectionState;

namespace {

WallTime noon()
{
    return WallTime(
        std::chrono::milliseconds(QDateTime(QDate(2026, 11, 23), QTime(12, 0)).toMSecsSinceEpoch()));
}

// A daemon that is well: 118 nodes, 5 jobs.
DaemonStatus wellStatus()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Ok;
    status.summary = "The daemon's own words.";
    status.now = noon();
    status.config.loadedAt = noon() - 26h;
    status.jobs.resize(5);
    ClusterStatus &cluster = status.clusters.emplace_back();
    cluster.name = "llm";
    cluster.nodes = 118;
    cluster.listTakenAt = noon() - 14s;
    cluster.nextPoll = noon() + 286s;
    return status;
}

using Change = std::function<void(DaemonStatus &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestHealthSentence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answered_data();
    void answered();
    void notAnswered_data();
    void notAnswered();
    void cluster();
};

void TestHealthSentence::answered_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Level>("level");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, Level level, const QString &text, const Change &change) {
        QTest::newRow(name) << change << level << text;
    };
    const auto failing = [](PollErrorClass errorClass, const char *message) {
        return [=](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            ClusterStatus &cluster = status.clusters.front();
            cluster.listTakenAt = noon() - 2h;
            cluster.failingSince = noon() - 118min;
            cluster.lastFailure = FailureStatus{errorClass, message, noon() - 1min};
        };
    };
    row("well", Level::Ok, u"Serving 118 node(s), 5 job(s). List 14 s old, next poll in 4 min 46 s."_s,
        [](auto &) {});
    row("polling", Level::Ok, u"Serving 118 node(s), 5 job(s). List 14 s old, a poll is under way."_s,
        [](DaemonStatus &status) { status.clusters[0].nextPoll = std::nullopt; });
    row("due", Level::Ok, u"Serving 118 node(s), 5 job(s). List 14 s old, the next poll is due."_s,
        [](DaemonStatus &status) { status.clusters[0].nextPoll = noon() - 1s; });
    row("two clusters", Level::Ok,
        u"Serving 120 node(s) of 2 cluster(s), 5 job(s). Oldest list 1 min old, next poll in 3 s."_s,
        [](DaemonStatus &status) {
            ClusterStatus &other = status.clusters.emplace_back();
            other.nodes = 2;
            other.listTakenAt = noon() - 1min;
            other.nextPoll = noon() + 3s;
        });
    row("slurmctld", Level::Warning,
        u"slurmctld unreachable since 10:02: serving the last good list, 2 h old. (Unable to contact slurm controller)"_s,
        failing(PollErrorClass::Slurm, "Unable to contact slurm controller"));
    row("slurm", Level::Warning,
        u"Slurm answers with an error since 10:02: serving the last good list, 2 h old. (bad)"_s,
        failing(PollErrorClass::Slurm, "bad"));
    row("connect", Level::Warning,
        u"Slurm’s REST API unreachable since 10:02: serving the last good list, 2 h old. (refused)"_s,
        failing(PollErrorClass::Connect, "refused"));
    row("timeout", Level::Warning,
        u"Slurm’s REST API silent since 10:02: serving the last good list, 2 h old."_s,
        failing(PollErrorClass::Timeout, ""));
    row("tls", Level::Warning,
        u"No TLS with Slurm’s REST API since 10:02: serving the last good list, 2 h old."_s,
        failing(PollErrorClass::Tls, ""));
    row("auth", Level::Warning,
        u"Slurm refuses the login since 10:02: serving the last good list, 2 h old."_s,
        failing(PollErrorClass::Auth, ""));
    row("parse", Level::Warning,
        u"Slurm’s answers cannot be read since 10:02: serving the last good list, 2 h old."_s,
        failing(PollErrorClass::Parse, ""));
    row("stored", Level::Warning,
        u"Until the first poll is done: serving the list stored before the start, 14 s old."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            status.clusters[0].isListStored = true;
        });
    row("held", Level::Warning,
        u"A list of 12 node(s) is held back, since 106 node(s) would vanish: serving the last good list, 14 s old."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            ClusterStatus &cluster = status.clusters[0];
            cluster.held = {{"", "1d5e", 118, 12, 106, {}, "too many"}};
            // The guard's refusal counts as a failure, too; it is not said twice.
            cluster.failingSince = noon() - 1min;
            cluster.lastFailure = FailureStatus{PollErrorClass::Guard, "too many", noon()};
        });
    row("no list yet", Level::Alarm, u"No node list yet: the first poll is under way."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::NotReady;
            status.clusters[0].listTakenAt = std::nullopt;
        });
    row("no list, failing", Level::Alarm,
        u"llm: No node list yet. Slurm’s REST API unreachable since 11:59. (refused) And 1 more problem(s)."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::NotReady;
            status.clusters.push_back(status.clusters[0]);
            status.clusters[1].storageError = "disk full";
            status.clusters[0].listTakenAt = std::nullopt;
            status.clusters[0].failingSince = noon() - 1min;
            status.clusters[0].lastFailure = FailureStatus{PollErrorClass::Connect, "refused", noon()};
        });
    row("token ends", Level::Warning, u"The token expires in 3 h 5 min. Serving 118 node(s), 5 job(s)."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            status.clusters[0].tokenExpires = noon() + 185min;
        });
    row("token of days", Level::Ok,
        u"Serving 118 node(s), 5 job(s). List 14 s old, next poll in 4 min 46 s."_s,
        [](DaemonStatus &status) { status.clusters[0].tokenExpires = noon() + 100h; });
    row("token over", Level::Warning, u"The token expired 1 min ago. Serving 118 node(s), 5 job(s)."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            status.clusters[0].tokenExpires = noon() - 1min;
        });
    row("reload", Level::Warning,
        u"The last reload of the config failed; that of 2026-11-22 10:00 stays in force. "
        "Serving 118 node(s), 5 job(s)."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            status.config.reloadProblems = {"config.yaml:1:1: bad"};
        });
    row("storage", Level::Warning, u"The list cannot be stored: disk full. Serving 118 node(s), 5 job(s)."_s,
        [](DaemonStatus &status) {
            status.health = DaemonStatus::Health::Degraded;
            status.clusters[0].storageError = "disk full";
        });
    row("of a newer daemon", Level::Warning, u"The daemon's own words."_s,
        [](DaemonStatus &status) { status.health = DaemonStatus::Health::Degraded; });
}

void TestHealthSentence::answered()
{
    QFETCH(Change, change);
    DaemonStatus status = wellStatus();
    change(status);
    HealthFacts facts;
    facts.state = State::Connected;
    facts.status = &status;
    facts.now = noon();
    const HealthSentence sentence = healthSentence(facts);
    QTEST(sentence.text, "text");
    QTEST(sentence.level, "level");
    QVERIFY(!sentence.isStale);
}

void TestHealthSentence::notAnswered_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("hasStatus");
    QTest::addColumn<Level>("level");
    QTest::addColumn<QString>("text");
    QTest::newRow("closed") << State::Closed << false << Level::Quiet << u"Not connected."_s;
    QTest::newRow("connecting") << State::Connecting << false << Level::Quiet
                                << u"Connecting to head:8080…"_s;
    QTest::newRow("unreachable") << State::Lost << false << Level::Alarm
                                 << u"head:8080 cannot be reached; trying again. No connection: refused"_s;
    QTest::newRow("lost")
        << State::Lost << true << Level::Alarm
        << u"Connection lost; trying again. What is shown is 3 min old. No connection: refused"_s;
    QTest::newRow("refused") << State::Refused << true << Level::Alarm
                             << u"head:8080 refuses the login. No connection: refused"_s;
}

void TestHealthSentence::notAnswered()
{
    QFETCH(State, state);
    QFETCH(bool, hasStatus);
    const DaemonStatus status = wellStatus();
    HealthFacts facts;
    facts.state = state;
    facts.address = u"head:8080"_s;
    facts.status = hasStatus ? &status : nullptr;
    facts.now = noon();
    facts.sinceAnswer = 3min;
    if (state == State::Lost || state == State::Refused)
        facts.error = ApiError{ApiError::Step::Tcp, 0, {}, "refused", {}, {}};
    const HealthSentence sentence = healthSentence(facts);
    QTEST(sentence.text, "text");
    QTEST(sentence.level, "level");
    QCOMPARE(sentence.isStale, hasStatus);
}

void TestHealthSentence::cluster()
{
    ClusterStatus cluster = wellStatus().clusters[0];
    QCOMPARE(clusterSentence(cluster, noon()),
             (HealthSentence{Level::Ok, false, u"List 14 s old, next poll in 4 min 46 s."_s}));
    cluster.storageError = "disk full";
    cluster.isListStored = true;
    const HealthSentence both = clusterSentence(cluster, noon());
    QCOMPARE(both.level, Level::Warning);
    QCOMPARE(both.text, u"Until the first poll is done: serving the list stored before the start, 14 s old. "
                        "The list cannot be stored: disk full."_s);
    cluster.listTakenAt = std::nullopt;
    QCOMPARE(clusterSentence(cluster, noon()).level, Level::Alarm);
}

SLURMSD_TEST(TestHealthSentence)
#include "tst_healthsentence.moc"
