// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/daemon/slurm/parsednodes.h"
#include "tests/support/fakecluster.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct FieldRow
{
    const char *key;
    const char *value;
    const char *result; // as nodeText() has it
};

constexpr FieldRow textFields[] = {
    {"hostname", "\"h1\"", "hostname=h1"},
    {"address", "\"10.0.0.1\"", "address=10.0.0.1"},
    {"architecture", "\"aarch64\"", "architecture=aarch64"},
    {"gres", "\"gpu:a100:4(S:0-1)\"", "gres=gpu:a100:4(S:0-1)"},
    {"operating_system", "\"Linux 6.1\"", "operatingSystem=Linux 6.1"},
    {"version", "\"24.11.5\"", "version=24.11.5"},
    {"slurmd_version", "\"22.05.8\"", "version=22.05.8"},
    {"owner", "\"ann\"", "owner=ann"},
    {"mcs_label", "\"secret\"", "mcsLabel=secret"},
    {"comment", "\"to be replaced\"", "comment=to be replaced"},
    {"extra", "\"rack=7\"", "extra=rack=7"},
    {"reservation", "\"maint1\"", "reservation=maint1"},
    {"instance_id", "\"i-0123\"", "instanceId=i-0123"},
    {"instance_type", "\"m5.large\"", "instanceType=m5.large"},
    {"reason", "\"bad disk\"", "reason=bad disk"},
    {"topology", "\"default:leaf1\"", "topology=default:leaf1"},
};

constexpr FieldRow listFields[] = {
    {"partitions", "[\"batch\", \"debug\"]", "partitions=batch,debug"},
    {"features", "[\"a100\", \"ib\"]", "features=a100,ib"},
    {"active_features", "[\"a100\", \"ib\"]", "activeFeatures=a100,ib"},
};

constexpr FieldRow stateFields[] = {
    {"state", "[\"IDLE\"]", "states=IDLE class=active"},
    {"state_flags", "[\"DRAIN\"]", "states=DRAIN class=drained"},
};

constexpr FieldRow numberFields[] = {
    {"cpus", "128", "cpus=128"},
    {"boards", "1", "boards=1"},
    {"sockets", "2", "sockets=2"},
    {"cores", "64", "cores=64"},
    {"threads", "1", "threads=1"},
    {"real_memory", "515000", "realMemory=515000"},
    {"weight", "10", "weight=10"},
    {"boot_time", "1795420000", "bootTime=1795420000"},
    {"last_busy", "1795424821", "lastBusy=1795424821"},
};

void addWrongTypes(const char *key, const QStringList &values)
{
    for (const QString &value : values)
        QTest::addRow("%s: %s", key, qPrintable(value)) << field(key, value);
}

} // namespace

class TestNodesParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEachField_data();
    void readsEachField();
    void wrongTypesAreNotGiven_data();
    void wrongTypesAreNotGiven();
    void entriesWithoutNameAreSkipped_data();
    void entriesWithoutNameAreSkipped();
    void readsMeta_data();
    void readsMeta();
    void equalStringsAreShared();
    void everyVersionGivesTheSame_data();
    void everyVersionGivesTheSame();
    void keepsTheOrderOfTheAnswer();
    void readsLargestCluster();
};

void TestNodesParser::readsEachField_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("result");
    QTest::newRow("none") << u""_s << u"class=unknown"_s;
    for (const FieldRow &row : textFields)
        QTest::newRow(row.key) << field(row.key, QString::fromUtf8(row.value))
                               << QString::fromUtf8(row.result) + u" class=unknown";
    for (const FieldRow &row : listFields)
        QTest::newRow(row.key) << field(row.key, QString::fromUtf8(row.value))
                               << QString::fromUtf8(row.result) + u" class=unknown";
    for (const FieldRow &row : numberFields)
        QTest::newRow(row.key) << field(row.key, QString::fromUtf8(row.value))
                               << QString::fromUtf8(row.result) + u" class=unknown";
    for (const FieldRow &row : stateFields)
        QTest::newRow(row.key) << field(row.key, QString::fromUtf8(row.value))
                               << QString::fromUtf8(row.result);
    QTest::newRow("unknown keys") << u"\"new\": {\"name\": \"x\", \"a\": [1, {\"cpus\": 7}]}, \"x\": -1.5e3, "
                                     "\"namesake\": \"x\", \"cpu\": 7, \"\": null"_s
                                  << u"class=unknown"_s;
}

void TestNodesParser::readsEachField()
{
    QFETCH(QString, fields);
    QTEST(parsedNode(fields), "result");
}

void TestNodesParser::wrongTypesAreNotGiven_data()
{
    QTest::addColumn<QString>("fields");
    const QStringList other{u"null"_s, u"true"_s, u"false"_s};
    const QStringList numbers{u"7"_s, u"-7"_s, u"0.5"_s, u"18446744073709551615"_s};
    const QStringList strings{u"\"word\""_s, u"\"7\""_s, u"\"\""_s};
    const QStringList containers{u"[]"_s,
                                 u"[7]"_s,
                                 u"[null, [\"x\"]]"_s,
                                 u"{}"_s,
                                 u"{\"name\": \"x\"}"_s,
                                 u"{\"set\": true, \"infinite\": false, \"number\": \"7\"}"_s};
    for (const FieldRow &row : textFields)
        addWrongTypes(row.key, other + numbers + containers + QStringList{u"[\"word\"]"_s});
    for (const FieldRow &row : listFields)
        addWrongTypes(row.key, other + numbers + containers);
    for (const FieldRow &row : stateFields)
        addWrongTypes(row.key, other + numbers + containers);
    for (const FieldRow &row : numberFields)
        addWrongTypes(row.key, other + strings + containers + QStringList{u"-7"_s, u"0.5"_s, u"[\"7\"]"_s});
}

// The node is there all the same, and what comes after the field too.
void TestNodesParser::wrongTypesAreNotGiven()
{
    QFETCH(QString, fields);
    QCOMPARE(parsedNode(fields), u"class=unknown"_s);
    QCOMPARE(parsed(u"{\"nodes\": [{%1, \"name\": \"n1\"}, {\"name\": \"n2\", \"cpus\": 2}]}"_s.arg(fields)),
             u"name=n1 class=unknown\nname=n2 cpus=2 class=unknown"_s);
}

void TestNodesParser::entriesWithoutNameAreSkipped_data()
{
    QTest::addColumn<QString>("entry");
    for (const char *entry :
         {"{}", "{\"cpus\": 1}", "{\"name\": null}", "{\"name\": \"\"}", "{\"name\": 7}", "{\"name\": true}",
          "{\"name\": [\"n\"]}", "{\"name\": {\"name\": \"n\"}}", "{\"name\": \"n\", \"name\": null}", "null",
          "7", "0.5", "\"n\"", "true", "[]", "[{\"name\": \"n\"}]"})
        QTest::newRow(entry) << QString::fromUtf8(entry);
}

void TestNodesParser::entriesWithoutNameAreSkipped()
{
    QFETCH(QString, entry);
    const ParseResult result =
        parse(u"{\"nodes\": [{\"name\": \"n1\"}, %1, {\"name\": \"n2\"}, %1]}"_s.arg(entry));
    QVERIFY(result.hasValue());
    QCOMPARE(nodeTexts(**result), (QStringList{u"name=n1 class=unknown"_s, u"name=n2 class=unknown"_s}));
    QCOMPARE((*result)->skipped, 2U);
}

void TestNodesParser::readsMeta_data()
{
    QTest::addColumn<QString>("meta");
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<QString>("release");
    QTest::newRow("v40") << uR"({"slurm": {"cluster": "c", "release": "24.11.5"}})"_s << u"c"_s
                         << u"24.11.5"_s;
    QTest::newRow("v36")
        << uR"({"plugin": {"release": "x"}, "Slurm": {"version": {"major": 22}, "release": "22.05.8"}})"_s
        << u""_s << u"22.05.8"_s;
    QTest::newRow("other types") << uR"({"slurm": {"cluster": 7, "release": null}})"_s << u""_s << u""_s;
    QTest::newRow("slurm is no object") << uR"({"slurm": "24.11.5"})"_s << u""_s << u""_s;
    QTest::newRow("elsewhere") << uR"({"client": {"cluster": "x", "release": "y"}, "cluster": "z"})"_s
                               << u""_s << u""_s;
    QTest::newRow("null") << u"null"_s << u""_s << u""_s;
    QTest::newRow("array") << uR"([{"slurm": {"cluster": "x"}}])"_s << u""_s << u""_s;
}

void TestNodesParser::readsMeta()
{
    QFETCH(QString, meta);
    const ParseResult result = parse(u"{\"meta\": %1, \"nodes\": []}"_s.arg(meta));
    QVERIFY(result.hasValue());
    QTEST(toQString((*result)->cluster), "cluster");
    QTEST(toQString((*result)->slurmRelease), "release");
}

void TestNodesParser::equalStringsAreShared()
{
    const ParseResult result =
        parse(uR"({"nodes": [{"name": "n1", "hostname": "n1", "address": "n1", "comment": "old"},
                       {"name": "n2", "hostname": "n2", "address": "n2", "comment": "new"},
                       {"name": "n3", "hostname": "h3", "address": "h3", "comment": "old"}]})"_s);
    QVERIFY(result.hasValue());
    const std::vector<Node> &nodes = (*result)->nodes;
    QCOMPARE(nodes.size(), 3U);
    for (const Node &node : nodes)
        QCOMPARE(static_cast<const void *>(node.address.data()), node.hostname.data());
    QCOMPARE(static_cast<const void *>(nodes[0].hostname.data()), nodes[0].name.data());
    QCOMPARE(static_cast<const void *>(nodes[0].comment.data()), nodes[2].comment.data());
}

void TestNodesParser::everyVersionGivesTheSame_data()
{
    QTest::addColumn<int>("apiVersion");
    for (const int version : {37, 38, 40, 41, 42, 43, 44})
        QTest::addRow("v0.0.%d", version) << version;
}

void TestNodesParser::everyVersionGivesTheSame()
{
    QFETCH(int, apiVersion);
    const auto nodesOf = [](int version) {
        return parsed(QString::fromStdString(FakeCluster::text({.nodes = 200, .apiVersion = version})));
    };
    // Only the newest versions tell the topology.
    static const QRegularExpression topology(u" topology=\\S+"_s);
    const QString newest = nodesOf(46).remove(topology);
    QCOMPARE(newest.count(u'\n'), 199);
    QCOMPARE(nodesOf(apiVersion), newest);
}

void TestNodesParser::keepsTheOrderOfTheAnswer()
{
    const ParseResult sorted = parse(QString::fromStdString(FakeCluster::text({.nodes = 200})));
    const ParseResult mixed =
        parse(QString::fromStdString(FakeCluster::text({.nodes = 200, .isSorted = false})));
    QVERIFY(sorted.hasValue());
    QVERIFY(mixed.hasValue());
    QVERIFY(nodeTexts(**mixed) != nodeTexts(**sorted));
    sortNodes(**mixed);
    QCOMPARE(nodeTexts(**mixed), nodeTexts(**sorted));
}

void TestNodesParser::readsLargestCluster()
{
    constexpr std::size_t count = 65'536;
    FakeCluster cluster({.nodes = count});
    NodesParser parser(count);
    for (std::string_view piece = cluster.next(); !piece.empty(); piece = cluster.next())
        QVERIFY(parser.feed(piece));
    const ParseResult result = parser.finish();
    QVERIFY(result.hasValue());
    QCOMPARE((*result)->nodes.size(), count);
    QCOMPARE((*result)->skipped, 0U);
    QCOMPARE(toQString((*result)->nodes.back().name), u"n65536"_s);
    QCOMPARE(toQString((*result)->nodes[49].states), u"ALLOCATED,DRAIN"_s);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestNodesParser)
#include "tst_nodesparser.moc"
