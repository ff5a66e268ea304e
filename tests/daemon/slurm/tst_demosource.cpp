// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/demosource.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QtTest>

#include <map>
#include <set>

namespace slurmsd {

using namespace Qt::StringLiterals;

class TestDemoSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isBelievable();
    void hasEveryClassOfInterest_data();
    void hasEveryClassOfInterest();
    void addressesAreLoopback();
    void nodesHaveTheirValues();
    void changesALittleEachTime();
    void isTheSameEveryTime();
    void oneDrainsAndComesBack();
    void oneIsSilentForAWhile();
    void abortEndsFetch();

private:
    using Snapshot = std::shared_ptr<const NodeSnapshot>;

    static std::vector<Snapshot> fetched(int times);
    QString states(std::string_view node) const; // one line for each fetch

    std::vector<Snapshot> m_snapshots;
};

std::vector<TestDemoSource::Snapshot> TestDemoSource::fetched(int times)
{
    std::vector<Snapshot> snapshots;
    DemoSource source;
    connect(&source, &NodeSource::finished, &source, [&](const FetchResult &result) {
        if (result.nodes && result.bytes > 0)
            snapshots.push_back(*result.nodes);
    });
    for (int i = 1; i <= times; ++i) {
        source.fetch();
        if (!QTest::qWaitFor([&] { return static_cast<int>(snapshots.size()) == i; }))
            break;
    }
    return snapshots;
}

void TestDemoSource::initTestCase()
{
    m_snapshots = fetched(20);
    QCOMPARE(m_snapshots.size(), 20U);
}

QString TestDemoSource::states(std::string_view node) const
{
    QStringList lines;
    for (const Snapshot &snapshot : m_snapshots)
        lines += toQString(findNode(*snapshot, node).states);
    return lines.join(u'\n');
}

void TestDemoSource::isBelievable()
{
    const NodeSnapshot &snapshot = *m_snapshots.front();
    QCOMPARE(snapshot.nodes.size(), 40U);
    QCOMPARE(snapshot.skipped, 0U);
    QCOMPARE(toQString(snapshot.cluster), u"demo"_s);
    QCOMPARE(toQString(snapshot.slurmRelease), u"24.11.5"_s);

    std::map<std::string_view, int> partitions;
    std::map<std::string_view, int> architectures;
    std::set<std::string_view> names;
    for (const Node &node : snapshot.nodes) {
        forEachItem(node.partitions, [&](std::string_view partition) { ++partitions[partition]; });
        ++architectures[node.architecture];
        names.insert(node.name);
        QCOMPARE(node.cpus, node.sockets * node.cores * node.threads);
    }
    using Counts = std::map<std::string_view, int>;
    QVERIFY(
        partitions ==
        (Counts{
            {"batch", 24}, {"debug", 3}, {"arm", 6}, {"gpu", 8}, {"bigmem", 2}, {"login", 2}, {"cloud", 4}}));
    QVERIFY(architectures == (Counts{{"x86_64", 32}, {"aarch64", 6}, {"", 2}})); // two never registered
    QCOMPARE(names.size(), 40U);
}

void TestDemoSource::hasEveryClassOfInterest_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("states");
    QTest::addColumn<QString>("stateClass");
    QTest::addColumn<QString>("reason");
    QTest::newRow("drained") << u"c09"_s << u"IDLE,DRAIN"_s << u"drained"_s
                             << u"bad DIMM in slot B2, replacement ordered"_s;
    QTest::newRow("down") << u"c14"_s << u"DOWN,NOT_RESPONDING"_s << u"down"_s << u"no power supply"_s;
    QTest::newRow("maintenance") << u"mem02"_s << u"IDLE,MAINTENANCE,RESERVED"_s << u"maintenance"_s << u""_s;
    QTest::newRow("powered down") << u"cloud03"_s << u"IDLE,CLOUD,POWERED_DOWN"_s << u"powered_down"_s
                                  << u""_s;
    QTest::newRow("powering up") << u"cloud04"_s << u"IDLE,CLOUD,NOT_RESPONDING,POWERING_UP"_s
                                 << u"powering_up"_s << u""_s;
    QTest::newRow("login") << u"login01"_s << u"IDLE"_s << u"active"_s << u""_s;
}

// These stay as they are.
void TestDemoSource::hasEveryClassOfInterest()
{
    QFETCH(QString, node);
    for (const Snapshot &snapshot : m_snapshots) {
        const Node found = findNode(*snapshot, node.toStdString());
        QTEST(toQString(found.states), "states");
        QTEST(toQString(toString(found.stateClass)), "stateClass");
        QTEST(toQString(found.reason), "reason");
    }
}

void TestDemoSource::addressesAreLoopback()
{
    const QPair<QHostAddress, int> network = QHostAddress::parseSubnet(u"127.0.2.0/24"_s);
    std::set<std::string_view> addresses;
    for (const Node &node : m_snapshots.front()->nodes) {
        const QHostAddress address(toQString(node.address));
        QVERIFY2(address.isInSubnet(network), qPrintable(toQString(node.address)));
        addresses.insert(node.address);
    }
    QCOMPARE(addresses.size(), 40U);
}

void TestDemoSource::nodesHaveTheirValues()
{
    QCOMPARE(
        nodeText(findNode(*m_snapshots.front(), "gpu01")),
        u"name=gpu01 hostname=gpu01 address=127.0.2.25 architecture=x86_64 partitions=gpu,debug states=MIXED "
        "features=a100,nvlink,ib activeFeatures=a100,nvlink,ib gres=gpu:a100:4(S:0-1) operatingSystem=Linux "
        "6.1.0-31-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.128-1 (2025-02-07) version=24.11.5 extra=rack=5 "
        "cpus=96 boards=1 sockets=2 cores=48 threads=1 realMemory=1031000 weight=50 bootTime=1795423898 "
        "lastBusy=1795425088 class=active"_s);
}

void TestDemoSource::changesALittleEachTime()
{
    for (std::size_t i = 1; i < m_snapshots.size(); ++i) {
        const std::vector<Node> &before = m_snapshots[i - 1]->nodes;
        const std::vector<Node> &after = m_snapshots[i]->nodes;
        QCOMPARE(after.size(), before.size());
        int changed = 0;
        for (std::size_t n = 0; n < after.size(); ++n) {
            QCOMPARE(toQString(after[n].name), toQString(before[n].name));
            changed += after[n] == before[n] ? 0 : 1;
        }
        QVERIFY2(changed >= 1 && changed <= 20, qPrintable(u"%1 at fetch %2"_s.arg(changed).arg(i)));
    }
}

void TestDemoSource::isTheSameEveryTime()
{
    const std::vector<Snapshot> again = fetched(3);
    QCOMPARE(again.size(), 3U);
    for (std::size_t i = 0; i < again.size(); ++i)
        QCOMPARE(nodeTexts(*again[i]), nodeTexts(*m_snapshots[i]));
}

void TestDemoSource::oneDrainsAndComesBack()
{
    const QString seen = states("c07");
    QCOMPARE(seen.count(u"IDLE,DRAIN"), 8); // four of each ten
    QVERIFY(!seen.startsWith(u"IDLE,DRAIN"));
    QVERIFY(!seen.endsWith(u"IDLE,DRAIN"));
    QCOMPARE(toQString(findNode(*m_snapshots[2], "c07").reason), u"kernel update"_s);
    QCOMPARE(toQString(toString(findNode(*m_snapshots[2], "c07").stateClass)), u"drained"_s);
    QVERIFY(findNode(*m_snapshots[6], "c07").reason.empty());
}

void TestDemoSource::oneIsSilentForAWhile()
{
    QCOMPARE(states("c12").count(u"IDLE,NOT_RESPONDING"), 6); // three of each ten
    QCOMPARE(toQString(toString(findNode(*m_snapshots[5], "c12").stateClass)), u"down"_s);
    QCOMPARE(toQString(toString(findNode(*m_snapshots[8], "c12").stateClass)), u"active"_s);
}

void TestDemoSource::abortEndsFetch()
{
    DemoSource source;
    QSignalSpy finished(&source, &NodeSource::finished);
    source.fetch();
    QCOMPARE(finished.count(), 0);
    source.abort();
    QTest::qWait(5);
    QCOMPARE(finished.count(), 0);
    source.fetch();
    QTRY_COMPARE(finished.count(), 1);
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestDemoSource)
#include "tst_demosource.moc"
