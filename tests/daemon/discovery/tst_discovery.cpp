// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/discovery.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

SlurmConfig cluster(const char *name)
{
    SlurmConfig config;
    config.name = name;
    config.endpoint = "demo:";
    return config;
}

// Two demo clusters, and a job for what runs in them.
Config twoClusters()
{
    Config config;
    config.clusters = {cluster("a"), cluster("b")};
    config.jobs = {{}, {}};
    config.jobs[0].name = "node";
    config.jobs[0].port = 9100;
    config.jobs[1].name = "served";
    config.jobs[1].role = JobRole::Job;
    config.jobs[1].slurmJobs.labels = {SlurmJobLabel::JobId, SlurmJobLabel::Cluster};
    return config;
}

bool areJobTargetsReady(const Discovery &discovery)
{
    return std::ranges::all_of(discovery.jobReadiness(), &ClusterReadiness::hasList);
}

std::size_t targets(const Discovery &discovery)
{
    return discovery.jobTargets()->document("served")->targets;
}

} // namespace

class TestDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The targets of the jobs of the other one never go, not even in what events tell.
    void anotherEndpointTakesTheJobsOfThatClusterAlone_data()
    {
        QTest::addColumn<std::size_t>("changed");
        QTest::newRow("the first cluster") << std::size_t{0};
        QTest::newRow("the last cluster") << std::size_t{1};
    }
    void anotherEndpointTakesTheJobsOfThatClusterAlone()
    {
        QFETCH(const std::size_t, changed);
        Discovery discovery({});
        Config config = twoClusters();
        discovery.configure(config);
        discovery.start();
        QTRY_VERIFY(areJobTargetsReady(discovery));
        const std::size_t ofEach = targets(discovery) / 2;
        QVERIFY(ofEach > 0);

        std::vector<Event> events;
        connect(&discovery, &Discovery::happened, this, [&events](const Event &event) {
            if (event.kind == Event::Kind::TargetsChanged)
                events.push_back(event);
        });
        config.clusters[changed].endpoint = "file:/nonexistent/nodes.json";
        discovery.configure(config);
        QCOMPARE(targets(discovery), ofEach);
        QCOMPARE(events.size(), std::size_t{1});
        const QString text = QString::fromStdString(events.front().text);
        QVERIFY2(text.startsWith(u"served: %1 targets went"_s.arg(ofEach)), qUtf8Printable(text));
        const auto readiness = discovery.jobReadiness();
        QVERIFY(!readiness[changed].hasList);
        QVERIFY(readiness[1 - changed].hasList);
    }

    void aJobThatIsAddedHasTargetsOnceThereAreJobs()
    {
        Discovery discovery({});
        Config config = twoClusters();
        const JobConfig served = config.jobs[1];
        config.jobs.pop_back();
        discovery.configure(config);
        discovery.start();
        QTRY_VERIFY(discovery.targets() != nullptr);
        QVERIFY(!discovery.jobTargets()->document("served"));
        config.jobs.push_back(served);
        discovery.configure(config);
        // Where it answers, it does not answer that nothing runs.
        QVERIFY(!areJobTargetsReady(discovery));
        QTRY_VERIFY(areJobTargetsReady(discovery));
        QVERIFY(targets(discovery) > 0);
        config.jobs.push_back(served);
        config.jobs.back().name = "again";
        discovery.configure(config);
        QVERIFY(areJobTargetsReady(discovery));
        QCOMPARE(discovery.jobTargets()->document("again")->targets, targets(discovery));
    }
};

SLURMSD_TEST(TestDiscovery)
#include "tst_discovery.moc"
