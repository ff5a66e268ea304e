// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobtargetstore.h"
#include "tests/support/runningjob.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;

namespace {

constexpr std::size_t few = 3;
constexpr std::size_t many = 3'000; // enough for a thread

// So many running jobs on the only node of that cluster, with a port each.
JobSource source(std::size_t jobs, std::string_view cluster = "rig")
{
    auto nodes = std::make_shared<NodeSnapshot>();
    nodes->cluster = cluster;
    Node node;
    node.name = node.hostname = node.address = "c01";
    nodes->nodes.push_back(node);
    auto list = std::make_shared<JobList>();
    for (std::size_t i = 0; i < jobs; ++i) {
        list->jobs.push_back(
            runningJob(static_cast<std::int64_t>(i + 1), "c01",
                       list->strings.store("prometheus.io/port=" + std::to_string(1024 + i))));
    }
    return {std::move(nodes), std::move(list)};
}

JobTargetInput input(std::vector<JobSource> sources)
{
    JobConfig job;
    job.name = "served";
    job.role = JobRole::Job;
    job.slurmJobs.labels = {SlurmJobLabel::JobId, SlurmJobLabel::Cluster};
    return {std::move(sources), {job}};
}

std::size_t targets(const JobTargetStore &store) { return store.current()->document("served")->targets; }

} // namespace

class TestJobTargetStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsShortListsAtOnce()
    {
        JobTargetStore store;
        QSignalSpy published(&store, &JobTargetStore::published);
        QVERIFY(!store.current());
        store.setInput(input({}));
        QCOMPARE(targets(store), std::size_t{0});
        store.setInput(input({source(few)}));
        QCOMPARE(targets(store), few);
        QCOMPARE(published.count(), 2);
    }

    void servesTheOldSetWhileItBuildsALongOne()
    {
        JobTargetStore store;
        QSignalSpy published(&store, &JobTargetStore::published);
        store.setInput(input({source(few)}));
        store.setInput(input({source(many)}));
        QCOMPARE(published.count(), 1);
        QCOMPARE(targets(store), few);
        QVERIFY(published.wait());
        QCOMPARE(targets(store), many);
    }

    void newestWins_data()
    {
        QTest::addColumn<std::vector<std::size_t>>("lists");
        using Lists = std::vector<std::size_t>;
        QTest::newRow("long after long") << Lists{many, many + 1, many + 2};
        QTest::newRow("short after long") << Lists{many, many + 1, few};
        QTest::newRow("long at last") << Lists{many, few, many + 3};
    }
    void newestWins()
    {
        QFETCH(const std::vector<std::size_t>, lists);
        JobTargetStore store;
        std::vector<std::size_t> served;
        connect(&store, &JobTargetStore::published, &store, [&] { served.push_back(targets(store)); });
        for (const std::size_t jobs : lists)
            store.setInput(input({source(jobs)}));
        // The first one too: a stream of new lists must not keep all of them back.
        QTRY_COMPARE(served.size(), std::size_t{2});
        QCOMPARE(served, (std::vector{lists.front(), lists.back()}));
        QTest::qWait(50);
        QCOMPARE(served.size(), std::size_t{2});
    }

    void tellsWhatChanged_data()
    {
        QTest::addColumn<std::size_t>("jobs");
        QTest::newRow("at once") << few;
        QTest::newRow("in a thread") << many;
    }
    void tellsWhatChanged()
    {
        QFETCH(const std::size_t, jobs);
        JobTargetStore store;
        QSignalSpy published(&store, &JobTargetStore::published);
        store.setInput(input({source(jobs)}));
        QTRY_COMPARE(published.count(), 1);
        QCOMPARE(store.changes().size(), std::size_t{0});
        store.setInput(input({source(jobs + 1)}));
        QTRY_COMPARE(published.count(), 2);
        const std::string port = std::to_string(1024 + jobs);
        QCOMPARE(store.changes(), (std::vector<JobChange>{{"served", {{"c01:" + port}, {}, {}}}}));
        store.setInput(input({source(jobs + 1)}));
        QTRY_COMPARE(published.count(), 3);
        QCOMPARE(store.changes().size(), std::size_t{0});
    }

    // A cluster's jobs whose list is gone, as at another endpoint, are not served, not even for a moment.
    void neverServesJobsOfAListThatIsGone_data()
    {
        QTest::addColumn<std::size_t>("before");
        QTest::addColumn<std::size_t>("other");
        QTest::newRow("short lists") << few << few;
        QTest::newRow("short, beside a long one") << few << many;
        QTest::newRow("long, beside a short one") << many << few;
        QTest::newRow("long lists") << many << many + 1;
    }
    void neverServesJobsOfAListThatIsGone()
    {
        QFETCH(const std::size_t, before);
        QFETCH(const std::size_t, other);
        const auto isGone = [](const JobTargetStore &store) {
            return !store.current() || std::ranges::all_of(store.current()->sources(), [](const auto &each) {
                return each.nodes->cluster == "other";
            });
        };
        for (const bool isBuilt : {true, false}) {
            JobTargetStore store;
            store.setInput(input({source(before), source(other, "other")}));
            if (isBuilt)
                QTRY_VERIFY(store.current());
            const bool wasBuilt = store.current() != nullptr;
            bool wasServed = false;
            connect(&store, &JobTargetStore::published, &store,
                    [&] { wasServed = wasServed || !isGone(store); });
            store.setInput(input({source(other, "other")}));
            QVERIFY(isGone(store));
            QTRY_VERIFY(store.current());
            QCOMPARE(targets(store), other);
            QVERIFY(!wasServed);
            // That they went is told all the same, of what was served.
            QCOMPARE(store.changes().size(), std::size_t{wasBuilt ? 1U : 0U});
        }
    }

    void canBeDestroyedWhileItBuilds()
    {
        std::weak_ptr<const JobList> jobs;
        {
            JobTargetStore store;
            JobSource list = source(many);
            jobs = list.jobs;
            store.setInput(input({std::move(list)}));
            QVERIFY(!jobs.expired());
        }
        QVERIFY(jobs.expired()); // nobody is still at work
        QCoreApplication::processEvents();
    }
};

SLURMSD_TEST(TestJobTargetStore)
#include "tst_jobtargetstore.moc"
