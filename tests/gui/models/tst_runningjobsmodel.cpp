// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/runningjobsmodel.h"
#include "gui/models/runningjobsproxy.h"
#include "gui/models/text.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// "llm/4711 vllm": a job's cluster, id and name.
RunningJob jobOf(const QString &text)
{
    RunningJob job;
    job.cluster = toStdString(text.section(u'/', 0, 0));
    job.id = text.section(u'/', 1).section(u' ', 0, 0).toULongLong();
    job.name = toStdString(text.section(u' ', 1));
    return job;
}

// "a/1 x, a/2 y"
std::vector<RunningJob> jobsOf(const QString &text)
{
    std::vector<RunningJob> jobs;
    for (const QString &job : text.split(u", "_s, Qt::SkipEmptyParts))
        jobs.push_back(jobOf(job));
    return jobs;
}

QString textOf(const RunningJobsModel &model)
{
    QStringList jobs;
    for (int row = 0; row < model.rowCount(); ++row) {
        const RunningJob &job = model.jobAt(row);
        jobs += u"%1/%2 %3"_s.arg(toQString(job.cluster)).arg(job.id).arg(toQString(job.name));
    }
    return jobs.join(u", "_s);
}

std::vector<RunningJob> someJobs()
{
    RunningJob serving;
    serving.cluster = "llm";
    serving.id = 9;
    serving.name = "vllm-70b";
    serving.user = "alice";
    serving.account = "llm";
    serving.partition = "gpu";
    serving.state = "RUNNING";
    serving.nodes = "gpu[01-02]";
    serving.comment = "prometheus.io/port=8000";
    serving.targets = {{"vllm", 2}, {"all", 10}};
    RunningJob task;
    task.cluster = "llm";
    task.id = 10;
    task.task = "7_3";
    task.name = "sweep\nof two lines";
    task.user = "Bob";
    task.account = "nlp";
    task.partition = "cpu";
    task.state = "RUNNING,STOPPED";
    task.nodes = "c10";
    task.why = "vllm: it is stopped";
    return {serving, task};
}

// What shows, by ids.
QString idsOf(const RunningJobsProxy &proxy)
{
    QStringList ids;
    for (int row = 0; row < proxy.rowCount(); ++row)
        ids += QString::number(proxy.jobAt(row).id);
    return ids.join(u' ');
}

} // namespace

class TestRunningJobsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsLists_data();
    void followsLists();
    void followsAnyLists();
    void keepsWhatIsSelected();
    void showsJobs_data();
    void showsJobs();
    void searches_data();
    void searches();
    void saysWhatIsNoSearch();
    void completes();
    void sorts_data();
    void sorts();
    void finds();
};

void TestRunningJobsModel::followsLists_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<int>("removes");
    QTest::addColumn<int>("inserts");
    QTest::addColumn<int>("changes");
    const auto row = [](const char *name, const char *before, const char *after, const char *shown,
                        int removes, int inserts, int changes) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after)
                            << QString::fromLatin1(shown) << removes << inserts << changes;
    };
    row("none", "", "", "", 0, 0, 0);
    row("the first", "", "a/1 x, a/2 y", "a/1 x, a/2 y", 0, 1, 0);
    row("the same", "a/1 x, a/2 y", "a/1 x, a/2 y", "a/1 x, a/2 y", 0, 0, 0);
    row("another order", "a/1 x, a/2 y", "a/2 y, a/1 x", "a/1 x, a/2 y", 0, 0, 0);
    row("one ends, one starts", "a/1 x, a/2 y", "a/2 y, a/3 z", "a/2 y, a/3 z", 1, 1, 0);
    row("one changes", "a/1 x, a/2 y", "a/1 x, a/2 z", "a/1 x, a/2 z", 0, 0, 1);
    row("neighbours at once", "a/1 x, a/2 y, a/3 z, a/4 u", "a/1 x, a/4 u, a/5 v, a/6 w",
        "a/1 x, a/4 u, a/5 v, a/6 w", 1, 1, 0);
    row("apart", "a/1 x, a/2 y, a/3 z, a/4 u", "a/2 y, a/4 u", "a/2 y, a/4 u", 2, 0, 0);
    row("between", "a/1 x, a/3 z", "a/1 x, a/2 y, a/3 z, a/4 u", "a/1 x, a/2 y, a/3 z, a/4 u", 0, 2, 0);
    row("one id in two clusters", "b/1 x", "a/1 y, b/1 z", "a/1 y, b/1 z", 0, 1, 1);
    row("an id twice", "a/1 x", "a/1 x, a/1 y, a/2 z", "a/1 x, a/2 z", 0, 1, 0);
    row("all end", "a/1 x, b/2 y", "", "", 1, 0, 0);
}

void TestRunningJobsModel::followsLists()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    RunningJobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setJobs(jobsOf(before));
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setJobs(jobsOf(after));
    QTEST(textOf(model), "shown");
    QTEST(int(removed.size()), "removes");
    QTEST(int(inserted.size()), "inserts");
    QTEST(int(changed.size()), "changes");
    QCOMPARE(reset.size(), 0);
}

void TestRunningJobsModel::followsAnyLists()
{
    QRandomGenerator random(20);
    RunningJobsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 200; ++round) {
        QStringList jobs;
        for (int id = 1; id <= 12; ++id) {
            if (random.bounded(3) > 0)
                jobs += u"a/%1 %2"_s.arg(id).arg(random.bounded(2));
        }
        model.setJobs(jobsOf(jobs.join(u", "_s)));
        QCOMPARE(textOf(model), jobs.join(u", "_s));
    }
}

void TestRunningJobsModel::keepsWhatIsSelected()
{
    RunningJobsModel model;
    model.setJobs(jobsOf(u"a/1 x, a/2 y, a/3 z"_s));
    const QPersistentModelIndex chosen = model.index(1, 0);
    model.setJobs(jobsOf(u"a/2 y, a/4 u"_s));
    QCOMPARE(chosen.row(), 0);
    model.setJobs(jobsOf(u"a/4 u"_s));
    QVERIFY(!chosen.isValid());
}

void TestRunningJobsModel::showsJobs_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    using Model = RunningJobsModel;
    const auto row = [](int column, const char *title, const char *first, const char *second) {
        QTest::newRow(title) << column << QString::fromLatin1(title) << QString::fromLatin1(first)
                             << QString::fromLatin1(second);
    };
    row(Model::ClusterColumn, "Cluster", "llm", "llm");
    row(Model::IdColumn, "Job", "9", "7_3");
    row(Model::NameColumn, "Name", "vllm-70b", "sweep of two lines");
    row(Model::UserColumn, "User", "alice", "Bob");
    row(Model::AccountColumn, "Account", "llm", "nlp");
    row(Model::PartitionColumn, "Partition", "gpu", "cpu");
    row(Model::StateColumn, "State", "RUNNING", "RUNNING,STOPPED");
    row(Model::NodesColumn, "Nodes", "gpu[01-02]", "c10");
    row(Model::TargetsColumn, "Targets", "12", "0");
    row(Model::WhyColumn, "Why no target", "", "vllm: it is stopped");
}

void TestRunningJobsModel::showsJobs()
{
    QFETCH(int, column);
    RunningJobsModel model;
    model.setJobs(someJobs());
    QTEST(model.headerData(column, Qt::Horizontal).toString(), "title");
    QTEST(model.index(0, column).data().toString(), "first");
    QTEST(model.index(1, column).data().toString(), "second");
}

void TestRunningJobsModel::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *search, const char *found) {
        QTest::newRow(search) << QString::fromLatin1(search) << QString::fromLatin1(found);
    };
    row("", "9 10");
    row("  ", "9 10");
    row("alice", "9");
    row("bob", "10");
    row("7_3", "10");
    row("RUNNING", "9 10");
    row("running gpu", "9");
    row("port=8000", "9");
    row("is stopped", "10");
    row("gpu02", "9");
    row("gpu03", "");
    row("c1", "10");
    row("alice bob", "");
    row("alice or bob", "9 10");
    row("not user:alice", "10");
    row("user:ali*", "9");
    row("state:stopped", "10");
    row("state:RUNNING and not state:STOPPED", "9");
    row("node:gpu[02-03]", "9");
    row("node:gpu02,c10", "9 10");
    row("partition=\"cpu\"", "10");
    row("name=~\"vllm.*\"", "9");
    row("gpu[02-04]", "9");
    row("c10,gpu09", "10");
    row("job:vllm", "9");
    row("job:\"\"", "10");
    row("targets:0", "10");
    row("id:7_3", "10");
    row("cluster:llm (account:nlp or qos:high)", "10");
}

void TestRunningJobsModel::searches()
{
    QFETCH(QString, search);
    RunningJobsModel model;
    RunningJobsProxy proxy(model);
    model.setJobs(someJobs());
    const auto filter = RunningJobFilter::parse(search);
    QVERIFY(filter);
    proxy.setFilter(*filter);
    QTEST(idsOf(proxy), "found");
}

void TestRunningJobsModel::saysWhatIsNoSearch()
{
    const auto unknown = RunningJobFilter::parse(u"alice or usr:bob"_s);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().position, 9);
    QVERIFY2(unknown.error().message.contains(u"user"_s), qPrintable(unknown.error().message));
    QVERIFY(!RunningJobFilter::parse(u"cpus:4"_s)); // a field of nodes
}

void TestRunningJobsModel::completes()
{
    const std::vector<RunningJob> jobs = someJobs();
    QCOMPARE(runningJobValues(jobs, "user"), (QStringList{u"Bob"_s, u"alice"_s}));
    QCOMPARE(runningJobValues(jobs, "node"), (QStringList{u"c10"_s, u"gpu01"_s, u"gpu02"_s}));
    QCOMPARE(runningJobValues(jobs, "state"), (QStringList{u"RUNNING"_s, u"STOPPED"_s}));
    QCOMPARE(runningJobValues(jobs, "qos"), QStringList());
}

void TestRunningJobsModel::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::newRow("ids are numbers") << int(RunningJobsModel::IdColumn) << u"9 10 100"_s;
    QTest::newRow("so are targets") << int(RunningJobsModel::TargetsColumn) << u"10 100 9"_s;
    QTest::newRow("names naturally") << int(RunningJobsModel::NodesColumn) << u"100 10 9"_s;
}

void TestRunningJobsModel::sorts()
{
    QFETCH(int, column);
    QFETCH(QString, ascending);
    RunningJobsModel model;
    RunningJobsProxy proxy(model);
    std::vector<RunningJob> jobs = someJobs();
    jobs.push_back(jobOf(u"llm/100 x"_s));
    jobs.back().nodes = "c9";
    jobs.back().targets = {{"vllm", 3}};
    model.setJobs(jobs);
    proxy.sort(column, Qt::AscendingOrder);
    QCOMPARE(idsOf(proxy), ascending);
    proxy.sort(column, Qt::DescendingOrder);
    QStringList descending = ascending.split(u' ');
    std::ranges::reverse(descending);
    QCOMPARE(idsOf(proxy), descending.join(u' '));
}

void TestRunningJobsModel::finds()
{
    RunningJobsModel model;
    RunningJobsProxy proxy(model);
    model.setJobs(jobsOf(u"a/1 x, a/2 y, b/2 z"_s));
    QCOMPARE(proxy.find("b", 2).row(), 2);
    QVERIFY(!proxy.find("b", 1).isValid());
    proxy.setFilter(*RunningJobFilter::parse(u"z"_s));
    QCOMPARE(proxy.find("b", 2).row(), 0);
    QVERIFY(!proxy.find("a", 2).isValid());
}

SLURMSD_TEST(TestRunningJobsModel)
#include "tst_runningjobsmodel.moc"
