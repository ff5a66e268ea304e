// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/partitiontree.h"
#include "tests/gui/models/randomlists.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QStringList>
#include <QTest>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

// The tree as lines, indented; rows that nobody asked for are not in it.
QStringList texts(const PartitionTree &tree, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList lines;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < tree.columnCount(); ++column) {
            const QString cell = tree.index(row, column, parent).data().toString();
            if (!cell.isEmpty())
                cells += cell;
        }
        const QModelIndex index = tree.index(row, 0, parent);
        lines += indent + cells.join(u" | "_s);
        lines += texts(tree, index, indent + u"  "_s);
    }
    return lines;
}

void fetchAll(PartitionTree &tree, const QModelIndex &parent = {})
{
    tree.fetchMore(parent);
    for (int row = 0; row < tree.rowCount(parent); ++row)
        fetchAll(tree, tree.index(row, 0, parent));
}

std::shared_ptr<NodeSnapshot> smallCluster(std::string_view name = "llm")
{
    auto list = listOf(name, {"cpu1 active", "cpu2 active", "gpu01 active", "gpu02 drained", "gpu03 drained",
                              "gpu04 down", "spare active"});
    for (Node &node : list->nodes)
        node.partitions = node.name.starts_with("cpu") ? "cpu" : "debug,gpu";
    list->nodes.back().partitions = {};
    list->nodes[3].reason = "bad DIMM";
    list->nodes[4].reason = "bad DIMM";
    list->nodes[5].reason = "Not responding";
    return list;
}

} // namespace

class TestPartitionTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByPartitionAndState();
    void hasALevelOfClusters();
    void makesNodeRowsWhenAsked();
    void obeysTheSearch();
    void announcesWhatChanged();
    void keepsRowsThatStay();
    void answersRoles();
    void shortensWhatNobodyCanRead();
    void followsRandomLists();
};

void TestPartitionTree::groupsByPartitionAndState()
{
    PartitionTree tree;
    tree.setNodes({smallCluster()});
    const QStringList expected{u"cpu | 2 | cpu[1-2]"_s,
                               u"  active | 2 | cpu[1-2]"_s,
                               u"debug | 4 | gpu[01-04]"_s,
                               u"  active | 1 | gpu01"_s,
                               u"  drained | 2 | gpu[02-03] | \"bad DIMM\""_s,
                               u"  down | 1 | gpu04 | \"Not responding\""_s,
                               u"gpu | 4 | gpu[01-04]"_s,
                               u"  active | 1 | gpu01"_s,
                               u"  drained | 2 | gpu[02-03] | \"bad DIMM\""_s,
                               u"  down | 1 | gpu04 | \"Not responding\""_s,
                               u"(in no partition) | 1 | spare"_s,
                               u"  active | 1 | spare"_s};
    QCOMPARE(texts(tree), expected);
    QCOMPARE(tree.total(), 7);
    QCOMPARE(tree.found(), 7);
}

void TestPartitionTree::hasALevelOfClusters()
{
    PartitionTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it would do so amid the model's signals
    const auto one = listOf("one", {"n1 active"});
    const auto two = listOf("two", {"n1 down", "n2 down"});
    const QStringList both{u"one | 1 | n1"_s,     u"  p | 1 | n1"_s,     u"    active | 1 | n1"_s,
                           u"two | 2 | n[1-2]"_s, u"  p | 2 | n[1-2]"_s, u"    down | 2 | n[1-2]"_s};
    tree.setNodes({one, two});
    QCOMPARE(texts(tree), both);
    tree.setNodes({two});
    QCOMPARE(texts(tree), QStringList({u"p | 2 | n[1-2]"_s, u"  down | 2 | n[1-2]"_s}));
    tree.setNodes({one, two});
    QCOMPARE(texts(tree), both);
    tree.setNodes({two, one});
    QCOMPARE(texts(tree), both.mid(3) + both.mid(0, 3));
    tree.setNodes({});
    QCOMPARE(tree.rowCount(), 0);
}

void TestPartitionTree::makesNodeRowsWhenAsked()
{
    PartitionTree tree;
    tree.setNodes({smallCluster()});
    const QModelIndex state = tree.index(1, 0, tree.index(2, 0));
    QCOMPARE(state.data().toString(), u"drained"_s);
    QVERIFY(tree.hasChildren(state));
    QVERIFY(tree.canFetchMore(state));
    QCOMPARE(tree.rowCount(state), 0);
    QSignalSpy inserted(&tree, &QAbstractItemModel::rowsInserted);
    tree.fetchMore(state);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(tree.rowCount(state), 2);
    QVERIFY(!tree.canFetchMore(state));
    const QModelIndex node = tree.index(1, 0, state);
    QCOMPARE(node.data().toString(), u"gpu03"_s);
    QCOMPARE(node.parent(), state);
    QVERIFY(!tree.hasChildren(node));
    QCOMPARE(tree.index(1, PartitionTree::ReasonColumn, state).data().toString(), u"bad DIMM"_s);
}

void TestPartitionTree::obeysTheSearch()
{
    PartitionTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it would do so amid the model's signals
    tree.setNodes({smallCluster()});
    const QStringList all = texts(tree);
    tree.setFilter(*NodeFilter::parse(u"partition:gpu and not state:active"_s));
    const QStringList expected{u"debug | 3 | gpu[02-04]"_s, u"  drained | 2 | gpu[02-03] | \"bad DIMM\""_s,
                               u"  down | 1 | gpu04 | \"Not responding\""_s};
    QCOMPARE(texts(tree).mid(0, 3), expected);
    QCOMPARE(tree.found(), 3);
    QCOMPARE(tree.total(), 7);
    tree.setFilter({});
    QCOMPARE(texts(tree), all);
}

void TestPartitionTree::announcesWhatChanged()
{
    PartitionTree tree;
    tree.setNodes({listOf("llm", {"n1 active", "n2 active", "n3 down"})});
    QSignalSpy inserted(&tree, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&tree, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&tree, &QAbstractItemModel::dataChanged);
    tree.setNodes({listOf("llm", {"n1 active", "n2 active", "n3 down"})});
    QCOMPARE(inserted.size() + removed.size() + changed.size(), 0);

    tree.setNodes({listOf("llm", {"n1 active", "n2 drained", "n3 down"})});
    QCOMPARE(inserted.size(), 1); // the state
    QCOMPARE(removed.size(), 0);
    QCOMPARE(changed.size(), 3); // the partition, the state that n2 left, and that it came to
    QCOMPARE(changed.at(0).at(0).toModelIndex(), tree.index(0, 0));

    const QModelIndex down = tree.index(2, 0, tree.index(0, 0));
    tree.fetchMore(down);
    inserted.clear();
    tree.setNodes({listOf("llm", {"n1 active", "n2 drained", "n3 down", "n4 down"})});
    QCOMPARE(inserted.size(), 1); // the node
    QCOMPARE(inserted.at(0).at(0).toModelIndex(), down);
    QCOMPARE(inserted.at(0).at(1).toInt(), 1);
}

void TestPartitionTree::keepsRowsThatStay()
{
    PartitionTree tree;
    tree.setNodes({smallCluster()});
    const QPersistentModelIndex gpu = tree.index(2, 0);
    const QPersistentModelIndex node = tree.find(u"llm"_s, u"gpu03"_s);
    QCOMPARE(gpu.data().toString(), u"gpu"_s);
    QCOMPARE(node.data().toString(), u"gpu03"_s);
    auto changed = smallCluster();
    changed->nodes.erase(changed->nodes.begin(), changed->nodes.begin() + 2); // and so the partition cpu
    changed->nodes[1].stateClass = StateClass::Active;                        // gpu02
    tree.setNodes({changed});
    QCOMPARE(gpu.row(), 1);
    QCOMPARE(node.row(), 0);
    QCOMPARE(node.data().toString(), u"gpu03"_s);
    tree.setFilter(*NodeFilter::parse(u"gpu01"_s));
    QVERIFY(!node.isValid());
    QCOMPARE(gpu.row(), 1);
}

void TestPartitionTree::answersRoles()
{
    PartitionTree tree;
    tree.setNodes({smallCluster()});
    const QModelIndex gpu = tree.index(2, 0);
    QList<int> counts(9, 0);
    counts[int(StateClass::Active)] = 1;
    counts[int(StateClass::Drained)] = 2;
    counts[int(StateClass::Down)] = 1;
    QCOMPARE(gpu.data(PartitionTree::CountsRole).value<QList<int>>(), counts);
    QCOMPARE(gpu.data(PartitionTree::SearchRole).toString(), u"partition:gpu"_s);
    QCOMPARE(tree.nodeNames(gpu), QStringList({u"gpu01"_s, u"gpu02"_s, u"gpu03"_s, u"gpu04"_s}));
    const QModelIndex state = tree.index(1, 0, gpu);
    QCOMPARE(state.data(PartitionTree::SearchRole).toString(), u"partition:gpu and state:drained"_s);
    QCOMPARE(state.data(PartitionTree::StateClassRole).toInt(), int(StateClass::Drained));
    QCOMPARE(tree.index(3, 0).data(PartitionTree::SearchRole).toString(), u"partition:\"\""_s);
    const QModelIndex node = tree.find(QString(), u"gpu02"_s);
    QCOMPARE(node.data(PartitionTree::KindRole).toInt(), int(PartitionTree::Kind::Node));
    QCOMPARE(node.data(PartitionTree::NodeRole).toString(), u"gpu02"_s);
    QCOMPARE(node.data(PartitionTree::ClusterRole).toString(), u"llm"_s);
    QCOMPARE(tree.nodeNames(node), QStringList({u"gpu02"_s}));
    // Each search finds what it stands for.
    for (const QModelIndex &index : {gpu, state, tree.index(3, 0)}) {
        const auto filter = NodeFilter::parse(index.data(PartitionTree::SearchRole).toString());
        QVERIFY(filter.hasValue());
        const QStringList names = tree.nodeNames(index);
        PartitionTree searched;
        searched.setNodes({smallCluster()});
        searched.setFilter(*filter);
        QCOMPARE(searched.found(), names.size());
    }
}

void TestPartitionTree::shortensWhatNobodyCanRead()
{
    PartitionTree tree;
    tree.setNodes({RandomLists(1).scattered(2'000, 2)});
    const QString hostlist = tree.index(0, PartitionTree::HostlistColumn).data().toString();
    QVERIFY(hostlist.startsWith(u"n[2,4,6,"_s));
    QVERIFY(hostlist.endsWith(u'…'));
    QVERIFY(hostlist.size() < 500);
}

void TestPartitionTree::followsRandomLists()
{
    PartitionTree tree;
    QAbstractItemModelTester tester(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // it would do so amid the model's signals
    QSignalSpy resets(&tree, &QAbstractItemModel::modelReset);
    RandomLists random(3, 15);
    const std::array searches{u""_s, u"state:active"_s, u"n1* or partition:b"_s};
    for (std::size_t round = 0; round < 45; ++round) {
        const NodeRows::Lists lists = random.next();
        const NodeFilter filter = *NodeFilter::parse(searches[round / 3 % searches.size()]);
        tree.setNodes(lists);
        tree.setFilter(filter);
        PartitionTree fresh;
        fresh.setFilter(filter);
        fresh.setNodes(lists);
        fetchAll(tree);
        fetchAll(fresh);
        QCOMPARE(texts(tree), texts(fresh));
    }
    QCOMPARE(resets.size(), 0);
}

SLURMSD_TEST(TestPartitionTree)
#include "tst_partitiontree.moc"
