// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "gui/api/daemonclient.h"
#include "gui/models/runningjobsmodel.h"
#include "gui/views/runningjobspage.h"
#include "gui/views/searchedit.h"
#include "tests/gui/api/clienttesting.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

const WallTime start{std::chrono::seconds(1795428870)};

DaemonStatus someStatus()
{
    DaemonStatus status;
    status.version = "1.2.3";
    status.startedAt = start;
    status.now = start + std::chrono::minutes(5);
    status.config.sha256 = "f00d";
    ClusterStatus &cluster = status.clusters.emplace_back();
    cluster.name = "llm";
    JobListStatus &jobs = cluster.jobs.emplace();
    jobs.listTakenAt = status.now - std::chrono::seconds(14);
    jobs.jobs = 2000;
    jobs.running = 2;
    jobs.lastPollBytes = 16'800'000;
    jobs.lastPollDuration = std::chrono::milliseconds(950);
    status.jobs.push_back({"vllm", 0, 1, 2, "e", {}, true, SlurmJobsStatus()});
    return status;
}

RunningJob serving()
{
    RunningJob job;
    job.cluster = "llm";
    job.id = 9;
    job.name = "vllm-70b";
    job.user = "alice";
    job.state = "RUNNING";
    job.nodes = "gpu[01-02]";
    job.comment = "prometheus.io/port=8000";
    job.targets = {{"vllm", 2}};
    return job;
}

// The last task of an array, which has the array's id.
RunningJob lastTask()
{
    RunningJob job;
    job.cluster = "llm";
    job.id = 17;
    job.task = "17_3";
    job.name = "<b>sweep</b>";
    job.user = "bob";
    job.state = "RUNNING";
    job.nodes = "c10";
    job.comment = "mine";
    job.why = "vllm: its comment asks for no target (prometheus.io/port=PORT)";
    return job;
}

QByteArray explanationsText()
{
    RunningJob other = lastTask();
    other.id = 16;
    other.name = "another task";
    return toJson(std::vector<SlurmJobExplanation>{
        {other, {{"vllm", {}, "port 80 is not allowed here", "allowed_ports"}}},
        {lastTask(), {{"vllm", {}, "its comment asks for no target", "annotated"}}}});
}

QByteArray configText(const QByteArray &role)
{
    return R"({"text": "", "revision": "f00d", "parsed": {"jobs": [{"name": "node", "port": 9100},
        {"name": "vllm", "role": "job")" +
           role + R"(}]}})";
}

} // namespace

class TestRunningJobsPage : public QObject
{
    Q_OBJECT

    std::unique_ptr<FakeDaemon> m_daemon;
    std::unique_ptr<DaemonClient> m_client;
    std::unique_ptr<RunningJobsPage> m_page;

    QTreeView &view() const { return *m_page->findChild<QTreeView *>(); }
    QString cell(int row, int column) const { return view().model()->index(row, column).data().toString(); }
    QString detail() const { return m_page->findChild<QTextBrowser *>()->toPlainText(); }
    QString texts() const
    {
        QStringList all;
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u'\n');
    }
    QPushButton &button(const QString &text) const
    {
        for (QPushButton *found : m_page->findChildren<QPushButton *>()) {
            if (found->text().remove(u'&') == text)
                return *found;
        }
        qFatal("no such button");
    }
    void answerStatus(const DaemonStatus &status) const
    {
        m_daemon->answer("/api/v1/status", httpText(200, toJson(status)));
    }
    void answerJobs(const std::vector<RunningJob> &jobs) const
    {
        m_daemon->answer("/api/v1/jobs", httpText(200, toJson(RunningJobs{jobs})));
    }
    void choose(int row) const { view().setCurrentIndex(view().model()->index(row, 0)); }

private Q_SLOTS:
    // The system's may be C, whose digits Qt 6.11 does not group.
    void initTestCase() { QLocale::setDefault(QLocale::English); }
    void init();
    void cleanup();
    void showsJobs();
    void asksWhileItShows();
    void searches();
    void explains();
    void followsWhatIsExplained();
    void saysWhatItCannotExplain();
    void copies();
    void copiesWhatTheConfigReads_data();
    void copiesWhatTheConfigReads();
    void showsNodes();
    void warns_data();
    void warns();
    void remembersItsLayout();
};

void TestRunningJobsPage::init()
{
    m_daemon = std::make_unique<FakeDaemon>();
    answerStatus(someStatus());
    answerJobs({serving(), lastTask()});
    m_daemon->answer("/api/v1/explain", httpText(200, explanationsText()));
    m_daemon->answer("/api/v1/config", httpText(200, configText("")));
    m_client = std::make_unique<DaemonClient>();
    m_client->setTiming(hurry());
    m_page = std::make_unique<RunningJobsPage>(*m_client);
    m_page->resize(1000, 600);
    m_page->show();
    m_client->open(profileOf(m_daemon->url()), {});
    QTRY_COMPARE(view().model()->rowCount(), 2);
}

void TestRunningJobsPage::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_daemon.reset();
}

void TestRunningJobsPage::showsJobs()
{
    QCOMPARE(cell(0, RunningJobsModel::IdColumn), u"9"_s);
    QCOMPARE(cell(0, RunningJobsModel::TargetsColumn), u"2"_s);
    QCOMPARE(cell(1, RunningJobsModel::IdColumn), u"17_3"_s);
    QCOMPARE(cell(1, RunningJobsModel::NameColumn), u"<b>sweep</b>"_s);
    QVERIFY(view().isColumnHidden(RunningJobsModel::ClusterColumn));
    for (const QString &part : {u"2 running job(s)"_s, u"2,000 job(s), 2 running, 14 s ago"_s,
                                u"the poll took 0.950 s and 16.02 MiB"_s})
        QVERIFY2(texts().contains(part), qPrintable(part + u" in "_s + texts()));
    DaemonStatus two = someStatus();
    two.clusters.emplace_back().name = "lost";
    answerStatus(two);
    QTRY_VERIFY(!view().isColumnHidden(RunningJobsModel::ClusterColumn));
    QVERIFY(texts().contains(u"llm: 2,000 job(s)"_s));
}

void TestRunningJobsPage::asksWhileItShows()
{
    const qsizetype asked = m_daemon->heads("/api/v1/jobs").size();
    m_page->hide();
    DaemonStatus later = someStatus();
    later.clusters[0].jobs->listTakenAt = later.now;
    answerStatus(later);
    answerJobs({lastTask()});
    const qsizetype statuses = m_daemon->heads("/api/v1/status").size();
    QTRY_VERIFY(m_daemon->heads("/api/v1/status").size() > statuses + 3);
    QCOMPARE(m_daemon->heads("/api/v1/jobs").size(), asked);
    m_page->show();
    QTRY_COMPARE(view().model()->rowCount(), 1);
    QCOMPARE(m_daemon->heads("/api/v1/jobs").size(), asked + 1);
}

void TestRunningJobsPage::searches()
{
    SearchEdit &search = *m_page->findChild<SearchEdit *>();
    search.setText(u"bob"_s);
    QCOMPARE(view().model()->rowCount(), 1);
    QCOMPARE(cell(0, RunningJobsModel::IdColumn), u"17_3"_s);
    QVERIFY(texts().contains(u"1 of 2 running job(s)"_s));
    search.setText(u"user:bob or usr:"_s);
    QVERIFY(texts().contains(u"there is no field “usr”"_s));
    QCOMPARE(view().model()->rowCount(), 1); // as before
    search.setText(u"nobody"_s);
    QVERIFY(texts().contains(u"No running job is like that."_s));
}

void TestRunningJobsPage::explains()
{
    choose(1);
    QTRY_VERIFY(detail().contains(u"its comment asks for no target"_s));
    for (const QString &part : {u"17_3"_s, u"<b>sweep</b>"_s, u"Comment: mine"_s})
        QVERIFY2(detail().contains(part), qPrintable(part + u" in "_s + detail()));
    QVERIFY(!detail().contains(u"another task"_s));
    QVERIFY(m_daemon->heads("/api/v1/explain").last().startsWith("GET /api/v1/explain?job=17&cluster=llm "));
    const QSignalSpy requested(m_page.get(), &Page::jobRequested);
    Q_EMIT m_page->findChild<QTextBrowser *>()->anchorClicked(QUrl(u"job:vllm"_s));
    QCOMPARE(requested.at(0).at(0).toString(), u"vllm"_s);
}

void TestRunningJobsPage::followsWhatIsExplained()
{
    choose(1);
    QTRY_VERIFY(detail().contains(u"asks for no target"_s));
    RunningJob scraped = lastTask();
    scraped.targets = {{"vllm", 1}};
    scraped.why.clear();
    m_daemon->answer("/api/v1/explain",
                     httpText(200, toJson(std::vector<SlurmJobExplanation>{
                                       {scraped, {{"vllm", {{{"10.0.0.9:8000"}, {{"a", "b"}}}}, {}, {}}}}})));
    answerJobs({serving(), scraped});
    DaemonStatus later = someStatus();
    later.clusters[0].jobs->listTakenAt = later.now;
    answerStatus(later);
    QTRY_VERIFY(detail().contains(u"10.0.0.9:8000"_s));
    QCOMPARE(view().currentIndex().row(), 1);
}

void TestRunningJobsPage::saysWhatItCannotExplain()
{
    choose(1);
    QTRY_VERIFY(detail().contains(u"17_3"_s));
    m_daemon->answer("/api/v1/explain", httpText(404, R"({"status":"error","error":"it is gone"})"));
    choose(0);
    QTRY_VERIFY(texts().contains(u"9: it is gone"_s));
    QVERIFY(!detail().contains(u"17_3"_s));
}

void TestRunningJobsPage::copies()
{
    QVERIFY(!button(u"Copy for scontrol"_s).isEnabled());
    button(u"Copy for sbatch"_s).click();
    QCOMPARE(QApplication::clipboard()->text(), u"#SBATCH --comment=\"prometheus.io/port=8000\"\n"_s);
    choose(1);
    m_page->findChild<QSpinBox *>()->setValue(8123);
    button(u"Copy for scontrol"_s).click();
    QCOMPARE(QApplication::clipboard()->text(),
             u"scontrol update jobid=17_3 comment='mine prometheus.io/port=8123'\n"_s);
    QVERIFY(texts().contains(u"Copied: scontrol update jobid=17_3"_s));
    choose(0);
    QVERIFY(!texts().contains(u"Copied"_s));
}

void TestRunningJobsPage::copiesWhatTheConfigReads_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isForScripts");
    QTest::addColumn<int>("port");
    QTest::newRow("its port") << QByteArray(R"(, "port": 9000)") << u"comment"_s << true << 9000;
    QTest::newRow("a port that is allowed")
        << QByteArray(R"(, "allowed_ports": "9500-9600")") << u"comment"_s << true << 9500;
    QTest::newRow("another text") << QByteArray(R"(, "annotation": "admin_comment")") << u"admincomment"_s
                                  << false << 8000;
    QTest::newRow("extra") << QByteArray(R"(, "annotation": "extra")") << u"extra"_s << false << 8000;
}

void TestRunningJobsPage::copiesWhatTheConfigReads()
{
    QFETCH(QByteArray, role);
    QFETCH(QString, text);
    m_daemon->answer("/api/v1/config", httpText(200, configText(role)));
    DaemonStatus changed = someStatus();
    changed.config.sha256 = "beef";
    answerStatus(changed);
    choose(1);
    const auto copied = [this] {
        button(u"Copy for scontrol"_s).click();
        return QApplication::clipboard()->text();
    };
    QFETCH(int, port);
    const QString kept = text == u"comment"_s ? u"mine "_s : QString();
    QTRY_COMPARE(copied(),
                 u"scontrol update jobid=17_3 %1='%2prometheus.io/port=%3'\n"_s.arg(text, kept).arg(port));
    QTEST(button(u"Copy for sbatch"_s).isVisible(), "isForScripts");
}

void TestRunningJobsPage::showsNodes()
{
    const QSignalSpy requested(m_page.get(), &Page::searchRequested);
    Q_EMIT view().activated(view().model()->index(0, 0));
    QCOMPARE(requested.at(0).at(0).toString(), u"name:gpu[01-02]"_s);
}

void TestRunningJobsPage::warns_data()
{
    QTest::addColumn<DaemonStatus>("status");
    QTest::addColumn<QString>("text");
    DaemonStatus status = someStatus();
    status.jobs[0].slurmJobs.reset();
    QTest::newRow("no job has the role") << status << u"No job of the config has role: job"_s;
    status.clusters[0].jobs.reset();
    QTest::newRow("nor are jobs polled") << status << u"Slurm is not asked for its jobs."_s;
    status = someStatus();
    status.clusters[0].jobs->lastFailure = {PollErrorClass::Timeout, "no answer", status.now};
    status.clusters[0].jobs->failingSince = status.now - std::chrono::minutes(3);
    QTest::newRow("polls fail") << status << u"polls have failed for 3 min: no answer"_s;
    status = someStatus();
    status.clusters[0].jobs->isTooOld = true;
    QTest::newRow("too old") << status << u"too old to serve targets of (slurm.jobs.max_age)"_s;
    status = someStatus();
    status.clusters[0].jobs->hidden = 7;
    QTest::newRow("hidden jobs") << status << u"7 running job(s) are hidden"_s;
    status = someStatus();
    status.clusters[0].jobs->listTakenAt.reset();
    QTest::newRow("no list yet") << status << u"no list of jobs yet"_s;
}

void TestRunningJobsPage::warns()
{
    QFETCH(DaemonStatus, status);
    QFETCH(QString, text);
    QVERIFY(!texts().contains(text));
    answerStatus(status);
    QTRY_VERIFY2(texts().contains(text), qPrintable(texts()));
    answerStatus(someStatus());
    QTRY_VERIFY(!texts().contains(text));
}

void TestRunningJobsPage::remembersItsLayout()
{
    view().setColumnWidth(RunningJobsModel::NameColumn, 77);
    view().sortByColumn(RunningJobsModel::UserColumn, Qt::DescendingOrder);
    RunningJobsPage other(*m_client);
    QTreeView &otherView = *other.findChild<QTreeView *>();
    other.restoreLayout("junk");
    QVERIFY(otherView.columnWidth(RunningJobsModel::NameColumn) != 77);
    other.restoreLayout(m_page->saveLayout());
    QCOMPARE(otherView.columnWidth(RunningJobsModel::NameColumn), 77);
    other.show();
    QTRY_COMPARE(otherView.model()->rowCount(), 2);
    QCOMPARE(otherView.model()->index(0, RunningJobsModel::UserColumn).data().toString(), u"bob"_s);
}

SLURMSD_WIDGETS_TEST(TestRunningJobsPage)
#include "tst_runningjobspage.moc"
