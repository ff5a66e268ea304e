// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetstore.h"
#include "tests/daemon/targets/targettesting.h"

#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;

namespace {

constexpr std::size_t manyNodes = 15'000; // enough for a thread

std::shared_ptr<const NodeSnapshot> cluster(std::size_t nodes)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    const std::string_view partition = snapshot->strings.intern("batch");
    for (std::size_t i = 1; i <= nodes; ++i)
        snapshot->nodes.push_back(activeNode(snapshot->strings.store("n" + std::to_string(i)), partition));
    return snapshot;
}

std::vector<JobConfig> jobs(std::size_t count = 1)
{
    std::vector<JobConfig> jobs(count);
    for (std::size_t i = 0; i < count; ++i) {
        jobs[i].name = "job" + std::to_string(i);
        jobs[i].port = 9100;
    }
    return jobs;
}

std::size_t targets(const TargetStore &store) { return store.current()->document("job0")->targets; }

} // namespace

class TestTargetStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForNodesAndJobs()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setNodes(cluster(3));
        QVERIFY(!store.current());
        store.setJobs(jobs());
        QCOMPARE(published.count(), 1);
        QCOMPARE(targets(store), 3U);
    }

    void buildsSmallListsAtOnce()
    {
        TargetStore store;
        store.setJobs(jobs(2));
        store.setNodes(cluster(2));
        QCOMPARE(targets(store), 2U);
        store.setNodes(cluster(5));
        QCOMPARE(targets(store), 5U);
        store.setJobs(jobs(1));
        QVERIFY(!store.current()->document("job1"));
    }

    void servesTheOldSetWhileItBuildsALargeOne()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setJobs(jobs());
        store.setNodes(cluster(3));
        store.setNodes(cluster(manyNodes));
        QCOMPARE(published.count(), 1);
        QCOMPARE(targets(store), 3U);
        QVERIFY(published.wait());
        QCOMPARE(published.count(), 2);
        QCOMPARE(targets(store), manyNodes);
    }

    void keepsASetThatIsHeld()
    {
        TargetStore store;
        store.setJobs(jobs());
        store.setNodes(cluster(3));
        const auto held = store.current();
        store.setNodes(cluster(4));
        QCOMPARE(held->document("job0")->targets, 3U);
    }

    void newestWins_data()
    {
        QTest::addColumn<std::vector<std::size_t>>("lists");
        using Lists = std::vector<std::size_t>;
        QTest::newRow("large after large") << Lists{manyNodes, manyNodes + 1, manyNodes + 2};
        QTest::newRow("small after large") << Lists{manyNodes, manyNodes + 1, 7};
        QTest::newRow("large at last") << Lists{manyNodes, 7, manyNodes + 3};
    }
    void newestWins()
    {
        QFETCH(std::vector<std::size_t>, lists);
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        std::vector<std::size_t> served;
        connect(&store, &TargetStore::published, [&] { served.push_back(targets(store)); });
        store.setJobs(jobs());
        for (const std::size_t nodes : lists)
            store.setNodes(cluster(nodes));
        // The first one too: a stream of new lists must not keep all of them back.
        QTRY_COMPARE(served.size(), 2U);
        QCOMPARE(served, (std::vector{lists.front(), lists.back()}));
        QVERIFY(!published.wait(50));
        QCOMPARE(published.count(), 2);
    }

    void takesNewJobsWhileItBuilds()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setJobs(jobs(1));
        store.setNodes(cluster(manyNodes));
        store.setJobs(jobs(3));
        QTRY_COMPARE(published.count(), 2);
        QVERIFY(store.current()->document("job2"));
    }

    void buildsAgainAfterALargeOne()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setJobs(jobs());
        for (const std::size_t nodes : {manyNodes, manyNodes + 1}) {
            store.setNodes(cluster(nodes));
            QVERIFY(published.wait());
            QCOMPARE(targets(store), nodes);
        }
    }

    void canBeDestroyedWhileItBuilds()
    {
        std::weak_ptr<const NodeSnapshot> nodes;
        for (int i = 0; i < 5; ++i) {
            TargetStore store;
            store.setJobs(jobs(50));
            auto list = cluster(manyNodes);
            nodes = list;
            store.setNodes(std::move(list));
            QVERIFY(!nodes.expired());
        }
        QVERIFY(nodes.expired()); // nobody is still at work
        QCoreApplication::processEvents();
    }
};

QTEST_GUILESS_MAIN(TestTargetStore)
#include "tst_targetstore.moc"
