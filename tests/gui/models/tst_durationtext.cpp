// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/durationtext.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono;

class TestDurationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void duration_data();
    void duration();
    void clock();
};

void TestDurationText::duration_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 ms, const char *text) {
        QTest::newRow(text) << ms << QString::fromLatin1(text);
    };
    row(0, "0 s");
    row(14'999, "14 s");
    row(59'999, "59 s");
    row(60'000, "1 min");
    row(286'000, "4 min 46 s");
    row(599'000, "9 min 59 s");
    row(725'000, "12 min");
    row(3'600'000, "1 h");
    row(11'100'000, "3 h 5 min");
    row(36'000'000 + 300'000, "10 h");
    row(86'400'000, "1 d");
    row(183'600'000, "2 d 3 h");
    row(qint64(400) * 86'400'000, "400 d");
    QTest::newRow("a clock set back") << qint64(-5'000) << QStringLiteral("0 s");
}

void TestDurationText::duration()
{
    QFETCH(qint64, ms);
    QTEST(durationText(milliseconds(ms)), "text");
    QTEST(durationText(WallTime(), WallTime() + milliseconds(ms)), "text");
}

void TestDurationText::clock()
{
    const auto at = [](int day, int hour, int minute) {
        const QDateTime time(QDate(2026, 11, day), QTime(hour, minute, 59));
        return WallTime(milliseconds(time.toMSecsSinceEpoch()));
    };
    QCOMPARE(clockText(at(22, 10, 2), at(22, 23, 0)), QStringLiteral("10:02"));
    QCOMPARE(clockText(at(22, 10, 2), at(23, 0, 0)), QStringLiteral("2026-11-22 10:02"));
}

SLURMSD_TEST(TestDurationText)
#include "tst_durationtext.moc"
