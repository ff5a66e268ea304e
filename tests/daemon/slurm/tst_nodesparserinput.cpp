// SPDX-License-Identifier: GPL-3.0-or-later
// What the parser makes of texts that are torn, no JSON, no node list, or an error of Slurm.
#include "daemon/slurm/nodesparser.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QtTest>

#include <boost/json/error.hpp>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

using ParseResult = Result<std::shared_ptr<NodeSnapshot>, PollError>;

ParseResult parsePieces(const std::vector<std::string_view> &pieces)
{
    NodesParser parser;
    for (const std::string_view piece : pieces)
        parser.feed(piece);
    return parser.finish();
}

// The nodes, one a line, or the class and message of the error.
QString outcome(const ParseResult &result)
{
    if (result)
        return nodeTexts(**result).join(u'\n');
    const char *errorClass = result.error().errorClass == PollErrorClass::Parse   ? "parse: "
                             : result.error().errorClass == PollErrorClass::Slurm ? "slurm: "
                             : result.error().errorClass == PollErrorClass::Auth  ? "auth: "
                                                                                  : "other: ";
    return QLatin1String(errorClass) + toQString(result.error().message);
}

QString outcome(std::string_view text) { return outcome(parsePieces({text})); }

// "not JSON at byte 8: syntax error": Boost words it, each release in its own way.
QString notJson(int byte, boost::json::error error)
{
    const auto code = boost::json::make_error_code(error);
    return u"not JSON at byte %1: %2"_s.arg(byte).arg(QString::fromStdString(code.message()));
}

// With everything that can be torn: escapes, surrogates, UTF-8, numbers, literals, nested and skipped values.
constexpr std::string_view smallAnswer =
    R"({"meta": {"Slurm": {"release": "24.11.5"}, "slurm": {"cluster": "rig"}},
 "errors": [ ], "nodes": [
  {"name": "n\u0031", "reason": "a\/b \ud83d\ude00 é≈",
   "cpus": {"set": true, "infinite": false, "number": 12},
   "state": ["IDLE", "DRAIN"], "features": "x,y", "boards": 10,
   "skipped": [1.5e-3, null, {"a": ["\\", true]}]},
  null, {"name": "n2", "state": "down", "partitions": [ "batch" ,"debug"], "cores": -0, "extra": false}]}
)";

} // namespace

class TestNodesParserInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitAnywhereGivesTheSame();
    void oneByteAtATimeGivesTheSame();
    void cutAnywhereIsAnError();
    void refusesWhatIsNotJson_data();
    void refusesWhatIsNotJson();
    void acceptsAllOfJson_data();
    void acceptsAllOfJson();
    void repairsBadUtf8_data();
    void repairsBadUtf8();
    void repairsBadUtf8InErrors();
    void refusesDeepNesting_data();
    void refusesDeepNesting();
    void refusesWhatIsNoNodeList_data();
    void refusesWhatIsNoNodeList();
    void refusesListsOfOtherThings_data();
    void refusesListsOfOtherThings();
    void refusesTooManyNodes();
    void staysRefused();
    void reportsSlurmErrors_data();
    void reportsSlurmErrors();
    void boundsSlurmErrors();
    void tellsSlurmErrorsBeforeTheEnd();
};

void TestNodesParserInput::splitAnywhereGivesTheSame()
{
    const ParseResult whole = parsePieces({smallAnswer});
    QVERIFY(whole.hasValue());
    QCOMPARE(
        outcome(whole),
        u"name=n1 states=IDLE,DRAIN features=x,y reason=a/b \U0001F600 é≈ cpus=12 boards=10 class=drained\n"
        "name=n2 partitions=batch,debug states=DOWN cores=0 class=down"_s);
    for (std::size_t i = 0; i <= smallAnswer.size(); ++i) {
        const ParseResult split = parsePieces({smallAnswer.substr(0, i), smallAnswer.substr(i)});
        QCOMPARE(outcome(split), outcome(whole));
        QCOMPARE(toQString((*split)->cluster), u"rig"_s);
        QCOMPARE((*split)->skipped, 1U);
    }
}

void TestNodesParserInput::oneByteAtATimeGivesTheSame()
{
    std::vector<std::string_view> bytes;
    for (std::size_t i = 0; i < smallAnswer.size(); ++i)
        bytes.push_back(smallAnswer.substr(i, 1));
    QCOMPARE(outcome(parsePieces(bytes)), outcome(smallAnswer));
    QVERIFY(outcome(smallAnswer).startsWith(u"name=n1"));
}

void TestNodesParserInput::cutAnywhereIsAnError()
{
    const std::size_t end = smallAnswer.rfind('}') + 1;
    QCOMPARE(outcome(smallAnswer.substr(0, end)), outcome(smallAnswer)); // without white space at the end
    QCOMPARE(outcome(smallAnswer.substr(0, 0)), u"parse: expected JSON, got an empty text"_s);
    for (std::size_t i = 1; i < end; ++i) {
        const QString expected = u"parse: the JSON ends too early, after %1 bytes"_s.arg(i);
        QCOMPARE(outcome(smallAnswer.substr(0, i)), expected);
    }
}

void TestNodesParserInput::refusesWhatIsNotJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &text, const QString &error) {
        QTest::newRow(name) << text << error;
    };
    const auto syntax = [&](const char *name, const char *text, int byte) {
        row(name, text, u"not JSON at byte %1: syntax error"_s.arg(byte));
    };
    row("white space", " \r\n\t ", u"expected JSON, got an empty text"_s);
    row("HTML", "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n",
        u"expected a JSON object, got a text that starts with: <html>  <head><title>502 Bad Gateway</ti…"_s);
    row("plain text", "\n  Authentication failure",
        u"expected a JSON object, got a text that starts with: Authentication failure"_s);
    row("binary", QByteArray("\x1f\x8b\x08\x00\x00gz", 7),
        u"expected a JSON object, got a text that starts with:      gz"_s);
    row("byte order mark", "\xef\xbb\xbf{\"nodes\": []}",
        u"expected a JSON object, got a text that starts with:    {\"nodes\": []}"_s);
    row("array", "[{\"name\": \"n1\"}]",
        u"expected a JSON object, got a text that starts with: [{\"name\": \"n1\"}]"_s);
    row("string", "\"nodes\"", u"expected a JSON object, got a text that starts with: \"nodes\""_s);
    row("number", "12", u"expected a JSON object, got a text that starts with: 12"_s);
    row("null", "null", u"expected a JSON object, got a text that starts with: null"_s);
    row("true", "true", u"expected a JSON object, got a text that starts with: true"_s);
    syntax("single quotes", "{'nodes': []}", 1);
    syntax("bare key", "{nodes: []}", 1);
    syntax("no colon", "{\"nodes\" []}", 9);
    syntax("two colons", "{\"nodes\":: []}", 9);
    syntax("no value", "{\"nodes\": }", 10);
    syntax("trailing comma in an object", "{\"nodes\": [],}", 13);
    syntax("trailing comma in an array", "{\"nodes\": [{},]}", 14);
    syntax("no comma", "{\"nodes\": [{} {}]}", 14);
    syntax("lone comma", "{\"nodes\": [,]}", 11);
    syntax("closed by the wrong bracket", "{\"nodes\": [}]", 11);
    syntax("object closed as array", "{\"nodes\": []]", 12);
    syntax("comment", "{/* */\"nodes\": []}", 1);
    syntax("leading zero", "{\"x\": 012}", 7);
    syntax("plus", "{\"x\": +1}", 6);
    syntax("no digits", "{\"x\": -}", 7);
    syntax("no fraction", "{\"x\": 1.}", 8);
    syntax("no exponent", "{\"x\": 1e}", 8);
    syntax("hexadecimal", "{\"x\": 0x1}", 7);
    syntax("not a number", "{\"x\": NaN}", 6);
    syntax("infinity", "{\"x\": -Infinity}", 7);
    syntax("literal in capitals", "{\"x\": TRUE}", 6);
    syntax("literal misspelt", "{\"x\": nul1}", 6);
    syntax("raw line feed in a string", "{\"x\": \"a\nb\"}", 8);
    syntax("raw control character", "{\"x\": \"a\x01\"}", 8);
    row("bad escape", "{\"x\": \"\\x41\"}", notJson(8, boost::json::error::syntax));
    row("bad digits", "{\"x\": \"\\u00g0\"}", notJson(11, boost::json::error::expected_hex_digit));
    row("lone low surrogate", "{\"x\": \"\\udc00\"}",
        notJson(13, boost::json::error::illegal_leading_surrogate));
    row("lone high surrogate", "{\"x\": \"\\ud800-\"}", notJson(13, boost::json::error::syntax));
    row("text behind", "{\"nodes\": []} x", notJson(14, boost::json::error::extra_data));
    row("second object", "{\"nodes\": []}{\"nodes\": []}", notJson(13, boost::json::error::extra_data));
    row("two node lists", "{\"nodes\": [], \"nodes\": []}", u"refused at byte 20: a second \"nodes\""_s);
    row("two lists of errors", "{\"errors\": [1], \"errors\": []}",
        u"refused at byte 23: a second \"errors\""_s);
}

void TestNodesParserInput::refusesWhatIsNotJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    QCOMPARE(outcome(text.toStdString()), u"parse: "_s + error);
}

void TestNodesParserInput::acceptsAllOfJson_data()
{
    QTest::addColumn<QString>("value");
    for (const char *value : {"null",
                              "true",
                              "false",
                              "0",
                              "-0",
                              "1e5",
                              "1E+5",
                              "1.5e-300",
                              "-12.25",
                              "1e-400",
                              "12345678901234567890123",
                              "\"\"",
                              "\"\\u0000\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                              "\"\\ud83d\\ude00\"",
                              "\"\x7f\"",
                              "[]",
                              "[ ]",
                              "[[], {}]",
                              "{}",
                              "{\"\": \"\"}",
                              "{\"a\": 1, \"a\": 2}",
                              "[1, \"a\", null, {\"b\": [true]}]",
                              "\t1\r\n"})
        QTest::newRow(value) << QString::fromUtf8(value);
}

void TestNodesParserInput::acceptsAllOfJson()
{
    QFETCH(QString, value);
    const QString text =
        u"{\"x\": %1, \"nodes\": [{\"x\": %1, \"name\": \"n1\", \"y\": [%1]}], \"y\": %1}"_s.arg(value);
    QCOMPARE(outcome(text.toStdString()), u"name=n1 class=unknown"_s);
}

void TestNodesParserInput::repairsBadUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("repaired");
    const QString bad(QChar::ReplacementCharacter);
    QTest::newRow("good") << QByteArray("caf\xc3\xa9 \xf0\x9f\x98\x80") << u"café \U0001F600"_s;
    QTest::newRow("Latin-1") << QByteArray("caf\xe9 ferm\xe9") << u"caf%1 ferm%1"_s.arg(bad);
    QTest::newRow("Latin-1 beside UTF-8") << QByteArray("\xe9\xc3\xa9") << bad + u"é"_s;
    QTest::newRow("before the quote") << QByteArray("a\xe2") << u"a"_s + bad;
    QTest::newRow("before an escape") << QByteArray("a\xe2\\n\xc3\\u00e9") << u"a%1\n%1é"_s.arg(bad);
    QTest::newRow("continuation alone") << QByteArray("\x80") << bad;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << bad + bad;
    QTest::newRow("overlong, three bytes") << QByteArray("\xe0\x80\xaf") << bad + bad + bad;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << bad + bad + bad;
    QTest::newRow("past the last code point") << QByteArray("\xf4\x90\x80\x80") << bad + bad + bad + bad;
    QTest::newRow("byte that never occurs") << QByteArray("\xff") << bad;
}

// In fields that are wanted and in others alike, wherever the text is torn; the nodes around are kept.
void TestNodesParserInput::repairsBadUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, repaired);
    const std::string text =
        QByteArray(R"({"nodes": [{"name": "n1", "nobody_asks": ")" + bytes + R"(", "reason": ")" + bytes +
                   R"(", "features": ["a", ")" + bytes + R"("]}, {"name": "n2"}], "errors": []})")
            .toStdString();
    const QString expected = u"name=n1 features=a,%1 reason=%1 class=unknown\nname=n2 class=unknown"_s;
    // Spaces around an item, and line breaks too, are not part of it.
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const std::string_view all = text;
        QCOMPARE(outcome(parsePieces({all.substr(0, i), all.substr(i)})), expected.arg(repaired));
    }
}

void TestNodesParserInput::repairsBadUtf8InErrors()
{
    QCOMPARE(outcome("{\"errors\": [{\"error\": \"acc\xe8s refus\xe9\"}]}"), u"slurm: acc�s refus�"_s);
    QVERIFY(
        outcome("{\"caf\xe9\": 1, \"nodes\": [{\"caf\xe9\": 2, \"name\": \"n1\"}]}").startsWith(u"name=n1"));
}

void TestNodesParserInput::refusesDeepNesting_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("open");
    QTest::newRow("nodes") << QByteArray("{\"nodes\": ") << QByteArray("[");
    QTest::newRow("node") << QByteArray("{\"nodes\": [{\"name\": ") << QByteArray("[");
    QTest::newRow("number") << QByteArray("{\"nodes\": [{\"cpus\": ") << QByteArray("{\"number\": ");
    QTest::newRow("errors") << QByteArray("{\"errors\": ") << QByteArray("[");
    QTest::newRow("meta") << QByteArray("{\"meta\": ") << QByteArray("{\"slurm\": ");
    QTest::newRow("unknown key") << QByteArray("{\"x\": ") << QByteArray("{\"x\": ");
}

void TestNodesParserInput::refusesDeepNesting()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, open);
    const std::string text = QByteArray(start + open.repeated(100'000)).toStdString();
    const QString error = outcome(text);
    QVERIFY2(error.startsWith(u"parse: refused at byte "), qPrintable(error));
    QVERIFY2(error.endsWith(u": nested more than 32 levels deep"), qPrintable(error));
}

void TestNodesParserInput::refusesWhatIsNoNodeList_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const QString missing = u"not a node list: the JSON object has no \"nodes\""_s;
    const QString notAnArray = u"not a node list: \"nodes\" is not an array"_s;
    QTest::newRow("empty object") << u"{}"_s << missing;
    QTest::newRow("other answer") << uR"({"pings": [], "errors": []})"_s << missing;
    QTest::newRow("key within another") << uR"({"meta": {"nodes": []}})"_s << missing;
    for (const char *value : {"null", "7", "\"n1\"", "true", "{}", "{\"n1\": {\"name\": \"n1\"}}"})
        QTest::newRow(value) << u"{\"nodes\": %1}"_s.arg(QString::fromUtf8(value)) << notAnArray;
}

void TestNodesParserInput::refusesWhatIsNoNodeList()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    QCOMPARE(outcome(text.toStdString()), u"parse: "_s + error);
}

void TestNodesParserInput::refusesListsOfOtherThings_data()
{
    QTest::addColumn<QString>("nodes");
    QTest::addColumn<QString>("result");
    const QString error = u"parse: not a node list: none of the %1 entries of \"nodes\" has a name"_s;
    QTest::newRow("another program's") << uR"({"metadata": {"name": "n1"}}, {"id": 7})"_s << error.arg(2);
    QTest::newRow("numbers") << u"1, 2, 3"_s << error.arg(3);
    QTest::newRow("nothing") << u"null"_s << error.arg(1);
    QTest::newRow("no entries: an empty list") << u""_s << u""_s;
    QTest::newRow("one node among them") << uR"({"id": 7}, {"name": "n1"})"_s << u"name=n1 class=unknown"_s;
}

void TestNodesParserInput::refusesListsOfOtherThings()
{
    QFETCH(QString, nodes);
    QFETCH(QString, result);
    QCOMPARE(outcome(u"{\"nodes\": [%1], \"errors\": []}"_s.arg(nodes).toStdString()), result);
}

void TestNodesParserInput::refusesTooManyNodes()
{
    NodesParser parser;
    QVERIFY(parser.feed("{\"nodes\": [{\"name\": \"n\"}"));
    for (std::size_t nodes = 1; nodes < 262'144; ++nodes)
        parser.feed(",{\"name\":\"n\"}");
    QVERIFY(parser.feed(","));
    QVERIFY(!parser.feed("{\"name\":\"n\"}"));
    const QString error = outcome(parser.finish());
    QVERIFY2(error.endsWith(u": more nodes than 262144"), qPrintable(error));
}

void TestNodesParserInput::staysRefused()
{
    NodesParser parser;
    QVERIFY(parser.feed("{\"nodes\": ["));
    QVERIFY(parser.feed(""));
    QVERIFY(!parser.feed("}"));
    QVERIFY(!parser.feed("{\"name\": \"n1\"}]}"));
    QCOMPARE(outcome(parser.finish()), u"parse: not JSON at byte 11: syntax error"_s);
}

void TestNodesParserInput::reportsSlurmErrors_data()
{
    QTest::addColumn<QString>("errors");
    QTest::addColumn<QString>("result");
    const QString nodes = u"name=n1 class=unknown"_s;
    QTest::newRow("none") << u"[]"_s << nodes;
    QTest::newRow("none, printed by an old release") << u"[\n  ]"_s << nodes;
    QTest::newRow("null") << u"null"_s << nodes;
    QTest::newRow("old shape") << uR"([{"error": "Unspecified error", "errno": -1}])"_s
                               << u"slurm: Unspecified error (error -1)"_s;
    QTest::newRow("new shape") << uR"([{"description": "Failure to query nodes", "error_number": 1800,
                                      "error": "Unable to contact", "source": "_dump_nodes"}])"_s
                               << u"slurm: Failure to query nodes: Unable to contact (error 1800)"_s;
    QTest::newRow("description alone") << uR"([{"description": "Failure"}])"_s << u"slurm: Failure"_s;
    QTest::newRow("first counts") << uR"([{"error": "a"}, {"error": "b", "errno": 1007}])"_s << u"slurm: a"_s;
    QTest::newRow("empty error") << u"[{}]"_s << u"slurm: an error without a text"_s;
    QTest::newRow("other types") << uR"([{"error": 7, "description": null, "errno": "7"}])"_s
                                 << u"slurm: an error without a text"_s;
    QTest::newRow("array of strings") << uR"(["broken", "more"])"_s << u"slurm: broken"_s;
    QTest::newRow("array of nothing") << u"[null]"_s << u"slurm: an error without a text"_s;
    QTest::newRow("array of arrays") << u"[[]]"_s << u"slurm: an error without a text"_s;
    QTest::newRow("string") << uR"("broken")"_s << u"slurm: broken"_s;
    QTest::newRow("object") << uR"({"error": "broken", "errno": 5})"_s << u"slurm: broken (error 5)"_s;
    QTest::newRow("number") << u"0"_s << u"slurm: an error without a text"_s;
    QTest::newRow("false") << u"false"_s << u"slurm: an error without a text"_s;
    QTest::newRow("control characters") << uR"([{"error": "a\nb\u0000\u007fc"}])"_s << u"slurm: a b  c"_s;
    for (const int number : {1007, 2002, 2010, 6000, 6001, 6010, 9008}) {
        QTest::addRow("auth %d", number) << uR"([{"error": "no", "error_number": %1}])"_s.arg(number)
                                         << u"auth: no (error %1)"_s.arg(number);
    }
    for (const int number : {0, 1006, 1800, 2018, 5004, 5999, 7000, 9000}) {
        QTest::addRow("not auth %d", number)
            << uR"([{"error": "no", "errno": %1}])"_s.arg(number) << u"slurm: no (error %1)"_s.arg(number);
    }
}

// Before the nodes, after them, and without them.
void TestNodesParserInput::reportsSlurmErrors()
{
    QFETCH(QString, errors);
    QFETCH(QString, result);
    const QString nodes = u"\"nodes\": [{\"name\": \"n1\"}]"_s;
    QCOMPARE(outcome(u"{\"errors\": %1, \"x\": \"y\", %2}"_s.arg(errors, nodes).toStdString()), result);
    QCOMPARE(outcome(u"{%2, \"errors\": %1, \"x\": \"y\"}"_s.arg(errors, nodes).toStdString()), result);
    const QString alone = outcome(u"{\"errors\": %1}"_s.arg(errors).toStdString());
    QCOMPARE(alone, result.startsWith(u"name=")
                        ? u"parse: not a node list: the JSON object has no \"nodes\""_s
                        : result);
}

void TestNodesParserInput::boundsSlurmErrors()
{
    const QString text = u"{\"errors\": [{\"error\": \"%1\"}]}"_s.arg(QString(20'000, u'é'));
    QCOMPARE(outcome(text.toStdString()), u"slurm: "_s + QString(150, u'é') + u"…");
}

void TestNodesParserInput::tellsSlurmErrorsBeforeTheEnd()
{
    NodesParser parser;
    QVERIFY(!parser.slurmError());
    QVERIFY(parser.feed(R"({"errors": [{"error": "Protocol authentication error", "error_number": 1007}, )"));
    const PollError expected{PollErrorClass::Auth, "Protocol authentication error (error 1007)", 1007};
    QVERIFY(parser.slurmError() == expected);
    QCOMPARE(outcome(parser.finish()), u"parse: the JSON ends too early, after 78 bytes"_s);
    QVERIFY(parser.slurmError() == expected);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestNodesParserInput)
#include "tst_nodesparserinput.moc"
