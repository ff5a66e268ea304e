// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobexplain.h"
#include "tests/support/runningjob.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

SlurmJob job(std::int64_t id, std::string_view comment) { return runningJob(id, "c[01-02]", comment); }

JobSource source(std::vector<SlurmJob> jobs)
{
    auto nodes = std::make_shared<NodeSnapshot>();
    nodes->cluster = "rig";
    for (const char *name : {"c01", "c02"}) {
        Node node;
        node.name = node.address = name;
        nodes->nodes.push_back(node);
    }
    auto list = std::make_shared<JobList>();
    list->jobs = std::move(jobs);
    sortJobs(*list);
    return {nodes, list};
}

JobConfig config()
{
    JobConfig config;
    config.name = "vllm";
    config.role = JobRole::Job;
    config.slurmJobs.labels = {SlurmJobLabel::JobId, SlurmJobLabel::Node};
    config.slurmJobs.match.names = {"vllm.*"};
    return config;
}

QString reason(const SlurmJob &job, const JobConfig &config)
{
    const SlurmJobExplanation explanation = explainJob(source({job}), std::span(&config, 1), job);
    return QString::fromStdString(explanation.jobs.at(0).reason);
}

} // namespace

class TestJobExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reasonsAreInWords_data();
    void reasonsAreInWords();
    void statesAreInWords_data();
    void statesAreInWords();
    void targetsAreThoseServed();
    void jobsAreFoundByTheirIds_data();
    void jobsAreFoundByTheirIds();
    void runningJobsHaveTheirOutcomes();
};

void TestJobExplain::reasonsAreInWords_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *comment, const char *reason) {
        QTest::addRow("%s, %s", name, comment)
            << QByteArray(name) << QByteArray(comment) << QString::fromUtf8(reason);
    };
    row("ray", "prometheus.io/port=8000", "match.names has no \"ray\"");
    row("vllm", "run 7", "its comment asks for no target (prometheus.io/port=PORT)");
    row("vllm", "run 7, promethues.io/port=8000",
        "its comment asks for no target (prometheus.io/port=PORT); \"promethues.io/port=8000\" is none");
    row("vllm", "Prometheus.io/port:8000",
        "its comment asks for no target (prometheus.io/port=PORT); \"Prometheus.io/port:8000\" is none");
    row("vllm", "Port=8000",
        "its comment asks for no target (prometheus.io/port=PORT); \"Port=8000\" is none");
    row("vllm", R"({"prometheus": {"port": 8000,}})",
        "its comment asks for no target (prometheus.io/port=PORT); it begins as JSON, and is no object with "
        "the key "
        "\"prometheus\"");
    row("vllm", "prometheus.io/prot=8000", "wrong annotation: unknown key \"prot\"; did you mean \"port\"?");
    row("vllm", "prometheus.io/scrape=false", "its annotation says scrape=false");
    row("vllm", "prometheus.io/job=ray prometheus.io/port=8000",
        "its annotation is for the job \"ray\", not for \"vllm\"");
    row("vllm", "prometheus.io/path=/m", "its annotation names no port, and the job has none");
    row("vllm", "prometheus.io/port=22", "port 22 is not allowed here: allowed_ports are 1024-65535");
    row("vllm", "prometheus.io/port=8000-8004", "it asks for 5 targets, max_targets is 4");
}

void TestJobExplain::reasonsAreInWords()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, comment);
    const std::string nameText = name.toStdString();
    const std::string commentText = comment.toStdString();
    SlurmJob one = job(1, commentText);
    one.name = nameText;
    JobConfig vllm = config();
    vllm.slurmJobs.maxTargets = 4;
    QTEST(reason(one, vllm), "reason");
}

void TestJobExplain::statesAreInWords_data()
{
    QTest::addColumn<QByteArray>("states");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *states, const QString &is) {
        QTest::newRow(states) << QByteArray(states)
                              << is + u"; only running jobs that have all their nodes have targets"_s;
    };
    row("PENDING", u"it is pending"_s);
    row("RUNNING,CONFIGURING", u"it is configuring"_s);
    row("SUSPENDED", u"it is suspended"_s);
    row("RUNNING,STOPPED", u"it is stopped"_s);
    row("CANCELLED,COMPLETING", u"it is completing"_s);
    row("COMPLETED", u"it is ended"_s);
    row("NEW", u"it is unknown (NEW)"_s);
    QTest::newRow("none") << QByteArray() << u"Slurm does not tell its state"_s;
}

void TestJobExplain::statesAreInWords()
{
    QFETCH(QByteArray, states);
    const std::string text = states.toStdString();
    SlurmJob one = job(1, "prometheus.io/port=8000");
    one.states = text;
    one.phase = jobPhase(text);
    QTEST(reason(one, config()), "reason");
}

void TestJobExplain::targetsAreThoseServed()
{
    const SlurmJob one = job(53, "prometheus.io/port=8000;8001 prometheus.io/nodes=all");
    const JobConfig vllm = config();
    const JobSource from = source({one});
    const SlurmJobExplanation explanation = explainJob(from, std::span(&vllm, 1), one);
    QCOMPARE(explanation.jobs.at(0).reason, std::string());
    QVERIFY(explanation.jobs.at(0).groups == buildJobTargets({from}, vllm).groups);
    QCOMPARE(explanation.jobs.at(0).groups.size(), 2U);
    QCOMPARE(explanation.job.id, 53U);
    QCOMPARE(explanation.job.task, std::string());
    QCOMPARE(explanation.job.cluster, std::string("rig"));
    QCOMPARE(explanation.job.user, std::string("alice"));
    QCOMPARE(explanation.job.state, std::string("RUNNING"));
}

void TestJobExplain::jobsAreFoundByTheirIds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("found");
    QTest::newRow("plain") << QByteArray("3") << u"3"_s;
    QTest::newRow("task") << QByteArray("17_0") << u"52"_s;
    QTest::newRow("task by its own id") << QByteArray("52") << u"52"_s;
    QTest::newRow("array") << QByteArray("17") << u"17 52 53"_s;
    QTest::newRow("component") << QByteArray("19+1") << u"20"_s;
    QTest::newRow("component as a URL has it") << QByteArray("19 1") << u"20"_s;
    QTest::newRow("heterogeneous job") << QByteArray("19") << u"19 20"_s;
    QTest::newRow("none") << QByteArray("4") << QString();
    QTest::newRow("no id") << QByteArray("x") << QString();
}

void TestJobExplain::jobsAreFoundByTheirIds()
{
    QFETCH(QByteArray, id);
    std::vector<SlurmJob> jobs;
    for (const int each : {3, 17, 19, 20, 52, 53})
        jobs.push_back(job(each, ""));
    for (const std::size_t i : {1U, 4U, 5U})
        jobs[i].arrayJobId = 17;
    jobs[4].arrayTaskId = 0;
    jobs[5].arrayTaskId = 1;
    jobs[2].hetJobId = jobs[3].hetJobId = 19;
    jobs[2].hetJobOffset = 0;
    jobs[3].hetJobOffset = 1;
    const JobSource from = source(jobs);
    QStringList found;
    for (const SlurmJob *each : findJobs(*from.jobs, id.toStdString()))
        found += QString::number(each->id);
    QTEST(found.join(u' '), "found");
}

void TestJobExplain::runningJobsHaveTheirOutcomes()
{
    SlurmJob pending = job(1, "");
    pending.phase = JobPhase::Pending;
    SlurmJob over = job(2, "");
    over.phase = JobPhase::Ended;
    SlurmJob suspended = job(3, "prometheus.io/port=8000");
    suspended.states = "SUSPENDED";
    suspended.phase = JobPhase::Suspended;
    const std::vector<JobSource> from{source(
        {pending, over, suspended, job(4, "prometheus.io/port=8000"), job(5, "prometheus.io/port=x")})};
    JobConfig ray = config();
    ray.name = "ray";
    ray.slurmJobs.match.names = {"ray"};
    const std::vector<JobConfig> configs{config(), ray};
    const RunningJobs jobs = runningJobs(from, configs);
    QCOMPARE(jobs.jobs.size(), 3U);
    QCOMPARE(jobs.jobs[0].state, std::string("SUSPENDED"));
    QVERIFY(jobs.jobs[0].targets.empty());
    QVERIFY(jobs.jobs[0].why.starts_with("vllm: it is suspended; "));
    QCOMPARE(jobs.jobs[1].targets, (std::vector<JobTargetsStatus>{{"vllm", 1}}));
    QCOMPARE(jobs.jobs[1].why, std::string());
    QVERIFY(jobs.jobs[2].targets.empty());
    QCOMPARE(jobs.jobs[2].why,
             std::string("vllm: wrong annotation: port: expected a port between 1 and 65535, got "
                         "\"x\"; ray: match.names has no \"vllm\""));
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobExplain)
#include "tst_jobexplain.moc"
