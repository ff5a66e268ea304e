// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

#include <QSignalSpy>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const WallTime start{std::chrono::seconds(1795428870)};

// Of a daemon whose list of jobs is so many seconds old; 0: it polls none.
QByteArray statusText(int age)
{
    DaemonStatus status;
    status.version = "1.2.3";
    status.startedAt = start;
    ClusterStatus &cluster = status.clusters.emplace_back();
    cluster.name = "llm";
    if (age > 0)
        cluster.jobs.emplace().listTakenAt = start + std::chrono::seconds(age);
    return httpText(200, toJson(status));
}

QByteArray jobsText(const std::vector<const char *> &names)
{
    RunningJobs jobs;
    for (const char *name : names) {
        RunningJob &job = jobs.jobs.emplace_back();
        job.id = jobs.jobs.size();
        job.name = name;
    }
    return httpText(200, toJson(jobs), "application/json", "ETag: \"" + QByteArray(names.front()) + "\"\r\n");
}

QString names(const DaemonClient &client)
{
    QStringList names;
    for (const RunningJob &job : client.runningJobs())
        names += QString::fromStdString(job.name);
    return names.join(u' ');
}

} // namespace

class TestClientJobs : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<DaemonClient> m_client;

    qsizetype asked() const { return m_daemon->heads("/api/v1/jobs").size(); }
    // Until some more statuses have come.
    void waitForStatuses() const
    {
        const qsizetype seen = m_daemon->heads("/api/v1/status").size();
        QTRY_VERIFY(m_daemon->heads("/api/v1/status").size() > seen + 3);
    }

private Q_SLOTS:
    void init()
    {
        m_daemon = std::make_unique<FakeDaemon>();
        m_daemon->answer("/api/v1/status", statusText(1));
        m_daemon->answer("/api/v1/events", httpText(200, toJson(EventPage())));
        m_daemon->answer("/api/v1/jobs", jobsText({"train", "serve"}));
        m_client = std::make_unique<DaemonClient>();
        m_client->setTiming(hurry());
        m_client->open(profileOf(m_daemon->url()), {});
        QTRY_VERIFY(m_client->status());
    }

    void cleanup()
    {
        m_client.reset();
        m_daemon.reset();
    }

    void asksWhileTheyAreFollowed()
    {
        waitForStatuses();
        QCOMPARE(asked(), 0);
        m_client->followRunningJobs(true);
        QTRY_COMPARE(names(*m_client), u"train serve"_s);
        m_client->followRunningJobs(false);
        m_daemon->answer("/api/v1/status", statusText(2));
        waitForStatuses();
        QCOMPARE(asked(), 1);
        QCOMPARE(names(*m_client), u"train serve"_s);
    }

    void asksForEachList()
    {
        QSignalSpy changed(m_client.get(), &DaemonClient::runningJobsChanged);
        m_client->followRunningJobs(true);
        QTRY_COMPARE(changed.size(), 1);
        waitForStatuses();
        QCOMPARE(asked(), 1);
        m_daemon->answer("/api/v1/status", statusText(2)); // another list, of the same jobs
        QTRY_COMPARE(asked(), 2);
        QVERIFY(m_daemon->heads("/api/v1/jobs").last().contains("If-None-Match: \"train\""));
        waitForStatuses();
        QCOMPARE(changed.size(), 1);
        m_daemon->answer("/api/v1/jobs", jobsText({"train"}));
        m_daemon->answer("/api/v1/status", statusText(3));
        QTRY_COMPARE(names(*m_client), u"train"_s);
        QCOMPARE(changed.size(), 2);
    }

    void keepsWhatCannotBeReadAnew_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("no list yet") << httpText(503, R"({"status":"error","error":"no list"})");
        QTest::newRow("an older daemon") << httpText(404, R"({"status":"error","error":"no such page"})");
        QTest::newRow("no document") << httpText(200, "[]");
    }

    void keepsWhatCannotBeReadAnew()
    {
        QFETCH(QByteArray, answer);
        m_client->followRunningJobs(true);
        QTRY_COMPARE(names(*m_client), u"train serve"_s);
        m_daemon->answer("/api/v1/jobs", answer);
        m_daemon->answer("/api/v1/status", statusText(2));
        QTRY_VERIFY(asked() > 2); // again with each status
        QCOMPARE(names(*m_client), u"train serve"_s);
        m_daemon->answer("/api/v1/jobs", jobsText({"train"}));
        QTRY_COMPARE(names(*m_client), u"train"_s);
    }

    void forgetsThemWhenTheyAreNotPolled()
    {
        m_client->followRunningJobs(true);
        QTRY_COMPARE(names(*m_client), u"train serve"_s);
        m_daemon->answer("/api/v1/status", statusText(0));
        QTRY_COMPARE(names(*m_client), QString());
    }

    void explains()
    {
        SlurmJobExplanation explanation;
        explanation.job.id = 17;
        explanation.job.task = "17_9";
        explanation.jobs = {{"vllm", {}, "port 80 is not allowed here", "allowed_ports"}};
        const std::vector<SlurmJobExplanation> all{explanation};
        m_daemon->answer("/api/v1/explain?job=17", httpText(200, toJson(all)));
        m_daemon->answer("/api/v1/explain?job=18&cluster=a%26b",
                         httpText(404, R"({"status":"error","error":"no list has the job 18"})"));
        Outcome<std::vector<SlurmJobExplanation>> known;
        m_client->explainJob(17, {}, this, known.callback());
        QVERIFY(known.isGood());
        QVERIFY(known.value() == all);
        Outcome<std::vector<SlurmJobExplanation>> unknown;
        m_client->explainJob(18, "a&b", this, unknown.callback());
        QCOMPARE(unknown.error().message, "no list has the job 18");
    }
};

SLURMSD_TEST(TestClientJobs)
#include "tst_clientjobs.moc"
