// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/slurmjob.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

class TestSlurmJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesGiveThePhase_data();
    void statesGiveThePhase();
    void hasItsNodes_data();
    void hasItsNodes();
    void jobsAreSortedByIdAndEachOnce();
    void idsAreAsScontrolHasThem_data();
    void idsAreAsScontrolHasThem();
    void ownerIsTheNameElseTheNumber();
};

void TestSlurmJob::statesGiveThePhase_data()
{
    QTest::addColumn<QString>("states");
    QTest::addColumn<QString>("phase");
    const auto row = [](const char *states, const char *phase) {
        QTest::newRow(states) << QString::fromLatin1(states) << QString::fromLatin1(phase);
    };
    row("RUNNING", "running");
    row("PENDING", "pending");
    row("PENDING,SPECIAL_EXIT", "pending");
    row("PENDING,REQUEUED", "pending");
    row("RUNNING,CONFIGURING,POWER_UP_NODE", "configuring");
    row("RUNNING,CONFIGURING", "configuring");
    row("CONFIGURING", "configuring"); // v36 to v38
    row("SUSPENDED", "suspended");
    row("RUNNING,SUSPENDED", "suspended");
    row("RUNNING,STOPPED", "stopped");
    row("STOPPED", "stopped"); // v36 to v38
    row("COMPLETED,COMPLETING", "completing");
    row("CANCELLED,COMPLETING", "completing");
    row("PENDING,COMPLETING", "completing");
    row("RUNNING,COMPLETING", "completing");
    row("RUNNING,STOPPED,COMPLETING", "completing");
    row("COMPLETING", "completing"); // v36 to v38
    // What passes changes nothing.
    row("RUNNING,SIGNALING", "running");
    row("RUNNING,RESIZING", "running");
    row("SIGNALING", "running"); // v36 to v38
    row("RESIZING", "running");
    row("RUNNING,UPDATE_DB", "running");
    row("RUNNING,SOMETHING_NEW", "running");
    row("RUNNING,POWER_UP_NODE", "running");
    for (const char *state : {"COMPLETED", "CANCELLED", "FAILED", "TIMEOUT", "NODE_FAIL", "PREEMPTED",
                              "BOOT_FAIL", "DEADLINE", "OUT_OF_MEMORY", "REVOKED"})
        row(state, "ended");
    row("COMPLETED,STAGE_OUT", "ended");
    row("CANCELLED,CONFIGURING", "ended");
    row("FAILED,LAUNCH_FAILED", "ended");
    row("SPECIAL_EXIT", "pending"); // v36 to v38
    row("SOMETHING_NEW", "unknown");
    row("SOMETHING_NEW,RUNNING", "unknown");
    row("", "unknown");
}

void TestSlurmJob::statesGiveThePhase()
{
    QFETCH(QString, states);
    QFETCH(QString, phase);
    const std::string_view name = toString(jobPhase(states.toStdString()));
    QCOMPARE(QString::fromUtf8(name.data(), qsizetype(name.size())), phase);
}

void TestSlurmJob::hasItsNodes_data()
{
    QTest::addColumn<JobPhase>("phase");
    QTest::addColumn<bool>("has");
    QTest::newRow("pending") << JobPhase::Pending << false;
    QTest::newRow("configuring") << JobPhase::Configuring << true;
    QTest::newRow("running") << JobPhase::Running << true;
    QTest::newRow("suspended") << JobPhase::Suspended << true;
    QTest::newRow("stopped") << JobPhase::Stopped << true;
    QTest::newRow("completing") << JobPhase::Completing << false;
    QTest::newRow("ended") << JobPhase::Ended << false;
    QTest::newRow("unknown") << JobPhase::Unknown << false;
}

void TestSlurmJob::hasItsNodes()
{
    QFETCH(JobPhase, phase);
    QTEST(hasNodes(phase), "has");
}

void TestSlurmJob::jobsAreSortedByIdAndEachOnce()
{
    JobList list;
    for (const std::int64_t id : {17, 2, 17, 9}) {
        SlurmJob job;
        job.id = id;
        job.userId = static_cast<std::int64_t>(list.jobs.size());
        list.jobs.push_back(job);
    }
    sortJobs(list);
    QCOMPARE(list.jobs.size(), 3U);
    QCOMPARE(list.skipped, 1U);
    QCOMPARE(list.jobs[0].id, 2);
    QCOMPARE(list.jobs[1].id, 9);
    QCOMPARE(list.jobs[2].id, 17);
    QCOMPARE(list.jobs[2].userId, 0); // the first
    QCOMPARE(findJob(list, 9), &list.jobs[1]);
    QVERIFY(findJob(list, 3) == nullptr);
    QVERIFY(findJob(list, 18) == nullptr);
}

void TestSlurmJob::idsAreAsScontrolHasThem_data()
{
    QTest::addColumn<int>("array");
    QTest::addColumn<int>("task");
    QTest::addColumn<int>("het");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << -1 << -1 << -1 << -1 << u"52"_s;
    QTest::newRow("task 0") << 17 << 0 << -1 << -1 << u"17_0"_s;
    QTest::newRow("the pending rest of an array") << 52 << -1 << -1 << -1 << u"52"_s;
    QTest::newRow("leader") << -1 << -1 << 52 << 0 << u"52+0"_s;
    QTest::newRow("component") << -1 << -1 << 51 << 1 << u"51+1"_s;
}

void TestSlurmJob::idsAreAsScontrolHasThem()
{
    QFETCH(int, array);
    QFETCH(int, task);
    QFETCH(int, het);
    QFETCH(int, offset);
    SlurmJob job;
    job.id = 52;
    job.arrayJobId = array;
    job.arrayTaskId = task;
    job.hetJobId = het;
    job.hetJobOffset = offset;
    QTEST(QString::fromStdString(jobIdText(job)), "text");
}

void TestSlurmJob::ownerIsTheNameElseTheNumber()
{
    SlurmJob job;
    QCOMPARE(jobOwner(job), std::string());
    job.userId = 0;
    QCOMPARE(jobOwner(job), std::string("0"));
    job.user = "alice";
    QCOMPARE(jobOwner(job), std::string("alice"));
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestSlurmJob)
#include "tst_slurmjob.moc"
