// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/timestamp.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono;

namespace {

qint64 sinceEpoch(system_clock::time_point time)
{
    return duration_cast<milliseconds>(time.time_since_epoch()).count();
}

} // namespace

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReads_data();
    void writesAndReads();
    void roundsDown();
    void readsDecimals_data();
    void readsDecimals();
    void refuses_data();
    void refuses();
};

void TestTimestamp::writesAndReads_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000Z");
    QTest::newRow("before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
    QTest::newRow("now") << qint64(1795464000007) << QByteArray("2026-11-23T20:00:00.007Z");
    QTest::newRow("leap day") << qint64(1709210096789) << QByteArray("2024-02-29T12:34:56.789Z");
    QTest::newRow("first") << qint64(-9214560000000) << QByteArray("1678-01-01T00:00:00.000Z");
    QTest::newRow("last") << qint64(9214646399999) << QByteArray("2261-12-31T23:59:59.999Z");
}

void TestTimestamp::writesAndReads()
{
    QFETCH(qint64, time);
    QFETCH(QByteArray, text);
    QCOMPARE(toTimestamp(system_clock::time_point(milliseconds(time))), text.toStdString());
    const auto read = fromTimestamp(text.toStdString());
    QVERIFY(read);
    QCOMPARE(sinceEpoch(*read), time);
}

void TestTimestamp::roundsDown()
{
    QCOMPARE(toTimestamp(system_clock::time_point(nanoseconds(1'999'999))), "1970-01-01T00:00:00.001Z");
    QCOMPARE(toTimestamp(system_clock::time_point(nanoseconds(-1))), "1969-12-31T23:59:59.999Z");
}

void TestTimestamp::readsDecimals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("time");
    QTest::newRow("none") << QByteArray("1970-01-01T00:00:01Z") << qint64(1000);
    QTest::newRow("one") << QByteArray("1970-01-01T00:00:01.5Z") << qint64(1500);
    QTest::newRow("two") << QByteArray("1970-01-01T00:00:01.05Z") << qint64(1050);
    QTest::newRow("nine") << QByteArray("1970-01-01T00:00:01.123999999Z") << qint64(1123);
    QTest::newRow("very many") << QByteArray("1970-01-01T00:00:01.") + QByteArray(1000, '1') + 'Z'
                               << qint64(1111);
}

void TestTimestamp::readsDecimals()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, time);
    const auto read = fromTimestamp(text.toStdString());
    QVERIFY(read);
    QCOMPARE(sinceEpoch(*read), time);
}

void TestTimestamp::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *const text : {"",
                                   "now",
                                   "2026-11-23",
                                   "2026-11-23T20:00:00",
                                   "2026-11-23T20:00:00+00:00",
                                   "2026-11-23T20:00:00.Z",
                                   "2026-11-23 20:00:00Z",
                                   "2026-11-23T20:00:00Zulu",
                                   " 2026-11-23T20:00:00Z",
                                   "26-11-23T20:00:00Z",
                                   "2026-13-01T00:00:00Z",
                                   "2026-00-01T00:00:00Z",
                                   "2026-02-29T00:00:00Z",
                                   "2026-01-00T00:00:00Z",
                                   "2026-01-01T24:00:00Z",
                                   "2026-01-01T00:60:00Z",
                                   "2026-01-01T00:00:60Z",
                                   "2026-01-01T-1:00:00Z",
                                   "0000-01-01T00:00:00Z",
                                   "1677-12-31T00:00:00Z",
                                   "2262-01-01T00:00:00Z",
                                   "9999-12-31T23:59:59Z"})
        QTest::newRow(*text == '\0' ? "nothing" : text) << QByteArray(text);
}

void TestTimestamp::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromTimestamp(text.toStdString()));
}

SLURMSD_TEST(TestTimestamp)
#include "tst_timestamp.moc"
