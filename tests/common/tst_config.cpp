// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slurmsd::Config)

namespace {

const QDir dataDir(QStringLiteral(SLURMSD_TEST_DATA "/config"));

std::string readFile(const QString &name)
{
    QFile file(dataDir.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QString lines(const std::vector<ConfigProblem> &problems)
{
    QString text;
    for (const ConfigProblem &problem : problems)
        text += QString::fromStdString(problem.toString()) + u'\n';
    return text;
}

// The problems of a text that has some, else "no problem".
QString problemsOf(std::string_view yaml)
{
    const auto parsed = parseConfig(yaml, "c.yaml");
    return parsed ? u"no problem"_s : lines(parsed.error());
}

// A config that must be good.
Config parsed(std::string_view yaml)
{
    const auto config = parseConfig(yaml, "c.yaml");
    if (!config)
        qFatal("%s", qUtf8Printable(lines(config.error())));
    return config->config;
}

JobConfig job(std::string name, Port port)
{
    JobConfig config;
    config.name = std::move(name);
    config.port = port;
    return config;
}

Config jobs(std::vector<JobConfig> list)
{
    Config config;
    config.jobs = std::move(list);
    return config;
}

// Section 2 of the contract, as values.
Config wholeSchema()
{
    Config config;
    config.clusters.front().endpoint = "unix:/run/slurmrestd/slurmrestd.sock";
    config.clusters.front().userName = "prometheus";
    config.clusters.front().userTokenFile = "/etc/prometheus-slurm-sd/token";
    config.clusters.front().cluster = "hpc";
    config.clusters.front().updateInterval = 10min;
    config.clusters.front().minInterval = 20s;
    config.clusters.front().timeout = 90s;
    config.clusters.front().tls = {"/etc/ca.pem", "/etc/cert.pem", "/etc/key.pem", true};
    config.clusters.front().maxNodeLoss = 0.25;
    config.clusters.front().maxTargetLoss = 0.1;
    config.clusters.front().holdPolls = 0;
    config.clusters.front().lossWindow = 2h;
    config.clusters.front().maxResponseBytes = 1 << 20;
    config.clusters.front().stateClasses = StateClasses::Detailed;
    config.clusters.front().jobs = {45s, 15min, true, {JobMetricsLabel::Name, JobMetricsLabel::Account}};
    config.nodeMetrics = {{LabelKind::InstanceType, LabelKind::GresTypes}, true};
    config.web.listenAddresses = {":8080", "[::1]:9090"};
    config.web.slurmProxy = true;
    config.clusters.front().keepsAnswers = true;

    JobConfig dcgm = job("dcgm", 9401);
    dcgm.partitionPorts = {{"partition02", 9402}, {"partition03", 9403}};
    dcgm.match.partitions = {"gpu", "gpu-.*"};
    dcgm.match.features = {"a100"};
    dcgm.match.gres = {"gpu", "gpu:a100"};
    dcgm.match.nodes = "gpu[001-128],login01";
    dcgm.match.states = {StateClass::Active, StateClass::Drained};
    dcgm.address = AddressSource::Name;
    dcgm.labels = {LabelKind::Partitions, LabelKind::State, LabelKind::Node, LabelKind::Gres};
    dcgm.excludeStates = {StateClass::Down};
    dcgm.staticLabels = {{"team", "hpc"}, {"rack", "07"}, {"spare", "false"}};
    dcgm.scheme = "https";
    dcgm.metricsPath = "/metrics";
    dcgm.params = {{"collect", "cpu"}, {"module", "dcgm"}};
    dcgm.scrapeInterval = std::chrono::seconds(30);
    dcgm.scrapeTimeout = std::chrono::seconds(10);
    dcgm.allowEmpty = true;

    JobConfig node = job("node", 9100);
    node.address = AddressSource::Hostname;
    node.labels = {LabelKind::Cluster};
    node.excludeStates = {};

    JobConfig vllm = job("vllm", 8000);
    vllm.role = JobRole::Job;
    vllm.slurmJobs = {AnnotationField::Extra, false, {7000, 8999}, true, 16, {}, {}};
    vllm.slurmJobs.match = {{"vllm-.*"}, {"alice", "1002"}, {"llm"}, {"gpu.*"}, {"high"}, {"h100"}};
    vllm.slurmJobs.labels = {SlurmJobLabel::JobId, SlurmJobLabel::UserId, SlurmJobLabel::Annotations};
    vllm.addressTemplate = "{node}.example.org";
    vllm.staticLabels = {{"kind", "serving"}};
    vllm.metricsPath = "/vllm";
    config.jobs = {dcgm, node, vllm};
    return config;
}

} // namespace

class TestConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheWholeSchema();
    void readsJobForms_data();
    void readsJobForms();
    void fillsInDefaults_data();
    void fillsInDefaults();
    void readsValidFiles_data();
    void readsValidFiles();
    void refusesInvalidFiles_data();
    void refusesInvalidFiles();
    void readsOldKeys();
    void refusesOldKeysBesideNewOnes();
    void neverRepeatsTokens_data();
    void neverRepeatsTokens();
    void refusesOddTexts_data();
    void refusesOddTexts();
    void survivesTornTexts();
    void readsLargeTexts_data();
    void readsLargeTexts();
    void comparesEveryMember();
    void writesProblems();
    void namesLabels();
};

void TestConfig::readsTheWholeSchema()
{
    const auto config = parseConfig(readFile(u"valid-whole-schema.yaml"_s), "valid-whole-schema.yaml");
    QVERIFY2(config, config ? "" : qUtf8Printable(lines(config.error())));
    QVERIFY(config->config == wholeSchema());
    QVERIFY(config->deprecations.empty());
}

void TestConfig::readsJobForms_data()
{
    QTest::addColumn<QString>("item");
    QTest::newRow("sibling") << u"- node:\n    port: 9100"_s.replace(u"    "_s, u"  "_s);
    QTest::newRow("sibling before") << u"- port: 9100\n  node:"_s;
    QTest::newRow("child") << u"- node:\n    port: 9100"_s;
    QTest::newRow("name") << u"- name: node\n  port: 9100"_s;
    QTest::newRow("name last") << u"- port: 9100\n  name: node"_s;
    QTest::newRow("flow sibling") << u"- {node: , port: 9100}"_s;
    QTest::newRow("flow sibling null") << u"- {node: null, port: 9100}"_s;
    QTest::newRow("flow sibling ~") << u"- {node: ~, port: 9100}"_s;
    QTest::newRow("flow child") << u"- {node: {port: 9100}}"_s;
    QTest::newRow("flow name") << u"- {name: node, port: 9100}"_s;
    QTest::newRow("quoted") << u"- {\"name\": 'node', port: \"9100\"}"_s;
    QTest::newRow("CR LF") << u"- node:\r\n  port: 9100\r\n"_s;
    QTest::newRow("the port as its value") << u"- node: 9100"_s;
    QTest::newRow("the port as its value, in flow") << u"- {node: 9100}"_s;
    QTest::newRow("the port as its value, in quotes") << u"- node: \"9100\""_s;
    QTest::newRow("the port as its value, and more") << u"- node: 9100\n  scheme: "_s;
    QTest::newRow("its role") << u"- node:\n  role: node\n  port: 9100"_s;
    QTest::newRow("its role, as child") << u"- node: {role: node, port: 9100}"_s;
    QTest::newRow("no role") << u"- node:\n  role:\n  port: 9100"_s;
    QTest::newRow("child and sibling") << u"- node: {port: 9100}\n  scheme: "_s;
}

void TestConfig::readsJobForms()
{
    QFETCH(QString, item);
    const Config config = parsed("jobs:\n" + item.toStdString() + "\n");
    QVERIFY(config == jobs({job("node", 9100)}));
    QVERIFY(config == Config::builtIn());
}

void TestConfig::fillsInDefaults_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("byte order mark") << u"\ufeff"_s;
    QTest::newRow("blank") << u"\n\n"_s;
    QTest::newRow("comment") << u"# nothing yet\n"_s;
    QTest::newRow("document") << u"---\n"_s;
    QTest::newRow("null") << u"~\n"_s;
    QTest::newRow("empty map") << u"{}"_s;
    QTest::newRow("empty sections") << u"slurm:\nweb:\ndefaults:\n"_s;
    QTest::newRow("empty maps") << u"slurm: {tls: {}}\nweb: {}\ndefaults: {}\n"_s;
    QTest::newRow("values left out")
        << u"slurm: {endpoint: , api_version: , user_name: , user_token: , user_token_file: , cluster: , "
           "update_interval: , timeout: , tls: {ca_file: , cert_file: , key_file: , insecure_skip_verify: }, "
           "max_node_loss: , max_target_loss: , hold_polls: , loss_window: , state_classes: , max_response_bytes: }\nnode_metrics: {reason: }\ndefaults: {address: }"_s;
    QTest::newRow("empty names") << u"slurm: {user_name: '', cluster: ''}"_s;
}

void TestConfig::fillsInDefaults()
{
    QFETCH(QString, yaml);
    QVERIFY(parsed(yaml.toStdString()) == Config::builtIn());
}

void TestConfig::readsValidFiles_data()
{
    QTest::addColumn<Config>("expected");
    const std::vector<JobConfig> exporters{job("node", 9100), job("dcgm", 9401), job("process", 9401),
                                           job("ipmi", 9290), job("lustre", 9169)};
    QTest::newRow("valid-example.yaml") << jobs(exporters);
    QTest::newRow("valid-whole-schema.yaml") << wholeSchema();

    JobConfig plain = job("plain", 1);
    plain.address = AddressSource::Hostname;
    plain.labels = {LabelKind::Node};
    plain.excludeStates = {StateClass::Down};
    JobConfig own = job("own", 2);
    own.labels = {};
    own.excludeStates = {};
    own.address = AddressSource::Address;
    QTest::newRow("valid-defaults.yaml") << jobs({plain, own});

    JobConfig scalars = job("scalars", 9100);
    scalars.match.partitions = {"gpu"};
    scalars.match.features = {"ib"};
    scalars.match.gres = {"gpu"};
    scalars.match.nodes = "n1,n[2-3]";
    scalars.match.states = {StateClass::Down};
    scalars.labels = {LabelKind::Node};
    scalars.excludeStates = {StateClass::Future};
    scalars.params = {{"module", "if_mib"}};
    Config single = jobs({scalars});
    single.web.listenAddresses = {"127.0.0.1:0"};
    QTest::newRow("valid-single-values.yaml") << single;

    Config old = jobs({job("node", 9100)});
    old.clusters.front().endpoint = "http://slurm:6820";
    old.clusters.front().apiVersion = "v0.0.38";
    old.clusters.front().userName = "monitor";
    old.clusters.front().userToken = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
    old.clusters.front().updateInterval = 1min;
    old.web.listenAddresses = {":8081"};
    QTest::newRow("valid-old-keys.yaml") << old;

    Config several = Config::builtIn();
    several.clusters.resize(2);
    several.clusters[0].name = "tux";
    several.clusters[0].endpoint = "http://tux:6820";
    several.clusters[0].userTokenFile = "/etc/token";
    several.clusters[1].name = "llm";
    several.clusters[1].endpoint = "unix:/run/slurmrestd/llm.sock";
    several.clusters[1].updateInterval = 1min;
    several.web.hostNames = {"sd.example.org"};
    several.jobs[0].labels.insert(several.jobs[0].labels.begin(), LabelKind::Cluster);
    QTest::newRow("valid-clusters.yaml") << several;

    const FieldLabel rack{"rack", LabelKind::Extra, "rack"};
    JobConfig node = job("node", 9100);
    node.morePorts = {9306};
    node.labels = {LabelKind::State};
    node.fieldLabels = {rack};
    JobConfig ipmi = job("ipmi", 9290);
    ipmi.addressTemplate = "{node}-bmc.example.org";
    ipmi.labels = {LabelKind::Partitions, LabelKind::Node};
    ipmi.fieldLabels = {rack, {"pod", LabelKind::Comment, "net.pod"}};
    JobConfig login = job("login", 9100);
    login.match.nodes = "none1";
    login.extraHosts = {{"login[01-02],head", {{"role", "login"}}}, {"mgmt", {}}};
    login.labels = {};
    login.fieldLabels = {{"rack", LabelKind::Comment, "rack"}};
    QTest::newRow("valid-more-of-a-job.yaml") << jobs({node, ipmi, login});
}

void TestConfig::readsValidFiles()
{
    QFETCH(Config, expected);
    const auto config = parseConfig(readFile(QString::fromLatin1(QTest::currentDataTag())), "c.yaml");
    QVERIFY2(config, config ? "" : qUtf8Printable(lines(config.error())));
    QVERIFY(config->config == expected);
    const QStringList files = dataDir.entryList({u"valid-*.yaml"_s});
    QCOMPARE(files.size(), 7); // each has a row
}

void TestConfig::refusesInvalidFiles_data()
{
    QTest::addColumn<QString>("file");
    const QStringList files = dataDir.entryList({u"invalid-*.yaml"_s});
    QVERIFY(!files.isEmpty());
    for (const QString &file : files)
        QTest::newRow(qUtf8Printable(file)) << file;
}

void TestConfig::refusesInvalidFiles()
{
    QFETCH(QString, file);
    const auto config = parseConfig(readFile(file), file.toStdString());
    QVERIFY(!config);
    const std::string expected = readFile(file.chopped(4) + u"txt"_s);
    QVERIFY(!expected.empty());
    QCOMPARE(lines(config.error()), QString::fromStdString(expected));
}

void TestConfig::readsOldKeys()
{
    const auto config = parseConfig(readFile(u"valid-old-keys.yaml"_s), "c.yaml");
    QVERIFY(config);
    QCOMPARE(lines(config->deprecations),
             u"c.yaml:2:1: slurm_api_endpoint: deprecated; use slurm.endpoint instead\n"
             "c.yaml:3:1: slurm_api_version: deprecated; use slurm.api_version instead\n"
             "c.yaml:4:1: slurm_api_username: deprecated; use slurm.user_name instead\n"
             "c.yaml:5:1: slurm_api_token: deprecated; use slurm.user_token instead\n"
             "c.yaml:6:1: listen_address: deprecated; use web.listen_address instead\n"
             "c.yaml:7:1: update_interval: deprecated; use slurm.update_interval instead\n"_s);
}

void TestConfig::refusesOldKeysBesideNewOnes()
{
    QCOMPARE(problemsOf("slurm: {endpoint: 'demo:'}\nslurm_api_endpoint: 'demo:'\n"),
             u"c.yaml:2:21: slurm_api_endpoint: given as slurm.endpoint too; leave this old key out\n"_s);
    QVERIFY(parsed("slurm: {endpoint: }\nslurm_api_endpoint: 'demo:'\n").clusters.front().endpoint ==
            "demo:");
    QVERIFY(parsed("slurm: {endpoint: 'demo:'}\nupdate_interval: 1m\n").clusters.front().updateInterval ==
            1min);
}

void TestConfig::neverRepeatsTokens_data()
{
    QTest::addColumn<QString>("yaml");
    QTest::newRow("control character") << u"slurm: {user_token: \"SECRET\\n\"}"_s;
    QTest::newRow("list") << u"slurm: {user_token: [SECRET]}"_s;
    QTest::newRow("map") << u"slurm: {user_token: {SECRET: 1}}"_s;
    QTest::newRow("old key") << u"slurm_api_token: \"SECRET\\0\""_s;
    QTest::newRow("both keys") << u"slurm: {user_token: SECRET1}\nslurm_api_token: SECRET2"_s;
    QTest::newRow("twice") << u"slurm: {user_token: SECRET1, user_token: SECRET2}"_s;
    QTest::newRow("unknown key") << u"slurm: {token: SECRET}"_s;
    QTest::newRow("no space") << u"slurm: {user_token:SECRET}"_s;
    QTest::newRow("no space in a block") << u"slurm:\n  user_token:SECRET\n"_s;
    QTest::newRow("no space at the top") << u"slurm_api_token:SECRET\n"_s;
    QTest::newRow("alias") << u"slurm: {user_token: *SECRET}"_s;
    QTest::newRow("anchor") << u"slurm: {user_token: &SECRET}"_s;
    QTest::newRow("tag") << u"slurm: {user_token: !SECRET}"_s;
    QTest::newRow("open quote") << u"slurm: {user_token: \"SECRET}"_s;
    QTest::newRow("open bracket") << u"slurm: {user_token: [SECRET}"_s;
    QTest::newRow("escape") << u"slurm: {user_token: \"\\SECRET\"}"_s;
    QTest::newRow("URL") << u"slurm: {endpoint: 'http://root:SECRET@host:6820'}"_s;
    QTest::newRow("query") << u"slurm: {endpoint: 'http://host:6820?token=SECRET'}"_s;
}

void TestConfig::neverRepeatsTokens()
{
    QFETCH(QString, yaml);
    const QString problems = problemsOf(yaml.toStdString());
    QVERIFY(problems.startsWith(u"c.yaml:"_s));
    QVERIFY2(!problems.contains(u"SECRET"_s), qUtf8Printable(problems));
}

void TestConfig::refusesOddTexts_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("problems");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &problems) {
        QTest::newRow(name) << yaml << problems;
    };
    row("NUL", QByteArray("a: 1\nb: \0x", 10), u"c.yaml:2:4: a control character\n"_s);
    row("end of transmission", "a: 1\nb\x04: 2", u"c.yaml:2:2: a control character\n"_s);
    row("carriage return alone", "a: 1\rb: 2", u"c.yaml:1:5: a control character\n"_s);
    row("Latin-1", "a: 1\n# caf\xe9\n", u"c.yaml:2:6: not UTF-8\n"_s);
    row("Latin-1 at the end", "# caf\xe9", u"c.yaml:1:6: not UTF-8\n"_s);
    row("overlong", "a\xc0\xaf", u"c.yaml:1:2: not UTF-8\n"_s);
    row("surrogate", "\xc3\xa4\xed\xa0\x80", u"c.yaml:1:2: not UTF-8\n"_s);
    row("UTF-16", QByteArray("\xff\xfe{\0}\0", 6), u"c.yaml:1:1: not UTF-8\n"_s);
    row("a second byte order mark",
        "\xef\xbb\xbf\xef\xbb\xbf"
        "a: 1",
        u"c.yaml:1:1: a: unknown key; known are: slurm, clusters, web, node_metrics, defaults, jobs\n"_s);
    row("byte order mark",
        "\xef\xbb\xbf"
        "a: 1",
        u"c.yaml:1:1: a: unknown key; known are: slurm, clusters, web, node_metrics, defaults, jobs\n"_s);
    row("columns count characters", "{äöü: 1, colour: 2}",
        u"c.yaml:1:2: äöü: unknown key; known are: slurm, clusters, web, node_metrics, defaults, jobs\n"
        "c.yaml:1:10: colour: unknown key; known are: slurm, clusters, web, node_metrics, defaults, jobs\n"_s);
    row("too large", QByteArray(1024 * 1024 + 1, '\n'),
        u"c.yaml: expected at most 1048576 bytes, got 1048577\n"_s);
    row("65 lists", QByteArray(65, '[') + QByteArray(65, ']'),
        u"c.yaml:1:65: lists and maps are nested more than 64 deep\n"_s);
    const QString deep = u"c.yaml:1:65: lists and maps are nested more than 64 deep\n"_s;
    row("a million lists", QByteArray(500 * 1000, '[') + QByteArray(500 * 1000, ']'), deep);
    const QString open = u"c.yaml:1:1: a list or map that is a key, or is not closed\n"_s;
    row("a million lists that stay open", QByteArray(1000 * 1000, '['), open);
    row("a million maps that stay open", QByteArray(1000 * 1000, '{'), open);
    row("a million dashes", QByteArray("- ").repeated(500 * 1000),
        u"c.yaml:1:129: lists and maps are nested more than 64 deep\n"_s);
}

void TestConfig::refusesOddTexts()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, problems);
    QCOMPARE(problemsOf(yaml.toStdString()), problems);
}

// Whatever is left of a file gives a config or problems with places.
void TestConfig::survivesTornTexts()
{
    const std::string whole = readFile(u"valid-whole-schema.yaml"_s);
    QVERIFY(whole.size() > 1000);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const QString problems = problemsOf(whole.substr(0, size));
        QVERIFY2(problems == u"no problem"_s || problems.startsWith(u"c.yaml:"_s), qUtf8Printable(problems));
    }
}

void TestConfig::readsLargeTexts_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("lastProblem");
    QByteArray different = "jobs:\n";
    QByteArray same = "jobs:\n";
    QByteArray keys;
    QByteArray hostlists = "jobs:\n";
    for (int i = 0; i < 10'000; ++i) {
        different += "- {j" + QByteArray::number(i) + ": , port: 9100}\n";
        same += "- {name: node, port: 9100}\n";
        keys += "key" + QByteArray::number(i % 3) + ": 1\n";
    }
    for (int i = 0; i < 5'000; ++i)
        hostlists += "- {j" + QByteArray::number(i) + ": , port: 1, match: {nodes: 'a[1-65536]'}}\n";
    QTest::newRow("jobs") << different << u"no problem"_s;
    QTest::newRow("hostlists") << hostlists << u"no problem"_s;
    QTest::newRow("one name") << same << u"c.yaml: and 8999 more problems"_s;
    QTest::newRow("repeated keys") << keys << u"c.yaml: and 18997 more problems"_s;
    QTest::newRow("nothing but keys")
        << "{" + QByteArray("a,").repeated(100'000) + "}" << u"c.yaml: and 198999 more problems"_s;
    QTest::newRow("patterns") << "jobs: [{a: , port: 1, match: {partitions: [" +
                                     QByteArray("(,").repeated(30'000) + "]}}]"
                              << u"c.yaml: and 29000 more problems"_s;
}

void TestConfig::readsLargeTexts()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, lastProblem);
    QVERIFY(yaml.size() <= 1024 * 1024);
    QCOMPARE(problemsOf(yaml.toStdString()).trimmed().section(u'\n', -1), lastProblem);
}

// A member that equality forgot would hide a changed config from a reload.
void TestConfig::comparesEveryMember()
{
    const std::string whole = readFile(u"valid-whole-schema.yaml"_s);
    const Config config = parsed(whole);
    QVERIFY(config == parsed(whole));
    for (const auto &[from, to] : std::initializer_list<std::pair<std::string, std::string>>{
             {"slurmrestd.sock", "other.sock"},
             {"auto", "v0.0.42"},
             {"detailed", "basic"},
             {"instance_type, ", ""},
             {"reason: true", "reason: false"},
             {"update_interval: 45s", "update_interval: 46s"},
             {"max_age: 15m", "max_age: 16m"},
             {"metrics: true", "metrics: false"},
             {"hide: [name, ", "hide: ["},
             {"role: job\n", "role: job\n    scheme: https\n"},
             {"annotation: extra", "annotation: comment"},
             {"annotated: false", "annotated: true"},
             {"7000-8999", "7001-8999"},
             {"7000-8999", "7000-8998"},
             {"nodes: all", "nodes: first"},
             {"max_targets: 16", "max_targets: 17"},
             {"vllm-.*", "sglang-.*"},
             {"alice", "bob"},
             {"[llm]", "[nlp]"},
             {"\"gpu.*\"", "\"cpu.*\""},
             {"[high]", "[low]"},
             {"[h100]", "[a100]"},
             {"user_id", "user"},
             {"scrape_interval: 30s", "scrape_interval: 31s"},
             {"scrape_timeout: 10s", "scrape_timeout: 11s"},
             {"prometheus", "other"},
             {"/token", "/other"},
             {"hpc", "other"},
             {"10m", "11m"},
             {"90s", "91s"},
             {"ca.pem", "other.pem"},
             {"/cert.pem", "/other.pem"},
             {"key.pem", "other.pem"},
             {"true", "false"},
             {"25%", "26%"},
             {"polls: 0", "polls: 1"},
             {"1048576", "1048577"},
             {"[::1]:9090", "[::1]:9091"},
             {"dcgm", "other"},
             {"9401", "9404"},
             {"9402", "9405"},
             {"gpu-.*", "gpu+"},
             {"a100]", "h100]"},
             {"gpu:a100", "gpu:h100"},
             {"001-128", "001-129"},
             {"drained", "down"},
             {"[partitions,", "[cluster,"},
             {"07", "08"},
             {"https", "http"},
             {"/metrics", "/other"},
             {"cpu", "other"},
             {"address: name", "address: hostname"}}) {
        std::string changed = whole;
        const std::size_t at = changed.find(from);
        QVERIFY2(at != std::string::npos, from.c_str());
        QVERIFY2(config != parsed(changed.replace(at, from.size(), to)), from.c_str());
    }
}

void TestConfig::writesProblems()
{
    ConfigProblem problem{"c.yaml", 3, 11, "jobs[2].port",
                          "expected a port between 1 and 65535, got \"99999\""};
    QCOMPARE(QString::fromStdString(problem.toString()),
             u"c.yaml:3:11: jobs[2].port: expected a port between 1 and 65535, got \"99999\""_s);
    problem.path.clear();
    problem.message = "not valid YAML";
    QCOMPARE(QString::fromStdString(problem.toString()), u"c.yaml:3:11: not valid YAML"_s);
    problem.line = 0;
    QCOMPARE(QString::fromStdString(problem.toString()), u"c.yaml: not valid YAML"_s);
}

void TestConfig::namesLabels()
{
    QCOMPARE(labelKindNames().size(), std::size_t{31});
    for (const std::string_view name : labelKindNames()) {
        const auto kind = labelKindFromString(name);
        QVERIFY(kind);
        QCOMPARE(std::string(toString(*kind)), std::string(name));
    }
    QVERIFY(labelKindFromString("partition") == LabelKind::Partition);
    QVERIFY(labelKindFromString("gres_types") == LabelKind::GresTypes);
    QVERIFY(labelKindFromString("topology") == LabelKind::Topology);
    QVERIFY(!labelKindFromString("Partition"));
    QVERIFY(!labelKindFromString(""));
}

SLURMSD_TEST(TestConfig)
#include "tst_config.moc"
