// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/backoff.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsLongerAfterEachFailure()
    {
        Backoff backoff(60s);
        for (const auto expected : {5s, 10s, 20s, 40s, 60s, 60s})
            QCOMPARE(backoff.afterFailure(0.5), expected);
    }

    void startsAnewAfterASuccess()
    {
        Backoff backoff(60s);
        backoff.afterFailure(0.5);
        backoff.afterFailure(0.5);
        QCOMPARE(backoff.afterSuccess(0.5), 60s);
        QCOMPARE(backoff.afterFailure(0.5), 5s);
    }

    void asksSoonerWhileSomethingIsHeld()
    {
        Backoff backoff(60s);
        for (const auto expected : {10s, 20s, 40s, 60s, 60s})
            QCOMPARE(backoff.whileHeld(0.5), expected);
        QCOMPARE(backoff.afterFailure(0.5), 5s);
        QCOMPARE(backoff.whileHeld(0.5), 60s);
        QCOMPARE(backoff.afterSuccess(0.5), 60s);
        QCOMPARE(backoff.whileHeld(0), 8s);
        QCOMPARE(backoff.whileHeld(1), 24s);
        Backoff brief(2s); // as without a hold: each poll counts as one an interval
        QCOMPARE(brief.whileHeld(0), 1900ms);
        QCOMPARE(brief.whileHeld(1), 2100ms);
    }

    void spreadsPolls()
    {
        Backoff backoff(100s);
        QCOMPARE(backoff.afterSuccess(0), 95s);
        QCOMPARE(backoff.afterSuccess(1), 105s);
        QCOMPARE(backoff.afterFailure(0), 4s);
        QCOMPARE(backoff.afterFailure(1), 12s);
    }

    void staysWithinTheInterval_data()
    {
        QTest::addColumn<int>("interval");

        QTest::newRow("1 s") << 1000;
        QTest::newRow("5 s") << 5000;
        QTest::newRow("6 s") << 6000;
    }
    void staysWithinTheInterval()
    {
        QFETCH(int, interval);

        Backoff backoff{std::chrono::milliseconds(interval)};
        for (int failure = 0; failure < 40; ++failure)
            QVERIFY(backoff.afterFailure(0.999).count() <= interval);
        QCOMPARE(backoff.afterFailure(0.999).count(), interval);
    }
};

SLURMSD_TEST(TestBackoff)
#include "tst_backoff.moc"
