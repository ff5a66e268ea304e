// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configedit.h"
#include "common/configjson.h"
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <functional>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QString lines(const std::vector<ConfigProblem> &problems)
{
    QString text;
    for (const ConfigProblem &problem : problems)
        text += QString::fromStdString(problem.toString()) + u'\n';
    return text;
}

// A config that must be good.
Config parsed(const std::string &yaml)
{
    const auto config = parseConfig(yaml, "c.yaml");
    if (!config)
        qFatal("%s%s", yaml.c_str(), qUtf8Printable(lines(config.error())));
    return config->config;
}

JobConfig jobOf(const QString &item) { return parsed("jobs:\n" + item.toStdString() + "\n").jobs.front(); }

JobConfig vllm(Port port)
{
    JobConfig job;
    job.name = "vllm";
    job.role = JobRole::Job;
    job.port = port;
    return job;
}

const std::string before = R"(defaults: {labels: [node], exclude_states: []}
jobs:
  # What users serve.
  - name: vllm   # the name
    role: job
    nodes: all   # of them
    match: {accounts: [llm]}
  - node: 9100
)";

using Change = std::function<void(std::vector<JobConfig> &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

// What the configuration says about Slurm's jobs: role: job and slurm.jobs.
class TestConfigSlurmJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsForms_data();
    void readsForms();
    void namesJobsLikeTheirKeys_data();
    void namesJobsLikeTheirKeys();
    void takesOnlyTheAddressFromTheDefaults();
    void namesTheClusterWhereThereAreSeveral();
    void pollsEachClusterInItsOwnTime();
    void edits_data();
    void edits();
};

void TestConfigSlurmJobs::readsForms_data()
{
    QTest::addColumn<QString>("item");
    QTest::addColumn<Port>("port");
    const auto row = [](const char *name, const QString &item, Port port) {
        QTest::newRow(name) << item << port;
    };
    row("name", u"- {name: vllm, role: job, port: 8000}"_s, 8000);
    row("without a port", u"- {name: vllm, role: job}"_s, 0);
    row("sibling", u"- vllm:\n  role: job"_s, 0);
    row("sibling with a port", u"- vllm:\n  role: job\n  port: 8000"_s, 8000);
    row("the port as its value", u"- vllm: 8000\n  role: job"_s, 8000);
    row("child", u"- vllm: {role: job, port: 8000}"_s, 8000);
    row("child, the role beside it", u"- vllm: {port: 8000}\n  role: job"_s, 8000);
    row("the role beside maps", u"- static_labels: {}\n  params: {}\n  vllm: {role: job}"_s, 0);
    row("its defaults",
        u"- {name: vllm, role: job, annotation: comment, annotated: true, allowed_ports: 1024-65535, nodes: "
        "first, max_targets: 64, labels: [job_id, job_name, user, account, partition, node]}"_s,
        0);
    row("values left out",
        u"- {name: vllm, role: job, annotation: , annotated: , allowed_ports: , nodes: , max_targets: }"_s,
        0);
}

void TestConfigSlurmJobs::readsForms()
{
    QFETCH(QString, item);
    QFETCH(Port, port);
    QVERIFY(jobOf(item) == vllm(port));
}

// A file that has such a job is older than the keys.
void TestConfigSlurmJobs::namesJobsLikeTheirKeys_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"annotation", "annotated", "allowed_ports", "nodes", "max_targets"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestConfigSlurmJobs::namesJobsLikeTheirKeys()
{
    QFETCH(QString, name);
    JobConfig expected;
    expected.name = name.toStdString();
    expected.port = 9100;
    for (const QString &form : {u"- %1:\n  port: 9100"_s, u"- %1: {port: 9100}"_s, u"- %1: 9100"_s}) {
        const QString item = form.arg(name);
        QVERIFY2(jobOf(item) == expected, qUtf8Printable(item));
        const std::string text = "jobs:\n" + item.toStdString() + "\n";
        expected.port = 9101;
        const auto edited = editJobs(text, "c.yaml", {expected});
        QVERIFY2(edited && parsed(*edited).jobs.front() == expected, qUtf8Printable(item));
        expected.port = 9100;
    }
}

void TestConfigSlurmJobs::takesOnlyTheAddressFromTheDefaults()
{
    JobConfig expected = vllm(0);
    expected.address = AddressSource::Hostname;
    const Config config = parsed("defaults: {address: hostname, labels: [node, {rack: extra.rack}], "
                                 "exclude_states: []}\njobs: [{name: vllm, role: job}]");
    QVERIFY(config.jobs.front() == expected);
}

void TestConfigSlurmJobs::namesTheClusterWhereThereAreSeveral()
{
    JobConfig expected = vllm(0);
    expected.slurmJobs.labels.insert(expected.slurmJobs.labels.begin(), SlurmJobLabel::Cluster);
    const Config config = parsed("clusters: [{name: a, endpoint: 'demo:'}]\njobs: [{name: vllm, role: job}]");
    QVERIFY(config.jobs.front() == expected);
}

void TestConfigSlurmJobs::pollsEachClusterInItsOwnTime()
{
    const Config config = parsed("clusters:\n"
                                 "  - {name: a, endpoint: 'demo:', jobs: {update_interval: 1m}}\n"
                                 "  - {name: b, endpoint: 'demo:', jobs: {metrics: true, hide: user}}\n");
    QVERIFY(config.clusters[0].jobs == (SlurmJobsPolling{1min, 10min, false, {}}));
    QVERIFY(config.clusters[1].jobs == (SlurmJobsPolling{30s, 10min, true, {JobMetricsLabel::User}}));
}

void TestConfigSlurmJobs::edits_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<std::string>("from"); // in the text
    QTest::addColumn<std::string>("to");
    const auto row = [](const char *name, const Change &change, const std::string &from,
                        const std::string &to) { QTest::newRow(name) << change << from << to; };
    const auto ofVllm = [](const std::function<void(JobConfig &)> &change) -> Change {
        return [change](std::vector<JobConfig> &jobs) { change(jobs.front()); };
    };
    row("a value", ofVllm([](JobConfig &job) { job.slurmJobs.match.accounts = {"nlp"}; }), "accounts: [llm]",
        "accounts: [nlp]");
    row("a new port", ofVllm([](JobConfig &job) { job.port = 8000; }), "{accounts: [llm]}\n",
        "{accounts: [llm]}\n    port: 8000\n");
    row("a new value", ofVllm([](JobConfig &job) {
            job.slurmJobs.allowedPorts = {80, 80};
        }),
        "{accounts: [llm]}\n", "{accounts: [llm]}\n    allowed_ports: 80\n");
    row("back to the default", ofVllm([](JobConfig &job) { job.slurmJobs.onAllNodes = false; }),
        "    nodes: all   # of them\n", "");
    row("labels", ofVllm([](JobConfig &job) { job.slurmJobs.labels = {SlurmJobLabel::JobId}; }),
        "{accounts: [llm]}\n", "{accounts: [llm]}\n    labels: [job_id]\n");
    row("another role", ofVllm([](JobConfig &job) {
            const JobConfig defaults = defaultJob(before);
            job.role = JobRole::Node;
            job.port = 9400;
            job.slurmJobs = {};
            job.labels = defaults.labels;
            job.excludeStates = defaults.excludeStates;
        }),
        "  - name: vllm   # the name\n    role: job\n    nodes: all   # of them\n    match: {accounts: "
        "[llm]}\n",
        "  - name: vllm\n    port: 9400\n");
    row(
        "a job of nodes gets the role",
        [](std::vector<JobConfig> &jobs) {
            jobs.back() = vllm(9100);
            jobs.back().name = "node";
        },
        "  - node: 9100\n", "  - node: 9100\n    role: job\n");
    row(
        "one more",
        [](std::vector<JobConfig> &jobs) {
            jobs.push_back(vllm(0));
            jobs.back().name = "ray";
        },
        "  - node: 9100\n", "  - node: 9100\n  - ray:\n    role: job\n");
}

void TestConfigSlurmJobs::edits()
{
    QFETCH(Change, change);
    QFETCH(std::string, from);
    QFETCH(std::string, to);
    std::vector<JobConfig> wanted = parsed(before).jobs;
    change(wanted);
    const auto edited = editJobs(before, "c.yaml", wanted);
    QVERIFY2(edited, edited ? "" : qUtf8Printable(lines(edited.error())));
    std::string expected = before;
    QVERIFY(expected.find(from) != std::string::npos);
    expected.replace(expected.find(from), from.size(), to);
    QCOMPARE(QString::fromStdString(*edited), QString::fromStdString(expected));
    // As a client sends them.
    QVERIFY(parsed("{\"defaults\": {\"labels\": [\"node\"], \"exclude_states\": []}, \"jobs\": " +
                   jobsToJson(wanted) + "}")
                .jobs == wanted);
}

SLURMSD_TEST(TestConfigSlurmJobs)
#include "tst_configslurmjobs.moc"
