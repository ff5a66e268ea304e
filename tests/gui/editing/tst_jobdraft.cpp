// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configyaml.h"
#include "gui/editing/jobdraft.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slurmsd::JobKey)

class TestJobDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void turnsToTheOtherRole();
    void tellsTheKeysOfARole();
    void readsRunningJobs_data();
    void readsRunningJobs();
    void reads_data();
    void reads();
    void saysWhatTheDaemonSays_data();
    void saysWhatTheDaemonSays();
    void saysOfRunningJobsWhatTheDaemonSays_data();
    void saysOfRunningJobsWhatTheDaemonSays();
    void placesProblems_data();
    void placesProblems();
};

namespace {

JobConfig fullJob()
{
    JobConfig job;
    job.name = "dcgm";
    job.port = 9401;
    job.partitionPorts = {{"partition02", 9402}, {"x=y", 9403}};
    job.match = {
        {"gpu", "gpu-[0-9]{1,2}"}, {"a100"}, {"gpu:a100"}, "gpu[001-128],login01", {StateClass::Active}};
    job.address = AddressSource::Hostname;
    job.labels = {LabelKind::State, LabelKind::Gres};
    job.excludeStates = {};
    job.staticLabels = {{"team", "hpc, \"new\""}, {"empty", ""}};
    job.scheme = "https";
    job.metricsPath = "/metrics";
    job.params = {{"collect", " cpu "}};
    job.addressTemplate = "{node}-bmc";
    job.extraHosts = {{"login[01-04],head", {{"role", "login"}, {"x", "a, \"b\""}}}, {"mgmt", {}}};
    job.fieldLabels = {{"rack", LabelKind::Extra, "rack"}, {"pod", LabelKind::Comment, "net.pod"}};
    job.scrapeInterval = std::chrono::seconds(30);
    job.scrapeTimeout = std::chrono::seconds(10);
    return job;
}

JobConfig runningJob()
{
    JobConfig job;
    job.name = "vllm";
    job.role = JobRole::Job;
    return job;
}

JobConfig fullRunningJob()
{
    JobConfig job = runningJob();
    job.port = 8000;
    job.slurmJobs = {AnnotationField::Extra, false, {8000, 8000}, true, 16, {}, {}};
    job.slurmJobs.match = {{"vllm-.{1,3}"}, {"alice", "1002"}, {"llm"}, {"gpu.*"}, {"high"}, {"h100"}};
    job.slurmJobs.labels = {SlurmJobLabel::JobId, SlurmJobLabel::Cluster};
    job.address = AddressSource::Name;
    job.addressTemplate = "{node}.example.org";
    job.staticLabels = {{"team", "llm"}};
    job.scheme = "https";
    job.metricsPath = "/v1/metrics";
    job.params = {{"a", "b"}};
    job.scrapeInterval = std::chrono::seconds(30);
    job.scrapeTimeout = std::chrono::seconds(10);
    return job;
}

} // namespace

void TestJobDraft::comesBack()
{
    JobConfig plain;
    plain.name = "node";
    plain.port = 9100;
    JobConfig job = fullJob();
    job.partitionPorts.erase("x=y"); // see reads()
    JobConfig ports = plain;
    ports.morePorts = {9306, 80};
    JobConfig defaults;
    defaults.labels = {LabelKind::Cluster};
    defaults.excludeStates = {};
    defaults.slurmJobs.labels = {SlurmJobLabel::Cluster};
    for (const JobConfig &expected : {plain, job, ports, runningJob(), fullRunningJob()}) {
        const JobReading reading = readDraft(JobDraft::of(expected, defaults));
        QCOMPARE(reading.problems, decltype(reading.problems)());
        QVERIFY(reading.job == expected);
    }
    QCOMPARE(JobDraft::of(JobConfig()).text(JobKey::TargetPort), QString());
}

// What the other role has is as its defaults say, and what the job had is there again when it turns back.
void TestJobDraft::turnsToTheOtherRole()
{
    JobConfig defaults;
    defaults.labels = {LabelKind::Cluster, LabelKind::Node};
    defaults.excludeStates = {};
    defaults.slurmJobs.labels = {SlurmJobLabel::Cluster, SlurmJobLabel::JobId};

    JobDraft draft = JobDraft::of(fullJob(), defaults);
    QVERIFY(draft.role() == JobRole::Node);
    draft.setText(JobKey::Role, u"job"_s);
    QVERIFY(draft.role() == JobRole::Job);
    draft.setText(JobKey::Partitions, u"gpu"_s);
    const JobReading turned = readDraft(draft);
    QVERIFY(turned.isValid());
    QVERIFY(turned.job.role == JobRole::Job);
    QVERIFY(turned.job.slurmJobs.labels == defaults.slurmJobs.labels);
    QVERIFY(turned.job.labels == JobConfig().labels);
    QVERIFY(turned.job.match == MatchConfig());
    QVERIFY(turned.job.scheme == "https");
    draft.setText(JobKey::Role, u"node"_s);
    QVERIFY(readDraft(draft).job.labels == fullJob().labels);

    JobDraft running = JobDraft::of(fullRunningJob(), defaults);
    running.setText(JobKey::Role, u"node"_s);
    running.setText(JobKey::Features, u"a100"_s);
    const JobReading nodes = readDraft(running);
    QVERIFY(nodes.isValid());
    QVERIFY(nodes.job.labels == defaults.labels);
    QVERIFY(nodes.job.excludeStates.empty());
    QVERIFY(nodes.job.slurmJobs == SlurmJobRole());
}

void TestJobDraft::tellsTheKeysOfARole()
{
    QStringList nodeOnly;
    QStringList jobOnly;
    for (const JobKey key : allJobKeys()) {
        QVERIFY(isKeyOf(key, JobRole::Node) || isKeyOf(key, JobRole::Job));
        if (!isKeyOf(key, JobRole::Job))
            nodeOnly += toQString(toString(key));
        if (!isKeyOf(key, JobRole::Node))
            jobOnly += toQString(toString(key));
    }
    QCOMPARE(nodeOnly.join(u' '), u"partition_ports match.gres match.nodes match.states extra_hosts labels "
                                  "exclude_states"_s);
    QCOMPARE(jobOnly.join(u' '), u"annotation annotated allowed_ports nodes max_targets match.names "
                                 "match.users match.accounts match.qos labels"_s);
}

void TestJobDraft::readsRunningJobs_data()
{
    QTest::addColumn<JobKey>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](JobKey key, const QString &text, const QString &problem) {
        QTest::addRow("%s %s", toString(key).data(), qPrintable(text)) << key << text << problem;
    };
    row(JobKey::TargetPort, u""_s, {});
    row(JobKey::TargetPort, u"8000"_s, {});
    row(JobKey::TargetPort, u"8000, 8001"_s, u"expected a port between 1 and 65535, got \"8000, 8001\""_s);
    row(JobKey::Annotation, u"note"_s, u"expected comment, admin_comment or extra, got \"note\""_s);
    row(JobKey::Annotated, u"false"_s, {}); // the problem is the port's
    row(JobKey::Annotated, u"no"_s, u"expected true or false, got \"no\""_s);
    row(JobKey::AllowedPorts, u"8000"_s, {});
    row(JobKey::AllowedPorts, u""_s, u"expected ports such as 1024-65535, or one, got \"\""_s);
    row(JobKey::NodesOfJob, u"gpu01"_s, u"expected first or all, got \"gpu01\""_s);
    row(JobKey::MaxTargets, u"0"_s, u"expected a number of targets between 1 and 65536, got \"0\""_s);
    row(JobKey::Names, u"vllm("_s,
        u"expected a regular expression, got \"vllm(\": missing closing parenthesis"_s);
    row(JobKey::Users, u"a b"_s, u"expected a name without commas and spaces, got \"a b\""_s);
    row(JobKey::Accounts, u"llm, nlp"_s, {});
    row(JobKey::Partitions, u"gpu("_s,
        u"expected a regular expression, got \"gpu(\": missing closing parenthesis"_s);
    row(JobKey::Qos, u"a b"_s, u"expected a name without commas and spaces, got \"a b\""_s);
    row(JobKey::Features, u"a&b"_s,
        u"expected the name of a feature, got \"a&b\"; of a list, a job needs to have asked for one"_s);
    row(JobKey::JobLabels, u"jobid"_s,
        u"expected a label of a running job, got \"jobid\"; did you mean \"job_id\"?"_s);
    row(JobKey::JobLabels, u"node, node"_s, u"\"node\" repeats what is in the list already"_s);
    row(JobKey::JobLabels, u""_s, {});
    // Of the other role: not read.
    row(JobKey::Labels, u"nonsense"_s, {});
    row(JobKey::Gres, u"gpu:"_s, {});
    row(JobKey::ScrapeInterval, u"1x"_s, u"expected a duration such as 30s, 5m or 1h30m, got \"1x\""_s);
}

void TestJobDraft::readsRunningJobs()
{
    QFETCH(JobKey, key);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    JobDraft draft = JobDraft::of(runningJob());
    draft.setText(key, text);
    const JobReading reading = readDraft(draft);
    QCOMPARE(reading.problem(key), problem);
    const bool lacksPort = draft.text(JobKey::Annotated) == u"false"_s;
    QCOMPARE(reading.problem(JobKey::TargetPort).isEmpty(),
             !lacksPort && (key != JobKey::TargetPort || problem.isEmpty()));
    QCOMPARE(reading.isValid(), problem.isEmpty() && !lacksPort);
}

void TestJobDraft::reads_data()
{
    QTest::addColumn<JobKey>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](JobKey key, const QString &text, const QString &problem) {
        QTest::addRow("%s %s", toString(key).data(), qPrintable(text)) << key << text << problem;
    };
    row(JobKey::Name, u""_s, u"expected a job's name, got \"\""_s);
    row(JobKey::Name, u"node 2"_s, {});
    row(JobKey::TargetPort, u"99999"_s, u"expected a port between 1 and 65535, got \"99999\""_s);
    row(JobKey::TargetPort, u""_s, u"expected a port between 1 and 65535, got \"\""_s);
    row(JobKey::TargetPort, u" 9100 "_s, {});
    row(JobKey::TargetPort, u"9100, 9306"_s, {});
    row(JobKey::TargetPort, u"9100, 9100"_s, u"\"9100\" repeats what is in the list already"_s);
    row(JobKey::TargetPort, u"9100, x"_s, u"expected a port between 1 and 65535, got \"x\""_s);
    row(JobKey::AddressTemplate, u"{node}-bmc"_s, {});
    row(JobKey::AddressTemplate, u"bmc"_s,
        u"expected a host name with {node}, {hostname} or {address} in it, got \"bmc\""_s);
    row(JobKey::ExtraHosts, u"login01, head role=x"_s, {});
    row(JobKey::ExtraHosts, u"login01:9100 role=x"_s,
        u"expected hosts without ports, which are those of the job, got \"login01:9100\""_s);
    row(JobKey::ExtraHosts, u"login01 role"_s, u"expected name=value, got \"role\""_s);
    row(JobKey::ExtraHosts, u"login01 1=2"_s,
        u"expected a label name of letters, digits and _, not starting with a digit, got \"1\""_s);
    row(JobKey::Labels, u"state, rack=extra.rack"_s, {});
    row(JobKey::Labels, u"rack=rack"_s,
        u"expected a key of a node's extra or comment, such as extra.rack, got \"rack\""_s);
    row(JobKey::Labels, u"a=extra.b, a=extra.c"_s, u"\"a\" repeats what is in the list already"_s);
    row(JobKey::ScrapeInterval, u"1x"_s, u"expected a duration such as 30s, 5m or 1h30m, got \"1x\""_s);
    row(JobKey::PartitionPorts, u"gpu=0"_s, u"gpu: expected a port between 1 and 65535, got \"0\""_s);
    row(JobKey::PartitionPorts, u"gpu"_s, u"expected name=value, got \"gpu\""_s);
    row(JobKey::PartitionPorts, u"a=1, a=2"_s, u"\"a\" repeats what is in the list already"_s);
    row(JobKey::Partitions, u"gpu-.*, cpu"_s, {});
    row(JobKey::Partitions, u"gpu("_s,
        u"expected a regular expression, got \"gpu(\": missing closing parenthesis"_s);
    row(JobKey::Features, u"a b"_s,
        u"expected a name without commas and spaces, got \"a b\"; did you mean [a, b]?"_s);
    row(JobKey::Gres, u"gpu:"_s,
        u"expected a GRES such as gpu or gpu:a100, got \"gpu:\"; did you mean \"gpu\"?"_s);
    row(JobKey::Nodes, u"gpu[001-128],login01"_s, {});
    row(JobKey::States, u"activ"_s, u"expected a state, got \"activ\"; did you mean \"active\"?"_s);
    row(JobKey::States, u"future, powered_down"_s,
        u"exclude_states leaves out all of these states: the job could have no target"_s);
    row(JobKey::States, u"down, down"_s, u"\"down\" repeats what is in the list already"_s);
    row(JobKey::Address, u"fqdn"_s, u"expected address, hostname or name, got \"fqdn\""_s);
    row(JobKey::Labels, u"stat"_s, u"expected a label, got \"stat\"; did you mean \"state\"?"_s);
    row(JobKey::Labels, u""_s, {});
    row(JobKey::ExcludeStates, u"future, down"_s, {});
    row(JobKey::StaticLabels, u"1a=b"_s,
        u"expected a label name of letters, digits and _, not starting with a digit, got \"1a\""_s);
    row(JobKey::StaticLabels, u"__scheme__=http"_s,
        u"the label \"__scheme__\" is made from other settings and cannot be set here"_s);
    row(JobKey::Scheme, u"ftp"_s, u"expected http or https, got \"ftp\""_s);
    row(JobKey::MetricsPath, u"metrics"_s, u"expected a path such as /metrics, got \"metrics\""_s);
    row(JobKey::Params, u"a-b=c"_s, u"expected a parameter name of letters, digits and _, got \"a-b\""_s);
}

void TestJobDraft::reads()
{
    QFETCH(JobKey, key);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    JobConfig job;
    job.name = "node";
    job.port = 9100;
    JobDraft draft = JobDraft::of(job);
    draft.setText(key, text);
    const JobReading reading = readDraft(draft);
    QCOMPARE(reading.problem(key), problem);
    QCOMPARE(reading.isValid(), problem.isEmpty());
    QCOMPARE(draft.text(key), text);
}

// The same words as the reader of the file has, so that a field does not change its mind when the daemon
// answers.
void TestJobDraft::saysWhatTheDaemonSays_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<JobKey>("key");
    QTest::addColumn<QString>("text");
    QTest::newRow("port") << u"port: 99999"_s << JobKey::TargetPort << u"99999"_s;
    QTest::newRow("gres") << u"port: 1, match: {gres: [\"gpu:\"]}"_s << JobKey::Gres << u"gpu:"_s;
    QTest::newRow("nodes") << u"port: 1, match: {nodes: \"a[1-\"}"_s << JobKey::Nodes << u"a[1-"_s;
    QTest::newRow("states") << u"port: 1, match: {states: [future]}"_s << JobKey::States << u"future"_s;
    QTest::newRow("labels") << u"port: 1, labels: [nod]"_s << JobKey::Labels << u"nod"_s;
    QTest::newRow("static") << u"port: 1, static_labels: {a-b: c}"_s << JobKey::StaticLabels << u"a-b=c"_s;
    QTest::newRow("role") << u"port: 1, role: pod"_s << JobKey::Role << u"pod"_s;
    QTest::newRow("path") << u"port: 1, metrics_path: x"_s << JobKey::MetricsPath << u"x"_s;
}

void TestJobDraft::saysWhatTheDaemonSays()
{
    QFETCH(QString, yaml);
    QFETCH(JobKey, key);
    QFETCH(QString, text);
    const auto config = parseConfig(toStdString(u"jobs: [{name: node, %1}]"_s.arg(yaml)), {});
    QVERIFY(!config);
    const ConfigProblem &problem = config.error().front();
    QVERIFY(placeOfProblem(problem.path)->key == key);
    JobConfig job;
    job.name = "node";
    job.port = 1;
    JobDraft draft = JobDraft::of(job);
    draft.setText(key, text);
    QCOMPARE(readDraft(draft).problem(key), toQString(problem.message));
}

void TestJobDraft::saysOfRunningJobsWhatTheDaemonSays_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::addColumn<JobKey>("key");
    QTest::addColumn<QString>("text");
    QTest::newRow("port") << u"port: x"_s << JobKey::TargetPort << u"x"_s;
    QTest::newRow("no port") << u"annotated: false"_s << JobKey::TargetPort << u""_s;
    QTest::newRow("allowed ports") << u"allowed_ports: 0-1"_s << JobKey::AllowedPorts << u"0-1"_s;
    QTest::newRow("nodes") << u"nodes: some"_s << JobKey::NodesOfJob << u"some"_s;
    QTest::newRow("names") << u"match: {names: [\"(\"]}"_s << JobKey::Names << u"("_s;
    QTest::newRow("users") << u"match: {users: [\"a b\"]}"_s << JobKey::Users << u"a b"_s;
    QTest::newRow("features") << u"match: {features: [\"a|b\"]}"_s << JobKey::Features << u"a|b"_s;
}

void TestJobDraft::saysOfRunningJobsWhatTheDaemonSays()
{
    QFETCH(QString, yaml);
    QFETCH(JobKey, key);
    QFETCH(QString, text);
    const auto config = parseConfig(toStdString(u"jobs: [{name: vllm, role: job, %1}]"_s.arg(yaml)), {});
    QVERIFY(!config);
    const ConfigProblem &problem = config.error().front();
    QVERIFY(placeOfProblem(problem.path)->key == key);
    JobDraft draft = JobDraft::of(runningJob());
    draft.setText(JobKey::Annotated, yaml == u"annotated: false"_s ? u"false"_s : u"true"_s);
    draft.setText(key, text);
    QCOMPARE(readDraft(draft).problem(key), toQString(problem.message));
}

void TestJobDraft::placesProblems_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("job"); // -1: none
    QTest::addColumn<JobKey>("key");
    QTest::newRow("port") << u"jobs[2].port"_s << 2 << JobKey::TargetPort;
    QTest::newRow("item") << u"jobs[10].match.gres[0]"_s << 10 << JobKey::Gres;
    QTest::newRow("entry") << u"jobs[0].static_labels.team"_s << 0 << JobKey::StaticLabels;
    QTest::newRow("partition_ports is not port")
        << u"jobs[0].partition_ports.gpu"_s << 0 << JobKey::PartitionPorts;
    QTest::newRow("nodes of a job") << u"jobs[0].nodes"_s << 0 << JobKey::NodesOfJob;
    QTest::newRow("nodes that match") << u"jobs[0].match.nodes"_s << 0 << JobKey::Nodes;
    QTest::newRow("labels") << u"jobs[0].labels[2]"_s << 0 << JobKey::Labels;
    QTest::newRow("the job") << u"jobs[1]"_s << 1 << JobKey::Name;
    QTest::newRow("unknown key") << u"jobs[1].prt"_s << 1 << JobKey::Name;
    QTest::newRow("all jobs") << u"jobs"_s << -1 << JobKey::Name;
    QTest::newRow("another section") << u"slurm.endpoint"_s << -1 << JobKey::Name;
    QTest::newRow("no number") << u"jobs[x].port"_s << -1 << JobKey::Name;
    QTest::newRow("cut") << u"jobs[1"_s << -1 << JobKey::Name;
    QTest::newRow("nothing") << u""_s << -1 << JobKey::Name;
}

void TestJobDraft::placesProblems()
{
    QFETCH(QString, path);
    QFETCH(int, job);
    QFETCH(JobKey, key);
    const auto place = placeOfProblem(toStdString(path));
    QCOMPARE(place ? int(place->job) : -1, job);
    QVERIFY((place ? place->key : JobKey::Name) == key);
}

SLURMSD_TEST(TestJobDraft)
#include "tst_jobdraft.moc"
