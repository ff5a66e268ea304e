// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/timestamp.h"
#include "gui/api/daemonclient.h"
#include "gui/models/timelinemodel.h"
#include "gui/models/times.h"
#include "gui/views/searchedit.h"
#include "gui/views/timelinepage.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

Event eventOf(std::uint64_t id, Event::Kind kind, const char *subject, const std::string &text)
{
    return {id, std::chrono::system_clock::now() + std::chrono::seconds(1), kind, "llm", subject, text};
}

std::vector<Event> numbered(std::uint64_t first, std::uint64_t last)
{
    std::vector<Event> events;
    for (std::uint64_t id = first; id <= last; ++id)
        events.push_back(eventOf(id, Event::Kind::NodeAdded, "n1", "event " + std::to_string(id)));
    return events;
}

// A page whose client tells events as a daemon would.
struct Fixture
{
    DaemonClient client;
    TimelinePage page{client};
    QTreeView &view = *page.findChild<QTreeView *>();
    SearchEdit &filter = *page.findChild<SearchEdit *>();
    QComboBox &range = *page.findChild<QComboBox *>();

    explicit Fixture(bool isShown = true)
    {
        page.resize(900, 300);
        page.setVisible(isShown);
    }
    void arrive(const std::vector<Event> &events, bool startsOver = false)
    {
        Q_EMIT client.eventsArrived(events, startsOver);
    }
    void arriveMixed()
    {
        arrive({eventOf(1, Event::Kind::NodeStateChanged, "gpu01", "gpu01: active → down"),
                eventOf(2, Event::Kind::TargetsChanged, "dcgm", "dcgm: 1 target went"),
                eventOf(3, Event::Kind::PollFailed, "", "connect: refused")},
               true);
    }
    int rows() const { return view.model()->rowCount(); }
    QString text(int row) const
    {
        return view.model()->index(row, TimelineModel::TextColumn).data().toString();
    }
    template <typename Button>
    Button *button(const QString &text) const
    {
        for (Button *found : page.findChildren<Button *>()) {
            if (found->text().contains(text))
                return found;
        }
        return nullptr;
    }
    QString texts() const
    {
        QStringList all;
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->isVisible())
                all += label->text();
        }
        return all.join(u'\n');
    }
};

} // namespace

class TestTimelinePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItIsEmpty();
    void countsWhatWasNotSeen();
    void doesNotCountWhatWasBefore();
    void keepsItsEventsOverARestart_data();
    void keepsItsEventsOverARestart();
    void filters();
    void filtersByTime();
    void followsTheNewest();
    void opensNodesAndJobs();
    void copies();
    void exports_data();
    void exports();
    void saysWhyItCannotExport();
    void remembersItsLayout();
};

void TestTimelinePage::saysThatItIsEmpty()
{
    Fixture f;
    QVERIFY(f.texts().contains(u"No events yet."_s));
    QVERIFY(!f.button<QPushButton>(u"port…"_s)->isEnabled());
    f.arriveMixed();
    QCOMPARE(f.rows(), 3);
    QVERIFY(!f.texts().contains(u"No event"_s));
    f.filter.setText(u"zzz"_s);
    QVERIFY(f.texts().contains(u"No event is like that."_s));
}

void TestTimelinePage::countsWhatWasNotSeen()
{
    Fixture f(false);
    QSignalSpy changed(&f.page, &TimelinePage::unseenChanged);
    f.arriveMixed();
    QCOMPARE(f.page.unseen(), 3);
    f.arrive(numbered(4, 5));
    QCOMPARE(f.page.unseen(), 5);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(1).at(0).toInt(), 5);
    f.page.show();
    QCOMPARE(f.page.unseen(), 0);
    f.arrive(numbered(6, 7));
    QCOMPARE(f.page.unseen(), 0);
    f.page.hide();
    f.arrive(numbered(8, 8));
    QCOMPARE(f.page.unseen(), 1);
    QCOMPARE(changed.size(), 4);
}

void TestTimelinePage::doesNotCountWhatWasBefore()
{
    Fixture f(false);
    Event old = eventOf(1, Event::Kind::NodeAdded, "n", "old");
    old.when -= std::chrono::hours(1);
    f.arrive({old, eventOf(2, Event::Kind::NodeAdded, "n", "new")}, true);
    QCOMPARE(f.page.unseen(), 1);
}

void TestTimelinePage::keepsItsEventsOverARestart_data()
{
    QTest::addColumn<int>("before"); // events of the log before
    QTest::addColumn<int>("after");
    QTest::addColumn<QStringList>("shown"); // newest first
    QTest::addColumn<int>("unseen");        // while the page is hidden
    const QString mark = u"The daemon was started anew."_s;
    QTest::newRow("its first log") << 0 << 2 << QStringList{u"event 2"_s, u"event 1"_s} << 2;
    QTest::newRow("another log") << 2 << 1 << QStringList{u"event 1"_s, mark, u"event 2"_s, u"event 1"_s}
                                 << 4;
    QTest::newRow("another log, empty so far") << 1 << 0 << QStringList{mark, u"event 1"_s} << 2;
}

void TestTimelinePage::keepsItsEventsOverARestart()
{
    QFETCH(int, before);
    QFETCH(int, after);
    QFETCH(QStringList, shown);
    Fixture f(false);
    f.arrive(numbered(1, std::uint64_t(before)), true);
    f.arrive(numbered(1, std::uint64_t(after)), true);
    QStringList texts;
    for (int row = 0; row < f.rows(); ++row)
        texts += f.text(row);
    QCOMPARE(texts, shown);
    QTEST(f.page.unseen(), "unseen");
}

void TestTimelinePage::filters()
{
    Fixture f;
    f.arriveMixed();
    auto *nodes = f.button<QToolButton>(u"Nodes"_s);
    auto *polls = f.button<QToolButton>(u"Polls"_s);
    QTest::mouseClick(polls, Qt::LeftButton);
    QCOMPARE(f.rows(), 1);
    QCOMPARE(f.text(0), u"connect: refused"_s);
    QTest::mouseClick(nodes, Qt::LeftButton);
    QCOMPARE(f.rows(), 2);
    f.filter.setFocus();
    QTest::keyClicks(&f.filter, u"GPU01"_s);
    QCOMPARE(f.rows(), 1);
    QVERIFY2(f.texts().contains(u"1 of 3 event"_s), qPrintable(f.texts()));
    f.filter.setText(u"GPU01 and state:"_s);
    QCOMPARE(f.rows(), 1);
    QVERIFY2(f.texts().contains(u"expected a value after “state:” — still shown: 1 of 3 event"_s),
             qPrintable(f.texts()));
    QTest::keyClick(&f.filter, Qt::Key_Return);
    QCOMPARE(f.view.currentIndex().row(), 0);
    QTest::mouseClick(nodes, Qt::LeftButton);
    QCOMPARE(f.rows(), 0);
}

void TestTimelinePage::filtersByTime()
{
    Fixture f;
    Event old = eventOf(1, Event::Kind::NodeAdded, "n", "old");
    old.when -= std::chrono::hours(3);
    f.arrive({old, eventOf(2, Event::Kind::NodeAdded, "n", "new")}, true);
    f.range.setCurrentIndex(f.range.findText(u"Last hour"_s));
    QCOMPARE(f.rows(), 1);
    QCOMPARE(f.text(0), u"new"_s);
    f.range.setCurrentIndex(f.range.findText(u"Last 24 hours"_s));
    QCOMPARE(f.rows(), 2);
    f.range.setCurrentIndex(f.range.findText(u"Between"_s));
    const auto edits = f.page.findChildren<QDateTimeEdit *>();
    QCOMPARE(edits.size(), 2);
    QVERIFY(edits.at(0)->isVisible());
    const QDateTime then = toLocalTime(old.when);
    edits.at(0)->setDateTime(then.addSecs(-60));
    edits.at(1)->setDateTime(then.addSecs(60));
    QCOMPARE(f.rows(), 1);
    QCOMPARE(f.text(0), u"old"_s);
    f.range.setCurrentIndex(0);
    QVERIFY(!edits.at(0)->isVisible());
    QCOMPARE(f.rows(), 2);
}

void TestTimelinePage::followsTheNewest()
{
    Fixture f;
    f.arrive(numbered(1, 200), true);
    const auto top = [&f] {
        return f.view.indexAt(QPoint(1, 1)).siblingAtColumn(TimelineModel::TextColumn).data().toString();
    };
    QCOMPARE(top(), u"event 200"_s);
    f.arrive(numbered(201, 202));
    QTRY_COMPARE(top(), u"event 202"_s);
    f.view.verticalScrollBar()->setValue(50);
    QCOMPARE(top(), u"event 152"_s);
    f.arrive(numbered(203, 207));
    QTRY_COMPARE(top(), u"event 152"_s);
    auto *newest = f.button<QPushButton>(u"newer"_s);
    QVERIFY(newest && newest->isVisible());
    QVERIFY2(newest->text().contains(u'5'), qPrintable(newest->text()));
    QTest::mouseClick(newest, Qt::LeftButton);
    QCOMPARE(top(), u"event 207"_s);
    QVERIFY(!newest->isVisible());
}

void TestTimelinePage::opensNodesAndJobs()
{
    Fixture f;
    f.arriveMixed();
    QSignalSpy nodes(&f.page, &TimelinePage::nodeSelected);
    QSignalSpy jobs(&f.page, &TimelinePage::jobRequested);
    f.view.setFocus();
    for (int row = 0; row < 3; ++row) {
        f.view.setCurrentIndex(f.view.model()->index(row, 0));
        QTest::keyClick(&f.view, Qt::Key_Return);
    }
    QCOMPARE(nodes.size(), 1);
    QCOMPARE(nodes.at(0), QVariantList({u"llm"_s, u"gpu01"_s}));
    QCOMPARE(jobs.size(), 1);
    QCOMPARE(jobs.at(0).at(0).toString(), u"dcgm"_s);
}

void TestTimelinePage::copies()
{
    Fixture f;
    f.arriveMixed();
    f.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&f.page));
    f.view.setFocus();
    f.view.selectAll();
    QTest::keySequence(&f.view, QKeySequence(QKeySequence::Copy));
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(2).endsWith(u"\tllm\tgpu01\tgpu01: active → down"_s), qPrintable(lines.at(2)));
}

void TestTimelinePage::exports_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("CSV") << u"events.csv"_s;
    QTest::newRow("JSON") << u"events.json"_s;
}

void TestTimelinePage::exports()
{
    QFETCH(QString, name);
    QTemporaryDir directory;
    Fixture f;
    f.arriveMixed();
    f.filter.setText(u"dcgm"_s);
    QFile file(directory.filePath(name));
    QVERIFY(f.page.exportTo(file.fileName()));
    QVERIFY2(f.texts().contains(u"1 event"_s) && f.texts().contains(file.fileName()), qPrintable(f.texts()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    if (name.endsWith(u".json"_s)) {
        QCOMPARE(QJsonDocument::fromJson(bytes).array().size(), 1);
        QCOMPARE(QJsonDocument::fromJson(bytes).array().at(0)[u"subject"_s].toString(), u"dcgm"_s);
    } else {
        QCOMPARE(bytes.count("\r\n"), 2);
        QVERIFY(bytes.endsWith("targets_changed,llm,dcgm,dcgm: 1 target went\r\n"));
    }
}

void TestTimelinePage::saysWhyItCannotExport()
{
    Fixture f;
    f.arriveMixed();
    QVERIFY(!f.page.exportTo(u"/nowhere/events.csv"_s));
    QVERIFY2(f.texts().contains(u"/nowhere/events.csv could not be written: "_s), qPrintable(f.texts()));
}

void TestTimelinePage::remembersItsLayout()
{
    Fixture f;
    f.view.setColumnWidth(TimelineModel::KindColumn, 123);
    Fixture g;
    g.page.restoreLayout(f.page.saveLayout());
    QCOMPARE(g.view.columnWidth(TimelineModel::KindColumn), 123);
    const QByteArray before = g.page.saveLayout();
    g.page.restoreLayout("junk");
    QCOMPARE(g.page.saveLayout(), before);
}

SLURMSD_WIDGETS_TEST(TestTimelinePage)
#include "tst_timelinepage.moc"
