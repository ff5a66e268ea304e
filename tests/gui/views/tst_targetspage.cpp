// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/views/searchedit.h"
#include "gui/views/targetspage.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

const WallTime start{std::chrono::seconds(1'790'000'000)};

JobTargets job(const char *name, std::vector<TargetGroup> groups)
{
    return {name, 9, std::make_shared<std::vector<TargetGroup>>(std::move(groups))};
}

std::vector<Label> labels(const char *partition, const char *state)
{
    return {{"__meta_slurm_partition", partition}, {"__meta_state", state}};
}

// A page with the targets of a made-up daemon.
struct Fixture
{
    DaemonClient client;
    TargetsPage page{client};
    TargetsModel &model = *page.findChild<TargetsModel *>();
    QTreeView &jobs = view(u"Jobs"_s);
    QTreeView &targets = view(u"Groups and targets"_s);
    QTreeView &table = view(u"Targets and their labels"_s);
    SearchEdit &filter = *page.findChild<SearchEdit *>();

    Fixture()
    {
        page.resize(1000, 500);
        page.show();
        button(u"&Groups"_s).click();
        // Shortcuts are the active window's.
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not become active");
    }
    QTreeView &view(const QString &name) const
    {
        const auto all = page.findChildren<QTreeView *>();
        return **std::ranges::find(all, name, &QTreeView::accessibleName);
    }
    QToolButton &button(const QString &text) const
    {
        const auto all = page.findChildren<QToolButton *>();
        return **std::ranges::find(all, text, &QToolButton::text);
    }
    void set(const std::vector<JobTargets> &of) { model.setTargets(of, start); }
    void setTwoJobs()
    {
        set({job("node",
                 {{{"cpu1:9", "cpu2:9"}, labels("cpu", "active")}, {{"gpu1:9"}, labels("gpu", "down")}}),
             job("dcgm", {{{"gpu1:8"}, labels("gpu", "down")}})});
    }
    // All rows that the right side shows, opened or not.
    QStringList rows(const QModelIndex &parent) const
    {
        QStringList lines;
        for (int row = 0; row < targets.model()->rowCount(parent); ++row) {
            const QModelIndex index = targets.model()->index(row, 0, parent);
            lines += index.data().toString();
            if (targets.isExpanded(index))
                lines += rows(index);
        }
        return lines;
    }
    // Of the table, a line for each row.
    QStringList cells() const
    {
        QStringList lines;
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table.model()->columnCount(); ++column)
                cells += table.model()->index(row, column).data().toString();
            lines += cells.join(u' ');
        }
        return lines;
    }
    QStringList rows() const { return rows(targets.rootIndex()); }
    QModelIndex find(const QString &text) const
    {
        return targets.model()
            ->match(targets.model()->index(0, 0, targets.rootIndex()), Qt::DisplayRole, text, 1,
                    Qt::MatchExactly | Qt::MatchRecursive)
            .value(0);
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

const QString gpuDown = u"partition gpu · state down"_s;
const QString cpuActive = u"partition cpu · state active"_s;

} // namespace

class TestTargetsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhyItIsEmpty();
    void showsTheFirstJob();
    void showsAJob();
    void showsAnotherJobWhenOneGoes();
    void filters();
    void showsATable();
    void searchAndEnterChooseARow();
    void tellsANodeAgain();
    void keepsTheLastResult();
    void copiesFromTheTable();
    void relabels();
    void keepsThePlaceOfATarget();
    void saysThatNoNodeIsKnown();
    void menuOutlivesItsTarget();
    void tellsTheLastChange();
    void copies_data();
    void copies();
    void asksForTheJobEditor();
    void remembersItsLayout();
    void survivesAnyLayout_data();
    void survivesAnyLayout();
    void followsADaemon();
};

void TestTargetsPage::saysWhyItIsEmpty()
{
    Fixture f;
    QVERIFY(f.texts().contains(u"No answer of the daemon yet."_s));
    QVERIFY(!f.targets.isVisible());
    f.set({job("ipmi", {})});
    QVERIFY(f.texts().contains(u"This job has no targets"_s));
    f.setTwoJobs();
    QVERIFY(f.targets.isVisible());
    f.set({});
    QVERIFY(!f.targets.isVisible());
}

void TestTargetsPage::showsTheFirstJob()
{
    Fixture f;
    f.setTwoJobs();
    QCOMPARE(f.jobs.currentIndex().data().toString(), u"node"_s);
    QCOMPARE(f.rows(), QStringList({cpuActive, gpuDown}));
    QTest::keyClick(&f.targets, Qt::Key_Down);
    QTest::keyClick(&f.targets, Qt::Key_Right);
    QCOMPARE(f.rows(), QStringList({cpuActive, u"cpu1:9"_s, u"cpu2:9"_s, gpuDown}));
}

void TestTargetsPage::showsAJob()
{
    Fixture f;
    f.setTwoJobs();
    f.page.showJob(u"dcgm"_s);
    QCOMPARE(f.jobs.currentIndex().data().toString(), u"dcgm"_s);
    QCOMPARE(f.rows(), QStringList({gpuDown, u"gpu1:8"_s})); // the only group is open
    f.page.showJob(u"none"_s);
    QCOMPARE(f.jobs.currentIndex().data().toString(), u"dcgm"_s);
}

void TestTargetsPage::showsAnotherJobWhenOneGoes()
{
    Fixture f;
    f.setTwoJobs();
    f.page.showJob(u"dcgm"_s);
    f.set({job("node", {{{"n:1"}, labels("cpu", "active")}})});
    QCOMPARE(f.jobs.currentIndex().data().toString(), u"node"_s);
    QCOMPARE(f.targets.rootIndex(), f.jobs.currentIndex());
    QVERIFY(f.rows().contains(cpuActive));
}

void TestTargetsPage::filters()
{
    Fixture f;
    f.setTwoJobs();
    f.page.activateWindow();
    f.filter.setFocus();
    QTest::keyClicks(&f.filter, u"CPU2"_s);
    QCOMPARE(f.rows(), QStringList({cpuActive, u"cpu2:9"_s}));
    QCOMPARE(f.jobs.model()->index(0, TargetsModel::TargetsColumn).data().toString(), u"1 of 3"_s);
    QCOMPARE(f.jobs.model()->index(1, TargetsModel::TargetsColumn).data().toString(), u"0 of 1"_s);
    f.page.showJob(u"dcgm"_s);
    QVERIFY2(f.texts().contains(u"The search finds no target of this job."_s), qPrintable(f.texts()));
    f.filter.clear();
    QCOMPARE(f.rows(), QStringList({gpuDown, u"gpu1:8"_s}));
}

void TestTargetsPage::showsATable()
{
    Fixture f;
    f.button(u"Ta&ble"_s).click();
    f.setTwoJobs();
    QVERIFY(f.table.isVisible());
    QVERIFY(!f.targets.isVisible());
    QCOMPARE(f.cells(),
             QStringList({u"cpu1:9  cpu active"_s, u"cpu2:9  cpu active"_s, u"gpu1:9  gpu down"_s}));
    QCOMPARE(f.table.model()->headerData(2, Qt::Horizontal).toString(), u"__meta_slurm_partition"_s);
    f.page.showJob(u"dcgm"_s);
    QCOMPARE(f.cells(), QStringList{u"gpu1:8  gpu down"_s});
    f.button(u"&Groups"_s).click();
    QVERIFY(f.targets.isVisible());
}

void TestTargetsPage::searchAndEnterChooseARow()
{
    Fixture f;
    f.setTwoJobs();
    f.button(u"Ta&ble"_s).click();
    f.filter.setFocus();
    QTest::keyClicks(&f.filter, u"state down"_s);
    QCOMPARE(f.cells(), QStringList{u"gpu1:9  gpu down"_s});
    QTest::keyClick(&f.filter, Qt::Key_Return);
    QVERIFY(f.table.hasFocus());
    QCOMPARE(f.table.currentIndex().data().toString(), u"gpu1:9"_s);
    QCOMPARE(f.table.selectionModel()->selectedRows().size(), 1);
    // The groups know what is current in the table.
    f.button(u"&Groups"_s).click();
    QCOMPARE(f.targets.currentIndex().data().toString(), u"gpu1:9"_s);
}

// A click on the row that is current, after its detail was closed.
void TestTargetsPage::tellsANodeAgain()
{
    Fixture f;
    f.setTwoJobs();
    f.button(u"Ta&ble"_s).click();
    const QPoint place = f.table.visualRect(f.table.model()->index(1, 0)).center();
    const QString unknown = u"No node of the list has the address cpu2:9."_s;
    QTest::mouseClick(f.table.viewport(), Qt::LeftButton, {}, place);
    QVERIFY2(f.texts().contains(unknown), qPrintable(f.texts()));
    f.setTwoJobs(); // takes the note away
    QVERIFY(!f.texts().contains(unknown));
    QTest::mouseClick(f.table.viewport(), Qt::LeftButton, {}, place);
    QVERIFY2(f.texts().contains(unknown), qPrintable(f.texts()));
}

void TestTargetsPage::keepsTheLastResult()
{
    Fixture f;
    f.setTwoJobs();
    f.button(u"Ta&ble"_s).click();
    f.filter.setText(u"partition:gpu"_s);
    f.filter.setText(u"partition:gpu and state:"_s);
    QCOMPARE(f.cells(), QStringList{u"gpu1:9  gpu down"_s});
    QVERIFY2(f.texts().contains(u"expected a value after “state:” — still shown: targets: 1 of 3"_s),
             qPrintable(f.texts()));
    f.filter.setText(u"stat:down"_s);
    QVERIFY2(f.texts().contains(u"did you mean state"_s), qPrintable(f.texts()));
    f.filter.clear();
    QCOMPARE(f.cells().size(), 3);
}

void TestTargetsPage::copiesFromTheTable()
{
    Fixture f;
    f.setTwoJobs();
    f.button(u"Ta&ble"_s).click();
    f.table.setFocus();
    f.table.setCurrentIndex(f.table.model()->index(1, 0));
    QTest::keyClick(&f.table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keySequence(&f.table, QKeySequence(QKeySequence::Copy));
    QCOMPARE(QApplication::clipboard()->text(), u"cpu2:9\ngpu1:9\n"_s);
    QVERIFY2(f.texts().contains(u"Copied: 2 target(s) of node as Targets, one a line."_s),
             qPrintable(f.texts()));
}

void TestTargetsPage::relabels()
{
    Fixture f;
    f.setTwoJobs();
    f.button(u"&Relabel"_s).click();
    QVERIFY(f.table.isVisible()); // not the groups
    auto &rules = *f.page.findChild<QPlainTextEdit *>();
    rules.setPlainText(u"- {source_labels: [__meta_state], regex: down, action: drop}"_s);
    QTRY_VERIFY2(f.texts().contains(u"2 target(s) scraped · 1 dropped"_s), qPrintable(f.texts()));
    QCOMPARE(f.cells().at(2), u"gpu1:9  gpu down ✕ dropped by rule 1  "_s);
    rules.setPlainText(u"- {source_labels: [__meta_state], regex: '(?=down)', action: drop}"_s);
    QVERIFY2(f.texts().contains(u"Line 1: error parsing regexp: "_s), qPrintable(f.texts()));
    QVERIFY(f.cells().at(2).contains(u"dropped by rule 1"_s)); // still
    Fixture g;
    g.page.restoreLayout(f.page.saveLayout());
    QCOMPARE(g.page.findChild<QPlainTextEdit *>()->toPlainText(), rules.toPlainText());
    f.button(u"&Relabel"_s).click();
    QCOMPARE(f.cells().at(2), u"gpu1:9  gpu down"_s);
}

void TestTargetsPage::saysThatNoNodeIsKnown()
{
    Fixture f;
    f.setTwoJobs();
    f.targets.expandAll();
    f.targets.setCurrentIndex(f.find(u"cpu2:9"_s));
    QVERIFY2(f.texts().contains(u"No node of the list has the address cpu2:9."_s), qPrintable(f.texts()));
}

// The targets that a menu was opened for may have gone when something is chosen in it.
void TestTargetsPage::menuOutlivesItsTarget()
{
    Fixture f;
    const QSignalSpy nodes(&f.page, &TargetsPage::nodeSelected);
    const QSignalSpy jobs(&f.page, &TargetsPage::jobRequested);
    for (const bool isNodeWanted : {true, false}) {
        f.setTwoJobs();
        f.page.showJob(u"node"_s);
        f.targets.expandAll();
        f.targets.setCurrentIndex(f.find(u"cpu2:9"_s));
        bool isMenu = false;
        QTimer::singleShot(0, &f.page, [&] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            isMenu = menu != nullptr;
            if (!menu)
                return;
            f.set({job("dcgm", {{{"gpu1:8"}, labels("gpu", "down")}})});
            menu->actions()[isNodeWanted ? 0 : 1]->trigger();
            menu->close();
        });
        Q_EMIT f.targets.customContextMenuRequested(QPoint(5, 5));
        QVERIFY(isMenu);
    }
    QCOMPARE(nodes.size(), 0);
    // The job of the menu, not the one that is shown now.
    QCOMPARE(jobs, (QList<QVariantList>{{u"node"_s}}));
}

void TestTargetsPage::keepsThePlaceOfATarget()
{
    Fixture f;
    f.setTwoJobs();
    f.targets.expandAll();
    f.targets.setCurrentIndex(f.find(u"cpu2:9"_s));
    const QSignalSpy chosen(&f.page, &TargetsPage::nodeSelected);
    f.set({job("node", {{{"cpu1:9"}, labels("cpu", "active")}, {{"cpu2:9"}, labels("cpu", "down")}})});
    QCOMPARE(f.targets.currentIndex().data().toString(), u"cpu2:9"_s);
    QCOMPARE(f.targets.currentIndex().parent().data().toString(), u"partition cpu · state down"_s);
    QCOMPARE(chosen.size(), 0);
}

void TestTargetsPage::tellsTheLastChange()
{
    Fixture f;
    f.setTwoJobs();
    QVERIFY(!f.texts().contains(u"Last change"_s));
    f.set({job("node",
               {{{"cpu2:9", "cpu3:9"}, labels("cpu", "active")}, {{"gpu1:9"}, labels("gpu", "active")}}),
           job("dcgm", {{{"gpu1:8"}, labels("gpu", "down")}})});
    const QString texts = f.texts();
    QVERIFY2(texts.contains(u"Last change of node at "_s), qPrintable(texts));
    QVERIFY2(texts.contains(u"(cpu3:9)"_s) && texts.contains(u"(cpu1:9)"_s) && texts.contains(u"(gpu1:9)"_s),
             qPrintable(texts));
}

void TestTargetsPage::copies_data()
{
    QTest::addColumn<QString>("chosen"); // empty: nothing
    QTest::addColumn<QKeySequence>("keys");
    QTest::addColumn<QString>("copied");
    const QString none;
    QTest::newRow("targets") << none << QKeySequence(QKeySequence::Copy) << u"cpu1:9\ncpu2:9\ngpu1:9\n"_s;
    QTest::newRow("one target") << u"cpu2:9"_s << QKeySequence(QKeySequence::Copy) << u"cpu2:9\n"_s;
    QTest::newRow("JSON of a group")
        << gpuDown << QKeySequence(u"Ctrl+Shift+J"_s)
        << u"[\n{\"targets\":[\"gpu1:9\"],\"labels\":{\"__meta_slurm_partition\":\"gpu\",\"__meta_state\":\"down\"}}\n]\n"_s;
    QTest::newRow("hostlist") << none << QKeySequence(u"Ctrl+Shift+H"_s) << u"cpu[1-2],gpu1"_s;
    QTest::newRow("PromQL of a target")
        << u"cpu2:9"_s << QKeySequence(u"Ctrl+Shift+P"_s) << u"{job=\"node\",instance=~\"cpu2(:9)?\"}"_s;
    QTest::newRow("curl") << none << QKeySequence(u"Ctrl+Shift+L"_s)
                          << u"curl -sS '/targets?prom_job=node'\n"_s;
}

void TestTargetsPage::copies()
{
    QFETCH(QString, chosen);
    QFETCH(QKeySequence, keys);
    Fixture f;
    f.setTwoJobs();
    f.targets.expandAll();
    f.targets.setFocus();
    if (!chosen.isEmpty())
        f.targets.setCurrentIndex(f.find(chosen));
    else
        f.targets.clearSelection();
    QApplication::clipboard()->clear();
    QTest::keySequence(&f.targets, keys);
    QTEST(QApplication::clipboard()->text(), "copied");
    QVERIFY2(f.texts().contains(u"Copied: "_s), qPrintable(f.texts()));
}

void TestTargetsPage::asksForTheJobEditor()
{
    Fixture f;
    f.setTwoJobs();
    f.page.showJob(u"dcgm"_s);
    QSignalSpy asked(&f.page, &TargetsPage::jobRequested);
    for (QToolButton *button : f.page.findChildren<QToolButton *>()) {
        if (button->text() == u"&Edit job"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), u"dcgm"_s);
}

void TestTargetsPage::remembersItsLayout()
{
    Fixture f;
    f.targets.setColumnWidth(0, 123);
    f.jobs.setColumnWidth(0, 77);
    f.page.findChild<QSplitter *>()->setSizes({400, 600});
    Fixture g;
    g.page.restoreLayout(f.page.saveLayout());
    QCOMPARE(g.targets.columnWidth(0), 123);
    QCOMPARE(g.jobs.columnWidth(0), 77);
    QCOMPARE(g.page.findChild<QSplitter *>()->sizes(), f.page.findChild<QSplitter *>()->sizes());
}

void TestTargetsPage::survivesAnyLayout_data()
{
    QTest::addColumn<QByteArray>("layout");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("junk") << QByteArray("\x01junk that is no layout");
    QTest::newRow("newer") << QByteArray(1, 99) + Fixture().page.saveLayout().mid(1);
    QTest::newRow("cut") << Fixture().page.saveLayout().chopped(40);
}

void TestTargetsPage::survivesAnyLayout()
{
    QFETCH(QByteArray, layout);
    Fixture f;
    const QByteArray before = f.page.saveLayout();
    f.page.restoreLayout(layout);
    QCOMPARE(f.page.saveLayout(), before);
}

namespace {

QJsonObject nodeJson(const QString &name, const QString &address, const QString &state)
{
    return {{u"name"_s, name},
            {u"hostname"_s, name},
            {u"address"_s, address},
            {u"architecture"_s, u"x86_64"_s},
            {u"state"_s, QJsonArray{state}},
            {u"partitions"_s, QJsonArray{u"gpu"_s}}};
}

void writeNodes(const QString &path, const QJsonArray &nodes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(QJsonObject{{u"nodes"_s, nodes}}).toJson());
}

} // namespace

void TestTargetsPage::followsADaemon()
{
    QTemporaryDir directory;
    const QString nodes = directory.filePath(u"nodes.json"_s);
    writeNodes(nodes,
               {nodeJson(u"n1"_s, u"10.0.0.1"_s, u"IDLE"_s), nodeJson(u"n2"_s, u"10.0.0.2"_s, u"IDLE"_s)});
    test::DaemonProcess daemon({u"--slurm.endpoint"_s, u"file:"_s + nodes, u"--web.enable-lifecycle"_s});
    QVERIFY(daemon.start());
    Fixture f;
    ConnectionProfile profile;
    profile.url = QUrl(daemon.url());
    f.client.open(profile, {});
    QTRY_COMPARE(f.rows().value(1), u"10.0.0.1:9100"_s);
    QTRY_VERIFY(!f.client.nodes().empty());

    QSignalSpy chosen(&f.page, &TargetsPage::nodeSelected);
    f.targets.setCurrentIndex(f.find(u"10.0.0.2:9100"_s));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(1).toString(), u"n2"_s);
    QTest::keySequence(&f.targets, QKeySequence(u"Ctrl+Shift+H"_s));
    QCOMPARE(QApplication::clipboard()->text(), u"n2"_s);

    writeNodes(nodes,
               {nodeJson(u"n2"_s, u"10.0.0.2"_s, u"IDLE"_s), nodeJson(u"n3"_s, u"10.0.0.3"_s, u"IDLE"_s)});
    QCOMPARE(daemon.post(u"/api/v1/refresh"_s).status, 202);
    QTRY_VERIFY_WITH_TIMEOUT(f.rows().contains(u"10.0.0.3:9100"_s), 20'000);
    QVERIFY(!f.rows().contains(u"10.0.0.1:9100"_s));
    QCOMPARE(f.targets.currentIndex().data().toString(), u"10.0.0.2:9100"_s);
    QVERIFY2(f.texts().contains(u"(10.0.0.1:9100)"_s), qPrintable(f.texts()));
    QCOMPARE(chosen.size(), 1);
}

SLURMSD_WIDGETS_TEST(TestTargetsPage)
#include "tst_targetspage.moc"
