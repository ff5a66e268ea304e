// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/health.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <functional>
#include <tuple>

using namespace slurmsd;
using namespace std::chrono_literals;
using Health = DaemonStatus::Health;

namespace {

const WallTime now{std::chrono::seconds(1795428870)}; // 2026-11-23 10:14:30 UTC

ClusterStatus goodCluster(std::string name, std::size_t nodes)
{
    ClusterStatus cluster;
    cluster.name = std::move(name);
    cluster.nodes = nodes;
    cluster.listTakenAt = now - 14s;
    cluster.lastSuccess = now - 14s;
    cluster.nextPoll = now + 4min + 46s;
    return cluster;
}

DaemonStatus good()
{
    DaemonStatus status;
    status.now = now;
    status.jobs.resize(5);
    status.clusters = {goodCluster("llm", 118)};
    status.config.loadedAt = now - 3h;
    return status;
}

ClusterStatus &first(DaemonStatus &status) { return status.clusters.front(); }

void fail(ClusterStatus &cluster, PollErrorClass errorClass, const char *message)
{
    cluster.failingSince = now - 12min - 30s;
    cluster.lastFailure = FailureStatus{errorClass, message, now - 5s};
    if (cluster.listTakenAt)
        cluster.listTakenAt = now - 14min;
}

void loseList(ClusterStatus &cluster)
{
    cluster.listTakenAt.reset();
    cluster.nodes = 0;
}

using Change = std::function<void(DaemonStatus &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestHealth : public QObject
{
    Q_OBJECT

    static void row(const char *name, Health health, const char *summary, const Change &change)
    {
        QTest::newRow(name) << static_cast<int>(health) << summary << change;
    }

    static void goodRows()
    {
        row("good", Health::Ok, "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.",
            [](DaemonStatus &) {});
        row("poll under way", Health::Ok, "Serving 118 nodes to 5 jobs, list 14 s old, a poll is under way.",
            [](DaemonStatus &status) { first(status).nextPoll.reset(); });
        row("one of each", Health::Ok, "Serving 1 node to 1 job, list 14 s old, next poll in 4 min 46 s.",
            [](DaemonStatus &status) {
                first(status).nodes = 1;
                status.jobs.resize(1);
            });
        row("two clusters", Health::Ok,
            "Serving 125 nodes of 2 clusters to 5 jobs, oldest list 3 min old, next poll in 10 s.",
            [](DaemonStatus &status) {
                status.clusters.push_back(goodCluster("b", 7));
                status.clusters[1].listTakenAt = now - 3min;
                status.clusters[1].nextPoll = now + 10s;
            });
        row("a failure of the past", Health::Ok,
            "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.", [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Connect, "refused");
                first(status).failingSince.reset();
                first(status).listTakenAt = now - 14s;
            });
        row("clock set back", Health::Ok, "Serving 118 nodes to 5 jobs, list 0 s old, next poll in 0 s.",
            [](DaemonStatus &status) {
                first(status).listTakenAt = now + 1h;
                first(status).nextPoll = now - 1h;
            });
        row("a token for long", Health::Ok,
            "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.",
            [](DaemonStatus &status) { first(status).tokenExpires = now + 24h + 1s; });
        for (const auto &[name, expires, renewed] :
             {std::tuple("a token of half an hour, renewed", now + 30min, now - 10min),
              std::tuple("renewed half a day ago", now + 5h, now - 12h + 1s),
              std::tuple("renewed, but not seen yet", now - 15min, now - 1h)})
            row(name, Health::Ok, "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.",
                [expires = expires, renewed = renewed](DaemonStatus &status) {
                    first(status).tokenExpires = expires;
                    first(status).tokenRenewed = renewed;
                });
    }

    static void listRows()
    {
        row("start", Health::NotReady, "llm: no node list yet: the first poll is under way.",
            [](DaemonStatus &status) { loseList(first(status)); });
        row("start, no name yet", Health::NotReady, "No node list yet: the first poll is under way.",
            [](DaemonStatus &status) {
                loseList(first(status));
                first(status).name.clear();
            });
        row("start, failing", Health::NotReady,
            "No node list yet: polls fail since 10:02 UTC (12 min, auth): HTTP 401, \"Authentication "
            "failure\".",
            [](DaemonStatus &status) {
                loseList(first(status));
                first(status).name.clear();
                fail(first(status), PollErrorClass::Auth, "HTTP 401, \"Authentication failure\".");
            });
        row("failing", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, connect): connection refused; serving the last good "
            "list, 14 min "
            "old.",
            [](DaemonStatus &status) { fail(first(status), PollErrorClass::Connect, "connection refused"); });
        row("failing, no name", Health::Degraded,
            "Slurm: polls fail since 10:02 UTC (12 min, connect): connection refused; serving the last good "
            "list, 14 min "
            "old.",
            [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Connect, "connection refused");
                first(status).name.clear();
            });
        row("failing since yesterday", Health::Degraded,
            "llm: polls fail since 2026-11-22 09:14 UTC (1 d 1 h, timeout): no answer; serving the last good "
            "list, 1 d 2 "
            "h "
            "old.",
            [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Timeout, "no answer");
                first(status).failingSince = now - 25h;
                first(status).listTakenAt = now - 26h;
            });
        row("failing, nobody knows why", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min); serving the last good list, 14 min old.",
            [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Other, "");
                first(status).lastFailure.reset();
            });
        row("several lines", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, http): a b c; serving the last good list, 14 min old.",
            [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Http,
                     "a\nb\x01"
                     "c.\n");
            });
        row("stored list", Health::Degraded,
            "llm: serving the stored list, 3 h old, until the first poll is done.", [](DaemonStatus &status) {
                first(status).isListStored = true;
                first(status).listTakenAt = now - 3h;
            });
        row("stored list, failing", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, tls): certificate expired; serving the stored list, 3 "
            "h old.",
            [](DaemonStatus &status) {
                fail(first(status), PollErrorClass::Tls, "certificate expired");
                first(status).isListStored = true;
                first(status).listTakenAt = now - 3h;
            });
    }

    static void heldRows()
    {
        const auto hold = [](DaemonStatus &status) {
            fail(first(status), PollErrorClass::Guard, "108 of 118 nodes vanished");
            first(status).held = {{"", "1d", 118, 10, 108, "n[1-108]", "108 of 118 nodes vanished"}};
        };
        row("held list", Health::Degraded,
            "llm: a list of 10 nodes is held: 108 of 118 nodes vanished; serving the last good list, 14 min "
            "old.",
            hold);
        row("held list beside the stored one", Health::Degraded,
            "llm: a list of 10 nodes is held: 108 of 118 nodes vanished; serving the stored list, 14 min "
            "old.",
            [hold](DaemonStatus &status) {
                hold(status);
                first(status).isListStored = true;
            });
        row("held list, then failing", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, connect): refused; serving the last good list, 14 min "
            "old; and 1 "
            "more problem.",
            [hold](DaemonStatus &status) {
                hold(status);
                fail(first(status), PollErrorClass::Connect, "refused");
            });
        row("first list held", Health::NotReady,
            "llm: no node list yet: polls fail since 10:02 UTC (12 min, guard): Slurm lists no nodes at all.",
            [](DaemonStatus &status) {
                loseList(first(status));
                fail(first(status), PollErrorClass::Guard, "Slurm lists no nodes at all");
                first(status).held = {{"", "1d", 0, 0, 0, "", "Slurm lists no nodes at all"}};
            });
        row("held job", Health::Degraded,
            "llm: job gpu, 0 targets, is held: 12 of 12 targets would go; serving the last good list, 14 s "
            "old.",
            [](DaemonStatus &status) {
                first(status).held = {{"gpu", "1d", 12, 0, 12, "n[1-12]", "12 of 12 targets would go"}};
            });
        row("held job, and polls fail", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, connect): refused; serving the last good list, 14 min "
            "old; and 1 "
            "more "
            "problem.",
            [](DaemonStatus &status) {
                first(status).held = {{"gpu", "1d", 12, 0, 12, "n[1-12]", "12 of 12 targets would go"}};
                fail(first(status), PollErrorClass::Connect, "refused");
            });
    }

    static void targetRows()
    {
        const auto empty = [](DaemonStatus &status, std::size_t jobs) {
            for (std::size_t i = 0; i < jobs; ++i)
                status.jobs[i] = {"j" + std::to_string(i), 9100, 0, 0, "e7a9"};
        };
        row("a job without targets", Health::Degraded,
            "Job j0 has no targets (if that is right: allow_empty: true); serving 118 nodes to 5 jobs, list "
            "14 s old.",
            [empty](DaemonStatus &status) { empty(status, 1); });
        row("two of them", Health::Degraded,
            "The jobs j0, j1 have no targets (if that is right: allow_empty: true); serving 118 nodes to 5 "
            "jobs, list "
            "14 s old.",
            [empty](DaemonStatus &status) { empty(status, 2); });
        row("a job that no node can match now", Health::Degraded,
            "Job j0 has no targets (match.partitions: no partition matches \"GPU\"; there are gpu, batch); "
            "serving 118 nodes to 5 jobs, list 14 s old.",
            [empty](DaemonStatus &status) {
                empty(status, 1);
                status.jobs[0].warnings = {
                    "match.partitions: no partition matches \"GPU\"; there are gpu, batch"};
            });
        row("one of two", Health::Degraded,
            "The jobs j0, j1 have no targets (j1: match.gres: no node has the GRES \"gpus\"; there is gpu); "
            "serving 118 nodes to 5 jobs, list 14 s old.",
            [empty](DaemonStatus &status) {
                empty(status, 2);
                status.jobs[1].warnings = {"match.gres: no node has the GRES \"gpus\"; there is gpu"};
            });
        row("a job that may have none", Health::Ok,
            "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.",
            [empty](DaemonStatus &status) {
                empty(status, 1);
                status.jobs[0].isEmptyAllowed = true;
            });
        row("a job whose targets are being made", Health::Ok,
            "Serving 118 nodes to 5 jobs, list 14 s old, next poll in 4 min 46 s.",
            [empty](DaemonStatus &status) {
                empty(status, 1);
                status.jobs[0].etag.clear();
            });
        row("targets being made", Health::NotReady, "The targets are being made.",
            [](DaemonStatus &status) { status.areTargetsMade = false; });
        row("targets being made of the other list", Health::NotReady,
            "llm: no node list yet: the first poll is under way.", [](DaemonStatus &status) {
                loseList(first(status));
                status.areTargetsMade = false;
            });
    }

    static void otherRows()
    {
        row("token expires", Health::Degraded,
            "llm: the token expires in 5 h; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) { first(status).tokenExpires = now + 5h; });
        row("token expires in a day", Health::Degraded,
            "llm: the token expires in 1 d; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) { first(status).tokenExpires = now + 24h; });
        row("token expired", Health::Degraded,
            "llm: the token expired 0 s ago; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) { first(status).tokenExpires = now; });
        row("token expires, renewed long ago", Health::Degraded,
            "llm: the token expires in 5 h; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) {
                first(status).tokenExpires = now + 5h;
                first(status).tokenRenewed = now - 12h;
            });
        row("token expired, renewed until then", Health::Degraded,
            "llm: the token expired 16 min ago; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) {
                first(status).tokenExpires = now - 16min;
                first(status).tokenRenewed = now - 46min;
            });
        row("reload failed", Health::Degraded,
            "The last reload failed: c.yaml:3:5: jobs[0].port: expected a port; the config of 07:14 UTC "
            "stays "
            "in force; serving 118 nodes to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) {
                status.config.reloadProblems = {"c.yaml:3:5: jobs[0].port: expected a port"};
            });
        row("reload failed with more", Health::Degraded,
            "The last reload failed: a (and 2 more); the config of 07:14 UTC stays in force; serving 118 "
            "nodes "
            "to 5 jobs, list 14 s old.",
            [](DaemonStatus &status) {
                status.config.reloadProblems = {"a", "b", "c"};
            });
        row("not stored", Health::Degraded,
            "llm: the list cannot be stored: No space left on device; serving 118 nodes to 5 jobs, list 14 s "
            "old.",
            [](DaemonStatus &status) { first(status).storageError = "No space left on device"; });
    }

    static void severalRows()
    {
        const auto add = [](DaemonStatus &status) -> ClusterStatus & {
            return status.clusters.emplace_back(goodCluster("b", 7));
        };
        row("another cluster has no list", Health::NotReady,
            "b: no node list yet: the first poll is under way; and 3 more problems.",
            [add](DaemonStatus &status) {
                loseList(add(status));
                fail(first(status), PollErrorClass::Connect, "refused");
                first(status).tokenExpires = now - 1h;
                status.config.reloadProblems = {"a"};
            });
        row("another cluster fails", Health::Degraded,
            "b: polls fail since 10:02 UTC (12 min, parse): torn; serving the last good list, 14 min old; "
            "and 1 more "
            "problem.",
            [add](DaemonStatus &status) {
                fail(add(status), PollErrorClass::Parse, "torn");
                first(status).tokenExpires = now;
            });
        row("both fail", Health::Degraded,
            "llm: polls fail since 10:02 UTC (12 min, connect): refused; serving the last good list, 14 min "
            "old; and 1 "
            "more problem.",
            [add](DaemonStatus &status) {
                fail(add(status), PollErrorClass::Parse, "torn");
                fail(first(status), PollErrorClass::Connect, "refused");
            });
        row("all served, one token expired", Health::Degraded,
            "b: the token expired 2 min ago; serving 125 nodes of 2 clusters to 5 jobs, oldest list 14 s "
            "old.",
            [add](DaemonStatus &status) { add(status).tokenExpires = now - 2min; });
    }

private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<int>("health");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<Change>("change");
        goodRows();
        listRows();
        heldRows();
        targetRows();
        otherRows();
        severalRows();
    }
    void tells()
    {
        QFETCH(const Change, change);
        DaemonStatus status = good();
        change(status);
        const DaemonStatus before = status;
        summarize(status);
        QTEST(QString::fromStdString(status.summary), "summary");
        QTEST(static_cast<int>(status.health), "health");
        status.health = before.health;
        status.summary = before.summary;
        QVERIFY(status == before);
    }

    void boundsWhatOthersSay()
    {
        DaemonStatus status = good();
        fail(first(status), PollErrorClass::Http, std::string(100000, 'x').c_str());
        first(status).name = std::string(100000, 'y');
        summarize(status);
        QVERIFY(status.summary.size() < 600);
    }

    void tellsSystemd()
    {
        DaemonStatus status = good();
        summarize(status);
        QCOMPARE(serviceStatus(status), std::string("118 nodes, 5 jobs, last poll 14 s ago"));
        status.clusters.push_back(goodCluster("tux", 1));
        status.clusters.back().lastSuccess = now - 2min;
        summarize(status);
        QCOMPARE(serviceStatus(status), std::string("119 nodes, 5 jobs, last poll 2 min ago"));
        fail(first(status), PollErrorClass::Connect, "connection refused");
        summarize(status);
        QCOMPARE(serviceStatus(status), status.summary);
    }

    void saysWhyThereIsNoList()
    {
        DaemonStatus status = good();
        loseList(first(status));
        QCOMPARE(noListReason(first(status), now),
                 std::string("llm: no node list yet: the first poll is under way"));
        first(status).name.clear();
        fail(first(status), PollErrorClass::Connect, "connection refused");
        QCOMPARE(noListReason(first(status), now),
                 std::string(
                     "No node list yet: polls fail since 10:02 UTC (12 min, connect): connection refused"));
    }
};

SLURMSD_TEST(TestHealth)
#include "tst_health.moc"
