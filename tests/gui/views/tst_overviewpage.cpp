// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "gui/api/daemonclient.h"
#include "gui/views/daemonview.h"
#include "gui/views/heldlistbar.h"
#include "gui/views/jobsline.h"
#include "gui/views/overviewpage.h"
#include "gui/views/problemtiles.h"
#include "gui/views/recentevents.h"
#include "gui/views/statebars.h"
#include "gui/views/statelegend.h"
#include "gui/views/statestyle.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

StateCounts counts(std::size_t active, std::size_t down)
{
    StateCounts states{};
    states[std::size_t(std::ranges::find(allStateClasses, StateClass::Active) - allStateClasses.begin())] =
        active;
    states[std::size_t(std::ranges::find(allStateClasses, StateClass::Down) - allStateClasses.begin())] =
        down;
    return states;
}

DaemonStatus makeStatus()
{
    DaemonStatus status;
    status.health = DaemonStatus::Health::Ok;
    status.version = "0.1.0";
    status.now = std::chrono::system_clock::now();
    status.startedAt = status.now - 3h;
    status.isLifecycleEnabled = true;
    status.config.loadedAt = status.startedAt;
    status.jobs.push_back({"node", 9100, 1, 10});
    ClusterStatus &cluster = status.clusters.emplace_back();
    cluster.name = "llm";
    cluster.endpoint = "http://head:6820";
    cluster.slurmRelease = "24.11.5";
    cluster.listTakenAt = status.now - 5min;
    cluster.nextPoll = status.now + 5min;
    cluster.nodes = 10;
    cluster.states = counts(9, 1);
    cluster.partitions = {{"cpu", 4, counts(4, 0)}, {"gpu", 6, counts(5, 1)}};
    return status;
}

QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

bool isShown(const QWidget &widget, const QString &text)
{
    const auto labels = widget.findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

// A daemon that says this of itself, and the program's view of it.
class Shown
{
public:
    explicit Shown(const DaemonStatus &status)
    {
        daemon.answer("/api/v1/status", httpText(200, toJson(status)));
        ConnectionProfile profile;
        profile.name = u"head"_s;
        profile.url = daemon.url();
        view.resize(1000, 700);
        view.show();
        FollowTiming timing;
        timing.poll = timing.firstRetry = 50ms;
        view.client().setTiming(timing);
        view.client().open(profile, {});
    }

    bool wait()
    {
        const auto isThere = [this] {
            const auto *bars = page().findChild<StateBars *>();
            return bars && bars->isVisible();
        };
        return QTest::qWaitFor(isThere, 10'000);
    }
    OverviewPage &page() { return *view.findChild<OverviewPage *>(); }

    FakeDaemon daemon;
    DaemonView view;
};

} // namespace

class TestOverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void facts();
    void barsByKeyboard();
    void legendLeadsToNodes();
    void tilesLeadOn_data();
    void tilesLeadOn();
    void remembersYesterday();
    void jobsWithoutTargetsComeFirst();
    void lastEventsLeadOn_data();
    void lastEventsLeadOn();
    void acceptTakesTwoSteps();
    void staysOnThePage_data();
    void staysOnThePage();
    void questionStays();
    void notEnabled();
    void notConnected();
    void problems();
    void severalClusters();
};

void TestOverviewPage::facts()
{
    DaemonStatus status = makeStatus();
    status.clusters[0].tokenExpires = status.now + 50h;
    status.clusters[0].lastFailure =
        FailureStatus{PollErrorClass::Connect, "<b>refused</b>", status.now - 1h};
    status.clusters[0].skipped = 3;
    Shown shown(status);
    QVERIFY(shown.wait());
    for (const QString &text :
         {u"http://head:6820"_s, u"24.11.5"_s, u"in 4 min "_s, u"expires in 2 d 1 h"_s,
          u"connect: <b>refused</b>"_s, u"prometheus-slurm-sd 0.1.0"_s, u"3 entry(ies)"_s})
        QVERIFY2(isShown(shown.page(), text), qPrintable(text));
    QCOMPARE(shown.view.health().level, HealthSentence::Level::Ok);
    QVERIFY(isShown(shown.view, u"Serving 10 node(s), 1 job(s)."_s));
    QVERIFY(!buttonOf(shown.page(), u"Accept the Smaller List…"_s)->isVisible());
}

void TestOverviewPage::barsByKeyboard()
{
    Shown shown(makeStatus());
    QVERIFY(shown.wait());
    auto *bars = shown.page().findChild<StateBars *>();
    QSignalSpy spy(bars, &StateBars::searchRequested);
    bars->setFocus();
    QTest::keyClick(bars, Qt::Key_Down);
    QCOMPARE(bars->accessibleDescription(), u"gpu: 6 node(s): 5 active, 1 down"_s);
    QTest::keyClick(bars, Qt::Key_Return);
    QTest::keyClick(bars, Qt::Key_Right);
    QTest::keyClick(bars, Qt::Key_Right);
    QTest::keyClick(bars, Qt::Key_Right);
    QCOMPARE(bars->accessibleDescription(), u"gpu: 1 of 6 node(s) down"_s);
    QTest::keyClick(bars, Qt::Key_Space);
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy[0][0].toString(), u"partition:gpu"_s);
    QCOMPARE(spy[1][0].toString(), u"partition:gpu and state:down"_s);
    QCOMPARE(shown.view.currentPage(), int(DaemonView::Nodes));
}

void TestOverviewPage::legendLeadsToNodes()
{
    Shown shown(makeStatus());
    QVERIFY(shown.wait());
    auto *legend = shown.page().findChild<StateLegend *>();
    QSignalSpy spy(&shown.page(), &Page::searchRequested);
    Q_EMIT legend->linkActivated(u"state:down"_s);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), u"state:down"_s);
    QVERIFY(!legend->text().contains(u"drained"_s));
}

void TestOverviewPage::tilesLeadOn_data()
{
    QTest::addColumn<int>("tile");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("leadsTo"); // a search, or a job
    QTest::newRow("down") << 0 << u"1 down"_s << u"state:down"_s;
    QTest::newRow("draining, none") << 2 << u"0 draining"_s << u"state:draining"_s;
    QTest::newRow("jobs without targets") << 4 << u"1 jobs without targets"_s << u"ipmi"_s;
    QTest::newRow("held") << 5 << u"1 held by the guard"_s << u"Accept 1d5e"_s;
}

void TestOverviewPage::tilesLeadOn()
{
    QFETCH(int, tile);
    QFETCH(QString, name);
    QFETCH(QString, leadsTo);
    DaemonStatus status = makeStatus();
    status.jobs.push_back({"ipmi", 9290, 0, 0, "etag"});
    status.clusters[0].held = {{"", "1d5e", 10, 2, 8, "n[1-8]", {}}};
    Shown shown(status);
    QVERIFY(shown.wait());
    auto *tiles = shown.page().findChild<ProblemTiles *>();
    const auto buttons = tiles->findChildren<QAbstractButton *>();
    QCOMPARE(buttons.size(), 6);
    QCOMPARE(buttons[tile]->accessibleName(), name);
    QSignalSpy searches(&shown.page(), &Page::searchRequested);
    QSignalSpy jobs(&shown.page(), &Page::jobRequested);
    buttons[tile]->setFocus();
    QTest::keyClick(buttons[tile], Qt::Key_Space);
    const QPushButton *accept = buttonOf(shown.page(), leadsTo);
    QCOMPARE(searches.size() + jobs.size() + (accept && accept->isVisible() ? 1 : 0), 1);
    for (const QSignalSpy *spy : {&searches, &jobs}) {
        for (const QVariantList &request : *spy)
            QCOMPARE(request[0].toString(), leadsTo);
    }
}

// Another run of the program goes on from what the one before has seen, of that daemon alone.
void TestOverviewPage::remembersYesterday()
{
    const DaemonStatus status = makeStatus();
    StateHistory seen;
    seen.add(status.now - 25h, counts(10, 0));
    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
    for (const bool isOther : {false, true}) {
        Shown shown(status);
        if (!isOther)
            shown.page().restoreHistory(seen.save(status.now));
        QVERIFY(shown.wait());
        const auto *down = shown.page().findChild<ProblemTiles *>()->findChild<QAbstractButton *>();
        QCOMPARE(down->accessibleDescription(), isOther ? QString() : u"+1 since yesterday"_s);
        shown.view.saveHistory(settings);
        DaemonView next;
        next.client().open(shown.view.client().profile(), {});
        next.restoreHistory(settings);
        QVERIFY(next.findChild<OverviewPage *>()->saveHistory().size() >
                QByteArray(StateHistory().save({})).size());
    }
    settings.beginGroup(u"history"_s);
    QCOMPARE(settings.childKeys().size(), 2);
}

void TestOverviewPage::jobsWithoutTargetsComeFirst()
{
    DaemonStatus status = makeStatus();
    status.jobs.push_back({"<ipmi>", 9290, 0, 0, "etag"});
    Shown shown(status);
    QVERIFY(shown.wait());
    auto *line = shown.page().findChild<JobsLine *>();
    const QString text = line->text();
    QVERIFY(line->isVisible());
    QVERIFY2(text.indexOf(u"&lt;ipmi&gt;"_s) > 0 && text.indexOf(u"&lt;ipmi&gt;"_s) < text.indexOf(u"node"_s),
             qPrintable(text));
    QVERIFY(text.contains(stateColor(StateClass::Down, line->palette()).name()));
    QSignalSpy jobs(&shown.page(), &Page::jobRequested);
    Q_EMIT line->linkActivated(u"%3Cipmi%3E"_s);
    QCOMPARE(jobs.size(), 1);
    QCOMPARE(jobs[0][0].toString(), u"<ipmi>"_s);
}

void TestOverviewPage::lastEventsLeadOn_data()
{
    QTest::addColumn<Event::Kind>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("leadsTo"); // a page, a node or a job
    QTest::newRow("of a node") << Event::Kind::NodeStateChanged << u"gpu01"_s << u"node llm/gpu01"_s;
    QTest::newRow("of many nodes") << Event::Kind::NodeStateChanged << u""_s << u"timeline"_s;
    QTest::newRow("of a job") << Event::Kind::TargetsChanged << u"dcgm"_s << u"job dcgm"_s;
    QTest::newRow("of a poll") << Event::Kind::PollFailed << u""_s << u"timeline"_s;
}

void TestOverviewPage::lastEventsLeadOn()
{
    QFETCH(Event::Kind, kind);
    QFETCH(QString, subject);
    DaemonClient client;
    OverviewPage page(client);
    page.show();
    auto *recent = page.findChild<RecentEvents *>();
    QVERIFY(!recent->isVisible());
    std::vector<Event> events(7);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].text = "<event " + std::to_string(i) + '>';
    events.back().kind = kind;
    events.back().cluster = "llm";
    events.back().subject = subject.toStdString();
    Q_EMIT client.eventsArrived(events, true);
    QVERIFY(recent->isVisible());
    QCOMPARE(recent->text().count(u"<br>"_s), 4);
    QVERIFY(recent->text().indexOf(u"&lt;event 6&gt;"_s) < recent->text().indexOf(u"&lt;event 2&gt;"_s));
    QStringList asked;
    connect(&page, &Page::nodeSelected, this, [&asked](const QString &cluster, const QString &node) {
        asked += u"node "_s + cluster + u'/' + node;
    });
    connect(&page, &Page::jobRequested, this, [&asked](const QString &job) { asked += u"job "_s + job; });
    connect(&page, &Page::timelineRequested, this, [&asked] { asked += u"timeline"_s; });
    Q_EMIT recent->linkActivated(u"0"_s);
    QTEST(asked.join(u' '), "leadsTo");
}

void TestOverviewPage::acceptTakesTwoSteps()
{
    DaemonStatus status = makeStatus();
    status.health = DaemonStatus::Health::Degraded;
    status.clusters[0].held = {{"", "1d5e", 10, 2, 8, "n[1-8]", "8 of 10 nodes would vanish"}};
    Shown shown(status);
    shown.daemon.answer("/api/v1/guard/accept", httpText(200, R"({"status":"success"})"));
    QVERIFY(shown.wait());
    QPushButton *ask = buttonOf(shown.page(), u"Accept the Smaller List…"_s);
    QPushButton *accept = buttonOf(shown.page(), u"Accept 1d5e"_s);
    QVERIFY(ask->isVisible() && ask->isEnabled() && !accept->isVisible());
    const auto namesThem = [&] {
        return std::ranges::any_of(shown.page().findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"n[1-8]"_s);
        });
    };
    QVERIFY(namesThem());
    QTest::mouseClick(ask, Qt::LeftButton);
    QVERIFY(accept->isVisible());
    QVERIFY(namesThem());
    QVERIFY(shown.daemon.heads("/api/v1/guard/accept").isEmpty());
    // The safe answer first.
    QTest::mouseClick(buttonOf(shown.page(), u"Keep the Old List"_s), Qt::LeftButton);
    QVERIFY(ask->isVisible() && !accept->isVisible());
    shown.view.askToAcceptList();
    QTest::mouseClick(accept, Qt::LeftButton);
    QTRY_COMPARE(shown.daemon.heads("/api/v1/guard/accept").size(), 1);
    QVERIFY(shown.daemon.heads("/api/v1/guard/accept")[0].startsWith("POST /api/v1/guard/accept?held=1d5e "));
}

void TestOverviewPage::staysOnThePage_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("poll") << QByteArray("/api/v1/refresh") << 202 << u"A poll has begun."_s;
    QTest::newRow("poll, refused") << QByteArray("/api/v1/refresh") << 403 << u"No poll was begun."_s;
    QTest::newRow("reload") << QByteArray("/-/reload") << 200 << u"The config was reloaded."_s;
    QTest::newRow("reload, refused") << QByteArray("/-/reload") << 422 << u"The config was not reloaded."_s;
}

// What comes of F5 and of a reload is said above the page that one looks at.
void TestOverviewPage::staysOnThePage()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QString, outcome);
    Shown shown(makeStatus());
    shown.daemon.answer(path, httpText(status, status < 300
                                                   ? R"({"status":"success"})"
                                                   : R"({"status":"error","errorType":"e","error":"no"})"));
    QVERIFY(shown.wait());
    shown.view.showPage(DaemonView::Nodes);
    path == "/-/reload" ? shown.view.reloadConfig() : shown.view.pollNow();
    QTRY_VERIFY(isShown(shown.view, outcome));
    QCOMPARE(shown.view.currentPage(), int(DaemonView::Nodes));
    QTest::mouseClick(buttonOf(shown.view, u"Dismiss"_s), Qt::LeftButton);
    QVERIFY(!isShown(shown.view, outcome));
}

// While the same list is held, whatever the guard says of it with each poll.
void TestOverviewPage::questionStays()
{
    DaemonStatus status = makeStatus();
    status.clusters[0].held = {{"", "1d5e", 10, 2, 8, "n[1-8]", "1 of 3 intervals agree"}};
    Shown shown(status);
    QVERIFY(shown.wait());
    shown.view.askToAcceptList();
    const QPushButton *accept = buttonOf(shown.page(), u"Accept 1d5e"_s);
    QVERIFY(accept->isVisible());
    status.clusters[0].held[0].message = "2 of 3 intervals agree";
    shown.daemon.answer("/api/v1/status", httpText(200, toJson(status)));
    QTRY_COMPARE(shown.view.client().status()->clusters[0].held[0].message, "2 of 3 intervals agree");
    QVERIFY(accept->isVisible());
    status.clusters[0].held[0].id = "9d5e";
    shown.daemon.answer("/api/v1/status", httpText(200, toJson(status)));
    QTRY_VERIFY(!accept->isVisible());
}

void TestOverviewPage::notConnected()
{
    DaemonStatus status = makeStatus();
    status.clusters[0].held = {{"", "1d5e", 10, 2, 8, {}, {}}};
    Shown shown(status);
    QVERIFY(shown.wait());
    const QPushButton *poll = buttonOf(shown.page(), u"Poll Now"_s);
    const QPushButton *accept = buttonOf(shown.page(), u"Accept the Smaller List…"_s);
    QTRY_VERIFY(poll->isEnabled() && accept->isEnabled());
    shown.daemon.answer("/api/v1/status", httpText(502, "<html>", "text/html"));
    QTRY_VERIFY(!poll->isEnabled() && !accept->isEnabled());
    QCOMPARE(poll->toolTip(), shown.view.whyNoChange());
    shown.daemon.answer("/api/v1/status", httpText(200, toJson(status)));
    QTRY_VERIFY(poll->isEnabled() && accept->isEnabled());
}

void TestOverviewPage::notEnabled()
{
    DaemonStatus status = makeStatus();
    status.isLifecycleEnabled = false;
    status.clusters[0].held = {{"", "1d5e", 10, 2, 8, {}, {}}};
    Shown shown(status);
    QVERIFY(shown.wait());
    for (const QString &text : {u"Poll Now"_s, u"Accept the Smaller List…"_s}) {
        const QPushButton *button = buttonOf(shown.page(), text);
        QVERIFY(button->isVisible() && !button->isEnabled());
        QVERIFY(button->toolTip().contains(u"--web.enable-lifecycle"_s));
    }
    QVERIFY(shown.view.whyNoChange().contains(u"--web.enable-lifecycle"_s));
}

void TestOverviewPage::problems()
{
    DaemonStatus status = makeStatus();
    status.health = DaemonStatus::Health::Degraded;
    status.config.reloadProblems = {"config.yaml:12:1: surplus: unknown key", "web.yaml: no such file"};
    status.config.deprecations = {"config.yaml:1:1: old"};
    status.clusters[0].storageError = "disk full";
    Shown shown(status);
    QVERIFY(shown.wait());
    for (const QString &text :
         {u"surplus: unknown key"_s, u"web.yaml: no such file"_s, u"config.yaml:1:1: old"_s, u"disk full"_s})
        QVERIFY2(isShown(shown.page(), text), qPrintable(text));
}

void TestOverviewPage::severalClusters()
{
    DaemonStatus status = makeStatus();
    status.clusters.push_back(status.clusters[0]);
    status.clusters[1].name = "viz";
    status.clusters[1].failingSince = status.now - 10min;
    status.clusters[1].lastFailure = FailureStatus{PollErrorClass::Timeout, "no answer", status.now};
    Shown shown(status);
    QVERIFY(shown.wait());
    QVERIFY(isShown(shown.page(), u"llm"_s));
    QVERIFY(isShown(shown.page(), u"Slurm’s REST API silent since"_s));
    QCOMPARE(shown.page().findChildren<StateBars *>().size(), 2);
    QTest::mouseClick(buttonOf(shown.page(), u"Poll Now"_s), Qt::LeftButton);
    QTRY_COMPARE(shown.daemon.heads("/api/v1/refresh").size(), 1);
    QVERIFY(shown.daemon.heads("/api/v1/refresh")[0].contains("cluster=llm"));
}

SLURMSD_WIDGETS_TEST(TestOverviewPage)
#include "tst_overviewpage.moc"
