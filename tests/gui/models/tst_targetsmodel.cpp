// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodel.h"
#include "gui/models/text.h"
#include "gui/models/times.h"
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
const WallTime later = start + std::chrono::minutes(5);

// "gpu/active: n1:9 n2:9" is a group with the labels partition and state.
TargetGroup group(const QString &text)
{
    const qsizetype colon = text.indexOf(u": "_s);
    const QStringList values = text.left(colon).split(u'/');
    TargetGroup made;
    made.labels = {{"__meta_slurm_partition", values.at(0).toStdString()},
                   {"__meta_state", values.at(1).toStdString()}};
    for (const QString &target : text.mid(colon + 2).split(u' ', Qt::SkipEmptyParts))
        made.targets.push_back(target.toStdString());
    return made;
}

JobTargets job(const char *name, const QStringList &groups)
{
    auto list = std::make_shared<Groups>();
    for (const QString &text : groups)
        list->push_back(group(text));
    return {name, 9, list};
}

// All that a view sees: every text at every level, indented.
QStringList shown(const QAbstractItemModel &model, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < TargetsModel::ChangeColumn; ++column)
            cells += model.index(row, column, parent).data().toString();
        lines += indent + cells.join(u'|');
        lines += shown(model, model.index(row, 0, parent), indent + u"  "_s);
    }
    return lines;
}

QStringList shownAlone(const std::vector<JobTargets> &jobs)
{
    TargetsModel fresh;
    fresh.setTargets(jobs, start);
    return shown(fresh);
}

// "n1:9+ n2:9~" for the targets that are marked.
QString marks(const TargetsModel &model, const QModelIndex &parent = {})
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const auto change = TargetsModel::Change(index.data(TargetsModel::ChangeRole).toInt());
        if (TargetsModel::level(index) == TargetsModel::Level::Target && change != TargetsModel::Change::None)
            text += index.data().toString() + (change == TargetsModel::Change::Added ? u"+ "_s : u"~ "_s);
        text += marks(model, index);
    }
    return text;
}

QString joined(const std::vector<std::string> &texts)
{
    QStringList parts;
    for (const std::string &text : texts)
        parts += toQString(text);
    return parts.join(u' ');
}

} // namespace

class TestTargetsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsJobsGroupsAndTargets();
    void marksWhatChanged_data();
    void marksWhatChanged();
    void keepsTheLastChange();
    void marksJobsThatCame();
    void tellsInWords();
    void announcesFewRows();
    void showsTheStartOfManyHosts();
    void looksAtNoAnswerTwice();
    void finds();
    void survivesHostileTexts();
    void becomesAnyOtherAnswer();
    void becomesAnyOtherAnswerOfManyGroups();
    void keepsRowsWhereManyChange();
};

void TestTargetsModel::showsJobsGroupsAndTargets()
{
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setTargets(
        {job("node", {u"cpu/active: n1:9 n2:9 n3:9"_s, u"gpu/down: [fd00::1]:9"_s}), job("dcgm", {})}, start);
    QCOMPARE(
        shown(model),
        QStringList({u"node|2|4||"_s.chopped(1), u"  partition cpu · state active||3|n[1-3]"_s,
                     u"    n1:9|||"_s, u"    n2:9|||"_s, u"    n3:9|||"_s,
                     u"  partition gpu · state down||1|fd00::1"_s, u"    [fd00::1]:9|||"_s, u"dcgm|0|0|"_s}));
    QCOMPARE(marks(model), QString());
    QCOMPARE(model.headerData(TargetsModel::TargetsColumn, Qt::Horizontal).toString(), u"Targets"_s);
    model.setTargets({}, later);
    QCOMPARE(model.rowCount(), 0);
}

void TestTargetsModel::marksWhatChanged_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<QString>("marked");
    QTest::addColumn<QString>("added");
    QTest::addColumn<QString>("removed");
    QTest::addColumn<QString>("relabelled");
    const QStringList one{u"a/up: n1 n2 n3"_s};
    QTest::newRow("came") << one << QStringList{u"a/up: n1 n2 n3 n4"_s} << u"n4+ "_s << u"n4"_s << u""_s
                          << u""_s;
    QTest::newRow("went") << one << QStringList{u"a/up: n1 n3"_s} << u""_s << u""_s << u"n2"_s << u""_s;
    QTest::newRow("another state") << one << QStringList{u"a/down: n2"_s, u"a/up: n1 n3"_s} << u"n2~ "_s
                                   << u""_s << u""_s << u"n2"_s;
    QTest::newRow("all in another group")
        << one << QStringList{u"a/down: n1 n2 n3"_s} << u"n1~ n2~ n3~ "_s << u""_s << u""_s << u"n1 n2 n3"_s;
    QTest::newRow("a second partition") << one << QStringList{u"a/up: n1 n2 n3"_s, u"b/up: n1"_s}
                                        << u"n1~ n1~ "_s << u""_s << u""_s << u"n1"_s;
    QTest::newRow("out of one of two")
        << QStringList{u"a/up: n1"_s, u"b/up: n1 n2"_s} << QStringList{u"a/up: n1"_s, u"b/up: n2"_s}
        << u"n1~ "_s << u""_s << u""_s << u"n1"_s;
    QTest::newRow("another order") << one << QStringList{u"a/up: n3 n1 n2"_s} << u""_s << u""_s << u""_s
                                   << u""_s;
    QTest::newRow("groups in another order")
        << QStringList{u"a/up: n1"_s, u"b/up: n2"_s} << QStringList{u"b/up: n2"_s, u"a/up: n1"_s} << u""_s
        << u""_s << u""_s << u""_s;
    QTest::newRow("everything at once") << one << QStringList{u"a/down: n1"_s, u"a/up: n2 n9"_s}
                                        << u"n1~ n9+ "_s << u"n9"_s << u"n3"_s << u"n1"_s;
    QTest::newRow("no targets any more") << one << QStringList() << u""_s << u""_s << u"n1 n2 n3"_s << u""_s;
    QTest::newRow("the first targets")
        << QStringList() << one << u"n1+ n2+ n3+ "_s << u"n1 n2 n3"_s << u""_s << u""_s;
}

void TestTargetsModel::marksWhatChanged()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTargets({job("j", before)}, start);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setTargets({job("j", after)}, later);

    QCOMPARE(shown(model), shownAlone({job("j", after)}));
    QTEST(marks(model), "marked");
    const auto &change = model.lastChange(model.index(0, 0));
    const TargetChanges none;
    const TargetChanges &targets = change ? change->targets : none;
    QTEST(joined(targets.added), "added");
    QTEST(joined(targets.removed), "removed");
    QTEST(joined(targets.relabelled), "relabelled");
    QCOMPARE(change.has_value(), !targets.isEmpty());
    QCOMPARE(resets.size(), 0);
}

void TestTargetsModel::keepsTheLastChange()
{
    TargetsModel model;
    model.setTargets({job("j", {u"a/up: n1 n2"_s})}, start);
    model.setTargets({job("j", {u"a/up: n1 n2 n3"_s})}, later);
    const QModelIndex came = model.indexOfTarget("j", "n3");
    QCOMPARE(came.data(TargetsModel::ChangeTimeRole).toDateTime(), toLocalTime(later));
    // Equal bytes again: what the last change was stays.
    model.setTargets({job("j", {u"a/up: n1 n2 n3"_s})}, later + std::chrono::minutes(5));
    QCOMPARE(marks(model), u"n3+ "_s);
    QCOMPARE(model.lastChange(came)->when, later);
    // Another change: it alone is marked.
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTargets({job("j", {u"a/up: n1 n2 n3 n4"_s})}, later + std::chrono::minutes(10));
    QCOMPARE(marks(model), u"n4+ "_s);
    const bool isAnnounced = std::ranges::any_of(changed, [&came](const QVariantList &arguments) {
        const auto first = arguments.at(0).toModelIndex();
        return first.parent() == came.parent() && first.row() <= came.row() &&
               arguments.at(1).toModelIndex().row() >= came.row();
    });
    QVERIFY2(isAnnounced, "that n3 is not marked any more is announced");
}

void TestTargetsModel::marksJobsThatCame()
{
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTargets({job("a", {u"p/up: n1"_s}), job("c", {u"p/up: n1"_s})}, start);
    model.setTargets({job("a", {u"p/up: n1"_s}), job("b", {u"p/up: n1 n2"_s})}, later);
    QCOMPARE(shown(model), shownAlone({job("a", {u"p/up: n1"_s}), job("b", {u"p/up: n1 n2"_s})}));
    QCOMPARE(model.indexOfJob("a").data(TargetsModel::ChangeRole).toInt(), int(TargetsModel::Change::None));
    QCOMPARE(model.indexOfJob("b").data(TargetsModel::ChangeRole).toInt(), int(TargetsModel::Change::Added));
    QCOMPARE(model.indexOfJob("c"), QModelIndex());
    QCOMPARE(marks(model), QString());
}

void TestTargetsModel::tellsInWords()
{
    TargetsModel model;
    model.setTargets({job("j", {u"a/up: n1 n2 n3"_s})}, start);
    model.setTargets({job("j", {u"a/down: n2"_s, u"a/up: n1 n4 n5"_s}), job("k", {})}, later);
    const QString at = toLocalTime(later).toString(u"HH:mm:ss"_s);
    const auto text = [](const QModelIndex &index) {
        return index.siblingAtColumn(TargetsModel::ChangeColumn).data().toString();
    };
    QCOMPARE(text(model.indexOfJob("j")), u"+2 −1 ~1 at "_s + at);
    QCOMPARE(text(model.indexOfJob("k")), u"+ new at "_s + at);
    QCOMPARE(text(model.indexOfTarget("j", "n4")), u"+ new at "_s + at);
    QCOMPARE(text(model.indexOfTarget("j", "n2")), u"~ relabelled at "_s + at);
    QCOMPARE(text(model.indexOfTarget("j", "n1")), QString());
    QCOMPARE(text(model.indexOfTarget("j", "n2").parent()), u"+ new at "_s + at);
    QCOMPARE(text(model.indexOfTarget("j", "n1").parent()), u"+2 at "_s + at);
    QCOMPARE(model.indexOfTarget("j", "n4").data(TargetsModel::JobRole).toString(), u"j"_s);
    QCOMPARE(model.indexOfTarget("j", "n4").data(TargetsModel::AddressRole).toString(), u"n4"_s);
}

void TestTargetsModel::announcesFewRows()
{
    QStringList before;
    for (int i = 0; i < 1000; ++i)
        before += u"n%1:9"_s.arg(i);
    QStringList after = before;
    after.remove(500);
    after.insert(10, u"new:9"_s);
    TargetsModel model;
    model.setTargets({job("j", {u"a/up: "_s + before.join(u' ')})}, start);
    const QPersistentModelIndex kept = model.indexOfTarget("j", "n700:9");
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy layouts(&model, &QAbstractItemModel::layoutChanged);
    model.setTargets({job("j", {u"a/up: "_s + after.join(u' ')})}, later);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.at(0).at(1).toInt(), 500);
    QCOMPARE(removed.at(0).at(2).toInt(), 500);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 10);
    QCOMPARE(resets.size() + layouts.size(), 0);
    QCOMPARE(kept.data().toString(), u"n700:9"_s);
}

void TestTargetsModel::showsTheStartOfManyHosts()
{
    QString targets;
    for (int i = 0; i < 1000; ++i)
        targets += u" n%1:9"_s.arg(2 * i);
    TargetsModel model;
    model.setTargets({job("j", {u"a/up:"_s + targets})}, start);
    const QModelIndex target = model.indexOfTarget("j", "n0:9");
    const QString hosts = target.parent().siblingAtColumn(TargetsModel::HostsColumn).data().toString();
    QVERIFY2(hosts.startsWith(u"n[0,2,4,"_s) && hosts.endsWith(u'…'), qPrintable(hosts));
    QCOMPARE(hosts.size(), 501);
    QVERIFY(target.flags().testFlag(Qt::ItemNeverHasChildren));
    QVERIFY(!target.parent().flags().testFlag(Qt::ItemNeverHasChildren));
}

void TestTargetsModel::looksAtNoAnswerTwice()
{
    TargetsModel model;
    const JobTargets same = job("j", {u"a/up: n1"_s});
    model.setTargets({same}, start);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTargets({same}, later);
    QCOMPARE(changed.size(), 0);
}

void TestTargetsModel::finds()
{
    TargetsModel model;
    model.setTargets({job("j", {u"a/up: n1 n2"_s}), job("k", {u"a/up: n1"_s, u"b/up: n2"_s})}, start);
    const QModelIndex found = model.indexOfTarget("k", "n2");
    QCOMPARE(found.data().toString(), u"n2"_s);
    QCOMPARE(*model.address(found), std::string("n2"));
    QCOMPARE(model.job(found).job, std::string("k"));
    QCOMPARE(*model.group(found), group(u"b/up: n2"_s));
    QCOMPARE(model.group(found.parent()), model.group(found));
    QCOMPARE(model.group(model.indexOfJob("k")), nullptr);
    QCOMPARE(model.indexOfTarget("k", "n3"), QModelIndex());
    QCOMPARE(model.indexOfTarget("none", "n1"), QModelIndex());
}

void TestTargetsModel::survivesHostileTexts()
{
    TargetGroup hostile;
    hostile.labels = {{"__meta_slurm_reason", "<img src=x> \"&\n\xff"}, {"", ""}};
    hostile.targets = {"", ":", "<b>x</b>:1", "\xff\xfe:9", "a,b[1-2]:9"};
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTargets({{"<j>", 0, std::make_shared<Groups>(Groups{hostile, {}})}}, start);
    const QModelIndex target = model.indexOfTarget("<j>", "<b>x</b>:1");
    const QString tip = target.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;img src=x&gt;"_s) && tip.contains(u"&lt;b&gt;x"_s), qPrintable(tip));
    QCOMPARE(model.index(1, 0, model.index(0, 0)).data().toString(), u"no labels"_s);
}

void TestTargetsModel::becomesAnyOtherAnswer()
{
    QRandomGenerator random(4);
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QStringList states{u"down"_s, u"idle"_s, u"up"_s};
    std::vector<QString> nodes(40, u"p/up"_s);
    for (int round = 0; round < 150; ++round) {
        for (QString &node : nodes) {
            if (random.bounded(10) == 0)
                node = u"p%1/%2"_s.arg(random.bounded(3)).arg(states.at(random.bounded(3)));
            if (random.bounded(30) == 0)
                node.clear();
        }
        std::map<QString, QString> groups;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!nodes[i].isEmpty())
                groups[nodes[i]] += u" n%1:9"_s.arg(i);
        }
        QStringList texts;
        for (const auto &[labels, targets] : groups)
            texts += labels + u":"_s + targets;
        if (round % 20 == 19)
            std::reverse(texts.begin(), texts.end());
        std::vector<JobTargets> jobs{job("a", texts)};
        if (round % 3 == 0)
            jobs.insert(jobs.begin(), job("b", texts.mid(1)));
        if (round % 5 == 0)
            jobs.push_back(job("c", {}));
        model.setTargets(jobs, start);
        QCOMPARE(shown(model), shownAlone(jobs));
    }
    QCOMPARE(resets.size(), 0);
}

void TestTargetsModel::becomesAnyOtherAnswerOfManyGroups()
{
    QRandomGenerator random(5);
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 10; ++round) {
        QStringList texts;
        for (int i = 0; i < 200; ++i) {
            if (random.bounded(5 + round) > 0)
                texts += u"p%1/%2: n%1:9"_s.arg(i).arg(random.bounded(3) == 0 ? u"down"_s : u"up"_s);
        }
        model.setTargets({job("a", texts)}, start);
        QCOMPARE(shown(model), shownAlone({job("a", texts)}));
        // Rows know their parents.
        const QModelIndex last = model.index(0, 0, model.index(int(texts.size()) - 1, 0, model.index(0, 0)));
        QCOMPARE(last.parent().row(), int(texts.size()) - 1);
    }
}

void TestTargetsModel::keepsRowsWhereManyChange()
{
    // A group for each target, and one group of many: every third is down, all are in another order.
    const auto answer = [](bool isAfter) {
        QStringList texts;
        QStringList targets;
        for (int i = 0; i < 600; ++i) {
            texts += u"p%1/%2: n%1:9"_s.arg(i).arg(isAfter && i % 3 == 1 ? u"down"_s : u"up"_s);
            if (!isAfter || i % 3 != 1)
                targets += u"m%1:9"_s.arg(i);
        }
        if (isAfter) {
            std::reverse(texts.begin(), texts.end());
            std::reverse(targets.begin(), targets.end());
        }
        texts += u"all/up: "_s + targets.join(u' ');
        return job("j", texts);
    };
    TargetsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTargets({answer(false)}, start);
    const QPersistentModelIndex kept = model.indexOfTarget("j", "n300:9");
    const QPersistentModelIndex keptGroup = kept.parent();
    const QPersistentModelIndex keptAmongMany = model.indexOfTarget("j", "m300:9");
    const QPersistentModelIndex gone = model.indexOfTarget("j", "m301:9");
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setTargets({answer(true)}, later);
    QCOMPARE(shown(model), shownAlone({answer(true)}));
    QCOMPARE(kept, model.indexOfTarget("j", "n300:9"));
    QCOMPARE(keptGroup, model.indexOfTarget("j", "n300:9").parent());
    QCOMPARE(keptAmongMany, model.indexOfTarget("j", "m300:9"));
    QVERIFY(!gone.isValid());
    QCOMPARE(removed.size(), 2);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(model.lastChange(keptGroup)->targets.relabelled.size(), std::size_t(200));
    QCOMPARE(model.lastChange(keptGroup)->targets.removed.size(), std::size_t(200));
}

SLURMSD_TEST(TestTargetsModel)
#include "tst_targetsmodel.moc"
