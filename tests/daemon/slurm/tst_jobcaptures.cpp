// SPDX-License-Identifier: GPL-3.0-or-later
// What real slurmrestds answered about jobs, of every API version that was recorded.
#include "daemon/slurm/jobsparser.h"
#include "tests/support/capture.h"
#include "tests/support/jobtext.h"
#include "tests/support/nodetext.h"
#include "tests/support/testrunner.h"

#include <QtTest>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *versions[] = {"22.05.8/v0.0.36", "22.05.8/v0.0.37", "22.05.8/v0.0.38",
                                    "24.11.5/v0.0.40", "24.11.5/v0.0.41", "24.11.5/v0.0.42"};
// Of a smaller cluster, with fewer jobs.
constexpr const char *newVersions[] = {"26.05.5/v0.0.43", "26.05.5/v0.0.44", "26.05.5/v0.0.45"};

Result<std::shared_ptr<JobList>, PollError> parseCapture(const QString &path)
{
    const std::optional<Capture> capture = readCapture(u"../captures-jobs/"_s + path);
    if (!capture)
        return Failure{PollError{PollErrorClass::Connect, "no such capture"}};
    JobsParser parser;
    parser.feed(capture->body);
    auto list = parser.finish();
    if (list)
        sortJobs(**list);
    return list;
}

// The jobs of a capture, without their ids, which differ from rig to rig, and what v0.0.36 does not tell.
QString withoutIds(const QString &path)
{
    const auto list = parseCapture(path);
    if (!list)
        return u"error: "_s + toQString(list.error().message);
    QStringList lines;
    for (SlurmJob job : (*list)->jobs) {
        job.user = {};
        lines += jobText(job).section(u' ', 1);
    }
    return lines.join(u'\n');
}

} // namespace

class TestJobCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStateIsReadInEveryVersion_data();
    void eachStateIsReadInEveryVersion();
    void arraysAndHetJobs_data();
    void arraysAndHetJobs();
    void answersWithoutJobs_data();
    void answersWithoutJobs();
    void zoo_data();
    void zoo();
};

void TestJobCaptures::eachStateIsReadInEveryVersion_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const std::pair<const char *, QString> rows[] = {
        {"state-cloud-configuring", u"configuring uid=5001 name=cloud partition=cloud nodes=x01 "
                                    "comment=prometheus.io/port=8900"_s},
        {"state-suspended", u"suspended uid=5001 name=susp partition=batch nodes=c05 "
                            "comment=prometheus.io/port=8500"_s},
        {"state-resumed", u"running uid=5001 name=susp partition=batch nodes=c05 "
                          "comment=prometheus.io/port=8500"_s},
        {"state-sigstop", u"stopped uid=5001 name=stop partition=batch nodes=c06"_s},
        {"state-requeue-completing", u"completing uid=5001 name=rq partition=batch"_s},
        {"state-requeue-pending", u"pending uid=5001 name=rq partition=batch"_s},
        {"state-compl2-both", u"completing uid=5001 name=compl2 partition=batch"_s},
        {"state-compl2-one-left", u"completing uid=5001 name=compl2 partition=batch"_s},
        {"state-compl2-ended", u"ended uid=5001 name=compl2 partition=batch"_s},
        {"state-shrink-before", u"running uid=5001 name=shrink partition=batch nodes=c[06,08] "
                                "comment=prometheus.io/port=8650 prometheus.io/nodes=all"_s},
        {"state-shrink-after", u"running uid=5001 name=shrink partition=batch nodes=c06 "
                               "comment=prometheus.io/port=8650 prometheus.io/nodes=all"_s},
        {"state-nokill-after", u"running uid=5001 name=nf_nokill partition=batch nodes=c06 "
                               "comment=prometheus.io/nodes=all"_s},
        {"state-nodefail-norequeue", u"ended uid=5001 name=nf_norequeue partition=batch"_s},
        {"state-gpu-fragmented",
         u"running uid=5001 name=gfrag2 partition=gpu nodes=g01 gres=gpu:a100:3(IDX:0-1,3)"_s},
        {"state-gpu-twotypes", u"running uid=5001 name=gtwo partition=gpu nodes=g02 "
                               "gres=gpu:a100:1(IDX:0),gpu:h100:1(IDX:2)"_s},
        {"state-gpus3", u"running uid=5001 name=gpus3 partition=gpu nodes=g[01-02] "
                        "gres=gpu:a100:2(IDX:0-1) / gpu:a100:1(IDX:0),gpu:h100:0(IDX:)"_s},
        {"state-gpu-suspended",
         u"suspended uid=5001 name=gsusp partition=gpu nodes=g01 gres=gpu:a100:2(IDX:0-1)"_s},
        {"state-gpu-completing", u"completing uid=5001 name=gsusp partition=gpu"_s},
        {"job-done", u"ended uid=5001 name=done partition=batch"_s},
        {"job-held", u"pending uid=5001 name=held partition=batch"_s},
    };
    const std::pair<const char *, QString> newRows[] = {
        {"state-suspended", u"suspended uid=5001 name=susp partition=batch nodes=c03 "
                            "comment=prometheus.io/port=8500"_s},
        {"state-resumed", u"running uid=5001 name=susp partition=batch nodes=c03 "
                          "comment=prometheus.io/port=8500"_s},
        {"state-sigstop", u"stopped uid=5001 name=susp partition=batch nodes=c03 "
                          "comment=prometheus.io/port=8500"_s},
        {"state-gpu-fragmented",
         u"running uid=5001 name=gfrag2 partition=gpu nodes=g01 gres=gpu:a100:3(IDX:0-1,3)"_s},
        {"job-twonode", u"running uid=5001 name=twonode partition=batch nodes=c[01-02] "
                        "comment=prometheus.io/port=8600 prometheus.io/nodes=all"_s},
        {"job-done", u"ended uid=5001 name=done partition=batch"_s},
        {"job-held", u"pending uid=5001 name=held partition=batch"_s},
    };
    const auto addRows = [](const char *version, std::span<const std::pair<const char *, QString>> texts) {
        for (const auto &[name, text] : texts)
            QTest::addRow("%s %s", version, name)
                << QLatin1String(version) + u'/' + QLatin1String(name) + u".http" << text;
    };
    for (const char *version : versions)
        addRows(version, rows);
    for (const char *version : newVersions)
        addRows(version, newRows);
}

void TestJobCaptures::eachStateIsReadInEveryVersion()
{
    QFETCH(QString, path);
    QTEST(withoutIds(path), "text");
}

void TestJobCaptures::arraysAndHetJobs_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QStringList>("ids");
    for (const char *version : versions) {
        const bool isOld = QLatin1String(version).startsWith(u"22.05"_s);
        QTest::addRow("%s array", version)
            << QLatin1String(version) + u"/job-array.http"
            << (isOld ? QStringList{u"17=17 pending"_s, u"52=17_0 running"_s, u"53=17_1 running"_s}
                      : QStringList{u"17=17 pending"_s, u"53=17_0 running"_s, u"54=17_1 running"_s});
        QTest::addRow("%s heterogeneous", version) << QLatin1String(version) + u"/job-het.http"
                                                   << QStringList{u"19=19+0 running"_s, u"20=19+1 running"_s};
        QTest::addRow("%s plain", version)
            << QLatin1String(version) + u"/job-annot.http" << QStringList{u"3=3 running"_s};
    }
    for (const char *version : newVersions) {
        QTest::addRow("%s array", version)
            << QLatin1String(version) + u"/job-array.http"
            << QStringList{u"6=6 pending"_s, u"7=6_0 running"_s, u"8=6_1 running"_s};
        QTest::addRow("%s heterogeneous", version) << QLatin1String(version) + u"/job-het.http"
                                                   << QStringList{u"9=9+0 pending"_s, u"10=9+1 pending"_s};
        QTest::addRow("%s plain", version)
            << QLatin1String(version) + u"/job-annot.http" << QStringList{u"2=2 running"_s};
    }
}

void TestJobCaptures::arraysAndHetJobs()
{
    QFETCH(QString, path);
    const auto list = parseCapture(path);
    QVERIFY(list.hasValue());
    QStringList ids;
    for (const SlurmJob &job : (*list)->jobs)
        ids += QString::number(job.id) + u'=' + QString::fromStdString(jobIdText(job)) + u' ' +
               toQString(toString(job.phase));
    QTEST(ids, "ids");
}

void TestJobCaptures::answersWithoutJobs_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("outcome");
    const QString none = u"no jobs"_s;
    std::vector<const char *> all(std::begin(versions), std::end(versions));
    all.insert(all.end(), std::begin(newVersions), std::end(newVersions));
    for (const char *version : all) {
        const auto row = [version](const char *name, const QString &outcome) {
            QTest::addRow("%s %s", version, name)
                << QLatin1String(version) + u'/' + QLatin1String(name) + u".http" << outcome;
        };
        const QLatin1String text(version);
        const bool isV36 = text.endsWith(u"36"_s);
        const bool isOld = text.startsWith(u"22.05"_s);
        row("empty", none);
        if (!text.startsWith(u"26.05"_s))
            row("private-unix-root", none);
        row("unauth",
            u"parse: expected a JSON object, got a text that starts with: Authentication failure"_s);
        row("badtoken", isV36 ? none // with 500
                        : isOld
                            ? u"slurm: Failed while looking for jobs: Unspecified error (error -1)"_s
                            : u"auth: Unable to query jobs: Protocol authentication error (error 1007)"_s);
        row("ctld-down", isV36   ? none // with 500
                         : isOld ? u"slurm: Failed while looking for jobs: Unspecified error (error -1)"_s
                                 : u"slurm: Unable to query jobs: Unable to contact slurm controller "
                                   "(connect failure) (error 1800)"_s);
    }
    for (const char *version : {"24.11.5/v0.0.42", "26.05.5/v0.0.43", "26.05.5/v0.0.44", "26.05.5/v0.0.45"})
        QTest::addRow("%s unchanged looks like none", version)
            << QLatin1String(version) + u"/unchanged.http"_s
            << u"slurm: the answer is no list of jobs: Slurm gives no time for it (last_update)"_s;
}

void TestJobCaptures::answersWithoutJobs()
{
    QFETCH(QString, path);
    const auto list = parseCapture(path);
    QString outcome;
    if (list)
        outcome = (*list)->jobs.empty() ? u"no jobs"_s : u"jobs"_s;
    else
        outcome = toQString(toString(list.error().errorClass)) + u": "_s + toQString(list.error().message);
    QTEST(outcome, "outcome");
}

void TestJobCaptures::zoo_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("cluster");
    QTest::addColumn<int>("jobs");
    QTest::addColumn<int>("running");
    QTest::newRow("v38") << u"22.05.8/v0.0.38/jobs.json"_s << u"22.05.8"_s << QString() << 55 << 32;
    QTest::newRow("v42") << u"24.11.5/v0.0.42/jobs.json"_s << u"24.11.5"_s << u"rig"_s << 56 << 33;
}

void TestJobCaptures::zoo()
{
    QFETCH(QString, path);
    QFETCH(int, jobs);
    QFETCH(int, running);
    const auto list = parseCapture(path);
    QVERIFY(list.hasValue());
    QTEST(toQString((*list)->slurmRelease), "release");
    QTEST(toQString((*list)->cluster), "cluster");
    QCOMPARE((*list)->skipped, 0U);
    QCOMPARE(int((*list)->jobs.size()), jobs);
    QCOMPARE(int(std::ranges::count((*list)->jobs, JobPhase::Running, &SlurmJob::phase)), running);
    const auto comment = [&](std::string_view name) {
        const auto job = std::ranges::find((*list)->jobs, name, &SlurmJob::name);
        return job == (*list)->jobs.end() ? u"no such job"_s : toQString(job->comment);
    };
    QCOMPARE(comment("vllm-llama"), u"prometheus.io/port=8000 prometheus.io/path=/metrics"_s);
    QCOMPARE(comment("c_quotes"), u"he said \"hi\", it's a \\ back / slash"_s);
    QVERIFY(comment("c_newline").startsWith(u"prometheus.io/port=8000\nprometheus.io/path=/metrics"_s));
    QCOMPARE(comment("c_latin1"), u"latin1 \ufffd bad \ufffd\ufffd end"_s);
    QCOMPARE(comment("c_ctrl"), u"esc \x1b[31m bel \x07 one \x01 del \x7f"_s);
    QCOMPARE(comment("c_null"), u"(null)"_s);
    QCOMPARE(comment("c_1024"), QString(1024, u'x'));
    QCOMPARE(comment("n\xef\xbf\xbdme"), QString()); // the name is not UTF-8 either
    QCOMPARE(comment("done"), QString());            // not kept of those that are over
}

} // namespace slurmsd

SLURMSD_TEST(slurmsd::TestJobCaptures)
#include "tst_jobcaptures.moc"
