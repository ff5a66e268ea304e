// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/targetstablemodel.h"
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

const Groups groups{{{"a1:9", "a2:9"}, {{"__meta_slurm_partition", "a"}, {"__meta_state", "active"}}},
                    {{"b1:9"}, {{"__meta_slurm_partition", "b"}, {"team", "hpc"}}}};

struct Fixture
{
    TargetsModel model;
    TargetsProxy proxy{model};
    TargetsTableModel table{model, proxy};
    QAbstractItemModelTester tester{&table, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QSignalSpy resets{&table, &QAbstractItemModel::modelReset};

    explicit Fixture(const Groups &of = groups)
    {
        set(of);
        table.setJob(proxy.index(0, 0));
    }
    void set(const Groups &of) { model.setTargets({{"node", 9, std::make_shared<Groups>(of)}}, WallTime()); }
    void search(const QString &text) { proxy.setFilter(*TargetSearch::parse(text, proxy.vocabulary())); }
    void relabel(const char *yaml) { table.setRelabelling(*parseRelabelConfig(yaml, "node")); }
    QString line(int row, Qt::Orientation header = Qt::Vertical) const
    {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells += header == Qt::Horizontal ? table.headerData(column, header).toString()
                                              : table.index(row, column).data().toString();
        return cells.join(u'|');
    }
    QString headers() const { return line(0, Qt::Horizontal); }
    QStringList addresses() const
    {
        QStringList all;
        for (int row = 0; row < table.rowCount(); ++row)
            all += table.index(row, 0).data().toString();
        return all;
    }
};

} // namespace

class TestTargetsTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAColumnForEachLabel();
    void showsWhatIsFound();
    void followsATargetToOtherLabels();
    void mapsToTheProxy();
    void relabels();
    void relabelsInSteps();
    void followsAnyAnswer();
};

void TestTargetsTableModel::hasAColumnForEachLabel()
{
    Fixture f;
    QCOMPARE(f.headers(), u"Target|Node|__meta_slurm_partition|__meta_state|team"_s);
    QCOMPARE(f.line(0), u"a1:9||a|active|"_s);
    QCOMPARE(f.line(2), u"b1:9||b||hpc"_s);
    f.set({{{"c:9"}, {{"rack", "r1"}}}});
    QCOMPARE(f.headers(), u"Target|Node|rack"_s);
    QCOMPARE(f.line(0), u"c:9||r1"_s);
    f.table.setJob({});
    QCOMPARE(f.table.rowCount(), 0);
    QCOMPARE(f.headers(), u"Target|Node"_s);
    QCOMPARE(f.resets.size(), 0);
}

void TestTargetsTableModel::showsWhatIsFound()
{
    Fixture f;
    const QPersistentModelIndex a2 = f.table.index(1, 0);
    const QPersistentModelIndex b1 = f.table.index(2, 0);
    f.search(u"a2 or team:hpc"_s);
    QCOMPARE(f.addresses(), QStringList({u"a2:9"_s, u"b1:9"_s}));
    QCOMPARE(a2.row(), 0);
    QCOMPARE(b1.row(), 1);
    f.search(u"zzz"_s);
    QCOMPARE(f.addresses(), QStringList());
    QVERIFY(!a2.isValid());
    f.search({});
    QCOMPARE(f.addresses().size(), 3);
    QCOMPARE(f.resets.size(), 0);
}

void TestTargetsTableModel::followsATargetToOtherLabels()
{
    Fixture f;
    const QPersistentModelIndex a2 = f.table.index(1, 3);
    QCOMPARE(a2.data().toString(), u"active"_s);
    f.set({{{"a0:9", "a1:9"}, groups[0].labels},
           {{"a2:9"}, {{"__meta_slurm_partition", "a"}, {"__meta_state", "down"}}}});
    QCOMPARE(a2.row(), 2);
    QCOMPARE(a2.data().toString(), u"down"_s);
}

void TestTargetsTableModel::mapsToTheProxy()
{
    Fixture f;
    f.search(u"a2 or b1"_s);
    for (int row = 0; row < 2; ++row) {
        const QModelIndex target = f.proxy.mapToSource(f.table.proxyIndex(row));
        QCOMPARE(QString::fromStdString(*f.model.address(target)), f.addresses().at(row));
        QCOMPARE(f.table.indexOf(f.table.proxyIndex(row)).row(), row);
    }
}

void TestTargetsTableModel::relabels()
{
    Fixture f;
    f.relabel("- {source_labels: [__meta_state], regex: active, target_label: up, replacement: 'yes'}\n"
              "- {source_labels: [__address__], regex: 'a2.*', action: drop}\n"
              "- {source_labels: [team], regex: hpc, target_label: __address__, replacement: ''}");
    QTRY_COMPARE(f.table.relabelCounts().seen, 3);
    QCOMPARE(f.headers(),
             u"Target|Node|__meta_slurm_partition|__meta_state|team|Scraped|→ instance|→ job|→ up"_s);
    QCOMPARE(f.line(0), u"a1:9||a|active||http://a1:9/metrics|a1:9|node|yes"_s);
    QCOMPARE(f.line(1), u"a2:9||a|active||✕ dropped by rule 2|||"_s);
    QCOMPARE(f.line(2), u"b1:9||b||hpc|✕ refused: no address|||"_s);
    QVERIFY(f.table.index(1, 0).data(TargetsTableModel::LeftOutRole).toBool());
    QVERIFY(!f.table.index(0, 0).data(TargetsTableModel::LeftOutRole).toBool());
    QCOMPARE(f.table.relabelCounts().dropped, 1);
    QCOMPARE(f.table.relabelCounts().refused, 1);
    f.search(u"a1"_s);
    QTRY_COMPARE(f.table.relabelCounts().seen, 1);
    QCOMPARE(f.table.relabelCounts().dropped, 0);
    f.table.setRelabelling({});
    QCOMPARE(f.headers(), u"Target|Node|__meta_slurm_partition|__meta_state|team"_s);
    QCOMPARE(f.resets.size(), 0);
}

void TestTargetsTableModel::relabelsInSteps()
{
    TargetGroup many{{}, {{"__meta_state", "active"}}};
    for (int i = 0; i < 65'536; ++i)
        many.targets.push_back("n" + std::to_string(i) + ":9100");
    Fixture f({many});
    const QSignalSpy steps(&f.table, &TargetsTableModel::relabelCountsChanged);
    f.relabel("- {source_labels: [__address__], regex: '(.*):.*', target_label: instance}\n"
              "- {source_labels: [__address__], regex: 'n.*7:.*', action: drop}");
    QCOMPARE(f.table.relabelCounts().seen, 0);
    QTRY_COMPARE_WITH_TIMEOUT(f.table.relabelCounts().seen, 65'536, 30'000);
    QCOMPARE(f.table.relabelCounts().dropped, 6553);
    QVERIFY(steps.size() > 3);
}

void TestTargetsTableModel::followsAnyAnswer()
{
    QRandomGenerator random(7);
    Fixture f;
    f.search(u"a or 3"_s);
    for (int round = 0; round < 10; ++round) {
        Groups next;
        for (int i = 0; i < 20; ++i) {
            if (random.bounded(4) > 0)
                next.push_back({{"a" + std::to_string(i) + ":9", "b" + std::to_string(i) + ":9"},
                                {{"node", std::to_string(i)}, {"x", std::to_string(random.bounded(2))}}});
        }
        const QPersistentModelIndex first = f.table.index(0, 0);
        const QString address = first.data().toString();
        f.set(next);
        if (first.isValid())
            QCOMPARE(first.data().toString(), address);
        const Fixture fresh(next);
        QCOMPARE(f.headers(), fresh.headers());
        f.search(round % 2 == 0 ? u""_s : u"a or 3"_s);
        if (round % 2 == 0)
            QCOMPARE(f.addresses(), fresh.addresses());
    }
    QCOMPARE(f.resets.size(), 0);
}

SLURMSD_TEST(TestTargetsTableModel)
#include "tst_targetstablemodel.moc"
