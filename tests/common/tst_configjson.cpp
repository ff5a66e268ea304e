// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configjson.h"
#include "common/configyaml.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;

namespace {

Config withoutTokens(Config config)
{
    for (SlurmConfig &cluster : config.clusters)
        cluster.userToken.clear();
    return config;
}

Config parsed(const std::string &yaml)
{
    const auto config = parseConfig(yaml, "c.yaml");
    if (!config)
        qFatal("%s: %s", config.error().front().toString().c_str(), yaml.c_str());
    return config->config;
}

QJsonObject object(const Config &config)
{
    QJsonParseError error;
    const QJsonDocument json =
        QJsonDocument::fromJson(QByteArray::fromStdString(configToJson(config)), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qUtf8Printable(error.errorString()));
    return json.object();
}

} // namespace

class TestConfigJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBack_data();
    void readsBack();
    void writesTheBuiltInConfig();
    void writesNoSecret();
};

void TestConfigJson::readsBack_data()
{
    QTest::addColumn<std::string>("yaml");
    const QDir directory(QStringLiteral(SLURMSD_TEST_DATA "/config"));
    for (const QString &name : directory.entryList({QStringLiteral("valid-*.yaml")})) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll().toStdString();
    }
    const auto row = [](const char *name, const char *yaml) {
        QTest::newRow(name) << std::string("slurm: {endpoint: file:/n, ") + yaml + "}";
    };
    QTest::newRow("nothing") << std::string();
    row("a share", "max_node_loss: \"33.3%\"");
    row("a tiny share", "max_node_loss: 0.000000000000000000000001");
    row("no share", "max_node_loss: 0");
    row("a share of targets", "max_target_loss: \"33.3%\"");
    row("a window", "loss_window: 90m");
    row("durations", "update_interval: 1h30m, timeout: 1ms");
    row("a large number", "max_response_bytes: 68719476736");
    row("jobs", "jobs: {update_interval: 90s, max_age: 2m, metrics: true, hide: [account, user]}");
    row("a token", "user_token: abc");
    row("quotes and backslashes", R"(user_name: "a\"b\\c/d'e")");
    row("text outside the first plane", R"(user_name: "é 😀 \U0001F600 \u2028 \uFEFF \x85 \xA0")");
    row("a byte order mark in front", R"(user_name: "\uFEFFa")");
    QTest::newRow("control characters") << std::string(
        R"(jobs: [{name: a, port: 1, static_labels: {a: "\0\t\r\n\e\x7f", b: "", c: "null"}}])");
    QTest::newRow("odd names") << std::string(
        R"(jobs: [{name: "null", port: 1, partition_ports: {"~": 1, "a:b": 2, "#": 3}}])");
    QTest::newRow("order") << std::string("jobs: [{name: z, port: 1, static_labels: {z: 1, a: 2}, "
                                          "params: {z: [1], a: 2}}, {name: a, port: 2}]");
    QTest::newRow("running jobs") << std::string(
        R"(jobs: [{name: a, role: job}, {name: b, role: job, port: 1, annotated: false, labels: []},
                  {name: c, role: job, allowed_ports: 1-65535, match: {users: ["~", "a:b"], names: ["\\d+"]}}])");
    QTest::newRow("nothing in lists")
        << std::string("jobs: [{name: a, port: 1, labels: [], exclude_states: [], match: {states: []}}]");
}

void TestConfigJson::readsBack()
{
    QFETCH(const std::string, yaml);
    const Config config = parsed(yaml);
    const std::string json = configToJson(config);
    QVERIFY(parsed(json) == withoutTokens(config));
    QVERIFY(!object(config).isEmpty()); // JSON to others as well
}

void TestConfigJson::writesTheBuiltInConfig()
{
    QCOMPARE(
        QByteArray::fromStdString(configToJson(Config::builtIn())),
        R"({"slurm":{"api_version":"auto","user_name":"","user_token_file":"","cluster":"",)"
        R"("update_interval":"5m","min_interval":"15s","timeout":"2m","tls":{"ca_file":"","cert_file":"","key_file":"",)"
        R"("insecure_skip_verify":false},"state_classes":"basic","max_node_loss":0.2,"max_target_loss":0.2,"hold_polls":3,"loss_window":"1h",)"
        R"("max_response_bytes":1073741824,"jobs":{"update_interval":"30s","max_age":"10m","metrics":false,"hide":[]}},"web":{"listen_address":[":8080"],"host_names":[],"slurm_proxy":false},)"
        R"("node_metrics":{"labels":["architecture","gres","version"],"reason":false},)"
        R"("jobs":[{"name":"node","role":"node","port":9100,"partition_ports":{},)"
        R"("match":{"partitions": [], "features": [], "gres": [], "states": []},"address":"address",)"
        R"("labels":["partition", "state", "architecture"],"exclude_states":["future", "powered_down"],)"
        R"("static_labels":{},"params":{},"allow_empty":false}]})");
}

void TestConfigJson::writesNoSecret()
{
    Config config = Config::builtIn();
    config.clusters.front().userToken = "hidden";
    QVERIFY(configToJson(config).find("hidden") == std::string::npos);
    QVERIFY(!object(config).value(QStringLiteral("slurm")).toObject().contains(QStringLiteral("user_token")));
}

SLURMSD_TEST(TestConfigJson)

#include "tst_configjson.moc"
