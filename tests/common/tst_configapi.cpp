// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "common/configapi.h"
#include "common/configjson.h"
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QTest>

using namespace slurmsd;

namespace {

JobConfig fullJob()
{
    JobConfig job;
    job.name = "dcgm";
    job.port = 9401;
    job.partitionPorts = {{"gpu", 9402}};
    job.match.partitions = {"gpu-.*", "a[,]b"};
    job.match.nodes = "gpu[01-08]";
    job.match.states = {StateClass::Active};
    job.address = AddressSource::Hostname;
    job.labels = {LabelKind::State, LabelKind::Partition};
    job.excludeStates = {};
    job.staticLabels = {{"zone", "z \"1\"\n"}, {"area", "ü"}}; // not in alphabetical order
    job.scheme = "https";
    job.metricsPath = "/m";
    job.params = {{"target", "x"}, {"module", "y"}};
    return job;
}

Config fullConfig()
{
    Config config = Config::builtIn();
    config.jobs.push_back(fullJob());
    return config;
}

// Qt words it, each release in its own way.
QString notJson(const QByteArray &text)
{
    QJsonParseError error;
    QJsonDocument::fromJson(text, &error);
    return QStringLiteral("not JSON: %1 at byte %2").arg(error.errorString()).arg(error.offset);
}

QByteArray documentOf(const QByteArray &parsed)
{
    return "{\"file\":\"/etc/"
           "c.yaml\",\"revision\":\"c0ffee\",\"writable\":true,\"overridden\":[\"slurm.endpoint\"],\n"
           "\"text\":\"\\\"parsed\\\": {\",\"parsed\":" +
           parsed + ",\"problems\":[]}";
}

} // namespace

class TestConfigApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentIsReadWhole()
    {
        const Config config = fullConfig();
        const auto document =
            configDocumentFromJson(documentOf(QByteArray::fromStdString(configToJson(config))));
        QVERIFY2(document, document ? "" : document.error().c_str());
        QCOMPARE(document->file, "/etc/c.yaml");
        QCOMPARE(document->revision, "c0ffee");
        QVERIFY(document->isWritable);
        QCOMPARE(document->overridden, std::vector<std::string>{"slurm.endpoint"});
        QCOMPARE(document->text, "\"parsed\": {");
        QCOMPARE(document->problems.size(), 0U);
        QVERIFY(document->parsed.has_value());
        QVERIFY(*document->parsed == config);
    }

    void documentOfAnInvalidFile()
    {
        const auto document = configDocumentFromJson(
            R"({"file":null,"revision":"a","writable":false,"why_not_writable":"no file","overridden":[],
"text":"x: 1","problems":[{"line":3,"column":11,"path":"x","message":"unknown key"},
{"path":"","message":"no jobs"}]})");
        QVERIFY(document);
        QCOMPARE(document->file, "");
        QCOMPARE(document->whyNotWritable, "no file");
        QVERIFY(!document->parsed);
        const std::vector<ConfigProblem> expected{{{}, 3, 11, "x", "unknown key"}, {{}, 0, 0, {}, "no jobs"}};
        QVERIFY(document->problems == expected);
    }

    void parsedFormOfANewerDaemon()
    {
        const auto document =
            configDocumentFromJson(documentOf(R"({"jobs":[{"name":"node","port":9100,"newer":1}]})"));
        QVERIFY(document);
        QVERIFY(!document->parsed);
        QCOMPARE(document->problems.size(), 1U);
        QCOMPARE(document->problems[0].path, "jobs[0].newer");
        QCOMPARE(document->problems[0].line, 0);
    }

    void previewIsReadWhole()
    {
        const auto preview = configPreviewFromJson(
            R"({"valid":true,"revision":"r","changed":true,"diff":"@@","text":"t","parsed":{},"jobs":[
{"job":"node","change":"none","groups":2,"targets":3,"added":[],"added_total":0,
"removed":[],"removed_total":0,"relabeled":[],"relabeled_total":0},
{"job":"dcgm","change":"changed","groups":1,"targets":2,"added":["a:1","b:1"],
"added_total":1002,"removed":["c:1"],"removed_total":1,"relabeled":["d:1"],
"relabeled_total":7,"warnings":["w"]},{"job":"x","change":"added"},{"job":"y","change":"removed"}]})");
        QVERIFY2(preview, preview ? "" : preview.error().c_str());
        using Change = JobEffect::Change;
        ConfigPreview expected{"r", true, "@@", "t", std::vector<JobEffect>(4)};
        (*expected.jobs)[0] = {"node", Change::None, true, 2, 3, {}, {}, {}, 0, 0, 0, {}};
        (*expected.jobs)[1] = {"dcgm",  Change::Changed, true, 1, 2, {"a:1", "b:1"},
                               {"c:1"}, {"d:1"},         1002, 1, 7, {"w"}};
        (*expected.jobs)[2] = {"x", Change::Added, false, 0, 0, {}, {}, {}, 0, 0, 0, {}};
        (*expected.jobs)[3] = {"y", Change::Removed, false, 0, 0, {}, {}, {}, 0, 0, 0, {}};
        QVERIFY(*preview == expected);
        const auto early = configPreviewFromJson(R"({"revision":"r","changed":false,"diff":"","text":""})");
        QVERIFY(early && !early->jobs && !early->isChanged);
    }

    void writtenIsReadWhole()
    {
        const auto written =
            configWrittenFromJson(R"({"status":"success","revision":"r","changed":true,"diff":""})");
        QVERIFY(written);
        QVERIFY((*written == ConfigWritten{"r", true}));
    }

    void wrongDocuments_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *name, const char *json, const char *error = nullptr) {
            QTest::newRow(name) << QByteArray(json) << (error ? QString::fromUtf8(error) : notJson(json));
        };
        row("nothing", "");
        row("array", "[]", "expected an object, got an array");
        row("torn", "{\"revision\":\"a");
        row("type", R"({"revision":1})", "revision: expected a string, got a number");
        row("change", R"({"jobs":[{"change":"x"}]})",
            R"(jobs[0].change: expected "none", "added", "changed" or "removed", got "x")");
    }

    void wrongDocuments()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, error);
        const auto preview = configPreviewFromJson(json);
        QVERIFY(!preview);
        QCOMPARE(QString::fromStdString(preview.error()), error);
    }

    void bodiesAreReadBack()
    {
        const QByteArray jobs = jobsBody(fullConfig().jobs);
        const auto parsed = parseConfig(jobs.toStdString(), {});
        QVERIFY(parsed);
        QVERIFY(parsed->config.jobs == fullConfig().jobs);
        QCOMPARE(textBody("jobs:\n\t\"ü\""), QByteArray("{\"text\":\"jobs:\\n\\t\\\"ü\\\"\"}"));
    }

    void targetGroupsAreRead()
    {
        const auto groups = targetGroupsFromJson(
            "[\n{\"targets\":[\"a:1\",\"[::1]:1\"],\"labels\":{\"b\":\"2\",\"a\":\"1\"}},\n"
            "{\"targets\":[],\"labels\":{}}\n]\n");
        QVERIFY(groups);
        const std::vector<TargetGroup> expected{{{"a:1", "[::1]:1"}, {{"a", "1"}, {"b", "2"}}}, {}};
        QVERIFY(*groups == expected);
        QVERIFY(targetGroupsFromJson("[]")->empty());
        QCOMPARE(targetGroupsFromJson("{}").error(), "expected an array, got an object");
        QCOMPARE(targetGroupsFromJson("<html>").error(), notJson("<html>").toStdString());
        QCOMPARE(targetGroupsFromJson(R"([{"targets":"a"}])").error(),
                 "[0].targets: expected an array, got a string");
        QCOMPARE(targetGroupsFromJson(R"([null])").error(), "[0]: expected an object, got null");
    }

    void refusalsAreRead()
    {
        const auto refusal =
            refusalFromJson(R"({"status":"error","errorType":"bad_data","error":"c.yaml:3: no",
"problems":[{"line":3,"column":1,"path":"jobs","message":"no"}]})");
        QVERIFY(refusal);
        QCOMPARE(refusal->type, "bad_data");
        QCOMPARE(refusal->message, "c.yaml:3: no");
        QVERIFY((refusal->problems == std::vector<ConfigProblem>{{{}, 3, 1, "jobs", "no"}}));
        QCOMPARE(refusalFromJson("{}").error(), "expected the status \"error\"");
    }
};

SLURMSD_TEST(TestConfigApi)
#include "tst_configapi.moc"
