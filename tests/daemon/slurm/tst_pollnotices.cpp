// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/pollnotices.h"
#include "tests/support/testrunner.h"

#include <QElapsedTimer>
#include <QTest>

#include <vector>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

constexpr auto joinTime = 40ms;
constexpr auto minInterval = 200ms;

} // namespace

class TestPollNotices : public QObject
{
    Q_OBJECT

    PollNotices *m_notices = nullptr;
    QElapsedTimer m_clock;
    std::vector<qint64> m_polls; // when, in ms

    // As a poller that has its answer at once.
    void poll()
    {
        m_polls.push_back(m_clock.elapsed());
        m_notices->beginPoll();
        m_notices->endPoll();
    }

    void waitUntil(qint64 when)
    {
        QTest::qWait(static_cast<int>(std::max<qint64>(when - m_clock.elapsed(), 0)));
    }

private Q_SLOTS:
    void init()
    {
        m_polls.clear();
        m_notices = new PollNotices(minInterval, joinTime, this);
        connect(m_notices, &PollNotices::due, this, &TestPollNotices::poll);
        m_clock.start();
    }
    void cleanup() { delete m_notices; }

    void joinsAStorm()
    {
        for (int i = 0; i < 1000; ++i)
            m_notices->take();
        waitUntil(150);
        QCOMPARE(m_polls.size(), 1U);
        QVERIFY(m_polls[0] >= joinTime.count());
    }

    void pollsOnceAnInterval()
    {
        while (m_clock.elapsed() < 500) {
            m_notices->take();
            QTest::qWait(1);
        }
        QTRY_COMPARE(m_polls.size(), 4U); // at 40, 240 and 440, and for those since then
        for (std::size_t i = 1; i < m_polls.size(); ++i)
            QVERIFY2(m_polls[i] - m_polls[i - 1] >= minInterval.count() - 2,
                     qPrintable(QString::number(m_polls[i] - m_polls[i - 1])));
        waitUntil(m_clock.elapsed() + 300);
        QCOMPARE(m_polls.size(), 4U); // and no more without notices
    }

    // What such a poll gets is as new as what the notice told of.
    void needsNoneWhereAPollBeginsAnyway()
    {
        m_notices->take();
        m_notices->beginPoll();
        m_notices->endPoll();
        waitUntil(150);
        QVERIFY(m_polls.empty());
        m_notices->take(); // and that was no poll for notices: this one need not wait for long
        QTRY_COMPARE(m_polls.size(), 1U);
        QVERIFY(m_polls[0] < 150 + minInterval.count());
    }

    void waitsForThePollUnderWay()
    {
        m_notices->beginPoll();
        m_notices->take();
        waitUntil(150);
        QVERIFY(m_polls.empty());
        m_notices->endPoll();
        QTRY_COMPARE(m_polls.size(), 1U);
    }

    void takesAnotherInterval()
    {
        m_notices->take();
        QTRY_COMPARE(m_polls.size(), 1U);
        m_notices->setMinInterval(50ms);
        m_notices->take();
        QTRY_COMPARE(m_polls.size(), 2U);
        QVERIFY(m_polls[1] - m_polls[0] < minInterval.count());
    }
};

SLURMSD_TEST(TestPollNotices)
#include "tst_pollnotices.moc"
