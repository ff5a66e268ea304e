// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobwords.h"
#include "tests/support/testrunner.h"

#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(slurmsd::JobConfig)

class TestJobWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void changes();
};

void TestJobWords::matches_data()
{
    QTest::addColumn<JobConfig>("job");
    QTest::addColumn<QString>("expected");
    const auto nodes = [](MatchConfig match) {
        JobConfig job;
        job.match = std::move(match);
        return job;
    };
    const auto jobs = [](SlurmJobMatch match, bool isAnnotatedOnly = true) {
        JobConfig job;
        job.role = JobRole::Job;
        job.slurmJobs.match = std::move(match);
        job.slurmJobs.isAnnotatedOnly = isAnnotatedOnly;
        return job;
    };
    QTest::newRow("all jobs that ask") << jobs({}) << u"every running job that asks for it"_s;
    QTest::newRow("all jobs") << jobs({}, false) << u"every running job"_s;
    QTest::newRow("some jobs")
        << jobs({{"vllm-.*"}, {"alice", "bob"}, {"llm"}, {"gpu"}, {"high"}, {"h100"}})
        << u"running jobs: name vllm-.*; user alice or bob; account llm; partition gpu; QOS high; feature h100"_s;
    QTest::newRow("all") << nodes({}) << u"every node"_s;
    QTest::newRow("one") << nodes({{"gpu"}, {}, {}, {}, {}}) << u"partition gpu"_s;
    QTest::newRow("everything") << nodes({{"gpu", "cpu.*"},
                                          {"a100"},
                                          {"gpu:a100"},
                                          "n[1-9]",
                                          {StateClass::Active, StateClass::Drained}})
                                << u"partition gpu or cpu.*; feature a100; GRES gpu:a100; nodes n[1-9]; "
                                   "state active or drained"_s;
}

void TestJobWords::matches()
{
    QFETCH(JobConfig, job);
    QTEST(matchWords(job), "expected");
}

void TestJobWords::changes()
{
    JobConfig node;
    node.name = "node";
    node.port = 9100;
    JobConfig dcgm = node;
    dcgm.name = "dcgm";
    dcgm.port = 9401;
    JobConfig other = dcgm;
    other.port = 9402;
    other.scheme = "https";
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{node, dcgm}), QStringList());
    QCOMPARE(changeWords(std::vector{node}, std::vector{other, node}),
             QStringList{u"new job dcgm: port 9402; every node"_s});
    JobConfig vllm = dcgm;
    vllm.role = JobRole::Job;
    vllm.slurmJobs.maxTargets = 8;
    QCOMPARE(changeWords(std::vector{dcgm}, std::vector{vllm}),
             QStringList{u"dcgm: role node → job; max_targets 64 → 8"_s});
    vllm.port = 0;
    QCOMPARE(changeWords(std::vector{node}, std::vector{node, vllm}),
             QStringList{u"new job dcgm: port of the annotation; every running job that asks for it"_s});
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{other}),
             QStringList({u"dcgm: port 9401 → 9402; scheme nothing → https"_s, u"node removed"_s}));
    QCOMPARE(changeWords(std::vector{node, dcgm}, std::vector{dcgm, node}),
             QStringList{u"the order of jobs: dcgm, node"_s});
    const std::vector<JobDifference> expected{
        {"dcgm", JobDifference::Kind::Changed, {JobKey::TargetPort, JobKey::Scheme}},
        {"node", JobDifference::Kind::Removed, {}}};
    QVERIFY(jobDifferences({node, dcgm}, {other}) == expected);
}

SLURMSD_TEST(TestJobWords)
#include "tst_jobwords.moc"
