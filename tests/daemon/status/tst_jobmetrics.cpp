// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/jobmetrics.h"
#include "tests/support/runningjob.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

SlurmJob job(std::int64_t id, std::string_view nodes, std::string_view gres)
{
    SlurmJob job = runningJob(id, nodes);
    job.gresDetail = gres;
    return job;
}

// The lines of /metrics/jobs but comments.
QStringList lines(std::vector<SlurmJob> jobs, std::vector<JobMetricsLabel> hidden = {})
{
    auto nodes = std::make_shared<NodeSnapshot>();
    nodes->cluster = "rig";
    auto list = std::make_shared<JobList>();
    list->jobs = std::move(jobs);
    const auto families = jobMetrics({{{nodes, list}, std::move(hidden)}});
    QStringList lines = QString::fromUtf8(metricsText(families)).split(u'\n', Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line.startsWith(u'#'); });
    return lines;
}

QStringList gpuLines(std::vector<SlurmJob> jobs)
{
    QStringList gpus = lines(std::move(jobs));
    gpus.removeIf([](const QString &line) { return !line.contains(u"gpu_info"_s); });
    return gpus;
}

} // namespace

class TestJobMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runningJobsHaveSeries();
    void labelsCanBeHidden();
    void textIsMadeOnceForTheSameLists();
    void gpusBelongToTheirNodes_data();
    void gpusBelongToTheirNodes();
};

void TestJobMetrics::runningJobsHaveSeries()
{
    SlurmJob pending = job(1, "", "");
    pending.phase = JobPhase::Pending;
    SlurmJob suspended = job(2, "g01", "gpu:a100:1(IDX:0)");
    suspended.phase = JobPhase::Suspended;
    SlurmJob nameless = job(3, "c[01-02]", "");
    nameless.user = {};
    nameless.userId = 7;
    nameless.name = "a\"b\n\\";
    const QStringList expected{
        uR"(slurm_sd_job_info{cluster="rig",job_id="3",name="a\"b\n\\",user="7",account="llm",partition="gpu",qos="normal"} 1)"_s,
        uR"(slurm_sd_job_node_info{cluster="rig",job_id="3",node="c01"} 1)"_s,
        uR"(slurm_sd_job_node_info{cluster="rig",job_id="3",node="c02"} 1)"_s};
    QCOMPARE(lines({pending, suspended, nameless}), expected);
    QCOMPARE(lines({}), QStringList());
}

void TestJobMetrics::labelsCanBeHidden()
{
    using enum JobMetricsLabel;
    QCOMPARE(lines({job(3, "c01", "")}, {User, Name, Account}).front(),
             uR"(slurm_sd_job_info{cluster="rig",job_id="3",partition="gpu",qos="normal"} 1)"_s);
    QCOMPARE(
        lines({job(3, "c01", "")}, {User}).front(),
        uR"(slurm_sd_job_info{cluster="rig",job_id="3",name="vllm",account="llm",partition="gpu",qos="normal"} 1)"_s);
}

void TestJobMetrics::textIsMadeOnceForTheSameLists()
{
    auto nodes = std::make_shared<NodeSnapshot>();
    auto jobs = std::make_shared<JobList>();
    jobs->jobs = {runningJob(1)};
    std::vector<JobMetricsList> lists{{{nodes, jobs}, {}}};
    JobMetricsText text;
    const QByteArray first = text.of(lists);
    QCOMPARE(first, metricsText(jobMetrics(lists)));
    QCOMPARE(static_cast<const void *>(text.of(lists).constData()), first.constData());
    lists[0].hiddenLabels = {JobMetricsLabel::User};
    QCOMPARE(text.of(lists), metricsText(jobMetrics(lists)));
    auto more = std::make_shared<JobList>();
    more->jobs = {runningJob(1), runningJob(2)};
    lists[0].source.jobs = more;
    QCOMPARE(text.of(lists), metricsText(jobMetrics(lists)));
    QVERIFY(text.of({}).isEmpty());
}

void TestJobMetrics::gpusBelongToTheirNodes_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("gres");
    QTest::addColumn<QString>("gpus");
    const auto row = [](const char *name, const char *nodes, const char *gres, const char *gpus) {
        QTest::newRow(name) << QByteArray(nodes) << QByteArray(gres) << QString::fromLatin1(gpus);
    };
    row("one node", "g01", "gpu:a100:2(IDX:0-1)", "g01/0/a100 g01/1/a100");
    row("two types", "g02", "gpu:a100:1(IDX:0),gpu:h100:1(IDX:2)", "g02/0/a100 g02/2/h100");
    row("two nodes", "g[01-02]", "gpu:a100:2(IDX:0-1)\ngpu:a100:1(IDX:0),gpu:h100:0(IDX:)",
        "g01/0/a100 g01/1/a100 g02/0/a100");
    row("a node without", "g[01-03]", "gpu:a100:1(IDX:4)\n\ngpu:a100:1(IDX:1)", "g01/4/a100 g03/1/a100");
    row("fewer lines than nodes", "g[01-03]", "gpu:a100:1(IDX:4)\ngpu:a100:1(IDX:1)", "");
    row("more lines than nodes", "g01", "gpu:a100:1(IDX:4)\ngpu:a100:1(IDX:1)", "");
    row("none", "g01", "", "");
    row("a bad hostlist", "g[01", "gpu:a100:1(IDX:4)", "");
}

void TestJobMetrics::gpusBelongToTheirNodes()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, gres);
    QFETCH(QString, gpus);
    const std::string nodeText = nodes.toStdString();
    const std::string gresText = gres.toStdString();
    QStringList expected;
    for (const QString &gpu : gpus.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList parts = gpu.split(u'/');
        expected +=
            uR"(slurm_sd_job_gpu_info{cluster="rig",job_id="9",node="%1",gpu="%2",type="%3"} 1)"_s.arg(
                parts[0], parts[1], parts[2]);
    }
    QCOMPARE(gpuLines({job(9, nodeText, gresText)}), expected);

    // What two jobs claim alike is nobody's.
    QCOMPARE(gpuLines({job(9, nodeText, gresText), job(10, nodeText, gresText)}), QStringList());
    // Shared ones are of another family, which a join of the others does not see.
    const QString shared =
        uR"(slurm_sd_job_shared_gpu_info{cluster="rig",job_id="%1",node="g01",gpu="1",type=""} 1)"_s;
    QCOMPARE(gpuLines({job(9, "g01", "shard:1(0/4,1/4)"), job(10, "g01", "shard:2(0/4,2/4)")}),
             (QStringList{shared.arg(9), shared.arg(10)}));
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobMetrics)
#include "tst_jobmetrics.moc"
