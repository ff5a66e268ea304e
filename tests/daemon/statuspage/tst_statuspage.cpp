// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/statuspage/statuspage.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace slurmsd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Health = DaemonStatus::Health;

namespace {

const WallTime now{std::chrono::seconds(1795428870)}; // 2026-11-23 10:14:30 UTC

ClusterStatus someCluster()
{
    ClusterStatus cluster;
    cluster.name = "llm";
    cluster.endpoint = "unix:/run/slurmrestd.sock";
    cluster.apiVersion = "v0.0.42";
    cluster.slurmRelease = "24.11.5";
    cluster.listTakenAt = now - 14s;
    cluster.nodes = 118;
    cluster.skipped = 2;
    cluster.states = {0, 3, 0, 4, 0, 5, 0, 0, 106};
    cluster.partitions = {{"gpu", 20, {0, 0, 0, 1, 0, 0, 0, 0, 19}}, {"", 2, {0, 0, 0, 2, 0, 0, 0, 0, 0}}};
    cluster.lastSuccess = now - 14s;
    cluster.nextPoll = now + 4min + 46s;
    cluster.lastPollDuration = 1230ms;
    cluster.lastPollBytes = 300500;
    return cluster;
}

DaemonStatus someStatus()
{
    DaemonStatus status;
    status.health = Health::Ok;
    status.summary = "Serving 118 nodes to 2 jobs.";
    status.version = "1.2.3";
    status.now = now;
    status.startedAt = now - 51h;
    status.config.file = "/etc/prometheus-slurm-sd/config.yaml";
    status.config.sha256 = "0123456789abcdef0123456789abcdef";
    status.config.loadedAt = now - 51h;
    status.clusters = {someCluster()};
    status.jobs = {{"node", 9100, 3, 118}, {"dcgm", 9401, 0, 0}};
    return status;
}

NodeExplanation someNode()
{
    NodeExplanation node;
    node.node = "gpu001";
    node.cluster = "llm";
    node.address = "10.0.0.1";
    node.stateClass = "drained";
    node.states = {"IDLE", "DRAIN"};
    node.partitions = {"gpu", "debug"};
    node.reason = "dead fan";
    node.bootTime = now - 49h;
    node.lastBusy = now - 12min;
    node.jobs = {{"node", {{{"10.0.0.1:9100"}, {{"__meta_slurm_partition", "gpu"}}}}, {}, {}},
                 {"lustre", {}, "has no GRES lustre (it has none)", "match.gres"}};
    return node;
}

SlurmJobExplanation someTask()
{
    SlurmJobExplanation task;
    task.job.cluster = "llm";
    task.job.id = 20;
    task.job.task = "17_3";
    task.job.name = "sweep";
    task.job.user = "bob";
    task.job.partition = "gpu";
    task.job.state = "RUNNING";
    task.job.nodes = "gpu[01-02]";
    task.job.comment = "prometheus.io/prot=8000";
    task.jobs = {{"vllm", {}, "wrong annotation: unknown key \"prot\"", "annotation"},
                 {"all", {{{"gpu01:9000"}, {{"__meta_slurm_job_id", "20"}}}}, {}, {}}};
    return task;
}

// What is wrong with the markup; empty when every element is closed and every text escaped.
QString markupError(const HttpReply &reply)
{
    QXmlStreamReader reader(reply.body);
    while (!reader.atEnd())
        reader.readNext();
    return reader.errorString();
}

// The page as its reader sees it: all texts, with single spaces.
QString seen(const HttpReply &reply)
{
    QXmlStreamReader reader(reply.body);
    QString text;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QStringLiteral("style"))
            reader.skipCurrentElement();
        if (reader.name() == QStringLiteral("wbr")) // where a line may end
            continue;
        text += reader.isCharacters() ? reader.text().toString() : QStringLiteral(" ");
    }
    return text.simplified().replace(QStringLiteral(" ,"), QStringLiteral(","));
}

std::string header(const HttpReply &reply, std::string_view name)
{
    const auto found = std::ranges::find(reply.headers, name, &std::pair<std::string, std::string>::first);
    return found == reply.headers.end() ? std::string() : found->second;
}

} // namespace

#define VERIFY_SEEN(reply, text) QVERIFY2(seen(reply).contains(QStringLiteral(text)), qPrintable(seen(reply)))

class TestStatusPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAPageThatLoadsAndRunsNothing()
    {
        const HttpReply reply = statusPage(someStatus());
        QCOMPARE(markupError(reply), QString());
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.contentType, std::string("text/html; charset=utf-8"));
        QVERIFY(reply.body.startsWith("<!DOCTYPE html><html lang=\"en\">"));
        for (const char *word : {"<script", "style=", "onclick", "http-equiv", "src=", "http://", "https://"})
            QVERIFY2(!reply.body.contains(word), word);
        QCOMPARE(header(reply, "X-Content-Type-Options"), std::string("nosniff"));
        QCOMPARE(header(reply, "Referrer-Policy"), std::string("no-referrer"));
    }

    void allowsItsOwnStyleAlone()
    {
        const HttpReply reply = statusPage(someStatus());
        const auto begin = reply.body.indexOf("<style>") + 7;
        const QByteArray style = reply.body.mid(begin, reply.body.indexOf("</style>") - begin);
        QVERIFY(style.contains("prefers-color-scheme: dark"));
        QVERIFY(!style.contains('&')); // nothing was escaped
        const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        QCOMPARE(header(reply, "Content-Security-Policy"),
                 "default-src 'none'; style-src 'sha256-" + hash.toStdString() +
                     "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    void saysTheHealthInWords_data()
    {
        QTest::addColumn<int>("health");
        QTest::addColumn<QByteArray>("cssClass");
        QTest::addColumn<QString>("word");
        QTest::newRow("ok") << static_cast<int>(Health::Ok) << QByteArray("health ok") << "✓ OK";
        QTest::newRow("degraded") << static_cast<int>(Health::Degraded) << QByteArray("health degraded")
                                  << "▲ Degraded";
        QTest::newRow("not ready") << static_cast<int>(Health::NotReady) << QByteArray("health not-ready")
                                   << "✕ Not ready";
    }
    void saysTheHealthInWords()
    {
        QFETCH(const int, health);
        QFETCH(const QByteArray, cssClass);
        QFETCH(const QString, word);
        DaemonStatus status = someStatus();
        status.health = static_cast<Health>(health);
        const HttpReply reply = statusPage(status);
        QVERIFY(reply.body.contains(QByteArray("<div class=\"" + cssClass + "\"")));
        QVERIFY(seen(reply).contains(word + QStringLiteral(" Serving 118 nodes to 2 jobs.")));
        QVERIFY(reply.body.contains(QByteArray("<title>" + word.toUtf8())));
    }

    void tellsAboutClusters()
    {
        const HttpReply reply = statusPage(someStatus());
        VERIFY_SEEN(reply, "prometheus-slurm-sd 1.2.3 up 2 d 3 h, as of 2026-11-23T10:14:30Z");
        VERIFY_SEEN(reply, "Cluster llm Node list 118 nodes, 2 skipped 14 s ago, 10:14 UTC");
        VERIFY_SEEN(reply, "Next poll in 4 min 46 s, 10:19 UTC");
        VERIFY_SEEN(reply, "Last good poll took 1.2 s, 301 kB 14 s ago, 10:14 UTC");
        VERIFY_SEEN(reply, "Endpoint unix:/run/slurmrestd.sock Slurm 24.11.5 API version v0.0.42");
        QVERIFY(reply.body.contains("<time datetime=\"2026-11-23T10:14:16Z\">"));
        VERIFY_SEEN(reply, "Partition nodes down drained maintenance active powering up powered down "
                           "future gpu 20 1 0 0 19 0 0 0 in no partition 2 2 0 0 0 0 0 0 "
                           "all nodes 118 4 5 0 106 0 3 0");
        QVERIFY(!seen(reply).contains(QStringLiteral("Polls fail")));
        QVERIFY(!seen(reply).contains(QStringLiteral("oken")));
    }

    void groupsDigits()
    {
        DaemonStatus status = someStatus();
        status.clusters.front().nodes = 20'000;
        status.clusters.front().states = {0, 0, 0, 1234, 0, 0, 0, 1, 18'765};
        status.jobs.front().targets = 42'000;
        const HttpReply reply = statusPage(status);
        VERIFY_SEEN(reply, "Node list 20,000 nodes");
        VERIFY_SEEN(reply, "Partition nodes down unknown drained");
        VERIFY_SEEN(reply, "all nodes 20,000 1,234 1 0 0 18,765");
        VERIFY_SEEN(reply, "node 9100 3 42,000");
    }

    void tellsWhatIsWrong()
    {
        DaemonStatus status = someStatus();
        ClusterStatus &cluster = status.clusters.front();
        cluster.lastFailure = FailureStatus{PollErrorClass::Connect, "connection refused", now - 5s};
        cluster.failingSince = now - 12min;
        cluster.held = {{"", "1d5e", 118, 10, 108, "n[1-108]", "108 of 118 nodes vanished", now - 3min},
                        {"gpu", "9d5e", 12, 0, 12, "n[1-12]", "12 of 12 targets would go", now - 3min}};
        cluster.isListStored = true;
        cluster.tokenExpires = now + 3h;
        cluster.storageError = "No space left on device";
        cluster.nextPoll.reset();
        const HttpReply reply = statusPage(status);
        VERIFY_SEEN(reply, "Polls fail since 10:02 UTC (12 min, connect): connection refused (last 5 s ago, "
                           "10:14 UTC )");
        VERIFY_SEEN(
            reply,
            "A new node list is held. It has 10 of 118 nodes: 108 of 118 nodes vanished. Would be lost: "
            "n[1-108] . What is served stays until an operator accepts this with POST "
            "/api/v1/guard/accept?held=1d5e, enough intervals say the same");
        VERIFY_SEEN(reply,
                    "What job gpu would get is held. It has 0 of 12 targets: 12 of 12 targets would go.");
        VERIFY_SEEN(reply, "This list is from before the start.");
        VERIFY_SEEN(reply, "The token expires in 3 h, 13:14 UTC");
        VERIFY_SEEN(reply, "The list cannot be stored: No space left on device");
        VERIFY_SEEN(reply, "Next poll under way");
        // How long the failed one took says nothing about the good one.
        VERIFY_SEEN(reply, "Last good poll 14 s ago, 10:14 UTC");

        cluster.lastFailure->errorClass = PollErrorClass::Guard; // says no more than the held list
        QVERIFY(!seen(statusPage(status)).contains(QStringLiteral("Polls fail")));
        cluster.held.clear();
        VERIFY_SEEN(statusPage(status), "Polls fail since 10:02 UTC (12 min, guard): connection refused");
        cluster.lastFailure->errorClass = PollErrorClass::Connect;
        cluster.failingSince.reset();
        VERIFY_SEEN(statusPage(status), "Last error, over now (connect): connection refused");
        cluster.tokenExpires = now - 1min;
        VERIFY_SEEN(statusPage(status), "The token has expired, 1 min ago, 10:13 UTC");
        QCOMPARE(markupError(reply), QString());
    }

    void namesNodesOutOfService_data()
    {
        QTest::addColumn<QByteArray>("hostlist");
        QTest::addColumn<QByteArray>("links");
        QTest::newRow("one") << QByteArray("gpu003") << QByteArray("gpu003");
        QTest::newRow("several parts")
            << QByteArray("a,gpu[003,007-009],n1") << QByteArray("a gpu[003,007-009] n1");
        const QByteArray numbers =
            "1001,1003,1005,1007,1009,1011,1013,1015,1017,1019,1021,1023,1025,1027,1029";
        QTest::newRow("a long bracket") << "gpu[" + numbers + ",1031,1033],n1"
                                        << "gpu[" + numbers + "] gpu[1031,1033] n1";
        QByteArrayList names;
        for (int i = 0; i < 41; ++i)
            names += "x" + QByteArray::number(i) + "y";
        QTest::newRow("too many") << names.join(',') << names.first(40).join(' ') + " …";
    }
    void namesNodesOutOfService()
    {
        QFETCH(const QByteArray, hostlist);
        QFETCH(const QByteArray, links);
        DaemonStatus status = someStatus();
        QVERIFY(!statusPage(status).body.contains("Not in service"));
        status.clusters.front().outOfService = {{StateClass::Down, hostlist.toStdString()},
                                                {StateClass::Drained, "d1"}};
        const HttpReply reply = statusPage(status);
        QCOMPARE(markupError(reply), QString());
        QVERIFY2(
            seen(reply).contains(u"Not in service 4 down "_s + QString::fromUtf8(links) + u" 5 drained d1"_s),
            qPrintable(seen(reply)));
        for (const QByteArray &link : links.split(' ')) {
            const QByteArray text = QByteArray(link).replace(",", ",<wbr/>");
            const QByteArray url = "<a href=\"/?node=" + link.toPercentEncoding() + "\">" + text + "</a>";
            QVERIFY2(link == "…" || reply.body.contains(url), url.constData());
        }
        QCOMPARE(reply.body.count("<details open"), hostlist.size() > 200 ? 1 : 2); // long ones on demand
    }

    void tellsSizes_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << "took 1.2 s, 0 kB";
        QTest::newRow("little") << 1 << "took 1.2 s, 1 kB";
        QTest::newRow("below a megabyte") << 999'999 << "took 1.2 s, 1000 kB";
        QTest::newRow("a megabyte") << 1'000'000 << "took 1.2 s, 1.0 MB";
        QTest::newRow("many") << 50'938'700 << "took 1.2 s, 50.9 MB";
    }
    void tellsSizes()
    {
        QFETCH(const int, bytes);
        QFETCH(const QString, text);
        DaemonStatus status = someStatus();
        status.clusters.front().lastPollBytes = static_cast<std::uint64_t>(bytes);
        QVERIFY2(seen(statusPage(status)).contains(text), qPrintable(seen(statusPage(status))));
    }

    void managesWithoutAList()
    {
        DaemonStatus status;
        status.now = status.startedAt = status.config.loadedAt = now;
        status.clusters.emplace_back();
        const HttpReply reply = statusPage(status);
        QCOMPARE(markupError(reply), QString());
        VERIFY_SEEN(reply,
                    "Cluster Node list none yet Next poll under way Last good poll none since the start "
                    "Endpoint not known Slurm not known API version not known");
        VERIFY_SEEN(reply, "File none, built-in defaults");
        QVERIFY(!seen(reply).contains(QStringLiteral("Partition")));

        status.clusters.front().listTakenAt = now; // of no nodes
        VERIFY_SEEN(statusPage(status), "future all nodes 0 0 0 0 0 0 0 0");
    }

    void linksJobsToTheirTargets()
    {
        DaemonStatus status = someStatus();
        status.jobs.push_back({"a&b \"é\"<%4>", 1, 2, 3});
        const HttpReply reply = statusPage(status);
        VERIFY_SEEN(reply, "Job port groups targets node 9100 3 118 dcgm 9401 0 0");
        QVERIFY(reply.body.contains("<a href=\"/targets?prom_job=node\">node</a>"));
        QVERIFY(reply.body.contains("<a href=\"/targets?prom_job=a%26b%20%22%C3%A9%22%3C%254%3E\">"));
        for (const char *path : {"/targets", "/metrics", "/api/v1/status", "/api/v1/nodes", "/api/v1/events",
                                 "/api/v1/config", "/-/healthy", "/-/ready"})
            QVERIFY2(reply.body.contains(QByteArray("<a href=\"" + QByteArray(path) + "\">")), path);
    }

    void tellsAboutTheConfig()
    {
        DaemonStatus status = someStatus();
        VERIFY_SEEN(statusPage(status), "File /etc/prometheus-slurm-sd/config.yaml SHA-256 0123456789ab "
                                        "In force since 2 d 3 h ago, 2026-11-21 07:14 UTC Endpoints");
        status.config.lastReload = now - 3min;
        VERIFY_SEEN(statusPage(status), "Last reload good 3 min ago, 10:11 UTC");
        status.config.reloadProblems = {"c.yaml:3:5: expected a port", "second"};
        status.config.deprecations = {"slurm_api_endpoint: now slurm.endpoint"};
        const HttpReply reply = statusPage(status);
        VERIFY_SEEN(reply, "Last reload failed 3 min ago, 10:11 UTC");
        VERIFY_SEEN(reply, "stays in force: c.yaml:3:5: expected a port second");
        VERIFY_SEEN(reply, "Old keys in the file: slurm_api_endpoint: now slurm.endpoint");
        QCOMPARE(markupError(reply), QString());
    }

    void explainsNodes()
    {
        QVERIFY(statusPage(someStatus()).body.contains("name=\"node\" value=\"\""));
        const HttpReply reply = statusPage(someStatus(), NodeSearch{"gpu001", {someNode()}});
        QCOMPARE(markupError(reply), QString());
        QVERIFY(reply.body.contains("name=\"node\" value=\"gpu001\"")); // ready to be changed
        VERIFY_SEEN(reply, "gpu001 in llm State drained (IDLE, DRAIN) Partitions gpu, debug Address 10.0.0.1 "
                           "Host name none Reason given to Slurm dead fan "
                           "Booted 2 d 1 h ago, 2026-11-21 09:14 UTC Last busy 12 min ago, 10:02 UTC");
        VERIFY_SEEN(reply, "node 10.0.0.1:9100 __meta_slurm_partition=\"gpu\"");
        VERIFY_SEEN(reply, "lustre No target: has no GRES lustre (it has none) match.gres");
    }

    void saysWhatIsHeldOfANode()
    {
        NodeExplanation node = someNode();
        for (JobExplanation &job : node.jobs)
            job.held = "2 of 2 would be lost (held f00d)";
        const HttpReply reply = statusPage(someStatus(), NodeSearch{"gpu001", {node}});
        QCOMPARE(reply.body.count("What is served is of an older list: 2 of 2 would be lost (held f00d)"),
                 qsizetype(node.jobs.size()));
        QCOMPARE(markupError(reply), QString());
    }

    void explainsSeveralNodes()
    {
        NodeExplanation node = someNode();
        node.sameAddress = 9;
        NodeSearch search{"10.0.0.1", {node, someNode()}, 3};
        search.found.back().sameAddress = 1;
        const HttpReply reply = statusPage(someStatus(), search);
        VERIFY_SEEN(reply, "Address 10.0.0.1 (9 more nodes have this address)");
        VERIFY_SEEN(reply, "Address 10.0.0.1 (1 more node has this address)");
        VERIFY_SEEN(reply, "and 3 more nodes");
        QCOMPARE(markupError(reply), QString());
    }

    void explainsRunningJobs()
    {
        DaemonStatus polling = someStatus();
        QVERIFY(!statusPage(polling).body.contains("name=\"job\"")); // no job has the role
        polling.jobs.front().slurmJobs.emplace();
        QVERIFY(statusPage(polling).body.contains("name=\"job\" value=\"\""));
        const HttpReply reply = statusPage(someStatus(), {}, JobSearch{"17", {someTask()}, 0});
        QCOMPARE(markupError(reply), QString());
        QVERIFY(reply.body.contains("name=\"job\" value=\"17\"")); // ready to be changed
        VERIFY_SEEN(reply,
                    "Slurm job 17_3 in llm State RUNNING Name sweep User bob Account none Partition gpu "
                    "Nodes gpu[01-02] Comment prometheus.io/prot=8000");
        VERIFY_SEEN(reply, "vllm No target: wrong annotation: unknown key \"prot\" annotation");
        VERIFY_SEEN(reply, "all gpu01:9000 __meta_slurm_job_id=\"20\"");
    }

    void explainsSeveralRunningJobs()
    {
        SlurmJobExplanation plain = someTask();
        plain.job.task.clear();
        plain.job.cluster.clear();
        plain.job.comment.clear();
        const HttpReply reply = statusPage(someStatus(), {}, JobSearch{"17", {someTask(), plain}, 2});
        VERIFY_SEEN(reply, "Slurm job 17_3 in llm State");
        VERIFY_SEEN(reply, "Slurm job 20 State");
        VERIFY_SEEN(reply, "and 2 more jobs");
        QCOMPARE(seen(reply).count(QStringLiteral("Comment")), 1);
        QCOMPARE(markupError(reply), QString());
    }

    void saysThatNoListHasTheRunningJob()
    {
        const HttpReply reply = statusPage(someStatus(), {}, JobSearch{"<i>1</i>", {}, 0});
        VERIFY_SEEN(
            reply,
            "No list of jobs has one with the id <i>1</i> . One that has just started is in the next; Slurm "
            "forgets jobs some minutes");
        QVERIFY(!reply.body.contains("<i>"));
    }

    void tellsHowJobsArePolled_data()
    {
        QTest::addColumn<JobListStatus>("jobs");
        QTest::addColumn<QString>("text");
        JobListStatus jobs;
        QTest::newRow("no list yet") << jobs
                                     << u"Job list none yet Last good poll of jobs none since the start"_s;
        jobs.listTakenAt = jobs.lastSuccess = now - 14s;
        jobs.jobs = 2000;
        jobs.running = 1200;
        jobs.lastPollDuration = 950ms;
        jobs.lastPollBytes = 16'800'000;
        QTest::newRow("a list") << jobs << u"1,200 running of 2,000 jobs"_s;
        QTest::newRow("what it took") << jobs << u"took 0.9 s, 16.8 MB"_s;
        jobs.failingSince = now - 3min;
        jobs.lastFailure = FailureStatus{PollErrorClass::Timeout, "no answer", now};
        QTest::newRow("polls fail") << jobs
                                    << u"Polls of jobs fail since 10:11 UTC (3 min, timeout): no answer"_s;
        jobs.isTooOld = true;
        QTest::newRow("too old") << jobs << u"Jobs of the role job answer 503 (slurm.jobs.max_age)."_s;
        jobs.hidden = 7;
        QTest::newRow("hidden") << jobs << u"7 running ones (PrivateData=jobs); they have no targets."_s;
    }

    void tellsHowJobsArePolled()
    {
        QFETCH(const JobListStatus, jobs);
        QFETCH(const QString, text);
        DaemonStatus status = someStatus();
        QVERIFY(!seen(statusPage(status)).contains(text));
        status.clusters.front().jobs = jobs;
        const HttpReply reply = statusPage(status);
        QVERIFY2(seen(reply).contains(text), qPrintable(seen(reply)));
        QCOMPARE(markupError(reply), QString());
    }

    void countsRunningJobsThatAskInVain()
    {
        DaemonStatus status = someStatus();
        status.jobs.front().slurmJobs = SlurmJobsStatus{5, 2, {{"wrong_annotation", 3}}};
        VERIFY_SEEN(statusPage(status), "Slurm jobs that ask for targets in vain: node: 3, wrong_annotation");
    }

    void tellsConditionsThatMatchNothing()
    {
        DaemonStatus status = someStatus();
        QVERIFY(!statusPage(status).body.contains("Conditions that match nothing"));
        status.jobs.back().warnings = {
            "match.partitions: no partition matches \"GPU\"; there are gpu, batch"};
        VERIFY_SEEN(statusPage(status),
                    "Conditions that match nothing: dcgm: match.partitions: no partition matches "
                    "\"GPU\"; there are gpu, batch");
    }

    void saysWhenThereIsNoSuchNode()
    {
        const HttpReply reply =
            statusPage(someStatus(), NodeSearch{"<gpu\"1", {}, 0, "it is <one> of the extra_hosts of node"});
        VERIFY_SEEN(reply, "No node list has a node with the name, hostname or address <gpu\"1 .");
        VERIFY_SEEN(reply, "or a hostlist of them; it is <one> of the extra_hosts of node.");
        VERIFY_SEEN(statusPage(someStatus(), NodeSearch{"GPU1", {}, 0, "did you mean \"gpu001\"?"}),
                    "or a hostlist of them; did you mean \"gpu001\"?");
        QVERIFY(reply.body.contains("value=\"&lt;gpu&quot;1\""));
        QCOMPARE(markupError(reply), QString());
    }

    // Every string that comes from outside, in its place on the page.
    void escapesEverything()
    {
        const std::string evil = "<script>\"'&%1%4\x01\xe2\x80\xae" + std::string(5000, 'x');
        DaemonStatus status = someStatus();
        status.summary = status.version = evil;
        status.config = {evil, evil, now, now, {evil}, {evil}};
        status.jobs = {{evil, 1, 1, 1}};
        ClusterStatus &cluster = status.clusters.front();
        cluster.name = cluster.endpoint = cluster.apiVersion = cluster.slurmRelease = evil;
        cluster.storageError = evil;
        cluster.partitions = {{evil, 1, {}}};
        cluster.lastFailure = FailureStatus{PollErrorClass::Connect, evil, now};
        cluster.held = {{evil, evil, 1, 1, 1, evil, evil, now}};
        NodeExplanation node = someNode();
        node.node = node.cluster = node.address = node.hostname = node.stateClass = node.reason = evil;
        node.states = node.partitions = {evil};
        node.jobs = {{evil, {{{evil}, {{evil, evil}}}}, {}, {}}, {evil, {}, evil, evil}};
        SlurmJobExplanation job = someTask();
        job.job.cluster = job.job.task = job.job.name = job.job.user = job.job.account = evil;
        job.job.partition = job.job.state = job.job.nodes = job.job.comment = evil;
        job.jobs = node.jobs;
        const HttpReply reply = statusPage(status, NodeSearch{evil, {node}}, JobSearch{evil, {job}, 0});
        QCOMPARE(markupError(reply), QString());
        QVERIFY(!reply.body.contains("<script"));
        QVERIFY(!reply.body.contains('\x01'));
        QVERIFY(!reply.body.contains("\xe2\x80\xae"));
        QVERIFY(reply.body.contains("&lt;script&gt;&quot;'&amp;%1%4\\x01\\u202exxx"));
        QVERIFY(!reply.body.contains(QByteArray(1001, 'x')));
        QVERIFY(reply.body.count("&lt;script&gt;") >= 30);
    }

    void hasABound()
    {
        DaemonStatus status = someStatus();
        status.clusters.front().partitions.assign(3000, {"p", 1, {}});
        status.jobs.assign(3000, {"j", 1, 1, 1});
        status.config.reloadProblems.assign(3000, "problem");
        NodeExplanation node = someNode();
        node.jobs.front().groups.assign(3000, node.jobs.front().groups.front());
        node.jobs.front().groups.front().labels.assign(3000, {"l", "v"});
        node.jobs.resize(3000);
        const HttpReply reply = statusPage(status, NodeSearch{"gpu001", {node}});
        QCOMPARE(markupError(reply), QString());
        VERIFY_SEEN(reply, "2,800 more partitions are in /api/v1/status");
        VERIFY_SEEN(reply, "2,800 more jobs are in /api/v1/status");
        VERIFY_SEEN(reply, "and 2,950 more");
        VERIFY_SEEN(reply, "and 2,980 more targets");
        QCOMPARE(reply.body.count("<th scope=\"row\">p</th>"), 200);
        status.clusters.assign(1000, status.clusters.front());
        const HttpReply many = statusPage(status);
        VERIFY_SEEN(many, "950 more clusters are in /api/v1/status");
        QVERIFY(many.body.size() < 5000000);
    }
};

SLURMSD_TEST(TestStatusPage)
#include "tst_statuspage.moc"
