// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodesparser.h"
#include "tests/support/fakecluster.h"
#include "tests/support/nodetext.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using ParseResult = Result<std::shared_ptr<NodeSnapshot>, PollError>;

ParseResult parse(const QString &text)
{
    NodesParser parser;
    parser.feed(text.toStdString());
    return parser.finish();
}

// The nodes, one a line; or the error.
QString parsed(const QString &text)
{
    const ParseResult result = parse(text);
    if (!result)
        return u"error: "_s + toQString(result.error().message);
    return nodeTexts(**result).join(u'\n');
}

// What a node with the name n1 and these fields (JSON) is parsed to, without "name=n1 ".
QString parsedNode(const QString &fields)
{
    const QString text = parsed(
        u"{\"nodes\": [{%1}]}"_s.arg(u"\"name\": \"n1\""_s + (fields.isEmpty() ? u""_s : u", "_s + fields)));
    const QString name = u"name=n1 "_s;
    return text.startsWith(name) ? text.mid(name.size()) : text;
}

QString field(const char *key, const QString &value)
{
    return u"\"%1\": %2"_s.arg(QLatin1String(key), value);
}

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
    {"cpus", "128", "cpus=128"},   {"boards", "1", "boards=1"},
    {"sockets", "2", "sockets=2"}, {"cores", "64", "cores=64"},
    {"threads", "1", "threads=1"}, {"real_memory", "515000", "realMemory=515000"},
    {"weight", "10", "weight=10"},
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
    void readsNumbers_data();
    void readsNumbers();
    void readsLists_data();
    void readsLists();
    void normalizesStates_data();
    void normalizesStates();
    void decodesEscapes_data();
    void decodesEscapes();
    void lastOfRepeatedFieldsCounts_data();
    void lastOfRepeatedFieldsCounts();
    void entriesWithoutNameAreSkipped_data();
    void entriesWithoutNameAreSkipped();
    void readsMeta_data();
    void readsMeta();
    void tooLongStringsAreNotGiven();
    void equalStringsAreShared();
    void everyVersionGivesTheSame_data();
    void everyVersionGivesTheSame();
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

void TestNodesParser::readsNumbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    const QString none = u"class=unknown"_s;
    const QString five = u"cpus=5 class=unknown"_s;
    QTest::newRow("plain") << u"5"_s << five;
    QTest::newRow("zero") << u"0"_s << u"cpus=0 class=unknown"_s;
    QTest::newRow("set") << uR"({"set": true, "infinite": false, "number": 5})"_s << five;
    QTest::newRow("other order") << uR"({"number": 5, "infinite": false, "set": true})"_s << five;
    QTest::newRow("not set") << uR"({"set": false, "infinite": false, "number": 5})"_s << none;
    QTest::newRow("not set, said last") << uR"({"number": 5, "set": false})"_s << none;
    QTest::newRow("infinite") << uR"({"set": true, "infinite": true, "number": 5})"_s << none;
    QTest::newRow("number alone") << uR"({"number": 5})"_s << five;
    QTest::newRow("without number") << uR"({"set": true, "infinite": false})"_s << none;
    QTest::newRow("null number") << uR"({"set": true, "infinite": false, "number": null})"_s << none;
    QTest::newRow("set of another type") << uR"({"set": 0, "infinite": "no", "number": 5})"_s << five;
    QTest::newRow("nested number") << uR"({"set": true, "number": {"number": 5}})"_s << none;
    QTest::newRow("new key") << uR"({"set": true, "unit": "x", "number": 5, "more": [1]})"_s << five;
    QTest::newRow("negative") << u"-2"_s << none;
    QTest::newRow("Slurm's NO_VAL") << u"4294967294"_s << none;
    QTest::newRow("Slurm's INFINITE") << u"4294967295"_s << none;
    QTest::newRow("more than 32 bits") << u"4294967296"_s << u"cpus=4294967296 class=unknown"_s;
    QTest::newRow("largest") << u"9223372036854775807"_s << u"cpus=9223372036854775807 class=unknown"_s;
    QTest::newRow("too large") << u"9223372036854775808"_s << none;
    QTest::newRow("far too large") << u"123456789012345678901234567890"_s << none;
    QTest::newRow("fraction") << u"5.5"_s << none;
}

void TestNodesParser::readsNumbers()
{
    QFETCH(QString, value);
    QTEST(parsedNode(field("cpus", value)), "result");
}

void TestNodesParser::readsLists_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    QTest::newRow("array") << uR"(["a", "b"])"_s << u"features=a,b"_s;
    QTest::newRow("string") << uR"("a,b")"_s << u"features=a,b"_s;
    QTest::newRow("order is kept") << uR"(["b", "a", "b"])"_s << u"features=b,a,b"_s;
    QTest::newRow("white space") << uR"(" a , b c ,d")"_s << u"features=a,b c,d"_s;
    QTest::newRow("empty items") << uR"(",a,, ,b,")"_s << u"features=a,b"_s;
    QTest::newRow("comma in an item") << uR"(["a,b", " c ", "", ","])"_s << u"features=a,b,c"_s;
    QTest::newRow("other items") << uR"([null, "a", 1, true, ["x"], {"y": "z"}, "b"])"_s << u"features=a,b"_s;
    QTest::newRow("empty array") << u"[]"_s << u""_s;
    QTest::newRow("empty string") << uR"("")"_s << u""_s;
}

void TestNodesParser::readsLists()
{
    QFETCH(QString, value);
    QFETCH(QString, result);
    const QString expected = (result.isEmpty() ? u""_s : result + u' ') + u"class=unknown";
    QCOMPARE(parsedNode(field("features", value)), expected);
    QCOMPARE(parsedNode(field("partitions", value)),
             QString(expected).replace(u"features"_s, u"partitions"_s));
}

void TestNodesParser::normalizesStates_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("result");
    const QString drained = u"states=IDLE,DRAIN class=drained"_s;
    QTest::newRow("v36") << uR"("state": "idle")"_s << u"states=IDLE class=active"_s;
    QTest::newRow("v37") << uR"("state": "idle", "state_flags": ["DRAIN"])"_s << drained;
    QTest::newRow("v37, flags first") << uR"("state_flags": ["DRAIN"], "state": "idle")"_s << drained;
    QTest::newRow("v37, flags as a string") << uR"("state": "idle", "state_flags": "DRAIN")"_s << drained;
    QTest::newRow("v40") << uR"("state": ["IDLE", "DRAIN"])"_s << drained;
    QTest::newRow("flag first") << uR"("state": ["DRAIN", "IDLE"])"_s << drained;
    QTest::newRow("joined by plus") << uR"("state": "idle+drain")"_s << drained;
    QTest::newRow("joined by comma") << uR"("state": "IDLE,DRAIN")"_s << drained;
    QTest::newRow("item joined by plus") << uR"("state": ["IDLE+DRAIN"])"_s << drained;
    QTest::newRow("twice") << uR"("state": ["IDLE", "DRAIN", "DRAIN"], "state_flags": ["DRAIN"])"_s
                           << drained;
    QTest::newRow("sorted") << uR"("state": ["IDLE", "POWERING_UP", "NOT_RESPONDING", "CLOUD"])"_s
                            << u"states=IDLE,CLOUD,NOT_RESPONDING,POWERING_UP class=powering_up"_s;
    QTest::newRow("white space") << uR"("state": " idle + drain ")"_s << drained;
    QTest::newRow("unknown flag") << uR"("state": ["ALLOCATED", "SPARKLING"])"_s
                                  << u"states=ALLOCATED,SPARKLING class=active"_s;
    QTest::newRow("flag alone") << uR"("state": ["DRAIN"])"_s << u"states=DRAIN class=drained"_s;
    QTest::newRow("unknown base state")
        << uR"("state": ["SPARKLING"])"_s << u"states=SPARKLING class=unknown"_s;
    QTest::newRow("none") << uR"("state": [])"_s << u"class=unknown"_s;
    QTest::newRow("separators alone") << uR"("state": "+,")"_s << u"class=unknown"_s;
}

void TestNodesParser::normalizesStates()
{
    QFETCH(QString, fields);
    QTEST(parsedNode(fields), "result");
}

void TestNodesParser::decodesEscapes_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("result");
    QTest::newRow("slash") << uR"("a\/b")"_s << u"a/b"_s;
    QTest::newRow("quote and backslash") << uR"("\"a\" \\ b")"_s << u"\"a\" \\ b"_s;
    QTest::newRow("control") << uR"("a\tb\nc\rd\be\ff")"_s << u"a\tb\nc\rd\be\ff"_s;
    QTest::newRow("four digits") << uR"("caf\u00e9 \u00E9")"_s << u"café é"_s;
    QTest::newRow("surrogate pair") << uR"("\ud83d\ude00!")"_s << u"\U0001F600!"_s;
    QTest::newRow("raw UTF-8") << u"\"é ≈ \U0001F600\""_s << u"é ≈ \U0001F600"_s;
    QTest::newRow("escapes at both ends") << uR"("\/a\/")"_s << u"/a/"_s;
}

void TestNodesParser::decodesEscapes()
{
    QFETCH(QString, json);
    QFETCH(QString, result);
    QCOMPARE(parsedNode(field("reason", json)), u"reason=%1 class=unknown"_s.arg(result));
    // In keys too: "reason" is one of those.
    QCOMPARE(parsedNode(uR"("r\u0065ason": )"_s + json), u"reason=%1 class=unknown"_s.arg(result));
}

void TestNodesParser::lastOfRepeatedFieldsCounts_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("result");
    QTest::newRow("text") << uR"("reason": "a", "reason": "b")"_s << u"reason=b class=unknown"_s;
    QTest::newRow("text, then null") << uR"("reason": "a", "reason": null)"_s << u"class=unknown"_s;
    QTest::newRow("list") << uR"("features": ["a"], "features": ["b"])"_s << u"features=b class=unknown"_s;
    QTest::newRow("list, then number") << uR"("features": ["a"], "features": 1)"_s << u"class=unknown"_s;
    QTest::newRow("number") << uR"("cpus": 1, "cpus": 2)"_s << u"cpus=2 class=unknown"_s;
    QTest::newRow("number, then none")
        << uR"("cpus": 1, "cpus": {"set": false, "number": 2})"_s << u"class=unknown"_s;
    QTest::newRow("state") << uR"("state": ["DOWN"], "state": ["IDLE"])"_s << u"states=IDLE class=active"_s;
    QTest::newRow("name") << uR"("name": "n2")"_s << u"name=n2 class=unknown"_s;
}

void TestNodesParser::lastOfRepeatedFieldsCounts()
{
    QFETCH(QString, fields);
    QTEST(parsedNode(fields), "result");
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

void TestNodesParser::tooLongStringsAreNotGiven()
{
    const QString longest(64 * 1024, u'x');
    QCOMPARE(parsedNode(field("comment", u'"' + longest + u'"')), u"comment=%1 class=unknown"_s.arg(longest));
    QCOMPARE(parsedNode(field("comment", u'"' + longest + u"y\"")), u"class=unknown"_s);
    QCOMPARE(parsedNode(field("comment", u"\"\\/" + longest + u'"')), u"class=unknown"_s);
    QCOMPARE(parsedNode(u'"' + longest + u"y\": 1, \"cpus\": 2"), u"cpus=2 class=unknown"_s);
    const QString items = u"[\"%1\", \"b\", \"%1\", \"c\"]"_s.arg(longest.first(40'000));
    QCOMPARE(parsedNode(field("features", items)),
             u"features=%1,b,c class=unknown"_s.arg(longest.first(40'000)));
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

QTEST_GUILESS_MAIN(slurmsd::TestNodesParser)
#include "tst_nodesparser.moc"
