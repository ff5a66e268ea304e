// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configedit.h"
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace slurmsd;

namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

Config parsed(const std::string &yaml)
{
    const auto config = parseConfig(yaml, "c.yaml");
    if (!config)
        qFatal("%s: %s", config.error().front().toString().c_str(), yaml.c_str());
    return config->config;
}

JobConfig makeJob(std::string name, Port port)
{
    JobConfig job;
    job.name = std::move(name);
    job.port = port;
    return job;
}

QString errorOf(const Result<std::string, std::vector<ConfigProblem>> &result)
{
    QStringList lines;
    for (const ConfigProblem &problem : result.error())
        lines += QString::fromStdString(problem.toString());
    return lines.join(u'\n');
}

// Every comment of a text, as whole lines or what is behind a value.
std::vector<std::string> comments(const std::string &text)
{
    std::vector<std::string> all;
    for (std::size_t at = 0; (at = text.find("# ", at)) != std::string::npos; ++at)
        all.push_back(text.substr(at, text.find_first_of("\r\n", at) - at));
    return all;
}

// A file as somebody keeps it.
const std::string grown = R"(# The cluster's exporters.
slurm:
  endpoint: file:/n   # for now

# Ask Jo before changing ports!
jobs:  # by importance
  # General remarks on jobs.

  # Node exporter.
  - node:       # short form
    port: 9100  # the usual
    # scheme: https

  # GPUs, see the wiki.
  - name: dcgm
    port: 9401
    labels:
      - partition   # needed
      - state
    match: {partitions: ["gpu.*"]}  # only these

  - {ipmi: , port: 9290}  # odd one
  - lustre:
      port: 9169
# The end of jobs.

web:
  listen_address: ":8080"
)";

const std::string flow = R"(jobs: [
  # first
  {node: , port: 9100}, # c1
  # second
  {name: dcgm, port: 9401, labels: [state]},
  {"ipmi": {"port": 9290}} # c3
] # end
)";

const std::string line = "jobs: [{node: , port: 9100}, {dcgm: , port: 9401}, {ipmi: , port: 9290}]\n";

const std::string json =
    R"({"slurm": {"endpoint": "demo:"}, "jobs": [{"name": "node", "port": 9100}, {"name": "b", "port": 1}]})";

// What is changed in a list of jobs.
using Change = std::function<void(std::vector<JobConfig> &)>;

std::size_t indexOf(const std::vector<JobConfig> &jobs, std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(jobs, name, &JobConfig::name) - jobs.begin());
}

Change edit(std::string name, std::function<void(JobConfig &)> change)
{
    return [=](std::vector<JobConfig> &jobs) { change(jobs.at(indexOf(jobs, name))); };
}

Change port(std::string name, Port port)
{
    return edit(std::move(name), [port](JobConfig &job) { job.port = port; });
}

Change removed(std::string name)
{
    return [=](std::vector<JobConfig> &jobs) {
        jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(indexOf(jobs, name)));
    };
}

Change added(JobConfig job)
{
    return [=](std::vector<JobConfig> &jobs) { jobs.push_back(job); };
}

Change renamed(std::string name, std::string to)
{
    return edit(std::move(name), [to](JobConfig &job) { job.name = to; });
}

Change moved(std::string name, std::ptrdiff_t to)
{
    return [=](std::vector<JobConfig> &jobs) {
        const JobConfig job = jobs.at(indexOf(jobs, name));
        removed(name)(jobs);
        jobs.insert(jobs.begin() + to, job);
    };
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestConfigEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edits_data();
    void edits();
    void givesTheTextItselfWhenNothingChanges();
    void writesWholeJobs_data();
    void writesWholeJobs();
    void keepsMeaningAtRandomEdits_data();
    void keepsMeaningAtRandomEdits();
    void refusesBadJobs();
    void refusesBadTexts();
    void findsDefaults();
};

void TestConfigEdit::edits_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<Change>("change");
    QTest::addColumn<std::string>("after");

    // `from` in the text becomes `to`, and nothing else.
    const auto row = [](const char *name, const std::string &before, Change change, std::string_view from,
                        std::string_view to) {
        const std::string after = replaced(before, from, to);
        if (after == before)
            qFatal("%s: changes nothing", name);
        QTest::newRow(name) << before << change << after;
        QTest::addRow("%s, Windows", name)
            << replaced(before, "\n", "\r\n") << change << replaced(after, "\n", "\r\n");
        if (!before.ends_with('\n'))
            return;
        QTest::addRow("%s, no end", name)
            << before.substr(0, before.size() - 1) << change << after.substr(0, after.size() - 1);
        QTest::addRow("%s, byte order mark", name)
            << "\xef\xbb\xbf" + before << change << "\xef\xbb\xbf" + after;
    };
    row("port, short form", grown, port("node", 9101), "9100  # the", "9101  # the");
    row("port, long form", grown, port("dcgm", 9402), "9401", "9402");
    row("port, in brackets", grown, port("ipmi", 9291), "9290", "9291");
    row("port, nested", grown, port("lustre", 1), "9169", "1");
    row("port, in a flow list", flow, port("dcgm", 1), "9401", "1");
    row("port, in JSON", json, port("b", 2), "\"port\": 1}", "\"port\": 2}");
    const std::string values = "jobs:\n  - node: 9100  # the usual\n  - {dcgm: 9400}\n";
    row("port, as its value", values, port("node", 9101), "9100", "9101");
    row("port, as its value in brackets", values, port("dcgm", 9401), "9400", "9401");
    row("renamed, port as its value", values, renamed("node", "nodes"), "node:", "nodes:");
    row("several ports", json, edit("b", [](JobConfig &job) { job.morePorts = {2}; }), "\"port\": 1}",
        "\"ports\": [1, 2]}");
    row("key added, port as its value", values, edit("node", [](JobConfig &job) { job.scheme = "https"; }),
        "9100  # the usual\n", "9100  # the usual\n    scheme: https\n");
    row("key added in brackets, port as its value", values,
        edit("dcgm", [](JobConfig &job) { job.scheme = "https"; }), "9400}", "9400, scheme: https}");
    row("list in lines", grown,
        edit("dcgm",
             [](JobConfig &job) {
                 job.labels = {LabelKind::Node, LabelKind::Gres};
             }),
        "labels:\n      - partition   # needed\n      - state\n", "labels: [node, gres]\n");
    row("map in brackets", grown,
        edit("dcgm",
             [](JobConfig &job) {
                 job.match.partitions = {"a", "b"};
             }),
        "{partitions: [\"gpu.*\"]}", "{partitions: [a, b]}");
    row("key taken out", grown, edit("dcgm", [](JobConfig &job) { job.match = {}; }),
        "    match: {partitions: [\"gpu.*\"]}  # only these\n", "");
    row("back to the default", grown, edit("dcgm", [](JobConfig &job) { job.labels = JobConfig().labels; }),
        "    labels:\n      - partition   # needed\n      - state\n", "");
    row("key added", grown, edit("node", [](JobConfig &job) { job.scheme = "https"; }), "9100  # the usual\n",
        "9100  # the usual\n    scheme: https\n");
    row("key added in brackets", grown, edit("ipmi", [](JobConfig &job) { job.scheme = "https"; }), "9290}",
        "9290, scheme: https}");
    row("key added, nested", grown, edit("lustre", [](JobConfig &job) { job.metricsPath = "/m"; }), "9169\n",
        "9169\n      metrics_path: /m\n");
    row("key added in JSON", json, edit("b", [](JobConfig &job) { job.scheme = "http"; }), "1}",
        "1, \"scheme\": \"http\"}");
    row("keys added", grown,
        edit("lustre",
             [](JobConfig &job) {
                 job.address = AddressSource::Name;
                 job.params = {{"collect", "a b"}};
             }),
        "9169\n", "9169\n      address: name\n      params: {collect: \"a b\"}\n");
    row("last key out, another in", grown,
        edit("dcgm",
             [](JobConfig &job) {
                 job.match = {};
                 job.scheme = "http";
             }),
        "  - name: dcgm\n    port: 9401\n    labels:\n      - partition   # needed\n      - state\n"
        "    match: {partitions: [\"gpu.*\"]}  # only these\n",
        "  - name: dcgm\n    port: 9401\n    labels: [partition, state]\n    scheme: http\n");
    row("renamed, short form", grown, renamed("node", "nodes"), "- node: ", "- nodes: ");
    row("renamed, long form", grown, renamed("dcgm", "a: b"), "name: dcgm", "name: \"a: b\"");
    row("renamed, in brackets", grown, renamed("ipmi", "x"), "{ipmi: ,", "{x: ,");
    row("renamed, nested", grown, renamed("lustre", "x"), "- lustre:", "- x:");
    row("renamed to a key", grown, renamed("ipmi", "port"), "{ipmi: , port: 9290}",
        "{name: port, port: 9290}");
    row("renamed in JSON", json, renamed("b", "c"), "\"b\"", "\"c\"");
    row("first taken out", grown, removed("node"),
        "  # Node exporter.\n  - node:       # short form\n    port: 9100  # the usual\n    # scheme: "
        "https\n",
        "");
    row("second taken out", grown, removed("dcgm"),
        "\n  # GPUs, see the wiki.\n  - name: dcgm\n    port: 9401\n    labels:\n      - partition   # "
        "needed\n"
        "      - state\n    match: {partitions: [\"gpu.*\"]}  # only these\n",
        "");
    row("last taken out", grown, removed("lustre"), "  - lustre:\n      port: 9169\n", "");
    row("added", grown, added(makeJob("x", 1)), "port: 9169\n", "port: 9169\n  - x:\n      port: 1\n");
    row("added with a key's name", grown, added(makeJob("match", 1)), "port: 9169\n",
        "port: 9169\n  - name: match\n    port: 1\n");
    row("moved", "jobs:\n  # a\n  - a:\n    port: 1\n  # b\n  - b:\n    port: 2\n# end\n", moved("b", 0),
        "  # a\n  - a:\n    port: 1\n  # b\n  - b:\n    port: 2\n",
        "  # b\n  - b:\n    port: 2\n  # a\n  - a:\n    port: 1\n");
    row("moved in a line", line, moved("ipmi", 0), line.substr(6),
        "[{ipmi: , port: 9290}, {node: , port: 9100}, {dcgm: , port: 9401}]\n");
    row("in a line: first out", line, removed("node"), "{node: , port: 9100}, ", "");
    row("in a line: middle out", line, removed("dcgm"), "{dcgm: , port: 9401}, ", "");
    row("in a line: last out", line, removed("ipmi"), ", {ipmi: , port: 9290}", "");
    row("in a line: added", line, added(makeJob("x", 1)), "9290}", "9290}, {x: , port: 1}");
    row("in lines with brackets: first out", flow, removed("node"),
        "  # first\n  {node: , port: 9100}, # c1\n", "");
    row("in lines with brackets: middle out", flow, removed("dcgm"),
        "  # second\n  {name: dcgm, port: 9401, labels: [state]},\n", "");
    row("in lines with brackets: last out", flow, removed("ipmi"), ",\n  {\"ipmi\": {\"port\": 9290}} # c3\n",
        "\n");
    row("in lines with brackets: added", flow, added(makeJob("x", 1)), "9290}}",
        "9290}},\n  {\"x\": {\"port\": 1}}");
    row("added in JSON", json, added(makeJob("x", 1)), "1}]", "1}, {\"name\": \"x\", \"port\": 1}]");
    row("no jobs", "slurm: {endpoint: file:/n}\n# end\n", added(makeJob("x", 1)), "# end\n",
        "# end\njobs:\n  - name: node\n    port: 9100\n  - name: x\n    port: 1\n");
    row("no jobs in JSON", R"({"slurm": {"endpoint": "demo:"}})", port("node", 1), "}}",
        R"(}, "jobs": [{"name": "node", "port": 1}]})");
    row("empty map", "{}", port("node", 1), "{}", "{jobs: [{name: node, port: 1}]}");
    row("comment alone", "# later\n", port("node", 1), "later\n",
        "later\njobs:\n  - name: node\n    port: 1\n");
    row("document marks", "---\njobs:\n- a:\n  port: 1\n...\n", added(makeJob("x", 2)), "port: 1\n",
        "port: 1\n- x:\n  port: 2\n");
    row("no jobs, document marks", "---\nweb: {}\n...\n", port("node", 1), "{}\n",
        "{}\njobs:\n  - name: node\n    port: 1\n");
    row("indented root", "  web: {}\n  jobs:\n  - a:\n    port: 1\n", added(makeJob("x", 2)), "port: 1\n",
        "port: 1\n  - x:\n    port: 2\n");
    row("dash alone", "jobs:\n  -\n    # about a\n    name: a\n    port: 1\n  - b:\n    port: 2\n",
        port("a", 3), "port: 1", "port: 3");
    row("dash alone, out", "jobs:\n  -\n    # about a\n    name: a\n    port: 1\n  - b:\n    port: 2\n",
        removed("a"), "  -\n    # about a\n    name: a\n    port: 1\n", "");
    row("spaced", "jobs:\n\n  - a:\n    port: 1\n\n  - b:\n    port: 2\n\n\nweb: {}\n",
        added(makeJob("x", 3)), "port: 2\n", "port: 2\n\n  - x:\n    port: 3\n");
    row("tabs", "jobs:\n  -\t{name: a,\tport:\t1}\t# a\n", port("a", 2), "port:\t1", "port:\t2");
    row("quoted", "'jobs':\n  - \"name\": 'a # b'\n    'port': \"1\" # 1\n", port("a # b", 2), "\"1\" #",
        "2 #");
    row("null written out", "jobs:\n  - a: ~\n    port: 1\n    scheme: null # s\n",
        edit("a", [](JobConfig &job) { job.scheme = "https"; }), "null #", "https #");
    row("value left out", "jobs:\n  - a:\n    scheme: # s\n    port: 1\n",
        edit("a", [](JobConfig &job) { job.scheme = "https"; }), "scheme:", "scheme: https");
    row("only pairs in brackets", "jobs: [a: {port: 1}, b: {port: 2}]\n", port("b", 3), "2", "3");
    row("complex key", "? jobs\n: - a:\n    port: 1\n# end\n", port("a", 2), ": - a:\n    port: 1",
        ":\n    - name: a\n      port: 2");
    row("block scalar",
        "jobs:\n  - a:\n    port: 1\n    match:\n      nodes: >-\n        n[1-3]\n  # b\n  - b:\n"
        "    port: 2\n",
        edit("a", [](JobConfig &job) { job.match.nodes = "x1"; }),
        "match:\n      nodes: >-\n        n[1-3]\n", "match: {nodes: x1}\n");
}

void TestConfigEdit::edits()
{
    QFETCH(const std::string, before);
    QFETCH(const Change, change);
    QFETCH(const std::string, after);
    std::vector<JobConfig> wanted = parsed(before).jobs;
    change(wanted);
    const auto result = editJobs(before, "c.yaml", wanted);
    QVERIFY2(result.hasValue(), result ? "" : qUtf8Printable(errorOf(result)));
    QCOMPARE(QByteArray::fromStdString(*result), QByteArray::fromStdString(after));
}

void TestConfigEdit::givesTheTextItselfWhenNothingChanges()
{
    for (const std::string &text : {grown, flow, line, json, std::string(), std::string("# nothing")})
        QCOMPARE(editJobs(text, "c.yaml", parsed(text).jobs).value(), text);
}

void TestConfigEdit::writesWholeJobs_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("block") << grown;
    QTest::newRow("flow") << flow;
    QTest::newRow("JSON") << json;
    QTest::newRow("nothing") << std::string();
    QTest::newRow("other defaults") << "defaults: {labels: [node], exclude_states: [], address: name}\n" +
                                           line;
    QTest::newRow("clusters") << std::string(
        "clusters: [{name: a, endpoint: file:/n}]\njobs:\n - x:\n   port: 1\n");
}

// A job with every key, and one with every default, come out as they went in.
void TestConfigEdit::writesWholeJobs()
{
    QFETCH(const std::string, text);
    JobConfig job = makeJob("all: \"of\" it \\ \xc3\xa9\xf0\x9f\x98\x80", 9401);
    job.partitionPorts = {{"partition02", 9402}, {"a:b", 1}, {"null", 2}};
    job.match = {
        {"gpu", "gpu-.*", "[,a]"}, {"a100"}, {"gpu:a100"}, "gpu[001-128],login01", {StateClass::Active}};
    job.address = AddressSource::Hostname;
    job.labels = {LabelKind::Partitions, LabelKind::Node};
    job.excludeStates = {};
    job.staticLabels = {{"team", "h\npc\t#\x7f"}, {"a", ""}, {"rack", "~"}, {"yes", "no"}, {"b", "- x"}};
    job.scheme = "https";
    job.metricsPath = "/metrics";
    job.params = {{"collect", "c pu"}, {"b", "null"}, {"a", "..."}};
    job.addressTemplate = "{node}-bmc.{hostname}";
    job.extraHosts = {{"login[01-04],head", {{"role", "l: \"x\""}, {"b", ""}}}, {"mgmt", {}}};
    job.fieldLabels = {{"r", LabelKind::Extra, "rack"}, {"pod", LabelKind::Comment, "net.pod{}#"}};
    job.scrapeInterval = std::chrono::seconds(90);
    job.scrapeTimeout = std::chrono::milliseconds(1500);
    JobConfig ports = makeJob("ports", 1);
    ports.morePorts = {2, 3};
    std::vector<JobConfig> wanted = parsed(text).jobs;
    wanted.push_back(job);
    wanted.push_back(ports);
    wanted.push_back(makeJob("plain", 1));
    const auto result = editJobs(text, "c.yaml", wanted);
    QVERIFY2(result.hasValue(), result ? "" : qUtf8Printable(errorOf(result)));
    QVERIFY(parsed(*result).jobs == wanted);
}

void TestConfigEdit::keepsMeaningAtRandomEdits_data()
{
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, const std::string &text) {
        QTest::newRow(name) << text;
        QTest::addRow("%s, Windows", name) << replaced(text, "\n", "\r\n");
        QTest::addRow("%s, no end", name) << text.substr(0, text.size() - 1);
    };
    row("grown", grown);
    row("flow", flow);
    row("line", line);
    row("json", json + "\n");
    row("example",
        "jobs:\n  - node:\n    port: 9100\n  - dcgm:\n    port: 9401\n  - process:\n    port: 9401\n");
    row("no jobs", "# a\nslurm:\n  endpoint: file:/n # b\n");
    row("odd", "jobs:\n- {a: {port: 1, labels: [node, # why\n  state]}, scheme: http} # c\n"
               "# d\n-\n  # e\n  \"b\": # f\n  port: '2'\n  params:\n    x: |-\n      # no comment\n"
               "      text\n# g\n- name: >-\n    c\n  port: 3\n  static_labels: {x: y,}\n\n# h\n\n# i\n"
               "- [d]: x\n"); // not valid: replaced below
}

void TestConfigEdit::keepsMeaningAtRandomEdits()
{
    QFETCH(std::string, text);
    // A list as a key is refused; the rest of that text is odd enough.
    text = replaced(std::move(text), "- [d]: x", "- d:\n  port: 4");
    QRandomGenerator random(42);
    const auto below = [&random](std::size_t bound) {
        return static_cast<std::size_t>(random.bounded(static_cast<quint32>(bound)));
    };
    for (int round = 0; round < 60; ++round) {
        const Config before = parsed(text);
        Config meant = before;
        std::vector<JobConfig> &jobs = meant.jobs;
        std::string touched;
        switch (below(8)) {
        case 0:
            jobs.push_back(makeJob("new" + std::to_string(round), 1));
            break;
        case 1:
            if (jobs.size() > 1)
                jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(below(jobs.size())));
            break;
        case 2:
            std::swap(jobs[below(jobs.size())], jobs[below(jobs.size())]);
            break;
        case 3:
            jobs[below(jobs.size())].name = "re: " + std::to_string(round);
            break;
        case 4:
            jobs[below(jobs.size())].staticLabels = {{"x", std::to_string(round)}};
            break;
        case 5:
            jobs[below(jobs.size())].labels = {LabelKind::Node};
            break;
        case 6:
            jobs[below(jobs.size())].morePorts =
                below(2) == 0 ? std::vector<Port>() : std::vector<Port>{65535, 65534};
            break;
        default:
            jobs[below(jobs.size())].port = static_cast<Port>(1 + below(60000));
        }
        const auto result = editJobs(text, "c.yaml", jobs);
        QVERIFY2(result.hasValue(), result ? "" : qUtf8Printable(errorOf(result)));
        QVERIFY(parsed(*result) == meant);
        // A change of one value loses no comment at all.
        if (meant.jobs.size() == before.jobs.size() && meant.jobs != before.jobs) {
            const bool isPort =
                std::ranges::equal(jobs, before.jobs, [](JobConfig left, const JobConfig &right) {
                    left.port = right.port;
                    return left == right;
                });
            if (isPort)
                QVERIFY(comments(*result) == comments(text));
        }
        text = *result;
    }
}

void TestConfigEdit::refusesBadJobs()
{
    const auto none = editJobs(grown, "c.yaml", {});
    QCOMPARE(errorOf(none), QStringLiteral("c.yaml: jobs: expected at least one job"));
    const auto twice = editJobs(grown, "c.yaml", {makeJob("a", 1), makeJob("a", 2)});
    QCOMPARE(errorOf(twice), QStringLiteral("c.yaml: jobs[1]: jobs[0] has the name \"a\" already"));
    const auto twiceInFlow = editJobs(line, "c.yaml", {makeJob("node", 1), makeJob("node", 2)});
    QCOMPARE(errorOf(twiceInFlow), QStringLiteral("c.yaml: jobs[1]: jobs[0] has the name \"node\" already"));
    const auto noPort = editJobs(line, "c.yaml", {makeJob("a", 0)});
    QCOMPARE(errorOf(noPort),
             QStringLiteral("c.yaml: jobs[0].port: expected a port between 1 and 65535, got \"0\""));
}

void TestConfigEdit::refusesBadTexts()
{
    QCOMPARE(errorOf(editJobs("jobs: [", "c.yaml", {makeJob("a", 1)})).left(9), QStringLiteral("c.yaml:1:"));
}

void TestConfigEdit::findsDefaults()
{
    QVERIFY(defaultJob("") == JobConfig());
    JobConfig job;
    job.labels = {LabelKind::Node};
    job.address = AddressSource::Name;
    QVERIFY(defaultJob("\xef\xbb\xbf"
                       "defaults: {labels: [node], address: name}") == job);
    const JobConfig ofSeveral = defaultJob("clusters: [{name: a, endpoint: file:/n}]");
    QVERIFY(ofSeveral.labels.front() == LabelKind::Cluster);
    QVERIFY(ofSeveral.slurmJobs.labels.front() == SlurmJobLabel::Cluster);
}

SLURMSD_TEST(TestConfigEdit)

#include "tst_configedit.moc"
