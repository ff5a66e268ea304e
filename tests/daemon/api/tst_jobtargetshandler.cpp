// SPDX-License-Identifier: GPL-3.0-or-later
// /targets where the config has jobs of role: job.
#include "common/apijson.h"
#include "daemon/api/apihandlers.h"
#include "daemon/api/jobtargetshandler.h"
#include "tests/support/runningjob.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const NodeSnapshot> nodes()
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    snapshot->cluster = "rig";
    snapshot->takenAt = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    Node node;
    node.name = node.address = "c01";
    node.partitions = "gpu,batch";
    node.stateClass = StateClass::Active;
    snapshot->nodes.push_back(node);
    return snapshot;
}

std::shared_ptr<const JobList> jobs()
{
    auto list = std::make_shared<JobList>();
    list->takenAt = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'060));
    list->jobs.push_back(runningJob(7, "c01", "prometheus.io/port=8000"));
    return list;
}

std::vector<JobConfig> config()
{
    JobConfig node;
    node.name = "node";
    node.port = 9100;
    node.labels = {};
    JobConfig vllm;
    vllm.name = "vllm";
    vllm.role = JobRole::Job;
    vllm.slurmJobs.labels = {SlurmJobLabel::JobId};
    JobConfig dcgm = node;
    dcgm.name = "dcgm";
    dcgm.port = 9400;
    return {node, vllm, dcgm};
}

HttpRequest get(const QString &query)
{
    HttpRequest request;
    request.path = "/targets";
    request.query = parseQuery(query.toStdString());
    return request;
}

// "200 [...]" with the line breaks left out, or "404 why".
QString text(const HttpReply &reply)
{
    QString body = QString::fromUtf8(reply.body).remove(u'\n');
    if (reply.status != 200)
        body = QJsonDocument::fromJson(reply.body).object()[u"error"_s].toString();
    return QString::number(reply.status) + u' ' + body;
}

// A daemon with one cluster, whose list of jobs is there or not.
class Daemon
{
public:
    explicit Daemon(const std::string &whyNoJobs = {})
        : m_config(config())
        , m_nodes(TargetSet::build({{nodes()}, m_config}))
        , m_jobs(JobTargetSet::build({sources(whyNoJobs.empty()), {m_config[1]}}))
        , m_jobLists{{"rig", whyNoJobs.empty(), whyNoJobs}}
    {}

    TargetAnswers answers() const { return {m_nodes.get(), m_clusters, m_jobs.get(), m_jobLists, m_config}; }

private:
    static std::vector<JobSource> sources(bool areThere)
    {
        std::vector<JobSource> all;
        if (areThere)
            all.push_back({nodes(), jobs()});
        return all;
    }

    std::vector<JobConfig> m_config;
    std::shared_ptr<const TargetSet> m_nodes;
    std::shared_ptr<const JobTargetSet> m_jobs;
    std::vector<ClusterReadiness> m_clusters{{"rig", true, {}}};
    std::vector<ClusterReadiness> m_jobLists;
};

const QString one = uR"(200 [{"targets":["c01:8000"],"labels":{"__meta_slurm_job_id":"7"}}])"_s;

} // namespace

class TestJobTargetsHandler : public QObject
{
    Q_OBJECT

    JoinedDocument m_joined; // of all rows, one after the other

private Q_SLOTS:
    void ofOneJob_data();
    void ofOneJob();
    void withoutAListThereIsNoAnswer();
    void ofAllJobs_data();
    void ofAllJobs();
    void unchangedIsNotSentAgain();
    void jobsDocumentAndExplanations();
};

void TestJobTargetsHandler::ofOneJob_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("reply");
    const auto row = [](const char *query, const QString &reply) {
        QTest::newRow(query) << u"prom_job=vllm"_s + QLatin1String(query) << reply;
    };
    const QString nothing = u"200 []"_s;
    row("", one);
    row("&user=alice", one);
    row("&user=bob", nothing); // who has no job now
    row("&user=bob&user=alice", one);
    row("&account=llm", one);
    row("&account=other", nothing);
    row("&account=", nothing);
    row("&partition=gpu", one);
    row("&partition=batch", nothing);
    row("&partition=gup", u"404 no node is in the partition \"gup\"; the partitions are batch, gpu"_s);
    row("&cluster=rig", one);
    row("&cluster=rgi", u"404 no cluster \"rgi\"; the cluster is \"rig\""_s);
    row("&format=flat", uR"(200 [{"__address__":"c01:8000","__meta_slurm_job_id":"7"}])"_s);
    row("&user=", u"400 user: expected a name, got nothing"_s);
    const QString ofNodes =
        u"400 state and feature are filters of nodes; a job with role: job takes user, account, "
        "partition and cluster"_s;
    row("&state=active", ofNodes);
    row("&feature=ib", ofNodes);
}

void TestJobTargetsHandler::ofOneJob()
{
    QFETCH(QString, query);
    QTEST(text(jobTargetsReply(get(query), Daemon().answers())), "reply");
}

void TestJobTargetsHandler::withoutAListThereIsNoAnswer()
{
    const Daemon daemon("the list of jobs is older than 10m");
    const QString refused = u"503 the list of jobs is older than 10m"_s;
    for (const char *query : {"prom_job=vllm", "prom_job=vllm&cluster=rig", "prom_job=vllm&user=alice"})
        QCOMPARE(text(jobTargetsReply(get(QLatin1String(query)), daemon.answers())), refused);
    QCOMPARE(text(allTargetsReply(get(QString()), daemon.answers(), m_joined)), refused);
}

void TestJobTargetsHandler::ofAllJobs_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("reply");
    const QString node = uR"({"targets":["c01:9100"],"labels":{"__meta_slurm_job":"node"}})"_s;
    const QString vllm =
        uR"({"targets":["c01:8000"],"labels":{"__meta_slurm_job":"vllm","__meta_slurm_job_id":"7"}})"_s;
    const QString dcgm = uR"({"targets":["c01:9400"],"labels":{"__meta_slurm_job":"dcgm"}})"_s;
    const auto row = [](const char *query, const QStringList &groups) {
        QTest::newRow(query) << QString::fromLatin1(query) << u"200 ["_s + groups.join(u',') + u']';
    };
    row("", {node, vllm, dcgm});
    QTest::newRow("format=flat") << u"format=flat"_s
                                 << u"200 [{\"__address__\":\"c01:9100\",\"__meta_slurm_job\":\"node\"},"
                                    "{\"__address__\":\"c01:8000\",\"__meta_slurm_job\":\"vllm\","
                                    "\"__meta_slurm_job_id\":\"7\"},"
                                    "{\"__address__\":\"c01:9400\",\"__meta_slurm_job\":\"dcgm\"}]"_s;
    row("cluster=rig", {node, vllm, dcgm});
    row("partition=gpu", {node, vllm, dcgm});
    row("partition=batch", {node, dcgm});
    row("user=alice", {vllm});         // nodes have no users
    row("state=active", {node, dcgm}); // nor jobs of Slurm's a node's state
    row("state=down", {});
}

void TestJobTargetsHandler::ofAllJobs()
{
    QFETCH(QString, query);
    QTEST(text(allTargetsReply(get(query), Daemon().answers(), m_joined)), "reply");
    const auto again = [&] { return allTargetsReply(get(query), Daemon().answers(), m_joined).body; };
    QCOMPARE(static_cast<const void *>(again().constData()), again().constData()); // joined once
}

void TestJobTargetsHandler::unchangedIsNotSentAgain()
{
    const Daemon daemon;
    HttpRequest request = get(u"prom_job=vllm"_s);
    const HttpReply first = jobTargetsReply(request, daemon.answers());
    const auto header = [&first](std::string_view name) {
        return std::ranges::find(first.headers, name, &std::pair<std::string, std::string>::first)->second;
    };
    QCOMPARE(first.contentType, std::string("application/json"));
    QCOMPARE(header("Last-Modified"),
             httpDate(std::chrono::sys_seconds(std::chrono::seconds(1'700'000'060))));
    request.headers = {{"if-none-match", header("ETag")}};
    QCOMPARE(jobTargetsReply(request, daemon.answers()).status, 304);
}

void TestJobTargetsHandler::jobsDocumentAndExplanations()
{
    JobsDocument document;
    HttpRequest request;
    QCOMPARE(document.reply(request, nullptr).status, 503);
    const auto set = JobTargetSet::build({{{nodes(), jobs()}}, {config()[1]}});
    const HttpReply reply = document.reply(request, set);
    const auto running = runningJobsFromJson(reply.body);
    QVERIFY(running.hasValue());
    QCOMPARE(running->jobs.size(), 1U);
    QCOMPARE(running->jobs[0].targets, (std::vector<JobTargetsStatus>{{"vllm", 1}}));

    const auto explain = [&set](const char *query) {
        HttpRequest asking;
        asking.query = parseQuery(query);
        return explainJobReply(asking, set);
    };
    const auto explained = jobExplanationsFromJson(explain("job=7").body);
    QVERIFY(explained.hasValue());
    QCOMPARE(explained->size(), 1U);
    QCOMPARE(explained->front().jobs.at(0).groups.size(), 1U);
    QCOMPARE(text(explain("job=8")), u"404 no job \"8\"; one that has just started is in the next list of "
                                     u"jobs, and Slurm forgets jobs some "
                                     "minutes after their end (MinJobAge)"_s);
    QCOMPARE(explain("job=7&cluster=other").status, 404);
    QCOMPARE(explain("job=7&node=c01").status, 400);
    QCOMPARE(explain("job=").status, 400);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobTargetsHandler)
#include "tst_jobtargetshandler.moc"
