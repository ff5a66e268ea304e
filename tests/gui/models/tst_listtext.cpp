// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/listtext.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestListText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsPairs_data();
    void readsPairs();
    void comesBack_data();
    void comesBack();
};

namespace {

// The items, each in angle brackets; or the error.
QString shown(const QString &text)
{
    const auto items = parseListText(text);
    if (!items)
        return items.error();
    QString result;
    for (const std::string &item : *items)
        result += u'<' + toQString(item) + u'>';
    return result;
}

QString shownPairs(const QString &text)
{
    const auto pairs = parsePairsText(text);
    if (!pairs)
        return pairs.error();
    QString result;
    for (const auto &[name, value] : *pairs)
        result += u'<' + toQString(name) + u"><"_s + toQString(value) + u'>';
    return result;
}

} // namespace

void TestListText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("spaces") << u"  "_s << u""_s;
    QTest::newRow("one") << u"gpu"_s << u"<gpu>"_s;
    QTest::newRow("two") << u"gpu,cpu"_s << u"<gpu><cpu>"_s;
    QTest::newRow("spaces around") << u" gpu , cpu "_s << u"<gpu><cpu>"_s;
    QTest::newRow("spaces within") << u"a b, c"_s << u"<a b><c>"_s;
    QTest::newRow("a comma too many") << u"gpu,, cpu,"_s << u"<gpu><cpu>"_s;
    QTest::newRow("comma in quotes") << u"\"gpu[0-9]{1,2}\", cpu"_s << u"<gpu[0-9]{1,2}><cpu>"_s;
    QTest::newRow("comma in a count") << u"gpu[0-9]{1,2}, cpu"_s << u"<gpu[0-9]{1,2}><cpu>"_s;
    QTest::newRow("comma in a class") << u"gpu[1,3],cpu"_s << u"<gpu[1,3]><cpu>"_s;
    QTest::newRow("comma in brackets") << u"(a{1,}|[(,]),cpu"_s << u"<(a{1,}|[(,])><cpu>"_s;
    QTest::newRow("open bracket") << u"gpu[1,cpu"_s << u"<gpu[1><cpu>"_s;
    QTest::newRow("escaped bracket") << u"gpu\\[1,cpu]"_s << u"<gpu\\[1><cpu]>"_s;
    QTest::newRow("bracket before a quote") << u"a(,\"b)\""_s << u"<a(><b)>"_s;
    QTest::newRow("quote in quotes") << u"\"a\"\"b\""_s << u"<a\"b>"_s;
    QTest::newRow("spaces in quotes") << u"\" a \""_s << u"< a >"_s;
    QTest::newRow("empty in quotes") << u"\"\", a"_s << u"<><a>"_s;
    QTest::newRow("backslash") << u"gpu\\d+"_s << u"<gpu\\d+>"_s;
    QTest::newRow("quotes in the middle") << u"a\",\"b"_s << u"<a,b>"_s;
    QTest::newRow("open quote") << u"\"gpu, cpu"_s << u"a quote is not closed: expected another \""_s;
}

void TestListText::reads()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(shown(text), expected);
}

void TestListText::readsPairs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << u""_s << u""_s;
    QTest::newRow("two") << u"team=hpc, rack = r 12"_s << u"<team><hpc><rack><r 12>"_s;
    QTest::newRow("empty value") << u"team="_s << u"<team><>"_s;
    QTest::newRow("equals sign in the value") << u"a=b=c"_s << u"<a><b=c>"_s;
    QTest::newRow("comma in the value") << u"\"a=b,c\", d=e"_s << u"<a><b,c><d><e>"_s;
    QTest::newRow("no value") << u"a=b, team"_s << u"expected name=value, got \"team\""_s;
    QTest::newRow("open quote") << u"a=\"b"_s << u"a quote is not closed: expected another \""_s;
}

void TestListText::readsPairs()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(shownPairs(text), expected);
}

void TestListText::comesBack_data()
{
    QTest::addColumn<QString>("item");
    for (const QString &item :
         {u"gpu"_s, u""_s, u" "_s, u"a,b"_s, u"\""_s, u"\"\""_s, u"a\"b,\" "_s, u"\\"_s, u"a=b"_s, u"a[1"_s,
          u"a(b"_s, u"b]"_s, u"[]"_s, u"a\\[b"_s, u"日本語"_s, u"a\nb"_s})
        QTest::newRow(qPrintable(u'\'' + item + u'\'')) << item;
}

void TestListText::comesBack()
{
    QFETCH(QString, item);
    const std::vector<std::string> items{"x", toStdString(item), "y)]}"};
    QCOMPARE(*parseListText(listText(items)), items);
    const TextPairs pairs{{"x", toStdString(item)}, {"y", "z"}};
    QCOMPARE(*parsePairsText(pairsText(pairs)), pairs);
}

SLURMSD_TEST(TestListText)
#include "tst_listtext.moc"
