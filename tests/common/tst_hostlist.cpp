// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/hostlist.h"
#include "common/node.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

std::vector<std::string> split(const QString &names)
{
    std::vector<std::string> list;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts))
        list.push_back(name.toStdString());
    return list;
}

template <typename Strings>
QString joined(const Strings &strings)
{
    QString text;
    for (const auto &string : strings)
        text +=
            (text.isEmpty() ? u""_s : u" "_s) + QString::fromUtf8(string.data(), qsizetype(string.size()));
    return text;
}

std::string fold(const std::vector<std::string> &names)
{
    const std::vector<std::string_view> views(names.begin(), names.end());
    return foldHostlist(views);
}

std::vector<std::string> numbered(const char *format, int count)
{
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i)
        names.push_back(QString::asprintf(format, i).toStdString());
    return names;
}

} // namespace

class TestHostlist : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expands_data();
    void expands();
    void refuses_data();
    void refuses();
    void refusesControlCharacters();
    void expandsAsManyAsSlurmHas();
    void countsMoreThanThat_data();
    void countsMoreThanThat();
    void limitsNames();
    void folds_data();
    void folds();
    void foldsManyNames_data();
    void foldsManyNames();
};

void TestHostlist::refusesControlCharacters()
{
    QCOMPARE(expandHostlist("a\rb").error(), "hostlist \"a\\rb\", character 2: a control character");
    QCOMPARE(expandHostlist("a,b\x7f").error(), "hostlist \"a,b\\x7f\", character 4: a control character");
}

void TestHostlist::expands_data()
{
    QTest::addColumn<QString>("hostlist");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *hostlist, const char *names) {
        QTest::newRow(hostlist) << QString::fromUtf8(hostlist) << QString::fromUtf8(names);
    };
    // Each as `scontrol show hostnames` of Slurm 22.05.8 expands it.
    row("login1", "login1");
    row("a,b,c", "a b c");
    row("a[1-10]", "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10");
    row("a[07-10]", "a07 a08 a09 a10");
    row("a[001-003]", "a001 a002 a003");
    row("a[98-101]", "a98 a99 a100 a101");
    row("a[098-101]", "a098 a099 a100 a101");
    row("a[01-003]", "a01 a02 a03");
    row("a[01-2]", "a01 a02");
    row("a[007]", "a007");
    row("a[5,5]", "a5 a5");
    row("a[3,1-2]", "a3 a1 a2");
    row("a[1-3,07-10]", "a1 a2 a3 a07 a08 a09 a10");
    row("a[1-2][3-4]", "a13 a14 a23 a24");
    row("r[1-2]n[01-03]", "r1n01 r1n02 r1n03 r2n01 r2n02 r2n03");
    row("a[1-2]-[3-4]", "a1-3 a1-4 a2-3 a2-4");
    row("[1-3]", "1 2 3");
    row("1[1-2]", "11 12");
    row("b2,a[1-2],b2", "b2 a1 a2 b2");
    row("a[0-0]", "a0");
    // As people paste them.
    row("a1, a2", "a1 a2");
    row("a[1-2],", "a1 a2");
    row("a[1-2], b[3]", "a1 a2 b3");
    row(",a", "a");
    row("a,,b", "a b");
    row("a b", "a b");
    row("a ,b", "a b");
    row("a\nb\n", "a b");
    row("\ta\tb ", "a b");
    row("a[1-2] [3-4]", "a1 a2 3 4");
    // A suffix, which that release does not take.
    row("a[1-3,07-10]b", "a1b a2b a3b a07b a08b a09b a10b");
    row("a[1-2][3-4]x[5-6]y,c", "a13x5y a13x6y a14x5y a14x6y a23x5y a23x6y a24x5y a24x6y c");
    row("gpu[1-2].example.org", "gpu1.example.org gpu2.example.org");
    row("a[999999999999999998-999999999999999999]", "a999999999999999998 a999999999999999999");
    row("knöten[1-2]", "knöten1 knöten2");
}

void TestHostlist::expands()
{
    QFETCH(QString, hostlist);
    QFETCH(QString, names);
    const auto expanded = expandHostlist(hostlist.toStdString());
    QVERIFY2(expanded, expanded ? "" : expanded.error().c_str());
    QCOMPARE(joined(*expanded), names);
    QCOMPARE(*countHostlist(hostlist.toStdString()), expanded->size());
    const auto first = firstOfHostlist(hostlist.toStdString());
    QVERIFY(first.hasValue());
    QCOMPARE(joined(std::vector{*first}), joined(split(names)).section(u' ', 0, 0));
}

void TestHostlist::refuses_data()
{
    QTest::addColumn<QString>("hostlist");
    QTest::addColumn<QString>("error"); // behind the hostlist
    const auto row = [](const char *hostlist, const char *error) {
        QTest::newRow(hostlist) << QString::fromUtf8(hostlist) << QString::fromUtf8(error);
    };
    row("", "character 1: expected a name, got nothing");
    row(",", "character 2: expected a name, got nothing");
    row(" , ", "character 4: expected a name, got nothing");
    row("a[1", "character 2: \"[\" without \"]\"");
    row("a[", "character 2: \"[\" without \"]\"");
    row("a[1,", "character 2: \"[\" without \"]\"");
    row("a[1-", "character 2: \"[\" without \"]\"");
    row("b[1-2],a[1-2", "character 9: \"[\" without \"]\"");
    row("a1]", "character 3: \"]\" without \"[\"");
    row("a[1]]", "character 5: \"]\" without \"[\"");
    row("a]b[", "character 2: \"]\" without \"[\"");
    row("a[1[2]]", "character 4: expected \",\", \"-\" or \"]\", got \"[\"");
    row("a[]", "character 3: expected a number, got \"]\"");
    row("a[1,]", "character 5: expected a number, got \"]\"");
    row("a[,1]", "character 3: expected a number, got \",\"");
    row("a[1,,2]", "character 5: expected a number, got \",\"");
    row("a[1-]", "character 5: expected a number, got \"]\"");
    row("a[-1]", "character 3: expected a number, got \"-\"");
    row("a[x]", "character 3: expected a number, got \"x\"");
    row("a[ä]", "character 3: expected a number, got \"ä\"");
    row("ä[x]", "character 3: expected a number, got \"x\"");
    row("a[1-2-3]", "character 6: expected \",\", \"-\" or \"]\", got \"-\"");
    row("a[1:3]", "character 4: expected \",\", \"-\" or \"]\", got \":\"");
    row("a[1-9/2]", "character 6: expected \",\", \"-\" or \"]\", got \"/\"");
    row("a[1 -2]", "character 4: expected \",\", \"-\" or \"]\", got \" \"");
    row("a[3-1]", "character 3: expected a range that counts up, got \"3-1\"");
    row("a[1,09-8]", "character 5: expected a range that counts up, got \"09-8\"");
    row("a[1, 2]", "character 5: expected a number, got \" \"");
    row("a[1 ,2]", "character 4: expected \",\", \"-\" or \"]\", got \" \"");
    row("a[ 1]", "character 3: expected a number, got \" \"");
    row("a[1-2 ]", "character 6: expected \",\", \"-\" or \"]\", got \" \"");
    row("a[1000000000000000000]", "character 3: a number over 999999999999999999");
    row("a[1-99999999999999999999]", "character 5: a number over 999999999999999999");
    row("a[1-99999999999]", "character 2: more than 65536 names");
    row("a[0-999999999999999999,0-999999999999999999]", "character 2: more than 65536 names");
    row("a[1-60000][1-60000]", "character 11: more than 65536 names");
    row("a[1-60000],b[1-60000]", "character 12: more than 65536 names");
}

void TestHostlist::refuses()
{
    QFETCH(QString, hostlist);
    QFETCH(QString, error);
    const auto expanded = expandHostlist(hostlist.toStdString());
    QVERIFY(!expanded);
    QCOMPARE(QString::fromStdString(expanded.error()), u"hostlist \"%1\", "_s.arg(hostlist) + error);
    QCOMPARE(countHostlist(hostlist.toStdString()).error(), expanded.error());
}

void TestHostlist::expandsAsManyAsSlurmHas()
{
    const auto names = expandHostlist("a[1-256]n[001-256]");
    QVERIFY(names);
    QCOMPARE(names->size(), std::size_t{65'536});
    QCOMPARE(names->front(), "a1n001");
    QCOMPARE(names->back(), "a256n256");
    QCOMPARE(*countHostlist("a[1-65536]"), std::size_t{65'536});
    QVERIFY(!countHostlist("a[0-65536]"));
    QVERIFY(!countHostlist("a[1-65536],b"));
}

// These would be terabytes.
void TestHostlist::countsMoreThanThat_data()
{
    QTest::addColumn<QString>("hostlist");
    QTest::newRow("brackets") << u"a"_s + u"[1-65536]"_s.repeated(20);
    QTest::newRow("ranges") << u"a["_s + u"1-65536,"_s.repeated(10'000) + u"1]"_s;
    QTest::newRow("items") << u"a[1-65536],"_s.repeated(10'000) + u"a"_s;
    QTest::newRow("names") << u"a,"_s.repeated(500'000) + u"a"_s;
}

void TestHostlist::countsMoreThanThat()
{
    QFETCH(QString, hostlist);
    const auto expanded = expandHostlist(hostlist.toStdString());
    QVERIFY(!expanded);
    QVERIFY(expanded.error().ends_with(": more than 65536 names"));
}

void TestHostlist::limitsNames()
{
    const std::string longest(250, 'a');
    QCOMPARE(expandHostlist(longest + "[99999-99999]")->front(), longest + "99999");
    QCOMPARE(expandHostlist(longest + "[00001]")->front(), longest + "00001");
    for (const std::string &tooLong :
         {longest + "[99999-100000]", longest + "[000001-2]", longest + "[1-2]aaaaa", longest + longest}) {
        const auto expanded = expandHostlist(tooLong);
        QVERIFY(!expanded);
        QVERIFY2(expanded.error().ends_with("character 1: a name of more than 255 bytes"),
                 expanded.error().c_str());
    }
}

void TestHostlist::folds_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("hostlist");
    const auto row = [](const char *names, const char *hostlist) {
        QTest::newRow(names) << QString::fromUtf8(names) << QString::fromUtf8(hostlist);
    };
    row("", "");
    row("a", "a");
    row("a1", "a1");
    row("a1 a2 a3", "a[1-3]");
    row("a2 a1 a2", "a[1-2]");
    row("a1 a3", "a[1,3]");
    row("n9 n10 n11", "n[9-11]");
    row("n09 n10", "n[09-10]");
    row("n099 n100 n101", "n[099-101]");
    row("n99 n0100", "n[99,0100]");
    row("n99 n100 n0100 n0101", "n[99,0100,100,0101]");
    row("a01 a1 a2 a02", "a[01,1,02,2]");
    row("a0 a00 a000", "a[0,00,000]");
    row("gpu001 gpu002 login1", "gpu[001-002],login1");
    row("login1 login login2", "login,login[1-2]");
    row("r1n1 r1n2 r2n1 r2n2", "r1n[1-2],r2n[1-2]");
    row("1 2 3", "[1-3]");
    row("1a 2a 3a", "1a,2a,3a");
    row("a1b a2b", "a1b,a2b");
    row("1a1 1a2", "1a[1-2]");
    row("a-1 a-2", "a-[1-2]");
    row("a999999999999999999 a1000000000000000000", "a999999999999999999,a1000000000000000000");
    row("a99999999999999999999999 a99999999999999999999998",
        "a99999999999999999999998,a99999999999999999999999");
}

void TestHostlist::folds()
{
    QFETCH(QString, names);
    QFETCH(QString, hostlist);
    std::vector<std::string> list = split(names);
    QCOMPARE(QString::fromStdString(fold(list)), hostlist);

    std::ranges::sort(list, [](const auto &l, const auto &r) { return compareNaturally(l, r) < 0; });
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (!list.empty())
        QCOMPARE(joined(*expandHostlist(hostlist.toStdString())), joined(list));
}

void TestHostlist::foldsManyNames_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("hostlist"); // empty: too long to write down
    QTest::newRow("plain") << u"n%d"_s << u"n[0-65535]"_s;
    QTest::newRow("padding that is outgrown") << u"n%03d"_s << u"n[000-65535]"_s;
    QTest::newRow("no prefix") << u"%d"_s << u"[0-65535]"_s;
    QTest::newRow("suffix") << u"n%d-ib"_s << QString();
}

void TestHostlist::foldsManyNames()
{
    QFETCH(QString, format);
    QFETCH(QString, hostlist);
    const std::vector<std::string> names = numbered(format.toLatin1().constData(), 65'536);
    std::vector<std::string> reversed(names.rbegin(), names.rend());
    reversed.push_back(names.front());
    const std::string folded = fold(reversed);
    if (!hostlist.isEmpty())
        QCOMPARE(QString::fromStdString(folded), hostlist);
    QVERIFY(*expandHostlist(folded) == names);
}

SLURMSD_TEST(TestHostlist)
#include "tst_hostlist.moc"
