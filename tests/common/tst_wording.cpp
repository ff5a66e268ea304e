// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/wording.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <array>

using namespace slurmsd;
using namespace Qt::StringLiterals;

class TestWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotes_data();
    void quotes();
    void quotesHalfACharacter();
    void suggests_data();
    void suggests();
    void groupsDigits();
};

void TestWording::quotes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("empty") << u""_s << u"\"\""_s;
    QTest::newRow("plain") << u"99999"_s << u"\"99999\""_s;
    QTest::newRow("control characters") << u"a\nb\tc\rd\u0001\u007f"_s << u"\"a\\nb\\tc\\rd\\x01\\x7f\""_s;
    QTest::newRow("of terminals") << u"a\u009b2J"_s << u"\"a\\u009b2J\""_s;
    QTest::newRow("of the direction") << u"\u202Eä\u2066"_s << u"\"\\u202eä\\u2066\""_s;
    QTest::newRow("60 bytes") << QString(60, u'a') << u'"' + QString(60, u'a') + u'"';
    QTest::newRow("61 bytes") << QString(61, u'a') << u'"' + QString(60, u'a') + u"…\""_s;
    QTest::newRow("cut before a character")
        << QString(59, u'a') + u"äa"_s << u'"' + QString(59, u'a') + u"…\""_s;
    QTest::newRow("cut behind a character")
        << QString(58, u'a') + u"äa"_s << u'"' + QString(58, u'a') + u"ä…\""_s;
}

void TestWording::quotes()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(slurmsd::inQuotes(text.toStdString())), expected);
}

// Bytes that are not UTF-8 are left as they are, and nothing behind the end is read (a fuzzer's find).
void TestWording::quotesHalfACharacter()
{
    QCOMPARE(slurmsd::inQuotes("a\xc2"), std::string("\"a\xc2\""));
    QCOMPARE(slurmsd::inQuotes("a\xe2\x80"), std::string("\"a\xe2\x80\""));
    QCOMPARE(slurmsd::inQuotes("a\xc2\n"), std::string("\"a\xc2\\n\""));
}

void TestWording::suggests_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("swapped letters") << u"update_intervla"_s << u"did you mean \"update_interval\"?"_s;
    QTest::newRow("swapped letters of a short name") << u"prot"_s << u"did you mean \"port\"?"_s;
    QTest::newRow("left out") << u"prt"_s << u"did you mean \"port\"?"_s;
    QTest::newRow("one too many") << u"ports"_s << u"did you mean \"port\"?"_s;
    QTest::newRow("dash") << u"update-interval"_s << u"did you mean \"update_interval\"?"_s;
    QTest::newRow("far from all") << u"colour"_s << u"known are: name, port, update_interval"_s;
    QTest::newRow("empty") << u""_s << u"known are: name, port, update_interval"_s;
    QTest::newRow("long") << QString(1'000'000, u'p') << u"known are: name, port, update_interval"_s;
}

void TestWording::suggests()
{
    QFETCH(QString, name);
    QFETCH(QString, expected);
    const std::array<std::string_view, 3> known{"name", "port", "update_interval"};
    QCOMPARE(QString::fromStdString(suggestion(name.toStdString(), known)), expected);
}

void TestWording::groupsDigits()
{
    QCOMPARE(groupedDigits(0), "0");
    QCOMPARE(groupedDigits(999), "999");
    QCOMPARE(groupedDigits(1000), "1,000");
    QCOMPARE(groupedDigits(65'536), "65,536");
    QCOMPARE(groupedDigits(123'456'789), "123,456,789");
}

SLURMSD_TEST(TestWording)
#include "tst_wording.moc"
