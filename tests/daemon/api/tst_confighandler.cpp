// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configyaml.h"
#include "daemon/api/confighandler.h"
#include "daemon/jobs/jobtargetset.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "eyJhbGciOi.J9_s-cret";
const QByteArray fileText = "# Ours.\n"
                            "slurm:\n"
                            "  endpoint: file:/nodes.json\n"
                            "  user_token: eyJhbGciOi.J9_s-cret  # of Jo\n"
                            "jobs:\n"
                            "  - node:\n"
                            "    port: 9100\n"
                            "  # GPUs\n"
                            "  - dcgm:\n"
                            "    port: 9401  # as ever\n"
                            "    match: {partitions: [gpu]}\n";

QString headerOf(const HttpReply &reply, std::string_view name)
{
    for (const auto &header : reply.headers) {
        if (header.first == name)
            return QString::fromStdString(header.second);
    }
    return {};
}

QJsonObject json(const HttpReply &reply)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &error);
    return error.error == QJsonParseError::NoError ? document.object()
                                                   : QJsonObject{{u"unreadable"_s, error.errorString()}};
}

QByteArray text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString().toUtf8();
}

// "jobs[0].port: expected …" of each problem, with its place where it has one.
QString problems(const HttpReply &reply)
{
    QStringList lines;
    for (const QJsonValue &value : json(reply).value(u"problems"_s).toArray()) {
        const QJsonObject problem = value.toObject();
        QString place;
        if (problem.contains(u"line"_s))
            place =
                QStringLiteral("%1:%2: ").arg(problem[u"line"_s].toInt()).arg(problem[u"column"_s].toInt());
        lines +=
            place + problem[u"path"_s].toString() + QStringLiteral(": ") + problem[u"message"_s].toString();
    }
    return lines.join(u'\n');
}

// "dcgm changed +n9:1 -n9:2 ~n3:1", for each job that changes.
QString changes(const HttpReply &reply)
{
    QStringList jobs;
    for (const QJsonValue &value : json(reply).value(u"jobs"_s).toArray()) {
        const QJsonObject job = value.toObject();
        QString line = job[u"job"_s].toString() + u' ' + job[u"change"_s].toString();
        const std::pair<QString, QString> lists[] = {
            {u"added"_s, u"+"_s}, {u"removed"_s, u"-"_s}, {u"relabeled"_s, u"~"_s}};
        for (const auto &[key, sign] : lists) {
            for (const QJsonValue &target : job[key].toArray())
                line += u' ' + sign + target.toString();
        }
        jobs += line;
    }
    return jobs.join(u'\n');
}

QByteArray jsonBody(const char *key, const QJsonValue &value)
{
    return QJsonDocument(QJsonObject{{QLatin1String(key), value}}).toJson(QJsonDocument::Compact);
}

HttpRequest request(const QByteArray &body, std::string type = "application/json")
{
    HttpRequest request;
    request.headers = {{"content-type", std::move(type)}};
    request.body = body;
    return request;
}

std::shared_ptr<const TargetSet> targetsOf(const QByteArray &yaml)
{
    const auto nodes =
        snapshotOf({activeNode("n1", "cpu"), activeNode("n2", "gpu"), activeNode("n3", "gpu")});
    return TargetSet::build({{nodes}, parseConfig(yaml.toStdString(), "c")->config.jobs});
}

} // namespace

class TestConfigHandler : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    ConfigApi m_api;
    int m_reloads = 0;

    QString path() const { return m_directory->filePath(u"config.yaml"_s); }

    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    QByteArray read() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

    // A request to put it in the place of what is there.
    HttpRequest putRequest(const QByteArray &body, std::string type = "application/json") const
    {
        HttpRequest put = request(body, std::move(type));
        put.headers.emplace_back("if-match", '"' + configRevision(read().toStdString()) + '"');
        return put;
    }

    QJsonArray jobs() const
    {
        return json(configReply(m_api)).value(u"parsed"_s).toObject().value(u"jobs"_s).toArray();
    }

private Q_SLOTS:
    void init();
    void givesTheConfig();
    void remembersWhatItShowed();
    void givesTheBuiltInConfig();
    void givesAFileThatIsBroken();
    void saysWhenThereIsNothingToRead();
    void neverGivesSecrets();
    void previewsJobs_data();
    void previewsJobs();
    void previewsRunningJobs_data();
    void previewsRunningJobs();
    void previewsTexts();
    void previewsConditionsThatMatchNothing();
    void previewsWithoutNodes();
    void cutsLongLists();
    void cutsManyJobs();
    void refusesCandidates_data();
    void refusesCandidates();
    void puts_data();
    void puts();
    void putsWhatItGave();
    void putsRunningJobs_data();
    void putsRunningJobs();
    void putsNothingWhenNothingChanges();
    void wantsTheRevision_data();
    void wantsTheRevision();
    void saysWhyItCannotWrite();
    void putsBackWhatCannotBeApplied();
};

void TestConfigHandler::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_reloads = 0;
    write(fileText);
    m_api = ConfigApi{};
    m_api.store = ConfigStore(path().toStdString());
    m_api.overridden = {"slurm.endpoint"};
    m_api.targets = targetsOf(fileText);
    m_api.reload = [this]() -> Result<Done, std::vector<std::string>> {
        ++m_reloads;
        return Done{};
    };
}

void TestConfigHandler::givesTheConfig()
{
    const HttpReply reply = configReply(m_api);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.contentType, "application/json");
    const QString revision = QString::fromStdString(configRevision(fileText.toStdString()));
    QCOMPARE(headerOf(reply, "ETag"), u'"' + revision + u'"');
    const QJsonObject object = json(reply);
    QCOMPARE(object.keys(), QStringList({u"file"_s, u"overridden"_s, u"parsed"_s, u"problems"_s,
                                         u"revision"_s, u"text"_s, u"writable"_s}));
    QCOMPARE(object[u"file"_s].toString(), path());
    QCOMPARE(object[u"revision"_s].toString(), revision);
    QCOMPARE(object[u"writable"_s], QJsonValue(true));
    QCOMPARE(object[u"overridden"_s].toArray(), QJsonArray{u"slurm.endpoint"_s});
    QCOMPARE(object[u"problems"_s].toArray(), QJsonArray());
    QByteArray shown = fileText;
    shown.replace(secret, "<secret>");
    QCOMPARE(text(object, "text"), shown);
    QCOMPARE(jobs().size(), 2);
    QCOMPARE(jobs()[1].toObject()[u"port"_s].toInt(), 9401);
}

void TestConfigHandler::remembersWhatItShowed()
{
    const QByteArray anew = configReply(m_api).body;
    ShownConfigs shown;
    m_api.shown = &shown;
    QCOMPARE(configReply(m_api).body, anew);
    QCOMPARE(configReply(m_api).body, anew);
    // The file is what counts, whoever has written it.
    write("jobs: [{ipmi: , port: 9290}]\n");
    QCOMPARE(text(json(configReply(m_api)), "text"), "jobs: [{ipmi: , port: 9290}]\n");
    QCOMPARE(jobs()[0].toObject()[u"name"_s].toString(), u"ipmi"_s);
    write("jobs: [{ipmi: , port: 0}]\n");
    QVERIFY(!json(configReply(m_api)).contains(u"parsed"_s));
    write(fileText);
    QCOMPARE(configReply(m_api).body, anew);
    const HttpReply preview = configPreviewReply(request("jobs: [{ipmi: , port: 1}]", "text/yaml"), m_api);
    m_api.shown = nullptr;
    QCOMPARE(configPreviewReply(request("jobs: [{ipmi: , port: 1}]", "text/yaml"), m_api).body, preview.body);
}

void TestConfigHandler::givesTheBuiltInConfig()
{
    m_api.store.reset();
    const QJsonObject object = json(configReply(m_api));
    QCOMPARE(object[u"file"_s], QJsonValue(QJsonValue::Null));
    QCOMPARE(object[u"writable"_s], QJsonValue(false));
    QCOMPARE(
        text(object, "why_not_writable"),
        "there is no config file: the daemon runs with its built-in config; start it with --config.file");
    QCOMPARE(text(object, "text"), "");
    QCOMPARE(jobs()[0].toObject()[u"name"_s].toString(), u"node"_s);
    const HttpReply preview =
        configPreviewReply(request(R"({"jobs": [{"name": "ipmi", "port": 1}]})"), m_api);
    QCOMPARE(text(json(preview), "text"), "jobs:\n  - name: ipmi\n    port: 1\n");
}

void TestConfigHandler::givesAFileThatIsBroken()
{
    write("jobs:\n  - node:\n    port: 0\n\xff");
    const HttpReply reply = configReply(m_api);
    QCOMPARE(reply.status, 200);
    QVERIFY(!json(reply).contains(u"parsed"_s));
    QCOMPARE(problems(reply), u"4:1: : not UTF-8"_s);
    QCOMPARE(json(reply)[u"text"_s].toString(), u"jobs:\n  - node:\n    port: 0\n\uFFFD"_s);
    // A text can mend it; jobs alone have nothing to be put into.
    QCOMPARE(configPutReply(putRequest(jsonBody("jobs", QJsonArray())), m_api).status, 422);
    QCOMPARE(configPutReply(putRequest("jobs: [{a: , port: 1}]", "text/yaml"), m_api).status, 200);
    QCOMPARE(read(), "jobs: [{a: , port: 1}]");
}

void TestConfigHandler::saysWhenThereIsNothingToRead()
{
    QVERIFY(QFile::remove(path()));
    for (const HttpReply &reply : {configReply(m_api), configPreviewReply(request("{}"), m_api),
                                   configPutReply(putRequest("{}"), m_api)}) {
        QCOMPARE(reply.status, 500);
        QCOMPARE(text(json(reply), "error"),
                 path().toUtf8() + ": cannot be opened: No such file or directory");
    }
}

void TestConfigHandler::neverGivesSecrets()
{
    const QByteArray other = "0ther-s3cret.token";
    QByteArray replaced = fileText;
    replaced.replace(secret, other);
    const auto check = [&](const HttpReply &reply) {
        QVERIFY2(!reply.body.contains(secret) && !reply.body.contains(other), reply.body.constData());
    };
    check(configReply(m_api));
    check(configPreviewReply(request(replaced, "application/yaml"), m_api));
    check(configPreviewReply(request(replaced + "x: 1\n", "application/yaml"), m_api));
    check(configPreviewReply(request(replaced + "x: [\n", "application/yaml"), m_api));
    check(configPreviewReply(request(jsonBody("jobs", jobs())), m_api));
    check(configPutReply(putRequest(replaced, "application/yaml"), m_api));
    QCOMPARE(read(), replaced);
    write(replaced + "x: 1\n");
    check(configReply(m_api));
    write(replaced + "x: [\n");
    check(configReply(m_api));
}

void TestConfigHandler::previewsJobs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("changes");
    QTest::addColumn<QByteArray>("diff"); // without the header
    const auto row = [](const char *name, const char *body, const char *changes, const char *diff) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(changes) << QByteArray(diff);
    };
    row("nothing", R"({"jobs": [{"name": "node", "port": 9100},
        {"name": "dcgm", "port": 9401, "match": {"partitions": ["gpu"]}}]})",
        "node none\ndcgm none", "");
    row("a port", R"({"jobs": [{"name": "node", "port": 9100},
        {"name": "dcgm", "port": 9402, "match": {"partitions": ["gpu"]}}]})",
        "node none\ndcgm changed +n2:9402 +n3:9402 -n2:9401 -n3:9401",
        "@@ -7,5 +7,5 @@\n     port: 9100\n   # GPUs\n   - dcgm:\n-    port: 9401  # as ever\n"
        "+    port: 9402  # as ever\n     match: {partitions: [gpu]}\n");
    row("labels", R"({"jobs": [{"name": "node", "port": 9100},
        {"name": "dcgm", "port": 9401, "match": {"partitions": ["gpu"]}, "static_labels": {"z": "1", "a": "2"}}]})",
        "node none\ndcgm changed ~n2:9401 ~n3:9401",
        "@@ -9,3 +9,4 @@\n   - dcgm:\n     port: 9401  # as ever\n     match: {partitions: [gpu]}\n"
        "+    static_labels: {z: 1, a: 2}\n");
    row("another job, and one less",
        R"({"jobs": [{"name": "ipmi", "port": 9290}, {"name": "node", "port": 9100}]})",
        "ipmi added +n1:9290 +n2:9290 +n3:9290\nnode none\ndcgm removed -n2:9401 -n3:9401",
        "@@ -3,9 +3,7 @@\n   endpoint: file:/nodes.json\n   user_token: <secret>  # of Jo\n jobs:\n+  - "
        "ipmi:\n"
        "+    port: 9290\n   - node:\n     port: 9100\n-  # GPUs\n-  - dcgm:\n-    port: 9401  # as ever\n"
        "-    match: {partitions: [gpu]}\n");
}

void TestConfigHandler::previewsJobs()
{
    QFETCH(const QByteArray, body);
    QFETCH(QByteArray, diff);
    const HttpReply reply = configPreviewReply(request(body), m_api);
    QCOMPARE(reply.status, 200);
    QTEST(changes(reply), "changes");
    if (!diff.isEmpty())
        diff.prepend("--- " + path().toUtf8() + "\n+++ " + path().toUtf8() + '\n');
    QCOMPARE(text(json(reply), "diff"), diff);
    QCOMPARE(json(reply)[u"changed"_s].toBool(), !diff.isEmpty());
    QCOMPARE(read(), fileText); // untouched
    QCOMPARE(m_reloads, 0);
}

void TestConfigHandler::previewsConditionsThatMatchNothing()
{
    const HttpReply reply = configPreviewReply(
        request("jobs: [{a: , port: 1}, {b: , port: 2, match: {partitions: [GPU]}}]", "text/yaml"), m_api);
    const QJsonArray list = json(reply)[u"jobs"_s].toArray();
    QCOMPARE(list[0].toObject()[u"warnings"_s].toArray(), QJsonArray());
    const QJsonArray warnings = list[1].toObject()[u"warnings"_s].toArray();
    QCOMPARE(warnings.size(), 1);
    QVERIFY2(warnings[0].toString().startsWith(u"match.partitions: no partition matches \"GPU\""_s),
             qPrintable(warnings[0].toString()));
}

// What a change of a job of role Job does to targets in the Slurm jobs that run.
void TestConfigHandler::previewsRunningJobs_data()
{
    QTest::addColumn<QByteArray>("jobs");
    QTest::addColumn<QString>("changes");
    const auto row = [](const char *name, const char *jobs, const char *changes) {
        QTest::newRow(name) << "jobs: [" + QByteArray(jobs) + ']' << QString::fromLatin1(changes);
    };
    row("nothing", "{node: , port: 9100}, {name: vllm, role: job}", "node none\nvllm none");
    row("another one", "{node: , port: 9100}, {name: vllm, role: job}, {name: all, role: job, nodes: all}",
        "node none\nvllm none\nall added +n2:8000 +n3:8000 +n3:9000");
    row("all nodes", "{node: , port: 9100}, {name: vllm, role: job, nodes: all}",
        "node none\nvllm changed +n3:8000");
    row("fewer ports", "{node: , port: 9100}, {name: vllm, role: job, allowed_ports: 8000-8100}",
        "node none\nvllm changed -n3:9000");
    row("labels", "{node: , port: 9100}, {name: vllm, role: job, labels: [job_id]}",
        "node none\nvllm changed ~n2:8000 ~n3:9000");
    row("another role", "{node: , port: 9100}, {name: vllm, port: 1}",
        "node none\nvllm changed +n1:1 +n2:1 +n3:1 -n2:8000 -n3:9000");
    row("none any more", "{node: , port: 9100}", "node none\nvllm removed -n2:8000 -n3:9000");
}

void TestConfigHandler::previewsRunningJobs()
{
    QFETCH(const QByteArray, jobs);
    const QByteArray before = "jobs: [{node: , port: 9100}, {name: vllm, role: job}]";
    const std::vector<JobConfig> config = parseConfig(before.toStdString(), "c")->config.jobs;
    m_api.targets = targetsOf("jobs: [{node: , port: 9100}]");
    auto list = std::make_shared<JobList>();
    for (const auto &[id, nodes, comment] :
         {std::tuple(1, "n[2-3]", "prometheus.io/port=8000"), std::tuple(2, "n3", "prometheus.io/port=9000"),
          std::tuple(3, "n1", "not for us")}) {
        SlurmJob &job = list->jobs.emplace_back();
        job.id = id;
        job.phase = JobPhase::Running;
        job.nodes = nodes;
        job.comment = comment;
    }
    const auto nodes = m_api.targets->lists().front();
    m_api.jobTargets = JobTargetSet::build({{{nodes, list}}, {config[1]}});
    const HttpReply reply = configPreviewReply(request(jobs, "text/yaml"), m_api);
    QCOMPARE(reply.status, 200);
    QTEST(changes(reply), "changes");
    // Before there is a list of jobs, nobody knows.
    m_api.jobTargets = nullptr;
    const HttpReply unknown = configPreviewReply(request(before, "text/yaml"), m_api);
    QCOMPARE(changes(unknown), u"node none\nvllm added"_s);
}

void TestConfigHandler::previewsTexts()
{
    const QByteArray text = "jobs:\r\n  - node:\r\n    port: 1\r\n";
    const HttpReply yaml = configPreviewReply(request(text, "Application/YAML; charset=utf-8"), m_api);
    QCOMPARE(yaml.status, 200);
    QCOMPARE(changes(yaml).left(28), u"node changed +n1:1 +n2:1 +n3"_s);
    const HttpReply json = configPreviewReply(request(jsonBody("text", QString::fromUtf8(text))), m_api);
    QCOMPARE(json.body, yaml.body);
}

void TestConfigHandler::previewsWithoutNodes()
{
    m_api.targets.reset();
    const HttpReply reply = configPreviewReply(request("jobs: [{a: , port: 1}]", "text/yaml"), m_api);
    QCOMPARE(reply.status, 200);
    QVERIFY(!json(reply).contains(u"jobs"_s));
}

void TestConfigHandler::cutsLongLists()
{
    std::vector<std::string> names;
    for (int i = 0; i < 1500; ++i)
        names.push_back("n" + std::to_string(i));
    std::vector<Node> nodes;
    for (const std::string &name : names)
        nodes.push_back(activeNode(name));
    m_api.targets = TargetSet::build({{snapshotOf(nodes)}, {Config::builtIn().jobs}});
    const HttpReply reply = configPreviewReply(request("jobs: [{node: , port: 1}]", "text/yaml"), m_api);
    const QJsonObject job = json(reply)[u"jobs"_s].toArray()[0].toObject();
    QCOMPARE(job[u"added"_s].toArray().size(), 1000);
    QCOMPARE(job[u"added_total"_s].toInt(), 1500);
    QCOMPARE(job[u"removed_total"_s].toInt(), 1500);
    QCOMPARE(job[u"relabeled_total"_s].toInt(), 0);
    QCOMPARE(job[u"targets"_s].toInt(), 1500);
}

void TestConfigHandler::cutsManyJobs()
{
    QByteArray yaml = "jobs:\n";
    for (int i = 0; i < 65; ++i)
        yaml += "- {name: j" + QByteArray::number(i) + ", port: 1}\n";
    const HttpReply reply = configPreviewReply(request(yaml, "text/yaml"), m_api);
    const QJsonArray list = json(reply)[u"jobs"_s].toArray();
    QCOMPARE(list.size(), 67);
    QCOMPARE(list[63].toObject()[u"added_total"_s].toInt(), 3);
    QCOMPARE(list[64].toObject(), (QJsonObject{{u"job"_s, u"j64"_s}, {u"change"_s, u"added"_s}}));
    QCOMPARE(list[66].toObject()[u"removed_total"_s].toInt(), 2);
}

void TestConfigHandler::refusesCandidates_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message"); // the error, or all problems
    const auto row = [](const char *name, const char *type, const char *body, int status,
                        const char *message) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(body) << status << QString::fromUtf8(message);
    };
    const char *const type = "application/json";
    row("form", "application/x-www-form-urlencoded", "text=x", 415,
        "expected Content-Type: application/json or application/yaml, got "
        "\"application/x-www-form-urlencoded\"");
    row("no type", "", "{}", 415, "expected Content-Type: application/json or application/yaml, got \"\"");
    row("no JSON", type, "{", 400, "the body is not valid JSON: incomplete JSON");
    row("nothing", type, "", 400, "the body is not valid JSON: incomplete JSON");
    row("a list", type, "[]", 400,
        R"(expected a body such as {"text": "…"}, {"config": {…}} or {"jobs": […]})");
    row("two forms", type, R"({"text": "", "jobs": []})", 400,
        R"(expected a body such as {"text": "…"}, {"config": {…}} or {"jobs": […]})");
    row("another key", type, R"({"yaml": ""})", 400,
        R"(expected a body such as {"text": "…"}, {"config": {…}} or {"jobs": […]}, the config with its jobs, got "yaml")");
    row("no jobs", type, R"({"config": {}})", 400,
        R"(expected a body such as {"text": "…"}, {"config": {…}} or {"jobs": […]}, the config with its jobs, got "config")");
    row("bad text", "text/yaml", "jobs:\n  - node:\n    port: 0\n  - b:\n    port: x\n", 422,
        "3:11: jobs[0].port: expected a port between 1 and 65535, got \"0\"\n"
        "5:11: jobs[1].port: expected a port between 1 and 65535, got \"x\"");
    row("bad text in JSON", type, R"({"text": "jobs: ["})", 422,
        "1:8: : not valid YAML: end of sequence flow not found");
    row("bad jobs", type, R"({"jobs": [{"name": "a", "port": 0.5}, {"name": "a", "port": "x"}]})", 422,
        "jobs[0].port: expected a port between 1 and 65535, got \"0.5\"\n"
        "jobs[1]: jobs[0] has the name \"a\" already\n"
        "jobs[1].port: expected a port between 1 and 65535, got \"x\"");
    row("jobs that are none", type, R"({"jobs": "\u007f"})", 422,
        "jobs: expected a list of jobs, got a single value");
    row("no jobs at all", type, R"({"jobs": []})", 422, "jobs: expected at least one job");
    row("another section", type,
        R"({"config": {"web": {"listen_address": ":1"}, "jobs": [{"name": "a", "port": 1}]}})", 422,
        "web: differs from the config file; only a text can change this section");
    row("another endpoint", type,
        R"({"config": {"slurm": {"endpoint": "demo:"}, "jobs": [{"name": "a", "port": 1}]}})", 422,
        "slurm: differs from the config file; only a text can change this section");
    row("a program to run", "text/yaml", "slurm: {endpoint: 'scontrol:/tmp/x'}\n", 422,
        "slurm.endpoint: an endpoint that runs a program, \"scontrol:/tmp/x\", can be set in the file and on "
        "the "
        "command line only");
    row("a program to run for another cluster", "text/yaml",
        "clusters: [{name: a, endpoint: 'file:/n'}, {name: b, endpoint: 'scontrol:'}]\n", 422,
        "slurm.endpoint: an endpoint that runs a program, \"scontrol:\", can be set in the file and on the "
        "command line "
        "only");
    row("no secret", "text/yaml", "clusters: [{name: a, endpoint: file:/n, user_token: <secret>}]\n", 422,
        "1:53: clusters[0].user_token: there is no secret to put back for <secret>");
    row("what the daemon cannot do", "text/yaml", "jobs: [{name: forbidden, port: 1}]", 422, ": not with me");
}

void TestConfigHandler::refusesCandidates()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, message);
    m_api.objection = [](const Config &config) {
        return config.jobs.front().name == "forbidden" ? std::optional<std::string>("not with me")
                                                       : std::nullopt;
    };
    for (const HttpReply &reply : {configPreviewReply(request(body, type.toStdString()), m_api),
                                   configPutReply(putRequest(body, type.toStdString()), m_api)}) {
        QCOMPARE(reply.status, status);
        QCOMPARE(json(reply)[u"status"_s].toString(), u"error"_s);
        QCOMPARE(json(reply)[u"errorType"_s].toString(), u"bad_data"_s);
        QCOMPARE(status == 422 ? problems(reply) : json(reply)[u"error"_s].toString(), message);
    }
    QCOMPARE(read(), fileText);
    QCOMPARE(m_reloads, 0);
}

void TestConfigHandler::puts_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("after");
    QByteArray port = fileText;
    port.replace("9401", "9402");
    QByteArray shown = port;
    shown.replace(secret, "<secret>");
    QByteArray withoutToken = fileText;
    withoutToken.replace(QByteArray("  user_token: " + secret + "  # of Jo\n"), "");
    QByteArray kept = withoutToken;
    kept.replace("jobs:", QByteArray("  user_token: " + secret + "\njobs:"));
    QByteArray emptyToken = fileText;
    emptyToken.replace(secret, "");
    const QByteArray json = "application/json";
    QTest::newRow("jobs") << json << QByteArray(R"({"jobs": [{"name": "node", "port": 9100},
                              {"name": "dcgm", "port": 9402, "match": {"partitions": ["gpu"]}}]})")
                          << port;
    QTest::newRow("a text") << json << jsonBody("text", QString::fromUtf8(shown)) << port;
    QTest::newRow("a YAML text") << QByteArray("application/yaml") << shown << port;
    QTest::newRow("a text without the secret") << QByteArray("text/x-yaml") << withoutToken << kept;
    QTest::newRow("a text in JSON without the secret")
        << json << jsonBody("text", QString::fromUtf8(withoutToken)) << kept;
    QTest::newRow("the secret taken out") << QByteArray("text/x-yaml") << emptyToken << emptyToken;
    QTest::newRow("escapes that are JSON's alone")
        << json << QByteArray(R"({"text": "jobs: [{name: \ud83d\ude00\/, port: 1}]"})")
        << QByteArray("jobs: [{name: \xf0\x9f\x98\x80/, port: 1}]");
    QTest::newRow("escapes that are JSON's alone, in a job")
        << json << QByteArray(R"({"jobs": [{"name": "\ud83d\ude00\/", "port": 1}]})")
        << fileText.left(fileText.indexOf("  - node")) + "  - \"\xf0\x9f\x98\x80/\":\n    port: 1\n";
}

void TestConfigHandler::puts()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, after);
    const HttpReply reply = configPutReply(putRequest(body, type.toStdString()), m_api);
    QCOMPARE(reply.status, 200);
    QCOMPARE(read(), after);
    QCOMPARE(m_reloads, 1);
    const QJsonObject object = json(reply);
    const QString revision = QString::fromStdString(configRevision(after.toStdString()));
    QCOMPARE(object[u"status"_s].toString(), u"success"_s);
    QCOMPARE(object[u"revision"_s].toString(), revision);
    QCOMPARE(headerOf(reply, "ETag"), u'"' + revision + u'"');
    QCOMPARE(object[u"changed"_s], QJsonValue(true));
    QVERIFY(!object.contains(u"restart"_s));
    QVERIFY(text(object, "diff").startsWith("--- "));
}

// What GET gives as the parsed form can be put, with a change in a job.
void TestConfigHandler::putsWhatItGave()
{
    QJsonObject config = json(configReply(m_api)).value(u"parsed"_s).toObject();
    QJsonArray list = config[u"jobs"_s].toArray();
    QJsonObject dcgm = list[1].toObject();
    dcgm[u"port"_s] = 9402;
    list[1] = dcgm;
    config[u"jobs"_s] = list;
    const HttpReply reply = configPutReply(putRequest(jsonBody("config", config)), m_api);
    QCOMPARE(problems(reply), QString());
    QByteArray after = fileText;
    after.replace("9401", "9402");
    QCOMPARE(read(), after);
}

// Keys that are left out have the file's defaults, of either role.
void TestConfigHandler::putsRunningJobs_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("one cluster") << QByteArray("slurm: {endpoint: 'demo:'}\n");
    QTest::newRow("clusters") << QByteArray("clusters: [{name: a, endpoint: 'demo:'}]\n");
    QTest::newRow("a program that the file has") << QByteArray("slurm: {endpoint: 'scontrol:'}\n");
    QTest::newRow("clusters and defaults") << QByteArray(
        "clusters: [{name: a, endpoint: 'demo:'}]\ndefaults: {labels: [node], address: name}\n");
}

void TestConfigHandler::putsRunningJobs()
{
    QFETCH(const QByteArray, before);
    write(before + "jobs: [{node: , port: 9100}]\n");
    const QByteArray body =
        R"({"jobs": [{"name": "node", "port": 9100}, {"name": "vllm", "role": "job", "nodes": "all"}]})";
    const HttpReply reply = configPutReply(putRequest(body), m_api);
    QCOMPARE(problems(reply), QString());
    QCOMPARE(read(), before + "jobs: [{node: , port: 9100}, {vllm: , role: job, nodes: all}]\n");
}

void TestConfigHandler::putsNothingWhenNothingChanges()
{
    const HttpReply reply = configPutReply(putRequest(jsonBody("jobs", jobs())), m_api);
    QCOMPARE(reply.status, 200);
    QCOMPARE(json(reply)[u"changed"_s], QJsonValue(false));
    QCOMPARE(m_reloads, 0);
    QCOMPARE(read(), fileText);
}

void TestConfigHandler::wantsTheRevision_data()
{
    QTest::addColumn<QByteArray>("ifMatch"); // null: not given
    QTest::addColumn<int>("status");
    const QByteArray current = QByteArray::fromStdString(configRevision(fileText.toStdString()));
    QTest::newRow("none") << QByteArray() << 428;
    QTest::newRow("another") << QByteArray("\"0\"") << 412;
    QTest::newRow("without quotes") << current << 412;
    QTest::newRow("weak") << "W/\"" + current + '"' << 412;
    QTest::newRow("any") << QByteArray("*") << 412;
    QTest::newRow("empty") << QByteArray("") << 412;
    QTest::newRow("one of two") << "\"0\" , \"" + current + "\" " << 200;
    QTest::newRow("the current one") << '"' + current + '"' << 200;
}

void TestConfigHandler::wantsTheRevision()
{
    QFETCH(const QByteArray, ifMatch);
    QFETCH(const int, status);
    HttpRequest put = request("jobs: [{a: , port: 1}]", "text/yaml");
    if (!ifMatch.isNull())
        put.headers.emplace_back("if-match", ifMatch.toStdString());
    const HttpReply reply = configPutReply(put, m_api);
    QCOMPARE(reply.status, status);
    QCOMPARE(read() == fileText, status != 200);
    if (status == 412)
        QCOMPARE(headerOf(reply, "ETag").toStdString(), '"' + configRevision(fileText.toStdString()) + '"');
}

void TestConfigHandler::saysWhyItCannotWrite()
{
    const HttpRequest put = putRequest("jobs: [{a: , port: 1}]", "text/yaml");
    const auto asDaemon = [](auto ask) { // root may write everything
        if (::getuid() == 0 && ::seteuid(4321) != 0)
            qFatal("cannot become another user");
        const HttpReply reply = ask();
        if (::getuid() == 0 && ::seteuid(0) != 0)
            qFatal("cannot become root again");
        return reply;
    };
    QCOMPARE(::chmod(path().toUtf8().constData(), 0444), 0);
    QCOMPARE(::chmod(m_directory->path().toUtf8().constData(), 0777), 0);
    const QString why = path() + QStringLiteral(": this program may not write the file (user ");
    const HttpReply reply = asDaemon([&] { return configPutReply(put, m_api); });
    QCOMPARE(reply.status, 403);
    QVERIFY(json(reply)[u"error"_s].toString().startsWith(why));
    const QJsonObject object = json(asDaemon([&] { return configReply(m_api); }));
    QCOMPARE(object[u"writable"_s], QJsonValue(false));
    QVERIFY(object[u"why_not_writable"_s].toString().startsWith(why));
    QCOMPARE(read(), fileText);

    m_api.store.reset();
    QCOMPARE(configPutReply(put, m_api).status, 403);
    QVERIFY(json(configPutReply(put, m_api))[u"error"_s].toString().contains(u"--config.file"_s));
}

void TestConfigHandler::putsBackWhatCannotBeApplied()
{
    m_api.reload = [this]() -> Result<Done, std::vector<std::string>> {
        ++m_reloads;
        return Failure{std::vector<std::string>{"no such certificate", "nor that"}};
    };
    const HttpReply reply = configPutReply(putRequest("jobs: [{a: , port: 1}]", "text/yaml"), m_api);
    QCOMPARE(reply.status, 422);
    QCOMPARE(problems(reply), u": no such certificate\n: nor that"_s);
    QCOMPARE(m_reloads, 1);
    QCOMPARE(read(), fileText);
}

SLURMSD_TEST(TestConfigHandler)

#include "tst_confighandler.moc"
