// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodecounts.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

Node nodeIn(std::string_view name, std::string_view partitions, StateClass stateClass)
{
    Node node = activeNode(name, partitions);
    node.stateClass = stateClass;
    return node;
}

// "a: 2 active 1 down\n" and so on.
QByteArray describe(const NodeCounts &counts)
{
    const auto states = [](const StateCounts &all) {
        std::string text;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i] > 0)
                text += " " + std::to_string(all[i]) + " " + std::string(toString(allStateClasses[i]));
        }
        return text;
    };
    std::string text = "all:" + states(counts.states);
    for (const PartitionStatus &partition : counts.partitions)
        text +=
            "\n" + partition.name + " " + std::to_string(partition.nodes) + ":" + states(partition.states);
    return QByteArray::fromStdString(text);
}

} // namespace

class TestNodeCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data()
    {
        QTest::addColumn<std::vector<Node>>("nodes");
        QTest::addColumn<QByteArray>("expected");
        using Nodes = std::vector<Node>;
        using enum StateClass;
        QTest::newRow("none") << Nodes{} << QByteArray("all:");
        QTest::newRow("one") << Nodes{nodeIn("n1", "a", Active)}
                             << QByteArray("all: 1 active\na 1: 1 active");
        QTest::newRow("in no partition")
            << Nodes{nodeIn("n1", "", Down)} << QByteArray("all: 1 down\n 1: 1 down");
        QTest::newRow("in two partitions") << Nodes{nodeIn("n1", "b,a", Active)}
                                           << QByteArray("all: 1 active\na 1: 1 active\nb 1: 1 active");
        QTest::newRow("natural order") << Nodes{nodeIn("n1", "p10", Active), nodeIn("n2", "p9", Active)}
                                       << QByteArray("all: 2 active\np9 1: 1 active\np10 1: 1 active");
        QTest::newRow("states") << Nodes{nodeIn("n1", "a", Active), nodeIn("n2", "a,b", Drained),
                                         nodeIn("n3", "b", Future), nodeIn("n4", "b", Active)}
                                << QByteArray("all: 1 future 1 drained 2 active\n"
                                              "a 2: 1 drained 1 active\nb 3: 1 future 1 drained 1 active");
    }
    void counts()
    {
        QFETCH(std::vector<Node>, nodes);
        QTEST(describe(countNodes(*snapshotOf(nodes))), "expected");
    }

    void namesNodesOutOfService_data()
    {
        QTest::addColumn<std::vector<Node>>("nodes");
        QTest::addColumn<QByteArray>("expected");
        using Nodes = std::vector<Node>;
        using enum StateClass;
        QTest::newRow("none") << Nodes{nodeIn("n1", "a", Active), nodeIn("n2", "a", Future)} << QByteArray();
        QTest::newRow("folded") << Nodes{nodeIn("n1", "a", Down), nodeIn("n2", "a", Active),
                                         nodeIn("n3", "a", Down), nodeIn("n4", "a,b", Down)}
                                << QByteArray("down n[1,3-4]");
        QTest::newRow("worst first") << Nodes{nodeIn("n1", "a", Maintenance), nodeIn("n2", "a", Draining),
                                              nodeIn("n3", "a", Drained),     nodeIn("n4", "a", Unknown),
                                              nodeIn("n5", "a", Down),        nodeIn("n6", "a", PoweredDown)}
                                     << QByteArray(
                                            "down n5; unknown n4; drained n3; draining n2; maintenance n1");
    }
    void namesNodesOutOfService()
    {
        QFETCH(std::vector<Node>, nodes);
        QByteArrayList texts;
        for (const NodesOfState &each : countNodes(*snapshotOf(nodes)).outOfService)
            texts += QByteArray::fromStdString(std::string(toString(each.stateClass)) + ' ' + each.names);
        QTEST(texts.join("; "), "expected");
    }

    void namesTheFirstThousand()
    {
        std::vector<std::string> names;
        for (int i = 1; i <= 1500; ++i)
            names.push_back("n" + std::to_string(i));
        std::vector<Node> nodes;
        for (const std::string &name : names)
            nodes.push_back(nodeIn(name, "a", StateClass::Down));
        const NodeCounts counts = countNodes(*snapshotOf(nodes));
        QCOMPARE(counts.outOfService.size(), 1U);
        QCOMPARE(counts.outOfService[0].names, std::string("n[1-1000]"));
    }

    void everyClassHasItsPlace()
    {
        for (std::size_t i = 0; i < allStateClasses.size(); ++i) {
            const NodeCounts counts = countNodes(*snapshotOf({nodeIn("n1", "a", allStateClasses[i])}));
            QCOMPARE(counts.states[i], 1U);
            QCOMPARE(counts.partitions[0].states[i], 1U);
        }
    }
};

SLURMSD_TEST(TestNodeCounts)
#include "tst_nodecounts.moc"
