// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser makes of the forms that one value can have.
#include "tests/daemon/slurm/parsednodes.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

class TestNodesParserValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
    void tooLongStringsAreNotGiven();
};

void TestNodesParserValues::readsNumbers_data()
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

void TestNodesParserValues::readsNumbers()
{
    QFETCH(QString, value);
    QTEST(parsedNode(field("cpus", value)), "result");
}

void TestNodesParserValues::readsLists_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("result");
    QTest::newRow("array") << uR"(["a", "b"])"_s << u"features=a,b"_s;
    QTest::newRow("string") << uR"("a,b")"_s << u"features=a,b"_s;
    QTest::newRow("order is kept") << uR"(["b", "a", "c"])"_s << u"features=b,a,c"_s;
    QTest::newRow("each once") << uR"(["b", "a", "b", "a", "c", "b"])"_s << u"features=b,a,c"_s;
    QTest::newRow("each once, in a string") << uR"("gb200,gb200, rdma,gb200")"_s << u"features=gb200,rdma"_s;
    QTest::newRow("white space") << uR"(" a , b c ,d")"_s << u"features=a,b c,d"_s;
    QTest::newRow("empty items") << uR"(",a,, ,b,")"_s << u"features=a,b"_s;
    QTest::newRow("comma in an item") << uR"(["a,b", " c ", "", ","])"_s << u"features=a,b,c"_s;
    QTest::newRow("other items") << uR"([null, "a", 1, true, ["x"], {"y": "z"}, "b"])"_s << u"features=a,b"_s;
    QTest::newRow("empty array") << u"[]"_s << u""_s;
    QTest::newRow("empty string") << uR"("")"_s << u""_s;
}

void TestNodesParserValues::readsLists()
{
    QFETCH(QString, value);
    QFETCH(QString, result);
    const QString expected = (result.isEmpty() ? u""_s : result + u' ') + u"class=unknown";
    QCOMPARE(parsedNode(field("features", value)), expected);
    QCOMPARE(parsedNode(field("partitions", value)),
             QString(expected).replace(u"features"_s, u"partitions"_s));
}

void TestNodesParserValues::normalizesStates_data()
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
    QTest::newRow("EXTERNAL beside the base state")
        << uR"("state": ["IDLE", "EXTERNAL"])"_s << u"states=IDLE,EXTERNAL class=active"_s;
    QTest::newRow("EXTERNAL alone") << uR"("state": ["EXTERNAL"])"_s << u"states=EXTERNAL class=active"_s;
    QTest::newRow("flags that sort before an unknown base state")
        << uR"("state": ["SPARKLING", "DRAIN", "CLOUD"])"_s
        << u"states=SPARKLING,CLOUD,DRAIN class=drained"_s;
    QTest::newRow("an unknown flag that sorts before the base state")
        << uR"("state": ["IDLE", "ABLAZE", "DRAIN"])"_s << u"states=IDLE,ABLAZE,DRAIN class=drained"_s;
    QTest::newRow("v37, flags and an unknown base state")
        << uR"("state": "sparkling", "state_flags": ["CLOUD"])"_s
        << u"states=SPARKLING,CLOUD class=unknown"_s;
    QTest::newRow("flags without a state") << uR"("state_flags": ["POWERED_DOWN", "CLOUD"])"_s
                                           << u"states=CLOUD,POWERED_DOWN class=powered_down"_s;
    QTest::newRow("base state twice")
        << uR"("state": ["IDLE", "IDLE", "CLOUD"])"_s << u"states=IDLE,CLOUD class=active"_s;
    QTest::newRow("none") << uR"("state": [])"_s << u"class=unknown"_s;
    QTest::newRow("separators alone") << uR"("state": "+,")"_s << u"class=unknown"_s;
}

void TestNodesParserValues::normalizesStates()
{
    QFETCH(QString, fields);
    QTEST(parsedNode(fields), "result");
}

void TestNodesParserValues::decodesEscapes_data()
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

void TestNodesParserValues::decodesEscapes()
{
    QFETCH(QString, json);
    QFETCH(QString, result);
    QCOMPARE(parsedNode(field("reason", json)), u"reason=%1 class=unknown"_s.arg(result));
    // In keys too: "reason" is one of those.
    QCOMPARE(parsedNode(uR"("r\u0065ason": )"_s + json), u"reason=%1 class=unknown"_s.arg(result));
}

void TestNodesParserValues::lastOfRepeatedFieldsCounts_data()
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

void TestNodesParserValues::lastOfRepeatedFieldsCounts()
{
    QFETCH(QString, fields);
    QTEST(parsedNode(fields), "result");
}

void TestNodesParserValues::tooLongStringsAreNotGiven()
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

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestNodesParserValues)
#include "tst_nodesparservalues.moc"
