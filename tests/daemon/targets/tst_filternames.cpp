// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filternames.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;

namespace {

Node nodeWith(std::string_view name, std::string_view partitions, std::string_view features)
{
    Node node = activeNode(name, partitions);
    node.features = features;
    return node;
}

// "a b | ib"; the nodes in no partition are "(none)".
QByteArray describe(const FilterNames &names)
{
    const auto joined = [](const auto &items) {
        std::string text;
        for (const std::string &item : items)
            text.append(text.empty() ? "" : " ").append(item.empty() ? "(none)" : item);
        return text;
    };
    return QByteArray::fromStdString(joined(names.partitions) + " | " + joined(names.features));
}

} // namespace

class TestFilterNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<std::vector<Node>>("nodes");
        QTest::addColumn<QByteArray>("expected");
        using Nodes = std::vector<Node>;
        QTest::newRow("no nodes") << Nodes{} << QByteArray(" | ");
        QTest::newRow("one") << Nodes{nodeWith("n1", "a", "ib")} << QByteArray("a | ib");
        QTest::newRow("lists") << Nodes{nodeWith("n1", "b,a", "ib,a100")} << QByteArray("a b | a100 ib");
        QTest::newRow("several nodes")
            << Nodes{nodeWith("n1", "a", "ib"), nodeWith("n2", "a,b", "opa"), nodeWith("n3", "b", "")}
            << QByteArray("a b | ib opa");
        QTest::newRow("in none") << Nodes{nodeWith("n1", "a", ""), nodeWith("n2", "", "ib")}
                                 << QByteArray("(none) a | ib");
        QTest::newRow("only in none") << Nodes{nodeWith("n1", "", "")} << QByteArray("(none) | ");
    }
    void finds()
    {
        QFETCH(std::vector<Node>, nodes);
        QTEST(describe(filterNames(*snapshotOf(nodes))), "expected");
    }

    // A node that is down or excluded by every job is in its partition all the same.
    void knowsNodesOfAnyState()
    {
        Node node = nodeWith("n1", "gpu", "a100");
        node.stateClass = StateClass::PoweredDown;
        QCOMPARE(describe(filterNames(*snapshotOf({node}))), QByteArray("gpu | a100"));
    }
};

SLURMSD_TEST(TestFilterNames)
#include "tst_filternames.moc"
