// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/node.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// In their natural order: each comes before all that follow.
constexpr std::array<std::string_view, 27> ordered{
    "",
    "-1",
    "0",
    "00a",
    "0a",
    "1",
    "2",
    "10",
    "A1",
    "a",
    "a-1",
    "a0",
    "a00",
    "a01",
    "a1",
    "a1b",
    "a01c",
    "a02",
    "a2",
    "a2b",
    "a09",
    "a9",
    "a10",
    "a010b",
    "a99999999999999999999",
    "a100000000000000000000",
    "\xc3\xa4",
};

Node named(std::string_view name, std::int64_t cpus = Node::notGiven)
{
    Node node;
    node.name = name;
    node.cpus = cpus;
    return node;
}

QString names(const NodeSnapshot &snapshot)
{
    QString text;
    for (const Node &node : snapshot.nodes)
        text += QString::fromUtf8(node.name.data(), qsizetype(node.name.size())) + u' ';
    return text.trimmed();
}

} // namespace

class TestNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesNaturally();
    void sorts_data();
    void sorts();
    void keepsTheFirstOfEachName();
    void visitsItems_data();
    void visitsItems();
};

// Every pair, so that the order is seen to be total: antisymmetric, transitive, equal only to itself.
void TestNode::comparesNaturally()
{
    for (std::size_t l = 0; l < ordered.size(); ++l) {
        for (std::size_t r = 0; r < ordered.size(); ++r) {
            const std::string pair = std::string(ordered[l]) + " and " + std::string(ordered[r]);
            QVERIFY2(compareNaturally(ordered[l], ordered[r]) == (l <=> r), pair.c_str());
        }
    }
}

void TestNode::sorts_data()
{
    QTest::addColumn<QByteArrayList>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<std::size_t>("skipped");
    QTest::newRow("none") << QByteArrayList{} << u""_s << std::size_t{0};
    QTest::newRow("one") << QByteArrayList{"n1"} << u"n1"_s << std::size_t{0};
    QTest::newRow("in order") << QByteArrayList{"n1", "n2", "n10"} << u"n1 n2 n10"_s << std::size_t{0};
    QTest::newRow("reversed") << QByteArrayList{"n10", "n2", "n1"} << u"n1 n2 n10"_s << std::size_t{0};
    QTest::newRow("repeated in order") << QByteArrayList{"n1", "n1", "n2"} << u"n1 n2"_s << std::size_t{1};
    QTest::newRow("repeated") << QByteArrayList{"n2", "n1", "n2", "n1", "n2"} << u"n1 n2"_s << std::size_t{3};
    QTest::newRow("padding differs") << QByteArrayList{"n1", "n01"} << u"n01 n1"_s << std::size_t{0};
}

void TestNode::sorts()
{
    QFETCH(QByteArrayList, before);
    QFETCH(QString, after);
    QFETCH(std::size_t, skipped);
    NodeSnapshot snapshot;
    snapshot.skipped = 5;
    for (const QByteArray &name : before)
        snapshot.nodes.push_back(named(snapshot.strings.store(name.toStdString())));
    sortNodes(snapshot);
    QCOMPARE(names(snapshot), after);
    QCOMPARE(snapshot.skipped, 5 + skipped);
}

void TestNode::keepsTheFirstOfEachName()
{
    NodeSnapshot snapshot;
    for (const std::int64_t cpus : {1, 2, 3})
        snapshot.nodes.push_back(named("n2", cpus));
    snapshot.nodes.push_back(named("n1", 4));
    sortNodes(snapshot);
    QCOMPARE(names(snapshot), u"n1 n2"_s);
    QCOMPARE(snapshot.nodes[1].cpus, 1);
}

void TestNode::visitsItems_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QStringList>("items");
    QTest::newRow("empty") << u""_s << QStringList{};
    QTest::newRow("one") << u"batch"_s << QStringList{u"batch"_s};
    QTest::newRow("two") << u"batch,gpu"_s << QStringList{u"batch"_s, u"gpu"_s};
    QTest::newRow("empty item") << u"a,,b"_s << QStringList{u"a"_s, u""_s, u"b"_s};
}

void TestNode::visitsItems()
{
    QFETCH(QString, list);
    QFETCH(QStringList, items);
    QStringList visited;
    const std::string text = list.toStdString();
    forEachItem(text, [&visited](std::string_view item) {
        visited += QString::fromUtf8(item.data(), qsizetype(item.size()));
    });
    QCOMPARE(visited, items);
}

SLURMSD_TEST(TestNode)
#include "tst_node.moc"
