// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/timewords.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

class TestTimeWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("expected");
        const auto row = [](std::chrono::milliseconds duration, const char *expected) {
            QTest::newRow(expected) << qint64(duration.count()) << QString::fromUtf8(expected);
        };
        row(-5s, "0 s");
        row(999ms, "0 s");
        row(14s + 999ms, "14 s");
        row(60s, "1 min");
        row(4min + 46s, "4 min 46 s");
        row(10min + 1s, "10 min");
        row(59min + 59s, "59 min");
        row(1h + 59s, "1 h");
        row(3h + 5min + 7s, "3 h 5 min");
        row(24h, "1 d");
        row(51h + 59min, "2 d 3 h");
        row(24h * 400 + 5h, "400 d");
    }
    void durations()
    {
        QFETCH(const qint64, milliseconds);
        const std::chrono::milliseconds duration(milliseconds);
        QTEST(QString::fromStdString(durationInWords(duration)), "expected");
        const WallTime from(5000s);
        QTEST(QString::fromStdString(durationInWords(from, from + duration)), "expected");
    }

    void times_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("clock");
        QTest::addColumn<QString>("iso");
        QTest::newRow("the same day") << qint64(1795423898) << "08:51 UTC"
                                      << "2026-11-23T08:51:38Z";
        QTest::newRow("its first second") << qint64(1795392000) << "00:00 UTC"
                                          << "2026-11-23T00:00:00Z";
        QTest::newRow("the day before") << qint64(1795391999) << "2026-11-22 23:59 UTC"
                                        << "2026-11-22T23:59:59Z";
        QTest::newRow("the day after") << qint64(1795478400) << "2026-11-24 00:00 UTC"
                                       << "2026-11-24T00:00:00Z";
        QTest::newRow("the beginning") << qint64(0) << "1970-01-01 00:00 UTC"
                                       << "1970-01-01T00:00:00Z";
        QTest::newRow("before that") << qint64(-1) << "1969-12-31 23:59 UTC"
                                     << "1969-12-31T23:59:59Z";
    }
    void times()
    {
        QFETCH(const qint64, seconds);
        const WallTime when(std::chrono::seconds{seconds});
        const WallTime now(std::chrono::seconds(1795430000));
        QTEST(QString::fromStdString(clockInWords(when, now)), "clock");
        QTEST(QString::fromStdString(isoTime(when)), "iso");
    }
};

SLURMSD_TEST(TestTimeWords)
#include "tst_timewords.moc"
