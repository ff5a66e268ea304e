// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "tests/support/testrunner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

WallTime at(std::chrono::milliseconds sinceEpoch) { return WallTime(sinceEpoch); }

ClusterStatus fullCluster()
{
    ClusterStatus cluster;
    cluster.name = "llm \"größe\"";
    cluster.endpoint = "http://head:6820";
    cluster.apiVersion = "v0.0.42";
    cluster.slurmRelease = "24.11.5";
    cluster.listTakenAt = at(1s);
    cluster.isListStored = true;
    cluster.nodes = 118;
    cluster.skipped = 2;
    cluster.states = {1, 2, 3, 4, 5, 6, 8, 7, 90};
    cluster.partitions = {{"", 1, {0, 0, 0, 1, 0, 0, 0, 0, 0}}, {"gpu", 117, {1, 2, 3, 3, 5, 6, 8, 7, 90}}};
    cluster.lastSuccess = at(2ms);
    cluster.lastFailure = FailureStatus{PollErrorClass::Connect, "Connection refused", at(3ms)};
    cluster.failingSince = at(4ms);
    cluster.nextPoll = at(5ms);
    cluster.lastNotice = at(6ms);
    cluster.lastPollDuration = 1412ms;
    cluster.lastPollBytes = std::uint64_t{1} << 60U;
    cluster.held = {{"gpu", "1d5e", 118, 7, 111, "n[1-111]", "111 of 118 targets would go", at(6ms)}};
    cluster.targets = {{"node", 118}, {"gpu", 118}};
    cluster.tokenExpires = at(1'795'464'000'007ms);
    cluster.tokenRenewed = at(6ms);
    cluster.storageError = "no space left on device";
    cluster.jobs = JobListStatus{
        {at(8s), FailureStatus{PollErrorClass::Auth, "no", at(9s)}, at(10s), at(11s), 12ms, 82'953'436},
        at(7s),
        true,
        56,
        34,
        2,
        1};
    return cluster;
}

DaemonStatus fullStatus()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Degraded;
    status.summary = "Slurm cannot be polled";
    status.version = "0.1.0";
    status.now = at(20s);
    status.startedAt = at(10s);
    status.isLifecycleEnabled = true;
    status.isAdminApiEnabled = true;
    status.config = {"/etc/config.yaml", "c0ffee", at(11s), at(12s), {"a problem", "another"}, {"old"}};
    status.clusters = {fullCluster(), ClusterStatus{}};
    status.jobs = {{"node", 9100, 3, 118, "29d467"},
                   {"dcgm", 65535, 0, 0, {}, {"a warning", "another"}, true}};
    status.jobs.push_back({"vllm", 0, 3, 4, "5ca1ab1e"});
    status.jobs.back().slurmJobs = SlurmJobsStatus{9, 7, {{"wrong_annotation", 1}, {"no_port", 1}}};
    return status;
}

RunningJob fullJob()
{
    return {"rig",
            53,
            "17_2",
            "vllm \"größe\"\n",
            "alice",
            "llm",
            "gpu",
            "high",
            "RUNNING,SIGNALING",
            "g[01-02]",
            at(13s),
            "prometheus.io/port=x",
            {{"vllm", 2}},
            "ray: no"};
}

EventPage fullPage()
{
    EventPage page;
    page.log = "f00d";
    page.next = 43;
    page.dropped = 7;
    for (int kind = 0; kind <= int(Event::Kind::Other); ++kind)
        page.events.push_back({std::uint64_t(kind) + 1, at(std::chrono::milliseconds(kind)),
                               Event::Kind(kind), "llm", "gpu064", "gpu064: active → down"});
    return page;
}

std::vector<NodeExplanation> fullExplanations()
{
    NodeExplanation node{"gpu01", "llm", "10.0.0.1", "gpu01.example", "active", {"IDLE", "PLANNED"}, {"gpu"},
                         "why",   3,     {}};
    node.jobs.push_back({"node",
                         {{{"10.0.0.1:9100"}, {{"__meta_slurm_partition", "gpu"}, {"__meta_state", ""}}}},
                         "",
                         "",
                         {}});
    node.jobs.push_back({"ipmi",
                         {},
                         "partition \"gpu\" does not match cpu",
                         "match.partitions",
                         "2 of 2 would be lost: f00d"});
    node.bootTime = at(1'795'464'000'000ms);
    node.lastBusy = at(1'795'465'000'000ms);
    return {node, NodeExplanation{}};
}

// Their names are those of the config, not of the document.
std::vector<NodeExplanation> withoutLabels(std::vector<NodeExplanation> explanations)
{
    explanations.front().jobs.front().groups.front().labels.clear();
    return explanations;
}

// What reading the text gives: the text of what was read, or the error.
template <typename Read>
QByteArray readBack(const QByteArray &json, Read read)
{
    const auto value = read(json);
    return value ? toJson(*value) : "error: " + QByteArray::fromStdString(value.error());
}

QByteArray readStatus(const QByteArray &json) { return readBack(json, daemonStatusFromJson); }

// The JSON below a heading of resources/docs/api.md, and the section's text without it.
struct Section
{
    QByteArray json;
    QByteArray text;
};

Section documented(const QByteArray &heading)
{
    QFile file(QStringLiteral(SLURMSD_TEST_DATA "/../../resources/docs/api.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.readAll();
    const qsizetype start = text.indexOf(QByteArray("\n## " + heading + '\n'));
    if (start < 0)
        return {};
    text = text.mid(start + 1, text.indexOf("\n## ", start + 1) - start - 1);
    const qsizetype from = text.indexOf("```json\n") + 8;
    const qsizetype to = text.indexOf("```", from);
    return {text.mid(from, to - from), text.first(from) + text.mid(to)};
}

// Every key within the value that the text does not name as `key`.
QByteArrayList unnamedKeys(const QJsonValue &json, const QByteArray &text)
{
    QByteArrayList missing;
    for (const QJsonValue item : json.toArray())
        missing += unnamedKeys(item, text);
    const QJsonObject object = json.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QByteArray key = field.key().toUtf8();
        if (!text.contains(QByteArray('`' + key + '`')))
            missing += key;
        missing += unnamedKeys(*field, text);
    }
    return missing;
}

} // namespace

class TestApiJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote();
    void writesAStatus();
    void writesAnExplanation();
    void writesEvents();
    void survivesAnyMissingKey();
    void refusesAnyWrongType();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void refuses_data();
    void refuses();
    void reads_data();
    void reads();
    void namesKinds();
    void isDocumented_data();
    void isDocumented();
};

void TestApiJson::readsWhatItWrote()
{
    const auto full = daemonStatusFromJson(toJson(fullStatus()));
    QVERIFY2(full, full ? "" : full.error().c_str());
    QVERIFY(*full == fullStatus());
    const auto empty = daemonStatusFromJson(toJson(DaemonStatus{}));
    QVERIFY(empty);
    QVERIFY(*empty == DaemonStatus{});

    const auto page = eventPageFromJson(toJson(fullPage()));
    QVERIFY(page);
    QVERIFY(*page == fullPage());
    const auto emptyPage = eventPageFromJson(toJson(EventPage{}));
    QVERIFY(emptyPage);
    QVERIFY(*emptyPage == EventPage{});

    const auto explanations = explanationsFromJson(toJson(fullExplanations()));
    QVERIFY(explanations);
    QVERIFY(*explanations == fullExplanations());
    const auto none = explanationsFromJson(toJson(std::vector<NodeExplanation>{}));
    QVERIFY(none);
    QVERIFY(none->empty());

    const auto jobs = runningJobsFromJson(toJson(RunningJobs{{fullJob(), RunningJob{}}}));
    QVERIFY(jobs);
    QVERIFY(*jobs == (RunningJobs{{fullJob(), RunningJob{}}}));
    std::vector<SlurmJobExplanation> explained{{fullJob(), {{"ray", {}, "no", "match.names", {}}}}};
    explained.front().job.targets.clear(); // those and why are not of this document
    explained.front().job.why.clear();
    const auto read = jobExplanationsFromJson(toJson(explained));
    QVERIFY(read);
    QVERIFY(*read == explained);
}

void TestApiJson::writesAStatus()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Ok;
    status.summary = "Serving 2 nodes to 1 job";
    status.version = "0.1.0";
    status.now = at(1'795'464'000'000ms);
    status.startedAt = at(1'795'463'000'000ms);
    status.config.loadedAt = status.startedAt;
    ClusterStatus cluster;
    cluster.endpoint = "demo:";
    cluster.listTakenAt = status.now;
    cluster.nodes = 2;
    cluster.states[8] = 2;
    cluster.partitions = {{"gpu", 2, cluster.states}};
    cluster.lastPollDuration = 1'500ms;
    status.clusters = {cluster};
    status.jobs = {{"node", 9100, 1, 2, "29d467", {"match.gres: no node has the GRES \"gp\"; there is gpu"}}};
    const QByteArray states = R"({"future":0,"powered_down":0,"powering_up":0,"down":0,"maintenance":0,)"
                              R"("drained":0,"draining":0,"unknown":0,"active":2})";
    QCOMPARE(
        toJson(status),
        R"({"health":"ok","summary":"Serving 2 nodes to 1 job","version":"0.1.0",)"
        R"("now":"2026-11-23T20:00:00.000Z","started_at":"2026-11-23T19:43:20.000Z",)"
        R"("lifecycle_enabled":false,"admin_api_enabled":false,)"
        R"("config":{"file":"","sha256":"","loaded_at":"2026-11-23T19:43:20.000Z",)"
        R"("reload_problems":[],"deprecations":[]},)"
        R"("clusters":[{"name":"","endpoint":"demo:","api_version":"","slurm_release":"",)"
        R"("list_taken_at":"2026-11-23T20:00:00.000Z","list_stored":false,"nodes":2,"skipped":0,"states":)" +
            states + R"(,"partitions":[{"name":"gpu","nodes":2,"states":)" + states +
            R"(}],"last_poll_duration_seconds":1.5,"last_poll_bytes":0,"held":[],"targets":[],"storage_error":""}],)"
            R"("jobs":[{"name":"node","port":9100,"groups":1,"targets":2,"etag":"29d467",)"
            R"("warnings":["match.gres: no node has the GRES \"gp\"; there is gpu"],"empty_allowed":false}]})"
            "\n");
}

void TestApiJson::writesAnExplanation()
{
    const QByteArray json =
        R"({"explanations":[{"node":"gpu01","cluster":"llm","address":"10.0.0.1","hostname":"gpu01.example",)"
        R"("state_class":"active","states":["IDLE","PLANNED"],"partitions":["gpu"],"reason":"why",)"
        R"("same_address":3,"boot_time":"2026-11-23T20:00:00.000Z","last_busy":"2026-11-23T20:16:40.000Z",)"
        R"("jobs":[{"job":"node","groups":[{"targets":["10.0.0.1:9100"],)"
        R"("labels":{"__meta_slurm_partition":"gpu","__meta_state":""}}],"reason":"","key":"","held":""},)"
        R"({"job":"ipmi","groups":[],"reason":"partition \"gpu\" does not match cpu","key":"match.partitions",)"
        R"("held":"2 of 2 would be lost: f00d"}]}]})"
        "\n";
    QCOMPARE(toJson({fullExplanations().front()}), json);
}

void TestApiJson::writesEvents()
{
    EventPage page;
    page.log = "f00d";
    page.events = {
        {12, at(1'795'464'000'007ms), Event::Kind::NodeStateChanged, "llm", "n1", "n1: active → down"}};
    page.next = 12;
    page.dropped = 3;
    QCOMPARE(toJson(page), R"({"log":"f00d","events":[{"id":12,"when":"2026-11-23T20:00:00.007Z",)"
                           R"("kind":"node_state_changed","cluster":"llm","subject":"n1",)"
                           R"("text":"n1: active → down"}],"next":12,"dropped":3})"
                           "\n");
}

// A document with one key less, wherever it is, reads like one whose value is the default.
void TestApiJson::survivesAnyMissingKey()
{
    const QJsonObject full = QJsonDocument::fromJson(toJson(fullStatus())).object();
    const QJsonObject defaults = QJsonDocument::fromJson(toJson(DaemonStatus{})).object();
    const QJsonObject cluster = full[u"clusters"][0].toObject();
    const QJsonObject noCluster =
        QJsonDocument::fromJson(readStatus(R"({"clusters":[{}]})"))[u"clusters"][0].toObject();
    QCOMPARE(full.size(), 10);
    QCOMPARE(cluster.size(), 23);
    for (const QString &key : full.keys()) {
        QJsonObject less = full;
        less.remove(key);
        const QJsonObject read = QJsonDocument::fromJson(readStatus(QJsonDocument(less).toJson())).object();
        less[key] = defaults[key];
        QVERIFY2(read == less, qPrintable(key));
    }
    for (const QString &key : cluster.keys()) {
        QJsonObject less = cluster;
        less.remove(key);
        const QJsonObject text{{QStringLiteral("clusters"), QJsonArray{less}}};
        const QJsonDocument read = QJsonDocument::fromJson(readStatus(QJsonDocument(text).toJson()));
        if (noCluster.contains(key))
            less[key] = noCluster[key];
        QVERIFY2(read[u"clusters"][0].toObject() == less, qPrintable(key));
    }
}

// Each value of a full document in turn replaced by one of each other type.
void TestApiJson::refusesAnyWrongType()
{
    const QJsonObject full = QJsonDocument::fromJson(toJson(fullStatus())).object();
    const QJsonObject cluster = full[u"clusters"][0].toObject();
    const QList<QJsonValue> values{QJsonValue(true), QJsonValue(1.0), QJsonValue(QStringLiteral("x")),
                                   QJsonValue(QJsonArray{}), QJsonValue(QJsonObject{})};
    int refused = 0;
    for (const QString &key : cluster.keys()) {
        for (const QJsonValue &value : values) {
            if (value.type() == cluster[key].type())
                continue;
            QJsonObject changed = cluster;
            changed[key] = value;
            const QJsonObject text{{QStringLiteral("clusters"), QJsonArray{changed}}};
            const QByteArray error = readStatus(QJsonDocument(text).toJson());
            const QByteArray expected = "error: clusters[0]." + key.toUtf8() + ": expected ";
            QVERIFY2(error.startsWith(expected) && error.contains(", got "), error.constData());
            ++refused;
        }
    }
    QCOMPARE(refused, 23 * 4);
}

void TestApiJson::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<html><body>502 Bad Gateway</body></html>");
    QTest::newRow("torn") << toJson(fullStatus()).first(1000);
    QTest::newRow("two") << toJson(DaemonStatus{}) + toJson(DaemonStatus{});
    QTest::newRow("not UTF-8") << QByteArray("{\"version\":\"\xff\"}");
    QTest::newRow("too deep") << QByteArray(100'000, '[');
}

void TestApiJson::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    const QByteArray error = readStatus(text);
    QVERIFY2(error.startsWith("error: not JSON: ") && error.contains(" at byte "), error.constData());
}

void TestApiJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &error) {
        QTest::newRow(name) << json << error;
    };
    row("an array", "[]", "expected an object, got an array");
    row("a number for a string", R"({"version":1})", "version: expected a string, got a number");
    row("null for a string", R"({"version":null})", "version: expected a string, got null");
    row("an object for a list", R"({"jobs":{}})", "jobs: expected an array, got an object");
    row("a string for an object", R"({"config":"x"})", "config: expected an object, got a string");
    row("in a list", R"({"jobs":[{},{"port":"9100"}]})", "jobs[1].port: expected a number, got a string");
    row("an item of a list", R"({"config":{"deprecations":["a",2]}})",
        "config.deprecations[1]: expected a string, got a number");
    row("too large a port", R"({"jobs":[{"port":65536}]})",
        "jobs[0].port: expected a whole number from 0 to 65535");
    row("negative", R"({"jobs":[{"targets":-1}]})",
        "jobs[0].targets: expected a whole number from 0 to 9223372036854775807");
    row("a fraction", R"({"jobs":[{"port":1.5}]})", "jobs[0].port: expected a whole number from 0 to 65535");
    row("over 63 bits", R"({"clusters":[{"last_poll_bytes":18446744073709551615}]})",
        "clusters[0].last_poll_bytes: expected a whole number from 0 to 9223372036854775807");
    row("over every number", R"({"jobs":[{"port":1e300}]})",
        "jobs[0].port: expected a whole number from 0 to 65535");
    row("a time of another form", R"({"now":"yesterday"})",
        R"(now: expected a time such as "2026-11-23T20:00:00.000Z", got "yesterday")");
    row("a number for a time", R"({"now":1795464000})", "now: expected a string, got a number");
    row("a negative duration", R"({"clusters":[{"last_poll_duration_seconds":-1}]})",
        "clusters[0].last_poll_duration_seconds: expected seconds from 0 to 9e12");
    row("an endless duration", R"({"clusters":[{"last_poll_duration_seconds":1e300}]})",
        "clusters[0].last_poll_duration_seconds: expected seconds from 0 to 9e12");
    row("another health", R"({"health":"fine"})",
        R"(health: expected "ok", "degraded" or "not_ready", got "fine")");
    row("a number for the health", R"({"health":1})", "health: expected a string, got a number");
    row("within what may be missing", R"({"clusters":[{"last_failure":{"class":1}}]})",
        "clusters[0].last_failure.class: expected a string, got a number");
    row("within a list", R"({"clusters":[{"held":[{"lost":"all"}]}]})",
        "clusters[0].held[0].lost: expected a number, got a string");
    row("a count", R"({"clusters":[{"states":{"active":true}}]})",
        "clusters[0].states.active: expected a number, got true or false");
    row("the first of two", R"({"jobs":[{"port":"a","name":1}]})",
        "jobs[0].name: expected a string, got a number");
}

void TestApiJson::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, error);
    QCOMPARE(readStatus(json), "error: " + error);
}

void TestApiJson::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("same");
    const auto row = [](const char *name, const QByteArray &json, const QByteArray &same) {
        QTest::newRow(name) << json << same;
    };
    row("no keys", "{}", toJson(DaemonStatus{}));
    row("unknown keys", R"({"colour":{"a":[1]},"config":{"new":null}})", "{}");
    row("null for what may be missing",
        R"({"config":{"last_reload":null},"clusters":[{"last_failure":null}]})", R"({"clusters":[{}]})");
    row("an unknown state class", R"({"clusters":[{"states":{"dreaming":3,"active":1}}]})",
        R"({"clusters":[{"states":{"active":1}}]})");
    row("a whole number with decimals", R"({"jobs":[{"port":9100.0}]})", R"({"jobs":[{"port":9100}]})");
    row("a repeated key", R"({"version":"1","version":"2"})", R"({"version":"2"})");
}

void TestApiJson::reads()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, same);
    QCOMPARE(readStatus(json), readStatus(same));
    QVERIFY(!readStatus(json).startsWith("error"));
}

void TestApiJson::namesKinds()
{
    const QByteArray section = documented("GET /api/v1/events").text;
    for (const Event &event : fullPage().events) {
        const std::string name(toString(event.kind));
        const bool isDocumented = section.contains(('`' + name + '`').c_str());
        QVERIFY2(isDocumented || event.kind == Event::Kind::Other, name.c_str());
        QVERIFY(eventKindFromString(toString(event.kind)) == event.kind);
    }
    QVERIFY(!eventKindFromString("node_dreams"));
    const auto page = eventPageFromJson(R"({"events":[{"kind":"node_dreams","text":"n1 dreams"}]})");
    QVERIFY(page);
    QVERIFY(page->events.front().kind == Event::Kind::Other);
    QCOMPARE(page->events.front().text, "n1 dreams");
    QCOMPARE(readBack(R"({"events":[{},{"kind":7}]})", eventPageFromJson),
             "error: events[1].kind: expected a string, got a number");
    QCOMPARE(
        readBack(R"({"explanations":[{"jobs":[{"groups":[{"labels":{"a\nb":1}}]}]}]})", explanationsFromJson),
        R"(error: explanations[0].jobs[0].groups[0].labels.a\nb: expected a string, got a number)");
}

void TestApiJson::isDocumented_data()
{
    QTest::addColumn<QByteArray>("heading");
    QTest::addColumn<QByteArray>("complete");
    QTest::newRow("status") << QByteArray("GET /api/v1/status") << toJson(fullStatus());
    QTest::newRow("explain") << QByteArray("GET /api/v1/explain")
                             << toJson(withoutLabels(fullExplanations()));
    QTest::newRow("events") << QByteArray("GET /api/v1/events") << toJson(fullPage());
    QTest::newRow("jobs") << QByteArray("GET /api/v1/jobs") << toJson(RunningJobs{{fullJob()}});
}

// The example of the API reference is what is written here, and every key is explained there.
void TestApiJson::isDocumented()
{
    QFETCH(QByteArray, heading);
    QFETCH(QByteArray, complete);
    const Section section = documented(heading);
    const QByteArray read = heading.endsWith("status")    ? readStatus(section.json)
                            : heading.endsWith("explain") ? readBack(section.json, explanationsFromJson)
                            : heading.endsWith("v1/jobs") ? readBack(section.json, runningJobsFromJson)
                                                          : readBack(section.json, eventPageFromJson);
    QCOMPARE(QJsonDocument::fromJson(read).toJson(), QJsonDocument::fromJson(section.json).toJson());
    QCOMPARE(unnamedKeys(QJsonDocument::fromJson(complete).object(), section.text), QByteArrayList{});
}

SLURMSD_TEST(TestApiJson)
#include "tst_apijson.moc"
