// SPDX-License-Identifier: GPL-3.0-or-later
// The parser and JSON itself (RFC 8259), by the classes of cases that the JSONTestSuite has made known: what
// every parser must accept, what every parser must reject, and what is left to it (there it must not crash,
// and give the same however the text is cut).
#include "daemon/slurm/nodesparser.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

namespace {

enum class Verdict : unsigned char { Accepted, Rejected };

Verdict judge(const QByteArray &text, std::size_t step)
{
    NodesParser parser;
    const std::string_view all(text.constData(), static_cast<std::size_t>(text.size()));
    for (std::size_t i = 0; i < all.size(); i += step)
        parser.feed(all.substr(i, step));
    const auto nodes = parser.finish();
    return nodes && (*nodes)->nodes.size() == 1 && (*nodes)->nodes[0].name == "n1" ? Verdict::Accepted
                                                                                   : Verdict::Rejected;
}

// A node list in which the text is a value that no node needs.
QByteArray asValue(const QByteArray &text) { return R"({"nodes":[{"name":"n1","x":)" + text + "}]}"; }

QByteArray asString(const QByteArray &text) { return asValue('"' + text + '"'); }

const QByteArray list = asValue("0");

void addRow(const char *name, const QByteArray &document) { QTest::newRow(name) << document; }

QByteArray bytes(std::initializer_list<int> values)
{
    QByteArray text;
    for (const int value : values)
        text += static_cast<char>(value);
    return text;
}

} // namespace

class TestJsonClasses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void rejects_data();
    void rejects();
    void decides_data();
    void decides();
};

void TestJsonClasses::accepts_data()
{
    QTest::addColumn<QByteArray>("document");
    // Numbers
    for (const char *number : {"0",          "-0",   "1",
                               "-1",         "123",  "0.5",
                               "-0.5",       "1.25", "1e3",
                               "1E3",        "1e+3", "1e-3",
                               "1E+3",       "0e1",  "0e+1",
                               "123.456e78", "1e-2", "20e1",
                               "123123e100", "-123", "0.000000000000000000000000000000000000000000000001"})
        addRow(number, asValue(number));
    // Literals and structures
    for (const char *value : {"true",
                              "false",
                              "null",
                              "[]",
                              "[[]]",
                              "{}",
                              "[1,2,3]",
                              "[ ]",
                              "[null, 1, \"1\", {}]",
                              "[1,null,null,null,2]",
                              "[\"\"]",
                              "{\"a\":[]}",
                              "{\"\":0}",
                              "{\"a\":\"b\",\"a\":\"c\"}",
                              "{\"a\":\"b\",\"a\":\"b\"}",
                              "{\"min\": -1.0e+28, \"max\": 1.0e+28}",
                              "[1\n]",
                              " [1]",
                              "[2] ",
                              "\t[\r\n]\n",
                              "{\n\"a\": \"b\"\n}",
                              "[[[[[[[[]]]]]]]]",
                              "{\"a\":{\"b\":{\"c\":{}}}}"})
        addRow(value, asValue(value));
    // Strings
    for (const char *text : {"",
                             " ",
                             "\\\"",
                             "\\\\",
                             "\\/",
                             "\\b\\f\\n\\r\\t",
                             "\\u0060",
                             "\\u0123",
                             "\\u012a",
                             "\\u0000",
                             "\\u000A",
                             "\\uD801\\udc37",
                             "\\ud83d\\ude39\\ud83d\\udc8d",
                             "\\uFFFF",
                             "\\uDBFF\\uDFFF",
                             "\\\\u0000",
                             "\\\\n",
                             "/* not a comment */",
                             "a/b",
                             "a'b",
                             "\\uFFFE",
                             "\\u200B",
                             "\\u2064",
                             "\\uFDD0",
                             "//"})
        addRow(text, asString(text));
    addRow("two bytes", asString("\xc3\xa9"));
    addRow("three bytes", asString("\xe2\x82\xac"));
    addRow("four bytes", asString("\xf0\x9d\x84\x9e"));
    addRow("DEL", asString("\x7f"));
    addRow("U+2028", asString("\xe2\x80\xa8"));
    addRow("U+1FFFF", asString("\xf0\x9b\xbf\xbf"));
    addRow("U+10FFFF", asString("\xf4\x8f\xbf\xbf"));
    addRow("escaped key", asValue("{\"\\u0000\\n\":1}"));
    addRow("long string", asString(QByteArray(100'000, 'x')));
    // White space around the document
    addRow("space before", " \n\r\t" + list);
    addRow("space behind", list + " \n\r\t");
}

void TestJsonClasses::accepts()
{
    QFETCH(QByteArray, document);
    QVERIFY(judge(document, 1'000'000) == Verdict::Accepted);
    QVERIFY(judge(document, 1) == Verdict::Accepted);
}

void TestJsonClasses::rejects_data()
{
    QTest::addColumn<QByteArray>("document");
    // Numbers
    for (const char *number :
         {"-",    "+1",    "++1",   "--1",  "-01",     "01",        "012",      "-012",  "00",          "1.",
          "-2.",  "2.e3",  "2.e+3", ".1",   "-.1",     ".2e-3",     "0.e1",     "1e",    "1e+",         "1E",
          "1E-",  "0e",    "0e+",   "1.0e", "1.0e-",   "1eE2",      "9.e+",     "0.1.2", "0.3e",        "0x1",
          "0x42", "1_000", "1 000", "1+2",  "Inf",     "-Infinity", "Infinity", "NaN",   "-NaN",        "nan",
          "-foo", "- 1",   "1a",    "1ea",  "0.1e2.3", "0,1x",      "-1x",      "1e1e1", "\xef\xbc\x91"})
        addRow(number, asValue(number));
    // Literals
    for (const char *literal :
         {"tru", "fals", "nul", "True", "TRUE", "Null", "nulll", "truefalse", "undefined", "none", "a",
          "\xc3\xa5", "*", "<null>", "[u0041]", "'a'", "`a`", "\\u0061"})
        addRow(literal, asValue(literal));
    // Arrays
    for (const char *array :
         {"[1 true]",   "[1,]", "[1,,2]", "[,1]",        "[,]",    "[,,]", "[1:2]", "[\"a\":1]",
          "[1",         "[",    "]",      "[1]]",        "[[1]",   "[1}",  "[x]",   "[\"\",]",
          "[1,\n1\n,1", "[{}",  "[3[4]]", "[a\xc3\xa5]", "[1,2,3", "[*]",  "[1;2]"})
        addRow(array, asValue(array));
    // Objects
    for (const char *object : {"{\"a\"}",
                               "{\"a\":}",
                               "{\"a\" 1}",
                               "{a:1}",
                               "{'a':1}",
                               "{1:1}",
                               "{null:1}",
                               "{\"a\":1,}",
                               "{,}",
                               "{\"a\":1,,\"b\":2}",
                               "{\"a\"::1}",
                               "{\"a\":1:2}",
                               "{\"a\" \"b\"}",
                               "{\"a\":1 \"b\":2}",
                               "{",
                               "{\"a\"",
                               "{\"a\":",
                               "{\"a\":1",
                               "{\"a\":1]",
                               "{\"a\":1}}",
                               "{[]:1}",
                               "{{}:1}",
                               "{\"a\":1 b}",
                               "{\"a\":tru}",
                               "{\"a\":/**/1}",
                               "{\"a\":1/*",
                               "{\"a\":1}//",
                               "{\"a\":1}#",
                               "{\"a\":1;\"b\":2}"})
        addRow(object, asValue(object));
    // Strings
    for (const char *text : {"\\", "\\x00", "\\a", "\\'", "\\u", "\\u1", "\\u12", "\\u123", "\\uqqqq",
                             "\\u00A", "\\U0041", "\\ ", "\\\xf0\x9f\x8c\x80", "\\v", "\\e", "\\0", "\\8"})
        addRow(text, asString(text));
    addRow("no end", asValue("\"a"));
    addRow("no begin", asValue("a\""));
    addRow("two", asValue("\"a\"\"b\""));
    addRow("line feed", asString("a\nb"));
    addRow("tab", asString("\t"));
    addRow("carriage return", asString("\r"));
    addRow("NUL", asString(bytes({'a', 0, 'b'})));
    addRow("escape character", asString("\x1b"));
    // White space that is none
    addRow("form feed", asValue("\f1"));
    addRow("vertical tab", asValue("\v1"));
    addRow("no-break space", asValue("\xc2\xa0"
                                     "1"));
    addRow("word joiner", asValue("\xe2\x81\xa0"
                                  "1"));
    addRow("line separator", asValue("\xe2\x80\xa8"
                                     "1"));
    // The document as a whole
    addRow("nothing", "");
    addRow("space", " ");
    addRow("NUL behind", list + bytes({0}));
    addRow("letters behind", list + "x");
    addRow("comma behind", list + ',');
    addRow("bracket behind", list + ']');
    addRow("brace behind", list + '}');
    addRow("quote behind", list + '"');
    addRow("comment behind", list + "/**/");
    addRow("line comment behind", list + "//");
    addRow("hash behind", list + "#x");
    addRow("two documents", list + list);
    addRow("two documents on two lines", list + '\n' + list);
    addRow("letters before", 'x' + list);
    addRow("comment before", "/**/" + list);
    addRow("UTF-16", bytes({0xff, 0xfe, '{', 0, '}', 0}));
    addRow("half a byte order mark", bytes({0xef, 0xbb}) + list);
    addRow("JSON in a string", '"' + list + '"');
    addRow("HTML", "<html>" + list + "</html>");
    addRow("brackets without end", QByteArray(100'000, '['));
    addRow("objects without end", QByteArray("{\"a\":").repeated(50'000));
    for (const char *junk :
         {"{", "[", "}", "]", ",", ":", "\"", "\\", "{}", "[]", "null", "true", "1", "\"nodes\"",
          "{\"nodes\"", "{\"nodes\":", "{\"nodes\":[", "{\"nodes\":[{\"name\":\"n1\""})
        addRow(junk, junk);
}

void TestJsonClasses::rejects()
{
    QFETCH(QByteArray, document);
    QVERIFY(judge(document, 1'000'000) == Verdict::Rejected);
    QVERIFY(judge(document, 1) == Verdict::Rejected);
}

void TestJsonClasses::decides_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<bool>("isAccepted"); // what was decided
    const auto row = [](const char *name, const QByteArray &document, bool isAccepted) {
        QTest::newRow(name) << document << isAccepted;
    };
    row("byte order mark", "\xef\xbb\xbf" + list, false);
    row("huge exponent", asValue("1e9999"), true);
    row("huge negative exponent", asValue("-1e9999"), true);
    row("tiny exponent", asValue("1e-9999"), true);
    row("endless exponent", asValue("0.4e" + QByteArray(100, '0') + "669999999999999999"), true);
    row("huge integer", asValue(QByteArray(1000, '9')), true);
    row("over 64 bits", asValue("18446744073709551616"), true);
    row("under 64 bits", asValue("-9223372036854775809"), true);
    row("many digits", asValue("1." + QByteArray(10'000, '1')), true);
    row("16 levels", asValue(QByteArray(16, '[') + QByteArray(16, ']')), true);
    row("500 levels", asValue(QByteArray(500, '[') + QByteArray(500, ']')), false);
    // Bytes that are no UTF-8 become U+FFFD: a node must not get lost for its comment.
    row("lone continuation", asString("\x81"), true);
    row("overlong", asString("\xc0\xaf"), true);
    row("overlong long", asString("\xfc\x80\x80\x80\x80\x80"), true);
    row("truncated", asString("\xe0\xff"), true);
    row("Latin-1", asString("\xe9"), true);
    row("surrogate in UTF-8", asString("\xed\xa0\x80"), true);
    row("beyond U+10FFFF", asString("\xf4\xbf\xbf\xbf"), true);
    // Half a surrogate pair cannot be repaired by looking at one byte at a time.
    for (const char *text : {"\\uDADA", "\\ud888\\u1234", "\\uD800\\n", "\\uDd61", "\\uD800abc", "\\uDFAA",
                             "\\uDd1e\\uD834", "\\uD800\\uD800\\u0078"})
        row(text, asString(text), false);
}

void TestJsonClasses::decides()
{
    QFETCH(QByteArray, document);
    QFETCH(bool, isAccepted);
    const Verdict expected = isAccepted ? Verdict::Accepted : Verdict::Rejected;
    QVERIFY(judge(document, 1'000'000) == expected);
    QVERIFY(judge(document, 1) == expected);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJsonClasses)
#include "tst_jsonclasses.moc"
