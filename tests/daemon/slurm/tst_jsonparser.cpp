// SPDX-License-Identifier: GPL-3.0-or-later
// JsonParser against Boost.JSON's parser: both take the same texts for JSON, and read the same nodes.
#include "tests/daemon/slurm/boostnodes.h"
#include "tests/support/fakecluster.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QtTest>

#include <random>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

std::vector<std::string_view> inPieces(std::string_view text, std::size_t size)
{
    std::vector<std::string_view> pieces;
    for (std::size_t i = 0; i < text.size(); i += size)
        pieces.push_back(text.substr(i, size));
    return pieces;
}

// With everything that JSON has, twice over: members that come again, others, and the same elsewhere.
constexpr std::string_view smallAnswer =
    R"({"meta": {"plugin": {"release": "x"}, "slurm": {"release": "24.11.5", "cluster": "rig"}},
 "nodes": [
  {"x": -1.5e-3, "name": "n1", "state": ["IDLE", "DRAIN"], "cpus": {"set": true, "number": 12}, "y": [null]},
  {"x": -1.5e-3, "name": "n2", "state": ["IDLE", "DRAIN"], "cpus": {"set": true, "number": 12}, "y": [null]},
  {"name": "n3", "x": "\ud83d\ude00\/", "st\u0061te": "down", "cpus": 0, "reason": "a\/b é"}],
 "errors": [ ], "x": {"nodes": [{"name": "no"}]}}
)";

// Keys that are wanted, and others, with values of all types, as an answer may have them in any order.
constexpr std::string_view keys[] = {"name",        "name",     "reason", "state",     "state_flags",
                                     "cpus",        "features", "x",      "boot_time", "comment",
                                     "st\\u0061te", "error",    "y",      "partitions"};
constexpr std::string_view values[] = {"\"n1\"",
                                       "\"n2\"",
                                       "\"a\\/b\"",
                                       "\"\"",
                                       "7",
                                       "-0.5e1",
                                       "18446744073709551616",
                                       "{\"set\": true, \"infinite\": false, \"number\": 7}",
                                       "{\"set\": false, \"infinite\": false, \"number\": 8}",
                                       "[\"IDLE\", \"DRAIN\"]",
                                       "[\"IDLE\"]",
                                       "[]",
                                       "[{\"name\": \"in\", \"cpus\": [1, {}]}]",
                                       "null",
                                       "true"};

class AnswerMaker
{
public:
    explicit AnswerMaker(unsigned seed)
        : m_random(seed)
    {}

    std::string answer()
    {
        std::string text = "{";
        for (const char *key : {"nodes", "errors", "warnings", "meta"}) {
            if (below(4) > 0 || text == "{")
                text += (text.size() > 1 ? ", \"" : "\"") + std::string(key) + "\": " + list(key[0]);
        }
        return text + "}";
    }

private:
    std::size_t below(std::size_t limit) { return m_random() % limit; }

    // Objects with the same keys mostly, of which now and then one is missing or another one is there.
    std::string list(char first)
    {
        if (first == 'm')
            return R"({"plugin": {"release": "p"}, "slurm": {"release": "s", "cluster": "c"}})";
        std::vector<std::string_view> shape;
        for (std::size_t i = 0; i < 2 + below(6); ++i)
            shape.push_back(keys[below(std::size(keys))]);
        std::string text = "[";
        const std::size_t count = first == 'e' ? below(2) : 1 + below(8);
        for (std::size_t i = 0; i < count; ++i)
            text += (i > 0 ? ",\n  " : "") + object(shape);
        return text + "]";
    }

    std::string object(const std::vector<std::string_view> &shape)
    {
        std::string text = "{";
        const auto add = [&](std::string_view key, std::string_view value) {
            text.append(text.size() > 1 ? ",\n    \"" : "\n    \"").append(key).append("\": ").append(value);
        };
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (below(12) == 0)
                add(keys[below(std::size(keys))], values[below(std::size(values))]);
            if (below(12) > 0)
                add(shape[i], values[(i + below(3)) % std::size(values)]);
        }
        return text + "\n  }";
    }

    std::mt19937 m_random;
};

} // namespace

class TestJsonParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsBoostDoes_data();
    void readsAsBoostDoes();
    void cutAnywhereReadsTheSame();
    void changedTextsAreJudgedAsByBoost_data();
    void changedTextsAreJudgedAsByBoost();
    void answersOfAnyShapeAreReadAsByBoost();
    void keepsSomeMembersOnly_data();
    void keepsSomeMembersOnly();
    void takesAnyExponent();
};

void TestJsonParser::readsAsBoostDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("small") << QByteArray(smallAnswer.data(), static_cast<qsizetype>(smallAnswer.size()));
    for (const int version : {36, 37, 40, 46}) {
        const std::string text = FakeCluster::text({.nodes = 300, .apiVersion = version});
        QTest::addRow("v0.0.%d", version) << QByteArray::fromStdString(text);
    }
    for (const char *text : {"21000", "21000 ", "null", "\"nodes\"", "[]", "{}", ""})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("nodes' keys in errors")
        << QByteArray(R"({"nodes": [{"error": "a", "name": "n1"}, {"error": "a", "name": "n1"}],
                          "errors": [{"error": "a", "name": "n1"}, {"error": "a", "name": "n1"}]})");
    QTest::newRow("errors' keys in nodes")
        << QByteArray(R"({"errors": [{"error": "a", "name": "n1"}, {"error": "a", "name": "n1"}],
                          "nodes": [{"error": "a", "name": "n1"}, {"error": "a", "name": "n1"}]})");
    QTest::newRow("objects that are no elements")
        << QByteArray(R"({"meta": {"plugin": {"release": "1", "x": 1}, "slurm": {"release": "1", "x": 1}}})");
    QTest::newRow("a member twice") << QByteArray(
        R"({"nodes": [{"name": "a", "name": "b", "name": "c"}, {"name": "a", "name": "d"}]})");
    QTest::newRow("the last member is the next node's first") << QByteArray(
        R"({"nodes": [{"name": "a", "cpus": 1},{"cpus": 1, "name": "b"},{"cpus": 1,"name":""}]})");
    QTest::newRow("depths") << QByteArray("{\"nodes\": [{\"x\": ") + QByteArray(29, '[') +
                                   QByteArray(29, ']') + "}]}";
    QTest::newRow("a level more") << QByteArray("{\"nodes\": [{\"x\": ") + QByteArray(30, '[') +
                                         QByteArray(30, ']') + "}]}";
}

void TestJsonParser::readsAsBoostDoes()
{
    QFETCH(QByteArray, text);
    const std::string all = text.toStdString();
    const JudgedNodes expected = judgedByBoost(all);
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{7}, std::size_t{16}, std::size_t{1000}, all.size()})
        QVERIFY(judged(inPieces(all, size)) == expected);
}

void TestJsonParser::cutAnywhereReadsTheSame()
{
    const JudgedNodes expected = judgedByBoost(smallAnswer);
    QVERIFY(expected.isJson);
    QCOMPARE(expected.snapshot->nodes.size(), 3U);
    for (std::size_t i = 0; i <= smallAnswer.size(); ++i) {
        for (std::size_t j = i; j <= smallAnswer.size(); ++j) {
            const JudgedNodes cut =
                judged({smallAnswer.substr(0, i), smallAnswer.substr(i, j - i), smallAnswer.substr(j)});
            QVERIFY2(cut == expected, qPrintable(u"cut at %1 and %2"_s.arg(i).arg(j)));
        }
    }
}

void TestJsonParser::changedTextsAreJudgedAsByBoost_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const char c : std::string_view("\"\\{}[],:019-+.eEtfnu/ \n\t\x1f\x7f\x80\xff"))
        QTest::addRow("0x%02x", static_cast<unsigned char>(c)) << QByteArray(1, c);
    QTest::newRow("NUL") << QByteArray(1, '\0');
    QTest::newRow("nothing") << QByteArray();
    for (const char *bytes : {"\\u", "\\ud800", "\\udc00", "null", "{}", "[]", "\"x\": ", "\"x\": 1,"})
        QTest::newRow(bytes) << QByteArray(bytes);
}

// In place of each byte, and in front of it; cut there, too.
void TestJsonParser::changedTextsAreJudgedAsByBoost()
{
    QFETCH(QByteArray, bytes);
    for (std::size_t i = 0; i < smallAnswer.size(); ++i) {
        for (const std::size_t left : {i, i + 1}) {
            std::string text(smallAnswer.substr(0, i));
            text += bytes.toStdString();
            text += smallAnswer.substr(left);
            const std::string_view all = text;
            const JudgedNodes expected = judgedByBoost(text);
            QVERIFY2(judged({all}) == expected, text.c_str());
            QVERIFY2(judged({all.substr(0, i), all.substr(i)}) == expected, text.c_str());
            QVERIFY2(judged(inPieces(all, 19)) == expected, text.c_str());
        }
    }
}

void TestJsonParser::answersOfAnyShapeAreReadAsByBoost()
{
    for (unsigned seed = 0; seed < 3000; ++seed) {
        const std::string text = AnswerMaker(seed).answer();
        const JudgedNodes expected = judgedByBoost(text);
        QVERIFY2(expected.isJson, text.c_str());
        QVERIFY2(judged({text}) == expected, text.c_str());
        QVERIFY2(judged(inPieces(text, 1 + seed % 97)) == expected, text.c_str());
    }
}

void TestJsonParser::keepsSomeMembersOnly_data()
{
    QTest::addColumn<int>("keyCount");
    QTest::addColumn<int>("keyLength");
    QTest::addColumn<int>("valueLength");
    QTest::newRow("600 keys") << 600 << 8 << 8;
    QTest::newRow("long keys") << 3 << 5000 << 8;
    QTest::newRow("long values") << 3 << 8 << 5000;
}

// The same is read where more comes than is kept, and where no value comes again.
void TestJsonParser::keepsSomeMembersOnly()
{
    QFETCH(int, keyCount);
    QFETCH(int, keyLength);
    QFETCH(int, valueLength);
    QString text = u"{\"nodes\": ["_s;
    for (int node = 0; node < 200; ++node) {
        text += u"{\"name\": \"n%1\", "_s.arg(node);
        for (int key = 0; key < keyCount; ++key) {
            text += u"\"%1\": \"%2\", "_s.arg(key, keyLength, 10, QChar(u'x'))
                        .arg(node % (key + 2), valueLength, 10, QChar(u'y'));
        }
        text += u"\"comment\": \"%1\"},"_s.arg(node % 10 == 0 ? node : 7);
    }
    text += u"null]}"_s;
    const std::string all = text.toStdString();
    const JudgedNodes expected = judgedByBoost(all);
    QVERIFY(expected.isJson);
    QCOMPARE(expected.snapshot->nodes.size(), 200U);
    QVERIFY(judged({all}) == expected);
    QVERIFY(judged(inPieces(all, 4096)) == expected);
}

// Of which old releases of Boost.JSON refuse some.
void TestJsonParser::takesAnyExponent()
{
    const std::string exponent(30, '9');
    for (const char *sign : {"", "+", "-"}) {
        const std::string text = R"({"nodes": [{"name": "n1", "cpus": 1e)" + (sign + exponent) + "}]}";
        const JudgedNodes nodes = judged({text});
        QVERIFY(nodes.isJson);
        QCOMPARE(nodeTexts(*nodes.snapshot), QStringList{u"name=n1 class=unknown"_s});
    }
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJsonParser)
#include "tst_jsonparser.moc"
