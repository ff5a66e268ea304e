// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetstore.h"
#include "tests/daemon/targets/targettesting.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;

namespace {

constexpr std::size_t manyNodes = 15'000; // enough for a thread

std::vector<GuardedList> cluster(std::size_t nodes)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    const std::string_view partition = snapshot->strings.intern("batch");
    for (std::size_t i = 1; i <= nodes; ++i)
        snapshot->nodes.push_back(activeNode(snapshot->strings.store("n" + std::to_string(i)), partition));
    return {{"tux", std::move(snapshot)}};
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
    void waitsForAList()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setInput({}, jobs());
        QVERIFY(!store.current());
        store.setInput(cluster(3), jobs());
        QCOMPARE(published.count(), 1);
        QCOMPARE(targets(store), 3U);
        store.setInput({}, jobs());
        QCOMPARE(targets(store), 3U);
    }

    void buildsSmallListsAtOnce()
    {
        TargetStore store;
        store.setInput(cluster(2), jobs(2));
        QCOMPARE(targets(store), 2U);
        store.setInput(cluster(5), jobs(2));
        QCOMPARE(targets(store), 5U);
        store.setInput(cluster(5), jobs(1));
        QVERIFY(!store.current()->document("job1"));
    }

    void servesTheOldSetWhileItBuildsALargeOne()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setInput(cluster(3), jobs());
        store.setInput(cluster(manyNodes), jobs());
        QCOMPARE(published.count(), 1);
        QCOMPARE(targets(store), 3U);
        QVERIFY(published.wait());
        QCOMPARE(published.count(), 2);
        QCOMPARE(targets(store), manyNodes);
    }

    void makesTheAnswerForAllOnceItWasAskedFor()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setInput(cluster(3), jobs(2));
        store.setInput(cluster(4), jobs(2));
        QVERIFY(!store.current()->isForAll());
        QCOMPARE(store.current()->document({})->targets, 8U);
        for (const std::size_t nodes : {std::size_t{5}, manyNodes, manyNodes + 1}) {
            store.setInput(cluster(nodes), jobs(2));
            QTRY_VERIFY(targets(store) == nodes);
            QVERIFY(store.current()->isForAll());
            QCOMPARE(store.current()->document({})->targets, 2 * nodes);
        }
    }

    void keepsASetThatIsHeld()
    {
        TargetStore store;
        store.setInput(cluster(3), jobs());
        const auto held = store.current();
        store.setInput(cluster(4), jobs());
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
        connect(&store, &TargetStore::published, &store, [&] { served.push_back(targets(store)); });
        for (const std::size_t nodes : lists)
            store.setInput(cluster(nodes), jobs());
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
        store.setInput(cluster(manyNodes), jobs(1));
        store.setInput(cluster(manyNodes), jobs(3));
        QTRY_COMPARE(published.count(), 2);
        QVERIFY(store.current()->document("job2"));
    }

    void buildsAgainAfterALargeOne()
    {
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        for (const std::size_t nodes : {manyNodes, manyNodes + 1}) {
            store.setInput(cluster(nodes), jobs());
            QVERIFY(published.wait());
            QCOMPARE(targets(store), nodes);
        }
    }

    void servesTheOldAnswerWhileItIsHeld_data()
    {
        QTest::addColumn<std::size_t>("nodes");
        QTest::newRow("at once") << std::size_t{10};
        QTest::newRow("in a thread") << manyNodes;
    }
    void servesTheOldAnswerWhileItIsHeld()
    {
        QFETCH(std::size_t, nodes);
        const GuardLimits limits{0.2, 0.2, std::chrono::hours(1), 3, std::chrono::minutes(5)};
        const auto guarded = [&limits](std::size_t count) {
            auto lists = cluster(count);
            lists.front().limits = limits;
            return lists;
        };
        std::vector<JobConfig> both = jobs(2);
        both[1].match.nodes = "n[1-2]";
        TargetStore store;
        QSignalSpy published(&store, &TargetStore::published);
        store.setInput(guarded(nodes), both);
        QTRY_COMPARE(published.count(), 1);
        store.setInput(guarded(2), both);
        QTRY_COMPARE(published.count(), 2);
        QCOMPARE(targets(store), nodes);
        QCOMPARE(store.current()->document("job1")->targets, std::size_t{2});
        QCOMPARE(store.current()->lists().front()->nodes.size(), std::size_t{2});
        QCOMPARE(store.judgements().size(), std::size_t{2});
        const auto held = store.judgements().front().held;
        QVERIFY(held && !store.judgements().back().held);

        QVERIFY(!store.accept("0123456789abcdef"));
        QVERIFY(store.accept(held->id));
        QTRY_COMPARE(published.count(), 3);
        QCOMPARE(targets(store), std::size_t{2});
        QVERIFY(!store.accept(held->id));
    }

    void canBeDestroyedWhileItBuilds()
    {
        std::weak_ptr<const NodeSnapshot> nodes;
        for (int i = 0; i < 5; ++i) {
            TargetStore store;
            auto list = cluster(manyNodes);
            nodes = list.front().nodes;
            store.setInput(std::move(list), jobs(50));
            QVERIFY(!nodes.expired());
        }
        QVERIFY(nodes.expired()); // nobody is still at work
        QCoreApplication::processEvents();
    }
};

SLURMSD_TEST(TestTargetStore)
#include "tst_targetstore.moc"
