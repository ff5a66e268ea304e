// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodesmodel.h"
#include "tests/gui/models/randomlists.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

// Every cell of it.
QStringList texts(const NodesModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString();
        lines += cells.join(u'|');
    }
    return lines;
}

QString names(const NodesModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all += model.index(row, 0).data().toString();
    return all.join(u' ');
}

// What a model announced.
struct Announced
{
    explicit Announced(const NodesModel &model)
        : inserted(&model, &QAbstractItemModel::rowsInserted)
        , removed(&model, &QAbstractItemModel::rowsRemoved)
        , changed(&model, &QAbstractItemModel::dataChanged)
        , moved(&model, &QAbstractItemModel::layoutChanged)
        , reset(&model, &QAbstractItemModel::modelReset)
    {}

    QString take()
    {
        QStringList all;
        const auto rows = [&all](const QString &what, QSignalSpy &spy) {
            for (const QVariantList &arguments : std::exchange<QList<QVariantList>>(spy, {}))
                all += u"%1 %2-%3"_s.arg(what).arg(arguments[1].toInt()).arg(arguments[2].toInt());
        };
        rows(u"removed"_s, removed);
        rows(u"inserted"_s, inserted);
        for (const QVariantList &arguments : std::exchange<QList<QVariantList>>(changed, {}))
            all += u"changed %1-%2"_s.arg(arguments[0].toModelIndex().row())
                       .arg(arguments[1].toModelIndex().row());
        if (!std::exchange<QList<QVariantList>>(moved, {}).isEmpty())
            all += u"moved"_s;
        if (!reset.isEmpty())
            all += u"RESET"_s;
        return all.join(u", "_s);
    }

    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy changed;
    QSignalSpy moved;
    QSignalSpy reset;
};

} // namespace

class TestNodesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNodes();
    void announcesWhatChanged();
    void sorts_data();
    void sorts();
    void keepsPersistentRows();
    void followsRandomLists_data();
    void followsRandomLists();
    void findsNodes();
};

void TestNodesModel::showsNodes()
{
    NodesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto list = listOf("llm", {"n1 active", "n2 down"});
    Node &node = list->nodes[1];
    node.realMemory = 515'000;
    node.cpus = 128;
    node.reason = "<b>fan</b>";
    model.setNodes({list});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.total(), 2);
    const auto cell = [&model](NodeColumn column) { return model.index(1, int(column)); };
    QCOMPARE(cell(NodeColumn::Name).data().toString(), u"n2"_s);
    QCOMPARE(cell(NodeColumn::State).data().toString(), u"down"_s);
    QCOMPARE(cell(NodeColumn::Cluster).data().toString(), u"llm"_s);
    QCOMPARE(cell(NodeColumn::Cpus).data().toString(), u"128"_s);
    QCOMPARE(cell(NodeColumn::Weight).data().toString(), QString());
    QCOMPARE(cell(NodeColumn::Memory).data().toString(), u"502.9 GiB"_s);
    Node huge;
    huge.realMemory = std::numeric_limits<std::int64_t>::max();
    QCOMPARE(nodeColumnText({&huge, list.get(), 0}, NodeColumn::Memory), u"8.0 EiB"_s);
    QCOMPARE(cell(NodeColumn::Reason).data(Qt::ToolTipRole).toString(), u"<qt>&lt;b&gt;fan&lt;/b&gt;</qt>"_s);
    QCOMPARE(cell(NodeColumn::Name).data(NodesModel::StateClassRole).toInt(), int(StateClass::Down));
    QCOMPARE(cell(NodeColumn::Cpus).data(NodesModel::NodeRole).toString(), u"n2"_s);
    QCOMPARE(cell(NodeColumn::Cpus).data(NodesModel::ClusterRole).toString(), u"llm"_s);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"Node"_s);
    QVERIFY(cell(NodeColumn::Cpus).data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
}

void TestNodesModel::announcesWhatChanged()
{
    NodesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Announced announced(model);
    model.setNodes({listOf("llm", {"n1 active", "n2 active", "n3 active", "n10 active"})});
    QCOMPARE(announced.take(), u"inserted 0-3"_s);
    model.setNodes({listOf("llm", {"n1 active", "n2 active", "n3 active", "n10 active"})});
    QCOMPARE(announced.take(), QString());
    model.setNodes({listOf("llm", {"n1 active", "n2 down", "n3 drained", "n10 active"})});
    QCOMPARE(announced.take(), u"changed 1-2"_s);
    model.setNodes({listOf("llm", {"n1 down", "n2 down", "n9 active", "n10 down", "n11 down"})});
    QCOMPARE(announced.take(), u"removed 2-2, inserted 2-2, inserted 4-4, changed 0-0, changed 3-3"_s);
    model.setFilter(*NodeFilter::parse(u"not n10"_s));
    QCOMPARE(announced.take(), u"removed 3-3"_s);
    model.setColumnFilter(NodeColumn::State, u"act"_s);
    QCOMPARE(announced.take(), u"removed 3-3, removed 0-1"_s);
    QCOMPARE(names(model), u"n9"_s);
    model.setNodes({listOf("llm", {"n1 active", "n9 down"})});
    QCOMPARE(announced.take(), u"removed 0-0, inserted 0-0, changed 0-0"_s);
    QCOMPARE(names(model), u"n1"_s);
    model.setColumnFilter(NodeColumn::State, {});
    QCOMPARE(announced.take(), u"inserted 1-1"_s);
    model.sort(int(NodeColumn::Name), Qt::DescendingOrder);
    QCOMPARE(announced.take(), u"moved"_s);
    QCOMPARE(names(model), u"n9 n1"_s);
    model.setNodes({});
    QCOMPARE(announced.take(), u"removed 0-1"_s);
}

void TestNodesModel::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("order");
    QTest::newRow("name") << int(NodeColumn::Name) << false << u"n1 n2 n3 n010 n10"_s;
    QTest::newRow("name back") << int(NodeColumn::Name) << true << u"n10 n010 n3 n2 n1"_s;
    QTest::newRow("as listed") << -1 << false << u"n1 n2 n3 n010 n10"_s;
    QTest::newRow("state") << int(NodeColumn::State) << false << u"n3 n2 n1 n010 n10"_s;
    QTest::newRow("state back") << int(NodeColumn::State) << true << u"n1 n010 n10 n2 n3"_s;
    QTest::newRow("cpus") << int(NodeColumn::Cpus) << false << u"n010 n2 n3 n10 n1"_s;
    QTest::newRow("address") << int(NodeColumn::Address) << false << u"n010 n2 n10 n1 n3"_s;
    QTest::newRow("reason") << int(NodeColumn::Reason) << true << u"n2 n3 n1 n010 n10"_s;
}

void TestNodesModel::sorts()
{
    QFETCH(int, column);
    QFETCH(bool, descending);
    QFETCH(QString, order);
    auto list = listOf("llm", {"n1 active", "n2 drained", "n3 down", "n010 active", "n10 active"});
    const std::int64_t cpus[] = {1000, 64, 64, Node::notGiven, 128};
    const std::string_view addresses[] = {"10.0.10.1", "10.0.9.99", "10.0.10.02", "", "10.0.10.0"};
    const std::string_view reasons[] = {"", "a very long reason that ends in number 10",
                                        "a very long reason that ends in number 9", "", ""};
    for (std::size_t i = 0; i < list->nodes.size(); ++i) {
        list->nodes[i].cpus = cpus[i];
        list->nodes[i].address = addresses[i];
        list->nodes[i].reason = reasons[i];
    }
    NodesModel model;
    model.setNodes({list});
    model.sort(int(NodeColumn::Features));
    model.sort(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QCOMPARE(names(model), order);
}

void TestNodesModel::keepsPersistentRows()
{
    NodesModel model;
    RandomLists random(7);
    model.setNodes({random.scattered(1'000, 0)});
    const QPersistentModelIndex kept = model.find({}, u"n500"_s);
    const QPersistentModelIndex lost = model.find({}, u"n501"_s);
    QVERIFY(kept.isValid() && lost.isValid());
    Announced announced(model);
    // More blocks than are worth to be told one by one.
    model.setNodes({random.scattered(1'000, 2)});
    QCOMPARE(announced.take(), u"removed 500-999, moved"_s);
    QCOMPARE(kept.data().toString(), u"n500"_s);
    QVERIFY(!lost.isValid());
    model.setNodes({random.scattered(1'000, 0)});
    QCOMPARE(announced.take(), u"inserted 500-999, moved"_s);
    QCOMPARE(kept.data().toString(), u"n500"_s);
    QCOMPARE(kept.row(), 499);
}

void TestNodesModel::followsRandomLists_data()
{
    QTest::addColumn<int>("sortColumn");
    QTest::addColumn<QString>("search");
    QTest::addColumn<int>("nodes");
    QTest::newRow("few as listed") << -1 << QString() << 12;
    QTest::newRow("few by state") << int(NodeColumn::State) << u"not state:drained"_s << 12;
    QTest::newRow("many as listed") << -1 << QString() << 400;
    QTest::newRow("many by state") << int(NodeColumn::State) << u"not state:drained"_s << 400;
    QTest::newRow("many by reason") << int(NodeColumn::Reason) << QString() << 400;
    QTest::newRow("many by name backwards") << int(NodeColumn::Name) << u"n1* or partition:b"_s << 400;
}

void TestNodesModel::followsRandomLists()
{
    QFETCH(int, sortColumn);
    QFETCH(QString, search);
    QFETCH(int, nodes);
    const auto order = sortColumn == int(NodeColumn::Name) ? Qt::DescendingOrder : Qt::AscendingOrder;
    NodesModel model;
    // It looks at every cell at every signal.
    std::optional<QAbstractItemModelTester> tester;
    if (nodes < 100)
        tester.emplace(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(sortColumn, order);
    model.setFilter(*NodeFilter::parse(search));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    RandomLists random(42, static_cast<std::size_t>(nodes));
    for (int round = 0; round < 30; ++round) {
        const NodeRows::Lists lists = random.next();
        model.setNodes(lists);
        model.setNodes(lists); // nothing is new
        NodesModel fresh;
        fresh.sort(sortColumn, order);
        fresh.setFilter(*NodeFilter::parse(search));
        fresh.setNodes(lists);
        QCOMPARE(texts(model), texts(fresh));
        QVERIFY(nodes < 100 || model.rowCount() > 0);
    }
    QCOMPARE(resets.size(), 0);
}

void TestNodesModel::findsNodes()
{
    NodesModel model;
    model.setNodes({listOf("a", {"n1 active", "n2 active"}), listOf("b", {"n2 down"})});
    QCOMPARE(model.find(u"b"_s, u"n2"_s).row(), 2);
    QCOMPARE(model.find(QString(), u"n2"_s).row(), 1);
    QVERIFY(!model.find(u"b"_s, u"n1"_s).isValid());
}

SLURMSD_TEST(TestNodesModel)
#include "tst_nodesmodel.moc"
