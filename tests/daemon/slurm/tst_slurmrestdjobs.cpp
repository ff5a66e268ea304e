// SPDX-License-Identifier: GPL-3.0-or-later
// How jobs are asked for, and what an answer without some of them means.
#include "daemon/slurm/demojobs.h"
#include "daemon/slurm/jobspoller.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/slurm/slurmrestdjobs.h"
#include "tests/support/fakeslurmrestd.h"
#include "tests/support/testrunner.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace slurmsd;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = FakeSlurmrestd::Kind;

namespace {

// "1 RUNNING, 2 PENDING": a list of jobs.
QByteArray jobList(const QByteArray &jobs, const QByteArray &lastUpdate = "5")
{
    QByteArrayList items;
    for (const QByteArray &job : jobs.split(',')) {
        const QByteArrayList words = job.trimmed().split(' ');
        if (words.size() == 2)
            items += "{\"job_id\": " + words[0] + ", \"job_state\": [\"" + words[1] + "\"]}";
    }
    return "{\"jobs\": [" + items.join(", ") +
           "], \"last_update\": {\"set\": true, \"number\": " + lastUpdate + "}, \"errors\": []}";
}

QByteArray stateList(const QByteArray &jobs)
{
    QByteArrayList items;
    for (const QByteArray &job : jobs.split(',')) {
        const QByteArrayList words = job.trimmed().split(' ');
        if (words.size() == 2)
            items += "{\"job_id\": \"" + words[0] + "\", \"state\": [\"" + words[1] + "\"]}";
    }
    return "{\"jobs\": [" + items.join(", ") + "], \"errors\": []}";
}

Answer captured(const QString &name) { return {Send{capturedAnswer(u"captures-jobs/"_s + name)}, Close{}}; }

SlurmConfig configOf(const FakeSlurmrestd &server, const std::string &version)
{
    SlurmConfig config;
    config.endpoint = server.endpoint();
    config.apiVersion = version;
    config.timeout = 2s;
    return config;
}

// One fetch: "1 RUNNING, 2 PENDING; 3 hidden", or "auth: …".
QString fetch(JobListSource &source, bool isChecking = false)
{
    QString seen;
    QEventLoop loop;
    QObject::connect(&source, &JobListSource::finished, &loop, [&](const JobFetchResult &result) {
        if (result.jobs) {
            QStringList jobs;
            for (const SlurmJob &job : (*result.jobs)->jobs)
                jobs += QString::number(job.id) + u' ' +
                        QString::fromUtf8(job.states.data(), qsizetype(job.states.size()));
            seen += jobs.join(u", "_s);
        } else {
            const PollError &error = result.jobs.error();
            seen += QString::fromStdString(std::string(toString(error.errorClass)) + ": " + error.message);
        }
        if (result.hidden)
            seen += u"; %1 hidden"_s.arg(*result.hidden);
        loop.quit();
    });
    source.fetch(isChecking);
    QTimer::singleShot(10s, &loop, &QEventLoop::quit);
    loop.exec();
    return seen;
}

QStringList paths(const FakeSlurmrestd &server)
{
    QStringList all;
    for (const FakeRequest &request : server.requests())
        all += QString::fromUtf8(request.path());
    return all;
}

// A source that gives what it is told, and notes what it was asked.
class FakeJobs : public JobListSource
{
public:
    FakeJobs(std::vector<JobFetchResult> &results, QStringList &asked)
        : m_results(results)
        , m_asked(asked)
    {}
    void fetch(bool isChecking) override
    {
        m_asked += isChecking ? u"list and check"_s : u"list"_s;
        QTimer::singleShot(0, this, [this] {
            const JobFetchResult result = m_results.front();
            if (m_results.size() > 1)
                m_results.erase(m_results.begin());
            Q_EMIT finished(result);
        });
    }
    void abort() override {}

private:
    std::vector<JobFetchResult> &m_results;
    QStringList &m_asked;
};

} // namespace

class TestSlurmrestdJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWithTheFlagsOfTheVersion_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("withMetrics");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *version, bool withMetrics, const char *path) {
            QTest::addRow("%s%s", version, withMetrics ? " with metrics" : "")
                << QByteArray(version) << withMetrics << QString::fromLatin1(path);
        };
        for (const char *version : {"v0.0.36", "v0.0.37", "v0.0.38", "v0.0.39"}) {
            for (const bool withMetrics : {false, true})
                QTest::addRow("%s%s", version, withMetrics ? " with metrics" : "")
                    << QByteArray(version) << withMetrics << u"/slurm/%1/jobs/"_s.arg(QLatin1String(version));
        }
        row("v0.0.40", false, "/slurm/v0.0.40/jobs/?flags=ALL");
        row("v0.0.40", true, "/slurm/v0.0.40/jobs/?flags=ALL&flags=DETAIL");
        row("v0.0.45", false, "/slurm/v0.0.45/jobs/?flags=ALL");
        row("v0.0.45", true, "/slurm/v0.0.45/jobs/?flags=ALL&flags=DETAIL");
        row("v0.0.100", false, "/slurm/v0.0.100/jobs/?flags=ALL");
    }
    void asksWithTheFlagsOfTheVersion()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, withMetrics);
        QFETCH(QString, path);
        for (const Kind kind : {Kind::Tcp, Kind::Unix}) {
            FakeSlurmrestd server(kind);
            server.answer({httpAnswer(200, jobList("1 RUNNING"))});
            SlurmConfig config = configOf(server, version.toStdString());
            config.jobs.hasMetrics = withMetrics;
            QCOMPARE(fetch(*makeJobSource(config)), u"1 RUNNING"_s);
            QCOMPARE(paths(server), QStringList{path});
        }
    }

    void tellsHiddenJobs_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("isChecking");
        QTest::addColumn<QByteArray>("jobs");
        QTest::addColumn<Answer>("states");
        QTest::addColumn<QString>("result");
        const auto row = [](const char *name, const char *version, bool isChecking, const char *jobs,
                            const Answer &states, const QString &result) {
            QTest::newRow(name) << QByteArray(version) << isChecking << QByteArray(jobs) << states << result;
        };
        const auto states = [](const char *jobs) { return httpAnswer(200, stateList(jobs)); };
        const QString all = u"1 RUNNING, 2 PENDING"_s;
        const QString none = u"auth: Slurm shows none of its jobs to this user, though it has 2: with "
                             "PrivateData=jobs in slurm.conf it shows others' jobs only to root, SlurmUser, "
                             "operators and administrators: take a token of one of them"_s;
        row("not asked", "v0.0.42", false, "1 RUNNING, 2 PENDING", states("9 RUNNING"), all);
        row("none hidden", "v0.0.42", true, "1 RUNNING, 2 PENDING",
            states("1 RUNNING, 2_0 PENDING, 2_1 PENDING"), all + u"; 0 hidden"_s);
        row("tasks by other ids", "v0.0.42", true, "1 RUNNING, 2 PENDING", states("17_0 RUNNING"),
            all + u"; 0 hidden"_s);
        row("some hidden", "v0.0.42", true, "1 RUNNING, 2 PENDING",
            states("1 RUNNING, 3 RUNNING, 4 RUNNING, 5 CANCELLED"), all + u"; 2 hidden"_s);
        row("all hidden", "v0.0.42", false, "", states("1 RUNNING, 2 PENDING"), none);
        row("no jobs at all", "v0.0.42", false, "", states(""), u"; 0 hidden"_s);
        row("none listed, not known", "v0.0.42", false, "", httpAnswer(500, "{}"),
            u"http: HTTP 500 for GET /slurm/v0.0.42/jobs/state/: {}"_s);
        row("some listed, not known", "v0.0.42", true, "1 RUNNING", httpAnswer(500, "{}"), u"1 RUNNING"_s);
        row("some listed, no JSON", "v0.0.42", true, "1 RUNNING", httpAnswer(200, "x"), u"1 RUNNING"_s);
        row("cannot be asked", "v0.0.38", true, "", states("1 RUNNING, 2 PENDING"), QString());
    }
    void tellsHiddenJobs()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, isChecking);
        QFETCH(QByteArray, jobs);
        QFETCH(Answer, states);
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({httpAnswer(200, jobList(jobs)), states});
        const auto source = makeJobSource(configOf(server, version.toStdString()));
        QTEST(fetch(*source, isChecking), "result");
    }

    void overUnixSocketsSaysWhatHelps()
    {
        FakeSlurmrestd server(Kind::Unix);
        server.answer({httpAnswer(200, jobList("")), httpAnswer(200, stateList("1 RUNNING"))});
        const auto source = makeJobSource(configOf(server, "v0.0.42"));
        QVERIFY(fetch(*source).endsWith(
            u"and over a UNIX socket to nobody: take the TCP port and a token of one of them"_s));
        QCOMPARE(paths(server),
                 (QStringList{u"/slurm/v0.0.42/jobs/?flags=ALL"_s, u"/slurm/v0.0.42/jobs/state/"_s}));
    }

    void answersThatDoNotCount_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("result");
        QTest::newRow("500 with all the jobs")
            << httpAnswer(500, jobList("1 RUNNING")) << u"http: HTTP 500 for GET /slurm/v0.0.42/jobs/"_s;
        QTest::newRow("502 with no jobs")
            << captured(u"24.11.5/v0.0.42/ctld-down.http"_s) << u"slurm: Unable to query jobs"_s;
        QTest::newRow("511 with no jobs")
            << captured(u"24.11.5/v0.0.42/badtoken.http"_s) << u"auth: Unable to query jobs"_s;
        QTest::newRow("500, v36") << captured(u"22.05.8/v0.0.36/badtoken.http"_s)
                                  << u"http: HTTP 500 for GET"_s;
        QTest::newRow("unchanged") << captured(u"24.11.5/v0.0.42/unchanged.http"_s)
                                   << u"slurm: the answer is no list of jobs"_s;
        QTest::newRow("304") << httpAnswer(304, "") << u"http: HTTP 304"_s;
        QTest::newRow("last_update 0")
            << httpAnswer(200, jobList("1 RUNNING", "0")) << u"slurm: the answer is no list of jobs"_s;
        QTest::newRow("a web page") << httpAnswer(200, "<html>", "text/html")
                                    << u"parse: expected a JSON object"_s;
    }
    void answersThatDoNotCount()
    {
        QFETCH(Answer, answer);
        QFETCH(QString, result);
        FakeSlurmrestd server(Kind::Tcp);
        server.answer({answer});
        const QString seen = fetch(*makeJobSource(configOf(server, "v0.0.42")));
        QVERIFY2(seen.startsWith(result), qPrintable(seen));
    }

    void findsTheVersionItself()
    {
        FakeSlurmrestd server(Kind::Tcp);
        server.answer(
            {httpAnswer(200, R"({"paths": {"/slurm/v0.0.41/nodes/": {}, "/slurm/v0.0.42/nodes/": {}}})"),
             httpAnswer(200, jobList("1 RUNNING"))});
        const auto source = makeJobSource(configOf(server, "auto"));
        QCOMPARE(fetch(*source), u"1 RUNNING"_s);
        QCOMPARE(fetch(*source), u"1 RUNNING"_s);
        QCOMPARE(paths(server), (QStringList{u"/openapi/v3"_s, u"/slurm/v0.0.42/jobs/?flags=ALL"_s,
                                             u"/slurm/v0.0.42/jobs/?flags=ALL"_s}));
    }

    void aFileHasNoJobs()
    {
        SlurmConfig config;
        config.endpoint = "file:/dev/null";
        QCOMPARE(fetch(*makeJobSource(config)),
                 u"connect: file: and scontrol: give nodes alone: jobs of role job take a slurmrestd"_s);
    }

    // Jobs come and go, each of them; one has a wrong annotation all the time it runs.
    void demoJobsComeAndGo()
    {
        DemoJobs demo;
        QCOMPARE(fetch(demo).count(u"RUNNING"_s), 11);
        int waiting = 0;
        for (int i = 0; i < 10; ++i)
            waiting += int(fetch(demo).count(u"PENDING"_s));
        QCOMPARE(waiting, 11 * 3);
    }

    void doubtsAreCheckedAgain()
    {
        const auto list = [] { return std::make_shared<JobList>(); };
        std::vector<JobFetchResult> results{
            {list(), 1, 0U}, {list(), 1, std::nullopt}, {list(), 1, std::nullopt}};
        QStringList asked;
        SlurmConfig config;
        config.endpoint = "demo:";
        config.jobs.updateInterval = 20ms;
        JobsPoller poller(config,
                          [&](const SlurmConfig &) { return std::make_unique<FakeJobs>(results, asked); });
        QList<int> hidden;
        connect(&poller, &JobsPoller::hiddenCounted, this,
                [&hidden](std::size_t count) { hidden += int(count); });
        poller.start();
        QTRY_VERIFY(asked.size() >= 3);
        QCOMPARE(asked.first(3), (QStringList{u"list and check"_s, u"list"_s, u"list"_s}));
        QCOMPARE(hidden, QList<int>{0});
        // One check alone may have seen a job begin.
        results = {{list(), 1, 3U}, {list(), 1, 2U}, {list(), 1, std::nullopt}};
        asked.clear();
        config.jobs.updateInterval = 21ms;
        poller.configure(config);
        QTRY_VERIFY(asked.size() >= 3);
        QCOMPARE(asked.first(3), (QStringList{u"list and check"_s, u"list and check"_s, u"list"_s}));
        QCOMPARE(hidden, (QList<int>{0, 2}));
    }
};

SLURMSD_TEST(TestSlurmrestdJobs)
#include "tst_slurmrestdjobs.moc"
