// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/jobsmonitor.h"
#include "tests/support/testrunner.h"

#include <QTest>
#include <QTimer>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// Gives what `result` is at the time.
class FakeJobs : public JobListSource
{
public:
    explicit FakeJobs(const JobFetchResult &result)
        : m_result(result)
    {}
    void fetch(bool) override
    {
        QTimer::singleShot(0, this, [this] { Q_EMIT finished(m_result); });
    }
    void abort() override {}

private:
    const JobFetchResult &m_result;
};

JobFetchResult list(int running, std::optional<std::size_t> hidden = {})
{
    auto jobs = std::make_shared<JobList>();
    jobs->takenAt = std::chrono::system_clock::now();
    for (int i = 0; i < running; ++i) {
        jobs->jobs.emplace_back().id = running - i; // not in order
        jobs->jobs.back().phase = JobPhase::Running;
    }
    return {jobs, 7, hidden};
}

JobFetchResult failure(PollErrorClass errorClass) { return {Failure{PollError{errorClass, "no"}}, 7, {}}; }

} // namespace

class TestJobsMonitor : public QObject
{
    Q_OBJECT

    JobFetchResult m_result = list(2);
    SlurmConfig m_config;
    QStringList m_events;
    int m_changes = 0;

    std::unique_ptr<JobsMonitor> start()
    {
        auto monitor = std::make_unique<JobsMonitor>(
            m_config, [this](const SlurmConfig &) { return std::make_unique<FakeJobs>(m_result); });
        connect(monitor.get(), &JobsMonitor::happened, this,
                [this](const Event &event) { m_events += QString::fromStdString(event.text); });
        connect(monitor.get(), &JobsMonitor::jobsChanged, this, [this] { ++m_changes; });
        monitor->start();
        return monitor;
    }
    static WallTime now() { return std::chrono::system_clock::now(); }

private Q_SLOTS:
    void init()
    {
        m_result = list(2);
        m_config = SlurmConfig();
        m_config.endpoint = "demo:";
        m_config.jobs.updateInterval = 10ms;
        m_events.clear();
        m_changes = 0;
    }

    void knowsHowItIs()
    {
        const auto monitor = start();
        QCOMPARE(monitor->objection(now()).value_or(""), "no list of jobs yet: the first poll is under way");
        QTRY_VERIFY(monitor->jobs() != nullptr);
        QVERIFY(!monitor->objection(now()));
        QCOMPARE(monitor->jobs()->jobs.front().id, 1); // sorted
        const JobListStatus status = monitor->status(now());
        QCOMPARE(status.jobs, 2U);
        QCOMPARE(status.running, 2U);
        QCOMPARE(status.lastPollBytes, 7U);
        QVERIFY(status.listTakenAt && status.lastSuccess && !status.isTooOld && !status.lastFailure);
        QVERIFY(monitor->counters().pollsByResult.at("success") >= 1);
        QCOMPARE(m_events, QStringList());
        QVERIFY(m_changes >= 1);
    }

    void aFailureKeepsTheListUntilItIsTooOld()
    {
        const auto monitor = start();
        QTRY_VERIFY(monitor->jobs() != nullptr);
        m_result = failure(PollErrorClass::Slurm);
        QTRY_VERIFY(monitor->status(now()).failingSince.has_value());
        QVERIFY(!monitor->objection(now()));
        const WallTime later = now() + m_config.jobs.maxAge + 1s;
        QCOMPARE(monitor->objection(later).value_or(""),
                 "the list of jobs is older than 10m (slurm.jobs.max_age): slurm: no");
        QVERIFY(monitor->status(later).isTooOld);
        m_result = failure(PollErrorClass::Auth);
        QTRY_COMPARE(m_events, (QStringList{u"jobs: slurm: no"_s, u"jobs: auth: no"_s}));
        m_result = list(1);
        QTRY_COMPARE(m_events.last(), u"polling jobs works again"_s);
        QTRY_COMPARE(monitor->status(now()).running, 1U);
        QVERIFY(!monitor->status(now()).failingSince);
    }

    void withoutAListThereIsAReason()
    {
        m_result = failure(PollErrorClass::Auth);
        const auto monitor = start();
        QTRY_COMPARE(monitor->objection(now()).value_or(""), "no list of jobs yet: auth: no");
        QCOMPARE(m_changes, 0);
    }

    void hiddenJobsAreTold()
    {
        m_result = list(2, 3U);
        const auto monitor = start();
        QTRY_COMPARE(monitor->status(now()).hidden, 3U);
        QCOMPARE(m_events,
                 QStringList{u"Slurm hides 3 running jobs from this user (PrivateData=jobs): they have no "
                             "targets"_s});
        QVERIFY(!monitor->objection(now())); // those that it shows are served
    }

    void anotherEndpointIsAnotherSlurm()
    {
        const auto monitor = start();
        QTRY_VERIFY(monitor->jobs() != nullptr);
        m_result = failure(PollErrorClass::Connect);
        m_config.jobs.maxAge = 20min;
        monitor->configure(m_config);
        QVERIFY(monitor->jobs() != nullptr);
        m_config.endpoint = "http://other:6820";
        m_changes = 0;
        monitor->configure(m_config);
        QVERIFY(monitor->jobs() == nullptr);
        QCOMPARE(m_changes, 1);
    }
};

SLURMSD_TEST(TestJobsMonitor)
#include "tst_jobsmonitor.moc"
