// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/statebarlayout.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

using namespace slurmsd;

namespace {

StateCounts counts(std::size_t active, std::size_t drained, std::size_t down)
{
    StateCounts states{};
    const auto set = [&](StateClass stateClass, std::size_t count) {
        states[std::size_t(std::ranges::find(allStateClasses, stateClass) - allStateClasses.begin())] = count;
    };
    set(StateClass::Active, active);
    set(StateClass::Drained, drained);
    set(StateClass::Down, down);
    return states;
}

// "active 0+90, down 90+10"
QString textOf(const std::vector<StateSegment> &segments)
{
    QStringList parts;
    for (const StateSegment &segment : segments)
        parts.append(QStringLiteral("%1 %2+%3")
                         .arg(QString::fromUtf8(toString(segment.stateClass).data()))
                         .arg(segment.begin)
                         .arg(segment.length));
    return parts.join(QStringLiteral(", "));
}

} // namespace

class TestStateBarLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void segments_data();
    void segments();
    void search_data();
    void search();
};

void TestStateBarLayout::segments_data()
{
    QTest::addColumn<int>("active");
    QTest::addColumn<int>("drained");
    QTest::addColumn<int>("down");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << 0 << 0 << 100 << QString();
    QTest::newRow("one class") << 7 << 0 << 0 << 100 << QStringLiteral("active 0+100");
    QTest::newRow("by share") << 50 << 30 << 20 << 100
                              << QStringLiteral("active 0+50, drained 50+30, down 80+20");
    QTest::newRow("one of many") << 65'535 << 0 << 1 << 100 << QStringLiteral("active 0+95, down 95+5");
    QTest::newRow("small ones take from the others")
        << 1000 << 1000 << 1 << 101 << QStringLiteral("active 0+48, drained 48+48, down 96+5");
    QTest::newRow("one becomes small by that")
        << 90 << 6 << 1 << 81 << QStringLiteral("active 0+71, drained 71+5, down 76+5");
    QTest::newRow("roundings do not add up")
        << 1 << 1 << 1 << 100 << QStringLiteral("active 0+33, drained 33+33, down 66+34");
}

void TestStateBarLayout::segments()
{
    QFETCH(int, active);
    QFETCH(int, drained);
    QFETCH(int, down);
    QFETCH(int, length);
    const auto states = counts(std::size_t(active), std::size_t(drained), std::size_t(down));
    QTEST(textOf(stateSegments(states, length, 5)), "text");
    QCOMPARE(countOf(states, StateClass::Drained), std::size_t(drained));
}

void TestStateBarLayout::search_data()
{
    QTest::addColumn<QString>("partition");
    QTest::addColumn<QString>("whole");
    QTest::newRow("plain") << QStringLiteral("gpu-a100_x.1") << QStringLiteral("partition:gpu-a100_x.1");
    QTest::newRow("none") << QString() << QStringLiteral("partition:\"\"");
    QTest::newRow("space") << QStringLiteral("my gpu") << QStringLiteral("partition:\"my gpu\"");
    QTest::newRow("quote") << QStringLiteral("a\"b\\c") << QStringLiteral("partition:\"a\\\"b\\\\c\"");
}

void TestStateBarLayout::search()
{
    QFETCH(QString, partition);
    QFETCH(QString, whole);
    QCOMPARE(partitionSearch(partition.toStdString()), whole);
    QCOMPARE(partitionSearch(partition.toStdString(), StateClass::PoweredDown),
             whole + QStringLiteral(" and state:powered_down"));
}

SLURMSD_TEST(TestStateBarLayout)
#include "tst_statebarlayout.moc"
