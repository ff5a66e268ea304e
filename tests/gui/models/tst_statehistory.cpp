// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/statehistory.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace std::chrono_literals;

namespace {

WallTime at(int seconds) { return WallTime(std::chrono::seconds(1'000'000 + seconds)); }

StateCounts counts(std::size_t active)
{
    StateCounts states{};
    states.back() = active;
    return states;
}

// "0-8:5 8-9:4 |12-12:4": from-to:active, a bar before what is after a gap.
QString textOf(const StateHistory &history)
{
    QStringList spans;
    for (const StateHistory::Span &span : history.spans()) {
        const auto second = [](WallTime when) { return qint64((when - at(0)) / 1s); };
        spans.append(QStringLiteral("%1%2-%3:%4")
                         .arg(span.isAfterGap ? QStringLiteral("|") : QString())
                         .arg(second(span.from))
                         .arg(second(span.to))
                         .arg(span.states.back()));
    }
    return spans.join(QChar(u' '));
}

} // namespace

class TestStateHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spans();
    void spanOf_data();
    void spanOf();
    void gaps();
    void bounded();
    void boundedByGaps();
    void isKept_data();
    void isKept();
};

void TestStateHistory::spans()
{
    StateHistory history;
    QVERIFY(history.add(at(0), counts(5)));
    QVERIFY(!history.add(at(2), counts(5)));
    QVERIFY(!history.add(at(4), counts(5)));
    QVERIFY(history.add(at(6), counts(4)));
    QVERIFY(!history.add(at(7), counts(4)));
    QCOMPARE(textOf(history), QStringLiteral("0-6:5 6-7:4"));
    // A clock that was set back.
    QVERIFY(!history.add(at(3), counts(9)));
    QCOMPARE(textOf(history), QStringLiteral("0-6:5 6-7:4"));
    history.clear();
    QVERIFY(history.spans().empty());
}

void TestStateHistory::spanOf_data()
{
    QTest::addColumn<int>("when");
    QTest::addColumn<int>("active");
    QTest::newRow("before all") << -5 << 5;
    QTest::newRow("at its begin") << 0 << 5;
    QTest::newRow("within a span") << 3 << 5;
    QTest::newRow("at the next one's begin") << 6 << 4;
    QTest::newRow("in a gap: what was last known") << 8 << 4;
    QTest::newRow("after all") << 99 << 3;
}

void TestStateHistory::spanOf()
{
    QFETCH(int, when);
    StateHistory history;
    QVERIFY(!history.at(at(when)));
    history.add(at(0), counts(5));
    history.add(at(6), counts(4));
    history.interrupt();
    history.add(at(9), counts(3));
    QTEST(int(history.at(at(when))->states.back()), "active");
}

void TestStateHistory::gaps()
{
    StateHistory history;
    history.interrupt();
    QVERIFY(!history.isInterrupted()); // of nothing
    QVERIFY(history.add(at(0), counts(5)));
    QVERIFY(!history.add(at(2), counts(5)));
    history.interrupt();
    history.interrupt();
    QVERIFY(history.isInterrupted());
    // The same numbers as before: what was between is not known.
    QVERIFY(history.add(at(8), counts(5)));
    QVERIFY(!history.isInterrupted());
    QCOMPARE(textOf(history), QStringLiteral("0-2:5 |8-8:5"));
}

void TestStateHistory::bounded()
{
    StateHistory history(100);
    for (int i = 0; i < 10'000; ++i)
        history.add(at(i), counts(std::size_t(i)));
    QVERIFY(history.spans().size() <= 100);
    QCOMPARE(history.spans().front().from, at(0));
    QCOMPARE(history.spans().back().from, at(9'999));
    QCOMPARE(history.spans().back().states, counts(9'999));
    // The newer half is as it came, and nothing is missing between.
    for (std::size_t i = 1; i < history.spans().size(); ++i)
        QCOMPARE(history.spans()[i].from, history.spans()[i - 1].to);
    QCOMPARE(history.spans()[history.spans().size() - 10].from, at(9'990));
}

void TestStateHistory::boundedByGaps()
{
    StateHistory history(100);
    for (int i = 0; i < 1'000; ++i) {
        history.add(at(i), counts(1));
        history.interrupt();
    }
    QVERIFY(history.spans().size() <= 100);
    QCOMPARE(history.spans().back().from, at(999));
}

void TestStateHistory::isKept_data()
{
    QTest::addColumn<int>("hoursLater"); // when it is saved
    QTest::addColumn<QString>("restored");
    QTest::newRow("at once") << 0 << QStringLiteral("0-6:5 6-7:4 |9-9:3 |172000-172000:9");
    QTest::newRow("what is of two days") << 49 << QStringLiteral("172000-172000:9");
    QTest::newRow("all is older") << 999 << QStringLiteral("172000-172000:9");
}

void TestStateHistory::isKept()
{
    QFETCH(int, hoursLater);
    StateHistory history;
    history.add(at(0), counts(5));
    history.add(at(6), counts(4));
    history.add(at(7), counts(4));
    history.interrupt();
    history.add(at(9), counts(3));
    const QByteArray saved = history.save(at(9) + std::chrono::hours(hoursLater));
    StateHistory next;
    for (const QByteArray &junk : {QByteArray(), QByteArray("junk"), saved.chopped(1)})
        next.restore(junk);
    QVERIFY(next.spans().empty());
    next.restore(saved);
    next.add(at(172'000), counts(9));
    QTEST(textOf(next), "restored");
    next.restore(saved); // it has a past already
    QTEST(textOf(next), "restored");
    StateHistory full;
    for (int i = 0; i < 1'000; ++i)
        full.add(at(i), counts(std::size_t(i)));
    StateHistory coarse;
    coarse.restore(full.save(at(1'000)));
    QVERIFY(coarse.spans().size() > 50 && coarse.spans().size() <= 100);
    QCOMPARE(coarse.spans().front().from, at(0));
    QCOMPARE(coarse.spans().back().states, counts(999));
}

SLURMSD_TEST(TestStateHistory)
#include "tst_statehistory.moc"
