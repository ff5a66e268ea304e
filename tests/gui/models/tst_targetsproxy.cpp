// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetschoice.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/text.h"
#include "gui/values/jobtargets.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

using Groups = std::vector<TargetGroup>;

const WallTime start{std::chrono::seconds(1'790'000'000)};
const Groups groups{{{"gpu1:9", "gpu2:9", "login1:9"}, {{"__meta_slurm_partition", "Fast"}}},
                    {{"cpu1:9"}, {{"__meta_slurm_partition", "slow"}, {"__meta_state", "down"}}}};

JobTargets job(const char *name, const Groups &of) { return {name, 9, std::make_shared<Groups>(of)}; }

TargetSearch filterOf(const QString &search, const TargetsProxy &proxy)
{
    return *TargetSearch::parse(search, proxy.vocabulary());
}

QStringList shown(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines += index.data().toString();
        lines += shown(model, index);
    }
    return lines;
}

} // namespace

class TestTargetsProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void countsWhatShows();
    void filtersWhatArrives();
    void followsAnyAnswer_data();
    void followsAnyAnswer();
    void choosesAllByDefault();
    void choosesRows();
    void choosesWhatShows();
};

void TestTargetsProxy::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("rows");
    const QString fast = u"partition Fast"_s;
    const QString slow = u"partition slow · state down"_s;
    QTest::newRow("nothing") << u" "_s << QStringList{u"j"_s,        fast, u"gpu1:9"_s, u"gpu2:9"_s,
                                                      u"login1:9"_s, slow, u"cpu1:9"_s};
    QTest::newRow("target") << u"LOGIN"_s << QStringList{u"j"_s, fast, u"login1:9"_s};
    QTest::newRow("targets of both") << u"1:9"_s << QStringList{u"j"_s,        fast, u"gpu1:9"_s,
                                                                u"login1:9"_s, slow, u"cpu1:9"_s};
    QTest::newRow("label's value") << u"fast"_s
                                   << QStringList{u"j"_s, fast, u"gpu1:9"_s, u"gpu2:9"_s, u"login1:9"_s};
    QTest::newRow("label's name") << u"state"_s << QStringList{u"j"_s, slow, u"cpu1:9"_s};
    QTest::newRow("no such text") << u"zzz"_s << QStringList{u"j"_s};
}

void TestTargetsProxy::filters()
{
    QFETCH(QString, text);
    TargetsModel model;
    model.setTargets({job("j", groups)}, start);
    TargetsProxy proxy(model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown(proxy).size(), 7);
    proxy.setFilter(filterOf(text, proxy));
    QTEST(shown(proxy), "rows");
    proxy.setFilter({});
    QCOMPARE(shown(proxy).size(), 7);
}

void TestTargetsProxy::countsWhatShows()
{
    TargetsModel model;
    model.setTargets({job("j", groups)}, start);
    TargetsProxy proxy(model);
    const auto count = [](const QModelIndex &index) {
        return index.siblingAtColumn(TargetsModel::TargetsColumn).data().toString();
    };
    const QPersistentModelIndex first = proxy.index(0, 0);
    QCOMPARE(count(first), u"4"_s);
    const QSignalSpy changed(&proxy, &QAbstractItemModel::dataChanged);
    proxy.setFilter(filterOf(u"1:9"_s, proxy));
    QCOMPARE(count(first), u"3 of 4"_s);
    QCOMPARE(count(proxy.index(0, 0, first)), u"2 of 3"_s);
    QCOMPARE(count(proxy.index(0, 0, proxy.index(0, 0, first))), QString());
    QVERIFY(!changed.isEmpty());
}

void TestTargetsProxy::filtersWhatArrives()
{
    TargetsModel model;
    model.setTargets({job("j", groups)}, start);
    TargetsProxy proxy(model);
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    proxy.setFilter(filterOf(u"gpu"_s, proxy));
    const QPersistentModelIndex gpu2 = proxy.index(1, 0, proxy.index(0, 0, proxy.index(0, 0)));
    QCOMPARE(gpu2.data().toString(), u"gpu2:9"_s);
    const QSignalSpy resets(&proxy, &QAbstractItemModel::modelReset);
    Groups after = groups;
    after[0].targets = {"gpu0:9", "gpu2:9"};
    after[1].targets.push_back("gpu9:9"); // the group did not show so far
    model.setTargets({job("j", after)}, start);
    QCOMPARE(shown(proxy), QStringList({u"j"_s, u"partition Fast"_s, u"gpu0:9"_s, u"gpu2:9"_s,
                                        u"partition slow · state down"_s, u"gpu9:9"_s}));
    QCOMPARE(gpu2.data().toString(), u"gpu2:9"_s);
    QCOMPARE(resets.size(), 0);
}

void TestTargetsProxy::followsAnyAnswer_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("target") << u"7:9"_s;
    QTest::newRow("label") << u"down"_s;
}

void TestTargetsProxy::followsAnyAnswer()
{
    QFETCH(QString, text);
    QRandomGenerator random(6);
    TargetsModel model;
    TargetsProxy proxy(model);
    proxy.setFilter(filterOf(text, proxy));
    const QAbstractItemModelTester tester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 8; ++round) {
        // Few groups change at first, later so many that they are reordered.
        Groups after;
        for (int i = 0; i < 180; ++i) {
            const std::string name = std::to_string(i);
            const bool isDown = random.bounded(100) < 8 * round;
            if (random.bounded(100) > 0)
                after.push_back({{"a" + name + ":9", "b" + name + ":9"},
                                 {{"node", name}, {"state", isDown ? "down" : "up"}}});
        }
        if (round % 4 == 3)
            std::ranges::reverse(after);
        const QPersistentModelIndex target = proxy.index(0, 0, proxy.index(0, 0, proxy.index(0, 0)));
        const QString address = target.data().toString();
        model.setTargets({job("j", after)}, start);
        TargetsModel freshModel;
        freshModel.setTargets({job("j", after)}, start);
        TargetsProxy fresh(freshModel);
        fresh.setFilter(filterOf(text, fresh));
        QCOMPARE(shown(proxy), shown(fresh));
        if (target.isValid())
            QCOMPARE(target.data().toString(), address);
    }
}

void TestTargetsProxy::choosesAllByDefault()
{
    TargetsModel model;
    model.setTargets({job("i", {}), job("j", groups)}, start);
    TargetsProxy proxy(model);
    const TargetSelection chosen = chosenTargets(model, proxy, proxy.index(1, 0), {});
    QCOMPARE(chosen.job, std::string("j"));
    QVERIFY(chosen.isWholeJob);
    QCOMPARE(chosen.groups, groups);
    QCOMPARE(*chosen.all, groups);
    QVERIFY(chosenTargets(model, proxy, proxy.index(0, 0), {}).groups.empty());
}

void TestTargetsProxy::choosesRows()
{
    TargetsModel model;
    model.setTargets({job("j", groups)}, start);
    TargetsProxy proxy(model);
    const QModelIndex top = proxy.index(0, 0);
    const QModelIndex fast = proxy.index(0, 0, top);
    const QModelIndex slow = proxy.index(1, 0, top);
    const auto chosen = [&](const QModelIndexList &rows) { return chosenTargets(model, proxy, top, rows); };
    QCOMPARE(chosen({slow}).groups, Groups{groups[1]});
    QVERIFY(!chosen({slow}).isWholeJob);
    Groups some{groups[0]};
    some[0].targets = {"gpu1:9", "login1:9"};
    QCOMPARE(chosen({proxy.index(2, 0, fast), proxy.index(0, 0, fast)}).groups, some);
    // A group stands for all in it, whatever else is chosen there.
    QCOMPARE(chosen({proxy.index(0, 0, fast), fast}).groups, Groups{groups[0]});
    QCOMPARE(chosen({fast, proxy.index(0, 0, fast)}).groups, Groups{groups[0]});
    QVERIFY(chosen({top, slow}).isWholeJob);
}

void TestTargetsProxy::choosesWhatShows()
{
    TargetsModel model;
    model.setTargets({job("j", groups)}, start);
    TargetsProxy proxy(model);
    proxy.setFilter(filterOf(u"gpu"_s, proxy));
    const QModelIndex top = proxy.index(0, 0);
    Groups found{groups[0]};
    found[0].targets = {"gpu1:9", "gpu2:9"};
    QCOMPARE(chosenTargets(model, proxy, top, {}).groups, found);
    QVERIFY(!chosenTargets(model, proxy, top, {}).isWholeJob);
    QCOMPARE(chosenTargets(model, proxy, top, {proxy.index(0, 0, top)}).groups, found);
}

SLURMSD_TEST(TestTargetsProxy)
#include "tst_targetsproxy.moc"
