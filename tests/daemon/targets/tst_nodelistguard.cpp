// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodelistguard.h"
#include "tests/daemon/targets/guardtesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

constexpr GuardLimits limits{0.2, 0.2, std::chrono::hours(1), 3, std::chrono::minutes(5)};

struct Poll
{
    double minute;
    QString nodes;
};
using Polls = QList<Poll>;

// "200 held held gave_in:100": what became of each list; the number of nodes where it is in force.
QString outcomes(NodeListGuard &guard, const Polls &polls)
{
    QStringList words;
    for (const Poll &poll : polls) {
        const auto list = listAt(poll.minute, poll.nodes);
        if (!guard.judge(list)) {
            words += u"held"_s;
            continue;
        }
        const QString nodes = QString::number(list->nodes.size());
        words += guard.decided() ? QLatin1String(toString(guard.decided()->reason)) + u':' + nodes : nodes;
    }
    return words.join(u' ');
}

} // namespace

class TestNodeListGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesEachList_data()
    {
        QTest::addColumn<Polls>("polls");
        QTest::addColumn<QString>("expected");
        const QString all = u"n[1-200]"_s;

        QTest::newRow("nothing changes") << Polls{{0, all}, {5, all}} << u"200 200"_s;
        QTest::newRow("a new cluster grows") << Polls{{0, u"n1"_s}, {5, all}} << u"1 200"_s;
        QTest::newRow("one of two") << Polls{{0, u"n[1-2]"_s}, {5, u"n1"_s}} << u"2 1"_s;
        QTest::newRow("the only one renamed") << Polls{{0, u"n1"_s}, {5, u"m1"_s}} << u"1 1"_s;
        QTest::newRow("the limit itself") << Polls{{0, all}, {5, u"n[1-160]"_s}} << u"200 160"_s;
        QTest::newRow("one more") << Polls{{0, all}, {5, u"n[1-159]"_s}} << u"200 held"_s;
        QTest::newRow("back again") << Polls{{0, all}, {5, u"n[1-9]"_s}, {6, all}, {11, u"n[1-9]"_s}}
                                    << u"200 held 200 held"_s;

        QTest::newRow("given in to after three intervals")
            << Polls{{0, all}, {5, u"n[1-9]"_s}, {10, u"n[1-9]"_s}, {15, u"n[1-9]"_s}, {20, u"n[1-9]"_s}}
            << u"200 held held held gave_in:9"_s;
        QTest::newRow("intervals a little short")
            << Polls{{0, all}, {5, u"n[1-9]"_s}, {9.8, u"n[1-9]"_s}, {14.6, u"n[1-9]"_s}, {19.4, u"n[1-9]"_s}}
            << u"200 held held held gave_in:9"_s;
        QTest::newRow("many polls in one interval count once")
            << Polls{{0, all},        {5, u"n1"_s},  {5.01, u"n1"_s}, {5.02, u"n1"_s},
                     {5.03, u"n1"_s}, {6, u"n1"_s},  {8, u"n1"_s},    {9.4, u"n1"_s},
                     {10, u"n1"_s},   {15, u"n1"_s}, {15.1, u"n1"_s}, {20, u"n1"_s}}
            << u"200 held held held held held held held held held held gave_in:1"_s;
        QTest::newRow("long silence is no agreement")
            << Polls{{0, all}, {5, u"n1"_s}, {500, u"n1"_s}} << u"200 held held"_s;
        QTest::newRow("a clock set back")
            << Polls{{0, all}, {5, u"n1"_s}, {-60, u"n1"_s}, {-59, u"n1"_s}} << u"200 held held held"_s;
        QTest::newRow("three lists that have nothing in common")
            << Polls{{0, all}, {5, u"a[1-50]"_s}, {10, u"b[1-50]"_s}, {15, u"c[1-50]"_s}, {20, u"d[1-50]"_s}}
            << u"200 held held held held"_s;
        QTest::newRow("0, 10, 8")
            << Polls{{0, all}, {5, u""_s}, {10, u"n[1-10]"_s}, {15, u"n[1-8]"_s}, {20, u"n[1-8]"_s}}
            << u"200 held held held held"_s;
        QTest::newRow("5, 30, 60")
            << Polls{{0, all}, {5, u"n[1-5]"_s}, {10, u"n[1-30]"_s}, {15, u"n[1-60]"_s}, {20, u"n[1-90]"_s}}
            << u"200 held held held held"_s;
        QTest::newRow("halved again and again")
            << Polls{{0, all},           {5, u"n[1-100]"_s}, {10, u"n[1-50]"_s}, {15, u"n[1-25]"_s},
                     {20, u"n[1-12]"_s}, {25, u"n[1-6]"_s},  {30, u"n[1-3]"_s},  {35, u"n1"_s}}
            << u"200 held held held held held held held"_s;
        QTest::newRow("a twentieth again and again") << Polls{{0, all},
                                                              {5, u"n[1-190]"_s},
                                                              {10, u"n[1-180]"_s},
                                                              {15, u"n[1-170]"_s},
                                                              {20, u"n[1-160]"_s},
                                                              {25, u"n[1-150]"_s}}
                                                     << u"200 190 180 170 160 held"_s;
        QTest::newRow("a twentieth every half an hour") << Polls{{0, all},
                                                                 {30, u"n[1-190]"_s},
                                                                 {60, u"n[1-180]"_s},
                                                                 {90, u"n[1-170]"_s},
                                                                 {120, u"n[1-160]"_s},
                                                                 {150, u"n[1-150]"_s},
                                                                 {180, u"n[1-140]"_s}}
                                                        << u"200 190 180 170 160 150 140"_s;

        QTest::newRow("never begins with nothing")
            << Polls{{0, u""_s},  {5, u""_s},  {10, u""_s},  {15, u""_s},
                     {20, u""_s}, {25, u""_s}, {30, u"n1"_s}}
            << u"held held held held held held 1"_s;
        QTest::newRow("nothing, in the end")
            << Polls{{0, u"n[1-2]"_s}, {5, u""_s}, {10, u""_s}, {15, u""_s}, {20, u""_s}, {25, u""_s}}
            << u"2 held held held gave_in:0 0"_s;

        QTest::newRow("a slurmctld that has just started")
            << Polls{{0, all}, {5, u"n[1-200]:UNKNOWN"_s}, {5.2, all}} << u"200 held 200"_s;
        QTest::newRow("one that never learns") << Polls{{0, all},
                                                        {5, u"n[1-200]:UNKNOWN"_s},
                                                        {10, u"n[1-200]:UNKNOWN"_s},
                                                        {15, u"n[1-200]:UNKNOWN"_s},
                                                        {20, u"n[1-200]:UNKNOWN"_s}}
                                               << u"200 held held held gave_in:200"_s;
        QTest::newRow("a fifth unknown")
            << Polls{{0, u"n[1-10]"_s}, {5, u"n[1-8] n[9-10]:UNKNOWN"_s}} << u"10 10"_s;
        QTest::newRow("powered down, then hidden")
            << Polls{{0, all}, {5, u"n[1-20] n[21-200]:POWERED_DOWN"_s}, {10, u"n[1-20]"_s}}
            << u"200 200 20"_s;
        QTest::newRow("dynamic nodes")
            << Polls{{0, u"n[1-20]:IDLE,DYNAMIC_NORM"_s}, {5, u"n1:IDLE,DYNAMIC_NORM"_s}} << u"20 1"_s;
        QTest::newRow("dynamic nodes, all")
            << Polls{{0, u"n[1-20]:IDLE,DYNAMIC_NORM"_s}, {5, u""_s}} << u"20 held"_s;
    }
    void judgesEachList()
    {
        QFETCH(Polls, polls);
        NodeListGuard guard("", limits);
        QTEST(outcomes(guard, polls), "expected");
    }

    void canBeTurnedOff()
    {
        GuardLimits off = limits;
        off.holdPolls = 0;
        NodeListGuard guard("", off);
        QCOMPARE(outcomes(guard, {{0, u""_s}, {1, u"n[1-9]"_s}, {2, u"m1"_s}, {3, u""_s}}), u"0 9 1 0"_s);
    }

    void saysWhatIsHeld()
    {
        NodeListGuard guard("", limits);
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}, {5, u"n[1-4]"_s}, {6, u"n[1-4]"_s}}), u"10 held held"_s);
        HeldStatus expected;
        expected.id = guard.held()->id;
        expected.before = 10;
        expected.after = 4;
        expected.lost = 6;
        expected.what = "n[5-10]";
        expected.message = "6 of 10 nodes vanished (60 %), more than slurm.max_node_loss 20 %";
        expected.since = listAt(5, {})->takenAt;
        QCOMPARE(*guard.held(), expected);
    }

    void acceptsWhatWasSeenAlone()
    {
        NodeListGuard guard("", limits);
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}, {5, u"n[1-4]"_s}}), u"10 held"_s);
        const std::string seen = guard.held()->id;
        QVERIFY(!guard.accept("") && !guard.accept("0123456789abcdef"));
        QCOMPARE(outcomes(guard, {{6, u"n[1-4] m1"_s}}), u"held"_s);
        QCOMPARE(guard.held()->id, seen); // what would be lost is the same
        QCOMPARE(outcomes(guard, {{7, u"n[1-3]"_s}}), u"held"_s);
        QVERIFY(guard.held()->id != seen);
        QVERIFY(!guard.accept(seen));
        QVERIFY(guard.accept(guard.held()->id));
        QVERIFY(!guard.held());
        QCOMPARE(guard.inForce()->nodes.size(), std::size_t{3});
        QCOMPARE(guard.decided()->nodes,
                 (std::vector<std::string>{"n10", "n4", "n5", "n6", "n7", "n8", "n9"}));
        QCOMPARE(outcomes(guard, {{8, u"n[1-3]"_s}}), u"3"_s);
    }

    void tellsClustersApart()
    {
        NodeListGuard left("a", limits);
        NodeListGuard right("b", limits);
        const Polls polls{{0, u"n[1-10]"_s}, {5, u"n[1-4]"_s}};
        QCOMPARE(outcomes(left, polls), outcomes(right, polls));
        QVERIFY(left.held()->id != right.held()->id);
    }

    void forgetsWhatIsHeldWithNewLimits()
    {
        NodeListGuard guard("", limits);
        QCOMPARE(outcomes(guard, {{0, u"n[1-10]"_s}, {5, u"n[1-4]"_s}}), u"10 held"_s);
        GuardLimits loose = limits;
        loose.maxNodeLoss = 0.6;
        guard.setLimits(loose);
        QVERIFY(!guard.held());
        QCOMPARE(outcomes(guard, {{6, u"n[1-4]"_s}}), u"4"_s);
    }

    void knowsAStoredListOfAnotherCluster_data()
    {
        QTest::addColumn<bool>("isOfOtherEndpoint");
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the same spelling, another name") << false << u"gnu"_s << u"held"_s;
        QTest::newRow("another spelling, another name") << true << u"gnu"_s << u"config:3"_s;
        QTest::newRow("another spelling, the same name") << true << u"tux"_s << u"held"_s;
        QTest::newRow("another spelling, no name") << true << u""_s << u"held"_s;
    }
    void knowsAStoredListOfAnotherCluster()
    {
        QFETCH(bool, isOfOtherEndpoint);
        QFETCH(QString, cluster);
        const auto stored = listAt(0, u"n[1-200]"_s);
        stored->slurmCluster = "tux";
        NodeListGuard guard("", limits);
        guard.restore(stored, isOfOtherEndpoint);
        const auto list = listAt(5, u"n[1-3]"_s);
        list->slurmCluster = cluster.toStdString();
        const QString outcome =
            guard.judge(list) ? QLatin1String(toString(guard.decided()->reason)) + u":3"_s : u"held"_s;
        QTEST(outcome, "expected");
    }
};

SLURMSD_TEST(TestNodeListGuard)
#include "tst_nodelistguard.moc"
