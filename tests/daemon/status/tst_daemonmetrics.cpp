// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/daemonmetrics.h"
#include "daemon/status/processmetrics.h"
#include "daemon/status/targetmetrics.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <iterator>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

WallTime at(std::chrono::milliseconds sinceEpoch) { return WallTime(sinceEpoch); }

DaemonStatus fullStatus()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Degraded;
    status.version = "0.1.0";
    status.now = at(100'500ms);
    ClusterStatus llm;
    llm.name = "llm";
    llm.listTakenAt = at(90s);
    llm.isListStored = true;
    llm.nodes = 5;
    llm.skipped = 2;
    llm.states = {0, 0, 0, 1, 0, 0, 0, 0, 4};
    llm.partitions = {{"", 1, {0, 0, 0, 1, 0, 0, 0, 0, 0}}, {"gpu", 4, {0, 0, 0, 0, 0, 0, 0, 0, 4}}};
    llm.lastSuccess = at(91'250ms);
    llm.failingSince = at(95s);
    llm.lastPollBytes = 123'456'789;
    llm.held = {{"dcgm", "1d", 4, 0, 4, {}, {}}};
    llm.targets = {{"node", 5}, {"dcgm", 4}};
    llm.tokenExpires = at(1'795'464'000s);
    ClusterStatus waiting;
    waiting.name = "new \"one\"";
    status.clusters = {llm, waiting};
    status.jobs = {{"node", 9100, 2, 5}, {"dcgm", 9401, 1, 4, {}, {}, true}};
    return status;
}

Counters fullCounters()
{
    Counters counters;
    ClusterCounters &llm = counters.clusters["llm"];
    llm.pollsByResult = {{"success", 7}, {"timeout", 2}};
    llm.pollDuration.observe(70ms);
    llm.pollDuration.observe(300s);
    llm.heldLists = 3;
    llm.storageFailures = 4;
    llm.notices = 1000;
    llm.noticePolls = 2;
    counters.clusters["no longer there"].heldLists = 9;
    counters.lostTargets[{"llm", "node"}] = {1, 2, 3, 4, 5};
    counters.lostTargets[{"llm", "no longer there"}] = {9, 9, 9, 9, 9};
    counters.httpRequests = {{{"/targets", 200}, 11}, {{"/targets", 503}, 1}, {{"other", 404}, 2}};
    counters.httpDuration.observe(1ms);
    counters.httpConnections = 6;
    counters.reloads = 8;
    counters.failedReloads = 5;
    counters.isLastReloadGood = false;
    counters.lastGoodReload = at(10s);
    counters.isWebConfigInForce = false;
    counters.failedLogins = 12;
    return counters;
}

QByteArray text(const DaemonStatus &status, const Counters &counters)
{
    return metricsText(targetMetrics(status, counters)) + metricsText(daemonMetrics(status, counters));
}

// The lines of the series whose name starts so.
QByteArrayList linesOf(const QByteArray &text, const QByteArray &start)
{
    QByteArrayList lines;
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(start))
            lines += line;
    }
    return lines;
}

} // namespace

class TestDaemonMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void tellsOfListsOfJobs();
    void knowsEveryResultFromTheStart();
    void leavesOutWhatIsNotKnown();
    void boundsThePartitions();
    void observesDurations();
    void isCleanForPromtool();
    void isDocumented();
    void keepsTheTextOfTargets_data();
    void keepsTheTextOfTargets();
};

void TestDaemonMetrics::writes_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    const auto row = [](const char *name, const QByteArrayList &lines) { QTest::newRow(name) << lines; };
    row("slurm_sd_build_info",
        {QByteArray("slurm_sd_build_info{version=\"0.1.0\",qt_version=\"") + qVersion() + "\"} 1"});
    row("slurm_sd_ready", {"slurm_sd_ready 1"});
    row("slurm_sd_node_list_age_seconds", {R"(slurm_sd_node_list_age_seconds{cluster="llm"} 10.5)"});
    row("slurm_sd_node_list_stored", {R"(slurm_sd_node_list_stored{cluster="llm"} 1)"});
    row("slurm_sd_nodes{", {R"(slurm_sd_nodes{cluster="llm",state="future"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="powered_down"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="powering_up"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="down"} 1)",
                            R"(slurm_sd_nodes{cluster="llm",state="maintenance"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="drained"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="unknown"} 0)",
                            R"(slurm_sd_nodes{cluster="llm",state="active"} 4)"});
    row(R"(slurm_sd_partition_nodes{cluster="llm",partition="",state="d)",
        {R"(slurm_sd_partition_nodes{cluster="llm",partition="",state="down"} 1)",
         R"(slurm_sd_partition_nodes{cluster="llm",partition="",state="drained"} 0)"});
    row(R"(slurm_sd_partition_nodes{cluster="llm",partition="gpu",state="a)",
        {R"(slurm_sd_partition_nodes{cluster="llm",partition="gpu",state="active"} 4)"});
    row("slurm_sd_partitions_omitted", {R"(slurm_sd_partitions_omitted{cluster="llm"} 0)"});
    row("slurm_sd_nodes_skipped", {R"(slurm_sd_nodes_skipped{cluster="llm"} 2)"});
    row("slurm_sd_last_poll_bytes", {R"(slurm_sd_last_poll_bytes{cluster="llm"} 123456789)",
                                     R"(slurm_sd_last_poll_bytes{cluster="new \"one\""} 0)"});
    row("slurm_sd_last_poll_success",
        {R"(slurm_sd_last_poll_success_timestamp_seconds{cluster="llm"} 91.25)"});
    row("slurm_sd_notices", {R"(slurm_sd_notices_total{cluster="llm"} 1000)",
                             R"(slurm_sd_notices_total{cluster="new \"one\""} 0)"});
    row("slurm_sd_notice_polls", {R"(slurm_sd_notice_polls_total{cluster="llm"} 2)",
                                  R"(slurm_sd_notice_polls_total{cluster="new \"one\""} 0)"});
    row("slurm_sd_poll_failing",
        {R"(slurm_sd_poll_failing{cluster="llm"} 1)", R"(slurm_sd_poll_failing{cluster="new \"one\""} 0)"});
    row("slurm_sd_token", {R"(slurm_sd_token_expiry_timestamp_seconds{cluster="llm"} 1795464000)"});
    row("slurm_sd_guard_holding", {R"(slurm_sd_guard_holding{cluster="llm",prom_job=""} 0)",
                                   R"(slurm_sd_guard_holding{cluster="llm",prom_job="node"} 0)",
                                   R"(slurm_sd_guard_holding{cluster="llm",prom_job="dcgm"} 1)",
                                   R"(slurm_sd_guard_holding{cluster="new \"one\"",prom_job=""} 0)",
                                   R"(slurm_sd_guard_holding{cluster="new \"one\"",prom_job="node"} 0)",
                                   R"(slurm_sd_guard_holding{cluster="new \"one\"",prom_job="dcgm"} 0)"});
    row("slurm_sd_cluster_targets", {R"(slurm_sd_cluster_targets{cluster="llm",prom_job="node"} 5)",
                                     R"(slurm_sd_cluster_targets{cluster="llm",prom_job="dcgm"} 4)"});
    row("slurm_sd_job_allow_empty",
        {R"(slurm_sd_job_allow_empty{prom_job="node"} 0)", R"(slurm_sd_job_allow_empty{prom_job="dcgm"} 1)"});
    row(R"(slurm_sd_targets_lost_total{cluster="llm")",
        {R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="node",reason="explained"} 1)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="node",reason="within_limit"} 2)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="node",reason="accepted"} 3)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="node",reason="gave_in"} 4)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="node",reason="config"} 5)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="dcgm",reason="explained"} 0)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="dcgm",reason="within_limit"} 0)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="dcgm",reason="accepted"} 0)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="dcgm",reason="gave_in"} 0)",
         R"(slurm_sd_targets_lost_total{cluster="llm",prom_job="dcgm",reason="config"} 0)"});
    row("slurm_sd_guard_held", {R"(slurm_sd_guard_held_lists_total{cluster="llm"} 3)",
                                R"(slurm_sd_guard_held_lists_total{cluster="new \"one\""} 0)"});
    row("slurm_sd_storage", {R"(slurm_sd_storage_write_failures_total{cluster="llm"} 4)",
                             R"(slurm_sd_storage_write_failures_total{cluster="new \"one\""} 0)"});
    row("slurm_sd_targets{",
        {R"(slurm_sd_targets{prom_job="node"} 5)", R"(slurm_sd_targets{prom_job="dcgm"} 4)"});
    row("slurm_sd_target_groups",
        {R"(slurm_sd_target_groups{prom_job="node"} 2)", R"(slurm_sd_target_groups{prom_job="dcgm"} 1)"});
    row("slurm_sd_config_last", {"slurm_sd_config_last_reload_successful 0",
                                 "slurm_sd_config_last_reload_success_timestamp_seconds 10"});
    row("slurm_sd_config_reload",
        {"slurm_sd_config_reloads_total 8", "slurm_sd_config_reload_failures_total 5"});
    row("slurm_sd_web_config", {"slurm_sd_web_config_in_force 0"});
    row("slurm_sd_http_requests", {R"(slurm_sd_http_requests_total{handler="/targets",code="200"} 11)",
                                   R"(slurm_sd_http_requests_total{handler="/targets",code="503"} 1)",
                                   R"(slurm_sd_http_requests_total{handler="other",code="404"} 2)"});
    row("slurm_sd_http_connections", {"slurm_sd_http_connections 6"});
    row("slurm_sd_auth", {"slurm_sd_auth_failures_total 12"});
}

void TestDaemonMetrics::writes()
{
    QFETCH(QByteArrayList, lines);
    QCOMPARE(linesOf(text(fullStatus(), fullCounters()), QTest::currentDataTag()), lines);
}

void TestDaemonMetrics::tellsOfListsOfJobs()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Ok;
    status.now = at(100s);
    ClusterStatus cluster;
    cluster.name = "llm";
    cluster.jobs.emplace();
    status.clusters = {cluster};
    status.jobs = {{"vllm", 8000}};
    status.jobs.front().slurmJobs.emplace();
    // Before the first list nothing is told of it.
    QByteArray all = text(status, {});
    QCOMPARE(linesOf(all, "slurm_sd_slurm_jobs"), QByteArrayList());
    QCOMPARE(linesOf(all, "slurm_sd_targets{"), QByteArrayList());
    QCOMPARE(linesOf(all, "slurm_sd_job_polls_total{").size(), 9);

    JobListStatus &jobs = *status.clusters.front().jobs;
    jobs.listTakenAt = at(90s);
    jobs.jobs = 56;
    jobs.running = 34;
    jobs.hidden = 2;
    status.jobs.front().etag = "5ca1ab1e";
    status.jobs.front().slurmJobs = SlurmJobsStatus{9, 7, {{"wrong_annotation", 1}}};
    all = text(status, {});
    QCOMPARE(linesOf(all, "slurm_sd_job_list_age"),
             QByteArrayList{R"(slurm_sd_job_list_age_seconds{cluster="llm"} 10)"});
    QCOMPARE(linesOf(all, "slurm_sd_slurm_jobs"),
             (QByteArrayList{R"(slurm_sd_slurm_jobs{cluster="llm"} 56)",
                             R"(slurm_sd_slurm_jobs_running{cluster="llm"} 34)",
                             R"(slurm_sd_slurm_jobs_hidden{cluster="llm"} 2)",
                             R"(slurm_sd_slurm_jobs_annotated{prom_job="vllm"} 9)",
                             R"(slurm_sd_slurm_jobs_with_targets{prom_job="vllm"} 7)",
                             R"(slurm_sd_slurm_jobs_refused{prom_job="vllm",reason="wrong_annotation"} 1)",
                             R"(slurm_sd_slurm_jobs_refused{prom_job="vllm",reason="no_port"} 0)",
                             R"(slurm_sd_slurm_jobs_refused{prom_job="vllm",reason="port_not_allowed"} 0)",
                             R"(slurm_sd_slurm_jobs_refused{prom_job="vllm",reason="unknown_node"} 0)",
                             R"(slurm_sd_slurm_jobs_refused{prom_job="vllm",reason="too_many_targets"} 0)"}));
    // The guard is not for them.
    QCOMPARE(linesOf(all, "slurm_sd_targets_lost_total"), QByteArrayList());
}

void TestDaemonMetrics::knowsEveryResultFromTheStart()
{
    const QByteArray all = text(fullStatus(), fullCounters());
    const auto lines = [](const QByteArray &cluster, const QByteArray &success, const QByteArray &timeout) {
        QByteArrayList expected;
        for (const char *const result : {"auth", "connect", "guard", "http", "parse", "slurm", "success",
                                         "timeout", "tls", "too_large"}) {
            const QByteArray count = qstrcmp(result, "success") == 0   ? success
                                     : qstrcmp(result, "timeout") == 0 ? timeout
                                                                       : QByteArray("0");
            expected +=
                "slurm_sd_polls_total{cluster=\"" + cluster + "\",result=\"" + result + "\"} " + count;
        }
        return expected;
    };
    QCOMPARE(linesOf(all, "slurm_sd_polls_total"),
             lines("llm", "7", "2") + lines("new \\\"one\\\"", "0", "0"));
    Counters counters;
    counters.clusters["llm"].pollsByResult["of a new class"] = 1;
    QVERIFY(text(fullStatus(), counters).contains("result=\"of a new class\"} 1\n"));
}

void TestDaemonMetrics::leavesOutWhatIsNotKnown()
{
    DaemonStatus status;
    status.clusters.resize(1); // without a name, as before the first answer
    status.jobs = {{"node", 9100, 0, 0}};
    const QByteArray before = text(status, Counters{});
    for (const char *const name :
         {"slurm_sd_nodes", "slurm_sd_partition", "slurm_sd_node_list", "slurm_sd_targets{",
          "slurm_sd_target_groups", "slurm_sd_cluster_targets", "slurm_sd_token",
          "slurm_sd_last_poll_success", "slurm_sd_http_requests", "slurm_sd_config_last_reload_success_"})
        QCOMPARE(linesOf(before, name), QByteArrayList{});
    QCOMPARE(linesOf(before, "slurm_sd_ready"), QByteArrayList{"slurm_sd_ready 0"});
    QCOMPARE(linesOf(before, "slurm_sd_poll_failing"),
             QByteArrayList{R"(slurm_sd_poll_failing{cluster=""} 0)"});
    QCOMPARE(linesOf(before, "slurm_sd_config_last"),
             QByteArrayList{"slurm_sd_config_last_reload_successful 1"});

    status.clusters[0].listTakenAt = status.now + 1h; // the clock was set back
    QCOMPARE(linesOf(text(status, Counters{}), "slurm_sd_node_list_age"),
             QByteArrayList{R"(slurm_sd_node_list_age_seconds{cluster=""} 0)"});
}

void TestDaemonMetrics::boundsThePartitions()
{
    DaemonStatus status;
    status.clusters.resize(1);
    status.clusters[0].listTakenAt = status.now;
    for (std::size_t i = 0; i < maxPartitionsWithSeries + 3; ++i)
        status.clusters[0].partitions.push_back({"p" + std::to_string(i), 0, {}});
    const QByteArray all = text(status, Counters{});
    QCOMPARE(linesOf(all, "slurm_sd_partition_nodes").size(), qsizetype(maxPartitionsWithSeries * 8));
    QVERIFY(all.contains("partition=\"p999\""));
    QVERIFY(!all.contains("partition=\"p1000\""));
    QCOMPARE(linesOf(all, "slurm_sd_partitions_omitted"),
             QByteArrayList{R"(slurm_sd_partitions_omitted{cluster=""} 3)"});
}

void TestDaemonMetrics::observesDurations()
{
    Counters counters;
    for (const auto duration : {-1ms, 0ms, 500ms, 750ms, 120'000ms, 120'250ms})
        counters.httpDuration.observe(duration);
    QCOMPARE(linesOf(text(fullStatus(), counters), "slurm_sd_http_request_duration"),
             (QByteArrayList{
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.001"} 2)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.005"} 2)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.01"} 2)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.05"} 2)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.1"} 2)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="0.5"} 3)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="1"} 4)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="5"} 4)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="10"} 4)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="30"} 4)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="60"} 4)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="120"} 5)",
                 R"(slurm_sd_http_request_duration_seconds_bucket{le="+Inf"} 6)",
                 "slurm_sd_http_request_duration_seconds_sum 241.5",
                 "slurm_sd_http_request_duration_seconds_count 6",
             }));
    const QByteArrayList polls =
        linesOf(text(fullStatus(), fullCounters()), "slurm_sd_poll_duration_seconds_bucket{cluster=\"llm\"");
    QCOMPARE(polls.size(), 13);
    QCOMPARE(polls[3], R"(slurm_sd_poll_duration_seconds_bucket{cluster="llm",le="0.05"} 0)");
    QCOMPARE(polls[4], R"(slurm_sd_poll_duration_seconds_bucket{cluster="llm",le="0.1"} 1)");
    QCOMPARE(polls[12], R"(slurm_sd_poll_duration_seconds_bucket{cluster="llm",le="+Inf"} 2)");
}

// It parses the text and complains about names, units and missing HELP.
void TestDaemonMetrics::isCleanForPromtool()
{
    DaemonStatus status = fullStatus();
    status.clusters[0].partitions.push_back({"gr\xf6\xdf"
                                             "e \\ \"x\"\n\t}",
                                             0,
                                             {}});
    QProcess promtool;
    promtool.setProcessChannelMode(QProcess::MergedChannels);
    promtool.start(QStringLiteral("promtool"), {QStringLiteral("check"), QStringLiteral("metrics")});
    QVERIFY2(promtool.waitForStarted(), "promtool, of the package prometheus, is not installed");
    promtool.write(text(status, fullCounters()));
    promtool.write(metricsText(processMetrics()));
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished());
    QCOMPARE(promtool.readAll(), QByteArray());
    QCOMPARE(promtool.exitCode(), 0);
}

// The table of resources/docs/metrics.md has the same families, of the same types, in the same order.
void TestDaemonMetrics::isDocumented()
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/../../resources/docs/metrics.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression row(QStringLiteral("^\\| `(\\w+)` \\| (\\w+) \\|"),
                                        QRegularExpression::MultilineOption);
    QStringList documented;
    for (const QRegularExpressionMatch &match : row.globalMatch(text))
        documented += match.captured(1) + u' ' + match.captured(2);

    std::vector<MetricFamily> families = targetMetrics(fullStatus(), fullCounters());
    std::ranges::move(daemonMetrics(fullStatus(), fullCounters()), std::back_inserter(families));
    std::ranges::move(processMetrics(), std::back_inserter(families));
    const QStringList types{QStringLiteral("counter"), QStringLiteral("gauge"), QStringLiteral("histogram")};
    QStringList written;
    for (const MetricFamily &family : families)
        written += QString::fromStdString(family.name) + u' ' + types[int(family.type)];
    QCOMPARE(documented, written);
}

using Change = void (*)(DaemonStatus &, Counters &);

void TestDaemonMetrics::keepsTheTextOfTargets_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("isKept");
    const auto row = [](const char *name, bool isKept, Change change) {
        QTest::newRow(name) << change << isKept;
    };
    row("nothing", true, [](DaemonStatus &, Counters &) {});
    row("time", true, [](DaemonStatus &status, Counters &) { status.now += 1h; });
    row("another poll", true, [](DaemonStatus &status, Counters &counters) {
        status.clusters[0].lastSuccess = status.now;
        ++counters.clusters["llm"].pollsByResult["success"];
    });
    row("degraded, then ok", true,
        [](DaemonStatus &status, Counters &) { status.health = DaemonStatus::Health::Ok; });
    row("ready no more", false,
        [](DaemonStatus &status, Counters &) { status.health = DaemonStatus::Health::NotReady; });
    row("labels of targets, a warning", true, [](DaemonStatus &status, Counters &) {
        status.jobs[0].etag += 'x';
        status.jobs[0].warnings.emplace_back("no partition matches gup");
    });
    row("the role of a job", false,
        [](DaemonStatus &status, Counters &) { status.jobs[0].slurmJobs.emplace(); });
    row("an answer", false, [](DaemonStatus &status, Counters &) { status.jobs[0].etag.clear(); });
    row("a target", false, [](DaemonStatus &status, Counters &) { ++status.jobs[0].targets; });
    row("a group", false, [](DaemonStatus &status, Counters &) { ++status.jobs[1].groups; });
    row("a job that may be empty", false,
        [](DaemonStatus &status, Counters &) { status.jobs[0].isEmptyAllowed = true; });
    row("another job", false, [](DaemonStatus &status, Counters &) { status.jobs.push_back({"ipmi"}); });
    row("a target of a cluster", false,
        [](DaemonStatus &status, Counters &) { ++status.clusters[0].targets[0].targets; });
    row("the name of a cluster", false,
        [](DaemonStatus &status, Counters &) { status.clusters[1].name = "told"; });
    row("a cluster that is gone", false,
        [](DaemonStatus &status, Counters &) { status.clusters.pop_back(); });
    row("held no more", false, [](DaemonStatus &status, Counters &) { status.clusters[0].held.clear(); });
    row("a whole list held", false,
        [](DaemonStatus &status, Counters &) { status.clusters[1].held.emplace_back(); });
    row("a loss", false, [](DaemonStatus &, Counters &counters) {
        ++counters.lostTargets[{"llm", "node"}][0];
    });
    row("a first loss", false, [](DaemonStatus &, Counters &counters) {
        counters.lostTargets[{"llm", "dcgm"}] = {0, 0, 0, 0, 1};
    });
}

void TestDaemonMetrics::keepsTheTextOfTargets()
{
    QFETCH(Change, change);
    DaemonStatus status = fullStatus();
    status.jobs[0].etag = "5ca1ab1e";
    Counters counters = fullCounters();
    TargetMetricsText metrics;
    const QByteArray before = metrics.of(status, counters);
    QCOMPARE(before, metricsText(targetMetrics(status, counters)));
    change(status, counters);
    const QByteArray &after = metrics.of(status, counters);
    QCOMPARE(after, metricsText(targetMetrics(status, counters)));
    QTEST(after.constData() == before.constData(), "isKept");
}

SLURMSD_TEST(TestDaemonMetrics)
#include "tst_daemonmetrics.moc"
