// SPDX-License-Identifier: GPL-3.0-or-later
// Which Slurm jobs have which targets, with which labels, and why others have none.
#include "daemon/jobs/jobtargets.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/filesd.h"
#include "tests/support/runningjob.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

SlurmJob job(std::int64_t id, std::string_view comment, std::string_view nodes = "c01")
{
    return runningJob(id, nodes, comment);
}

// c01 to c12, whose addresses are 10.0.0.1 to 10.0.0.12; c13 has an IPv6 address, c14 none that can be one.
std::shared_ptr<const NodeSnapshot> nodes()
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    snapshot->cluster = "rig";
    for (int i = 1; i <= 14; ++i) {
        Node node;
        node.name = snapshot->strings.store((i < 10 ? "c0" : "c") + std::to_string(i));
        node.hostname = snapshot->strings.store("host" + std::to_string(i));
        node.address = snapshot->strings.store(i == 13 ? "fd00::13" : "10.0.0." + std::to_string(i));
        snapshot->nodes.push_back(node);
    }
    Node &last = snapshot->nodes.back();
    last.name = "c14/";
    last.hostname = last.address = {};
    sortNodes(*snapshot);
    return snapshot;
}

std::vector<JobSource> source(std::vector<SlurmJob> jobs)
{
    auto list = std::make_shared<JobList>();
    list->cluster = "rig";
    list->jobs = std::move(jobs);
    sortJobs(*list);
    return {{nodes(), list}};
}

JobConfig config()
{
    JobConfig config;
    config.name = "vllm";
    config.role = JobRole::Job;
    config.slurmJobs.labels = {SlurmJobLabel::JobId};
    return config;
}

// "10.0.0.1:8000 10.0.0.1:8001 | 10.0.0.2:8000": the targets by group; or why the only job has none.
QString targets(const std::vector<SlurmJob> &jobs, const JobConfig &config,
                const JobTargetFilter &filter = {})
{
    const SlurmJobTargets built = buildJobTargets(source(jobs), config, filter);
    QStringList groups;
    for (const TargetGroup &group : built.groups) {
        QStringList items;
        for (const std::string &target : group.targets)
            items += QString::fromStdString(target);
        groups += items.join(u' ');
    }
    if (groups.isEmpty()) {
        for (std::size_t i = 0; i < jobRefusalCount; ++i) {
            const std::string_view name = toString(static_cast<JobRefusal>(i));
            if (built.counts.refused[i] > 0)
                return QString::fromUtf8(name.data(), qsizetype(name.size()));
        }
    }
    return groups.join(u" | "_s);
}

SlurmJobMatch only(std::vector<std::string> SlurmJobMatch::*condition, std::vector<std::string> values)
{
    SlurmJobMatch match;
    match.*condition = std::move(values);
    return match;
}

QString labels(const SlurmJob &job, const JobConfig &config)
{
    const SlurmJobTargets built = buildJobTargets(source({job}), config);
    QStringList texts;
    for (const Label &label : built.groups.at(0).labels)
        texts += QString::fromStdString(label.name).remove(u"__meta_slurm_"_s) + u'=' +
                 QString::fromStdString(label.value);
    return texts.join(u' ');
}

} // namespace

class TestJobTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyRunningJobs_data();
    void onlyRunningJobs();
    void annotationsAsk_data();
    void annotationsAsk();
    void matching_data();
    void matching();
    void places_data();
    void places();
    void labelsOfATarget_data();
    void labelsOfATarget();
    void oneGroupForEqualLabels_data();
    void oneGroupForEqualLabels();
    void filters_data();
    void filters();
    void otherFieldsHaveAnnotations_data();
    void otherFieldsHaveAnnotations();
    void countsTellWhatBecameOfThem();
    void setHasEachJobsAnswer();
};

void TestJobTargets::onlyRunningJobs_data()
{
    QTest::addColumn<QByteArray>("states");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *states, bool isTarget) {
        QTest::newRow(states) << QByteArray(states) << (isTarget ? u"10.0.0.1:8000"_s : u"not_running"_s);
    };
    row("RUNNING", true);
    row("RUNNING,SIGNALING", true);
    row("RUNNING,RESIZING", true);
    row("RUNNING,CONFIGURING,POWER_UP_NODE", false);
    row("RUNNING,STOPPED", false);
    row("SUSPENDED", false);
    row("PENDING", false);
    row("COMPLETED,COMPLETING", false);
    row("CANCELLED", false);
    row("COMPLETED", false);
    row("CONFIGURING", false);
    row("STOPPED", false);
    row("", false);
}

void TestJobTargets::onlyRunningJobs()
{
    QFETCH(QByteArray, states);
    SlurmJob one = job(1, "prometheus.io/port=8000");
    one.states = {states.data(), static_cast<std::size_t>(states.size())};
    one.phase = jobPhase(one.states);
    QTEST(targets({one}, config()), "result");
}

void TestJobTargets::annotationsAsk_data()
{
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<int>("port"); // the config's
    QTest::addColumn<bool>("annotated");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *comment, int port, bool annotated, const char *result) {
        QTest::addRow("%s, port %d%s", comment, port, annotated ? "" : ", every job")
            << QByteArray(comment) << port << annotated << QString::fromLatin1(result);
    };
    row("", 0, true, "not_annotated");
    row("", 9000, true, "not_annotated");
    row("", 9000, false, "10.0.0.1:9000");
    row("", 0, false, "no_port");
    row("prometheus.io/port=8000", 0, true, "10.0.0.1:8000");
    row("prometheus.io/port=8000", 9000, true, "10.0.0.1:8000");
    row("prometheus.io/port=8000", 9000, false, "10.0.0.1:8000");
    row("prometheus.io/port=8001;8000", 0, true, "10.0.0.1:8000 10.0.0.1:8001");
    row("prometheus.io/path=/m", 9000, true, "10.0.0.1:9000");
    row("prometheus.io/path=/m", 0, true, "no_port");
    row("prometheus.io/scrape=true", 9000, true, "10.0.0.1:9000");
    row("prometheus.io/scrape=false", 9000, true, "not_scraped");
    row("prometheus.io/scrape=false", 9000, false, "not_scraped");
    row("prometheus.io/scrape=false prometheus.io/port=8000", 0, true, "not_scraped");
    row("prometheus.io/port=99999", 9000, true, "wrong_annotation");
    row("prometheus.io/port=99999", 9000, false, "wrong_annotation");
    row("prometheus.io/port=8000 prometheus.io/job=vllm", 0, true, "10.0.0.1:8000");
    row("prometheus.io/port=8000 prometheus.io/job=ray", 0, true, "other_job");
    row("prometheus.io/port=2000", 0, true, "10.0.0.1:2000");
    row("prometheus.io/port=60000", 0, true, "10.0.0.1:60000");
    row("prometheus.io/port=1999", 0, true, "port_not_allowed");
    row("prometheus.io/port=60001", 0, true, "port_not_allowed");
    row("prometheus.io/port=8000;22", 0, true, "port_not_allowed");
    row("prometheus.io/scrape=true", 80, true, "10.0.0.1:80"); // the config's own needs no leave
}

void TestJobTargets::annotationsAsk()
{
    QFETCH(QByteArray, comment);
    QFETCH(int, port);
    QFETCH(bool, annotated);
    JobConfig one = config();
    one.port = static_cast<Port>(port);
    one.slurmJobs.isAnnotatedOnly = annotated;
    one.slurmJobs.allowedPorts = {2000, 60000};
    QTEST(targets({job(1, comment.toStdString())}, one), "result");
}

void TestJobTargets::matching_data()
{
    QTest::addColumn<SlurmJobMatch>("match");
    QTest::addColumn<bool>("isMatching");
    const auto row = [](const char *name, SlurmJobMatch match, bool isMatching) {
        QTest::newRow(name) << std::move(match) << isMatching;
    };
    row("everything", {}, true);
    row("name", only(&SlurmJobMatch::names, {"vllm"}), true);
    row("name's expression", only(&SlurmJobMatch::names, {"ray", "v.*"}), true);
    row("part of the name", only(&SlurmJobMatch::names, {"vll"}), false);
    row("another name", only(&SlurmJobMatch::names, {"ray"}), false);
    row("user", only(&SlurmJobMatch::users, {"bob", "alice"}), true);
    row("user's number", only(&SlurmJobMatch::users, {"1000"}), true);
    row("another user", only(&SlurmJobMatch::users, {"bob"}), false);
    row("no expression for users", only(&SlurmJobMatch::users, {"a.*"}), false);
    row("account", only(&SlurmJobMatch::accounts, {"llm"}), true);
    row("another account", only(&SlurmJobMatch::accounts, {"root"}), false);
    row("partition", only(&SlurmJobMatch::partitions, {"g.."}), true);
    row("another partition", only(&SlurmJobMatch::partitions, {"batch"}), false);
    row("QOS", only(&SlurmJobMatch::qos, {"normal"}), true);
    row("another QOS", only(&SlurmJobMatch::qos, {"high"}), false);
    row("feature", only(&SlurmJobMatch::features, {"ib"}), true);
    row("feature in brackets", only(&SlurmJobMatch::features, {"rack1"}), true);
    row("counted feature", only(&SlurmJobMatch::features, {"gpu"}), true);
    row("part of a feature", only(&SlurmJobMatch::features, {"rack"}), false);
    row("another feature", only(&SlurmJobMatch::features, {"a100"}), false);
    row("all of them", {{"vllm"}, {"alice"}, {"llm"}, {"gpu"}, {"normal"}, {"ib"}}, true);
    row("all but one", {{"vllm"}, {"alice"}, {"llm"}, {"gpu"}, {"normal"}, {"a100"}}, false);
}

void TestJobTargets::matching()
{
    QFETCH(SlurmJobMatch, match);
    QFETCH(bool, isMatching);
    JobConfig one = config();
    one.slurmJobs.match = match;
    SlurmJob all = job(1, "prometheus.io/port=8000");
    all.features = "ib&[rack1|rack2]&gpu*4";
    QCOMPARE(targets({all}, one), isMatching ? u"10.0.0.1:8000"_s : u"not_matched"_s);
}

void TestJobTargets::places_data()
{
    QTest::addColumn<QByteArray>("nodes");
    QTest::addColumn<QByteArray>("comment");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *nodes, const char *comment, const char *result) {
        QTest::addRow("%s, %s", nodes, comment)
            << QByteArray(nodes) << QByteArray(comment) << QString::fromLatin1(result);
    };
    const char *first = "prometheus.io/port=8000";
    const char *all = "prometheus.io/port=8000 prometheus.io/nodes=all";
    row("c[02-03,05]", first, "10.0.0.2:8000");
    row("c[02-03,05]", all, "10.0.0.2:8000 10.0.0.3:8000 10.0.0.5:8000");
    row("c[09-10]", all, "10.0.0.9:8000 10.0.0.10:8000");
    row("c06", all, "10.0.0.6:8000"); // shrunk
    row("c13", first, "[fd00::13]:8000");
    row("c[02-03]", "prometheus.io/port=8000-8001 prometheus.io/nodes=all",
        "10.0.0.2:8000 10.0.0.2:8001 10.0.0.3:8000 10.0.0.3:8001");
    row("c[02-03]", "prometheus.io/port=8000-8003 prometheus.io/nodes=all", "too_many_targets");
    row("c[02-03]", "prometheus.io/port=8000-8003",
        "10.0.0.2:8000 10.0.0.2:8001 10.0.0.2:8002 10.0.0.2:8003");
    row("c[01-07]", all, "too_many_targets");
    row("n[00001-60000]", all, "too_many_targets");
    row("n[00001-60000]", first, "unknown_node");
    row("c01,x01", all, "10.0.0.1:8000");  // x01 is in no node list
    row("x01,c01", first, "unknown_node"); // never another than it has
    row("x01", first, "unknown_node");
    row("", first, "unknown_node");
    row("c[01", first, "unknown_node");
    row("C01", first, "unknown_node");
    row("host1", first, "unknown_node"); // a NodeName alone
    row("10.0.0.1", first, "unknown_node");
    row("c14/", first, "unknown_node"); // which has no address
}

void TestJobTargets::places()
{
    QFETCH(QByteArray, nodes);
    QFETCH(QByteArray, comment);
    JobConfig one = config();
    one.slurmJobs.maxTargets = 6;
    const std::string nodeText = nodes.toStdString();
    const std::string commentText = comment.toStdString();
    QTEST(targets({job(1, commentText, nodeText)}, one), "result");
}

void TestJobTargets::labelsOfATarget_data()
{
    using enum SlurmJobLabel;
    QTest::addColumn<std::vector<SlurmJobLabel>>("kinds");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, std::vector<SlurmJobLabel> kinds, const char *result) {
        QTest::newRow(name) << std::move(kinds) << QString::fromUtf8(result);
    };
    row("default", {JobId, JobName, User, Account, Partition, Node},
        "job_id=53 job_name=vllm job_user=alice job_account=llm job_partition=gpu job_node=c03 team=hpc "
        "__scheme__=https __metrics_path__=/m");
    row("none", {}, "team=hpc __scheme__=https __metrics_path__=/m");
    row("in that order", {Node, JobId},
        "job_node=c03 job_id=53 team=hpc __scheme__=https __metrics_path__=/m");
    row("numbers", {UserId, NodeIndex, ArrayJobId, ArrayTaskId, StartTime},
        "job_user_id=1000 job_node_index=0 job_array_job_id=17 job_array_task_id=0 job_start_time=1700000000 "
        "team=hpc __scheme__=https __metrics_path__=/m");
    row("not given", {HetJobId, Qos, Cluster},
        "job_qos=normal cluster=rig team=hpc __scheme__=https "
        "__metrics_path__=/m");
    row("comment", {Comment},
        "job_comment=x prometheus.io/port=8000 prometheus.io/path=/m prometheus.io/scheme=https team=hpc "
        "__scheme__=https __metrics_path__=/m");
    row("annotations", {Annotations},
        "job_annotation_path=/m job_annotation_port=8000 job_annotation_scheme=https team=hpc "
        "__scheme__=https __metrics_path__=/m");
}

void TestJobTargets::labelsOfATarget()
{
    QFETCH(std::vector<SlurmJobLabel>, kinds);
    JobConfig one = config();
    one.slurmJobs.labels = kinds;
    one.staticLabels = {{"team", "hpc"}};
    one.scheme = "http";
    SlurmJob all =
        job(53, "x prometheus.io/port=8000 prometheus.io/path=/m prometheus.io/scheme=https", "c[03-04]");
    all.arrayJobId = 17;
    all.arrayTaskId = 0;
    QTEST(labels(all, one), "result");

    one.slurmJobs.labels = {SlurmJobLabel::User};
    one.metricsPath = "/own";
    SlurmJob nameless = job(53, "prometheus.io/port=8000");
    QCOMPARE(labels(nameless, one), u"job_user=alice team=hpc __scheme__=http __metrics_path__=/own"_s);
    nameless.user = {};
    QCOMPARE(labels(nameless, one), u"job_user_id=1000 team=hpc __scheme__=http __metrics_path__=/own"_s);
    one.slurmJobs.labels = {SlurmJobLabel::UserId, SlurmJobLabel::User};
    QCOMPARE(labels(nameless, one), u"job_user_id=1000 team=hpc __scheme__=http __metrics_path__=/own"_s);
}

void TestJobTargets::oneGroupForEqualLabels_data()
{
    using enum SlurmJobLabel;
    QTest::addColumn<std::vector<SlurmJobLabel>>("kinds");
    QTest::addColumn<QString>("result");
    QTest::newRow("by id, in their order")
        << std::vector{JobId}
        << u"10.0.0.1:8000 10.0.0.1:8001 10.0.0.2:8000 10.0.0.2:8001 | 10.0.0.2:8000 | 10.0.0.3:9000"_s;
    QTest::newRow("by node")
        << std::vector{Node}
        << u"10.0.0.1:8000 10.0.0.1:8001 | 10.0.0.2:8000 10.0.0.2:8001 | 10.0.0.3:9000"_s;
    QTest::newRow("by user") << std::vector{User}
                             << u"10.0.0.1:8000 10.0.0.1:8001 10.0.0.2:8000 10.0.0.2:8001 | 10.0.0.3:9000"_s;
    QTest::newRow("none") << std::vector<SlurmJobLabel>{}
                          << u"10.0.0.1:8000 10.0.0.1:8001 10.0.0.2:8000 10.0.0.2:8001 10.0.0.3:9000"_s;
}

void TestJobTargets::oneGroupForEqualLabels()
{
    QFETCH(std::vector<SlurmJobLabel>, kinds);
    JobConfig one = config();
    one.slurmJobs.labels = kinds;
    SlurmJob bobs = job(10, "prometheus.io/port=9000", "c03");
    bobs.user = "bob";
    QTEST(targets({bobs, job(9, "prometheus.io/port=8000", "c02"),
                   job(2, "prometheus.io/port=8001;8000 prometheus.io/nodes=all", "c[01-02]")},
                  one),
          "result");
}

void TestJobTargets::filters_data()
{
    QTest::addColumn<JobTargetFilter>("filter");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, JobTargetFilter filter, const char *result) {
        QTest::newRow(name) << std::move(filter) << QString::fromLatin1(result);
    };
    row("none", {}, "10.0.0.1:8000 | 10.0.0.2:8000");
    row("user", {.users = {"alice"}}, "10.0.0.1:8000");
    row("a nameless user's number", {.users = {"7"}}, "10.0.0.2:8000");
    row("users", {.users = {"7", "alice"}}, "10.0.0.1:8000 | 10.0.0.2:8000");
    row("nobody", {.users = {""}}, "10.0.0.2:8000");
    row("account", {.accounts = {"llm"}}, "10.0.0.1:8000");
    row("partition", {.partitions = {"batch"}}, "10.0.0.2:8000");
    row("both", {.users = {"alice"}, .partitions = {"batch"}}, "");
    row("cluster", {.clusters = {"rig"}}, "10.0.0.1:8000 | 10.0.0.2:8000");
    row("another cluster", {.clusters = {"other"}}, "");
}

void TestJobTargets::filters()
{
    QFETCH(JobTargetFilter, filter);
    SlurmJob other = job(2, "prometheus.io/port=8000", "c02");
    other.user = {};
    other.userId = 7;
    other.account = {};
    other.partition = "batch";
    QTEST(targets({job(1, "prometheus.io/port=8000"), other}, config(), filter), "result");
}

void TestJobTargets::otherFieldsHaveAnnotations_data()
{
    QTest::addColumn<AnnotationField>("field");
    QTest::addColumn<QString>("result");
    QTest::newRow("comment") << AnnotationField::Comment << u"10.0.0.1:8001"_s;
    QTest::newRow("admin_comment") << AnnotationField::AdminComment << u"10.0.0.1:8002"_s;
    QTest::newRow("extra") << AnnotationField::Extra << u"10.0.0.1:8003"_s;
}

void TestJobTargets::otherFieldsHaveAnnotations()
{
    QFETCH(AnnotationField, field);
    SlurmJob all = job(1, "prometheus.io/port=8001");
    all.adminComment = "prometheus.io/port=8002";
    all.extra = R"({"prometheus": {"port": 8003}})";
    JobConfig one = config();
    one.slurmJobs.annotation = field;
    QTEST(targets({all}, one), "result");
}

void TestJobTargets::countsTellWhatBecameOfThem()
{
    SlurmJob pending = job(1, "prometheus.io/port=8000", "");
    pending.phase = JobPhase::Pending;
    const SlurmJobTargets built = buildJobTargets(
        source({pending, job(2, ""), job(3, "prometheus.io/port=8000"), job(4, "prometheus.io/port=x"),
                job(5, "prometheus.io/port=80"), job(6, "prometheus.io/port=8000", "x01"),
                job(7, "prometheus.io/scrape=false"), job(8, "prometheus.io/path=/m")}),
        config());
    QCOMPARE(built.counts.annotated, 6U);
    QCOMPARE(built.counts.withTargets, 1U);
    const auto refused = [&built](JobRefusal reason) {
        return built.counts.refused[static_cast<std::size_t>(reason)];
    };
    QCOMPARE(refused(JobRefusal::NotRunning), 1U);
    QCOMPARE(refused(JobRefusal::NotMatched), 0U);
    QCOMPARE(refused(JobRefusal::NotAnnotated), 1U);
    QCOMPARE(refused(JobRefusal::WrongAnnotation), 1U);
    QCOMPARE(refused(JobRefusal::NotScraped), 1U);
    QCOMPARE(refused(JobRefusal::NoPort), 1U);
    QCOMPARE(refused(JobRefusal::PortNotAllowed), 1U);
    QCOMPARE(refused(JobRefusal::UnknownNode), 1U);
    for (const JobRefusal reason : {JobRefusal::NotRunning, JobRefusal::NotMatched, JobRefusal::NotAnnotated,
                                    JobRefusal::NotScraped, JobRefusal::OtherJob})
        QVERIFY(!isToBeTold(reason));
    for (const JobRefusal reason :
         {JobRefusal::WrongAnnotation, JobRefusal::NoPort, JobRefusal::PortNotAllowed,
          JobRefusal::UnknownNode, JobRefusal::TooManyTargets})
        QVERIFY(isToBeTold(reason));
}

void TestJobTargets::setHasEachJobsAnswer()
{
    JobConfig ray = config();
    ray.name = "ray";
    ray.slurmJobs.match.names = {"ray.*"};
    const auto set = JobTargetSet::build({source({job(1, "prometheus.io/port=8000")}), {config(), ray}});
    const auto vllm = set->document("vllm");
    QVERIFY(vllm.has_value());
    QCOMPARE(
        vllm->json,
        QByteArray("[\n{\"targets\":[\"10.0.0.1:8000\"],\"labels\":{\"__meta_slurm_job_id\":\"1\"}}\n]\n"));
    QCOMPARE(vllm->targets, 1U);
    QCOMPARE(set->document("ray")->json, QByteArray("[]\n"));
    QVERIFY(!set->document("node").has_value());
    QCOMPARE(set->counts().size(), 2U);
    QCOMPARE(set->counts()[1].refused[static_cast<std::size_t>(JobRefusal::NotMatched)], 1U);
    QCOMPARE(set->document("vllm", {}, TargetFormat::Flat)->json,
             QByteArray("[\n{\"__address__\":\"10.0.0.1:8000\",\"__meta_slurm_job_id\":\"1\"}\n]\n"));
    QCOMPARE(set->document("vllm", {.users = {"bob"}})->json, QByteArray("[]\n"));
    QCOMPARE(set->document("vllm", {.users = {"alice"}})->json, vllm->json);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobTargets)
#include "tst_jobtargets.moc"
