// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/daemonclient.h"
#include "gui/editing/jobdraft.h"
#include "gui/models/text.h"
#include "gui/views/jobkeysform.h"
#include "gui/views/jobspage.h"
#include "gui/views/previewpanel.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/testrunner.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

// The page as people use it, against a real daemon.
class TestJobsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsJob();
    void addsLabelOfAText();
    void refusesBadPort();
    void undoesToUnchanged();
    void asksBeforeALoss();
    void turnsToRunningJobs();
    void editsText();
    void turnsBetweenJobsAndText();
    void conflict_data();
    void conflict();
    void followsOthers();
    void keepsMineOverInvalidFile();
    void followsARepairedFile();
    void keepsEditsWithoutConnection();
    void keepsTheFieldInSight_data();
    void keepsTheFieldInSight();
    void leavesTheWheelToTheForm();
    void leavesListsAlone();
    void saysWhyReadOnly_data();
    void saysWhyReadOnly();
    void showsInvalidFile();
    void showsJob();
    void namesItsBoxes();
    void keepsLayout();

private:
    void open(const QStringList &arguments = {u"--web.enable-admin-api"_s});
    void start(const QStringList &arguments = {u"--web.enable-admin-api"_s});
    void changePort();
    void writeConfig(const QByteArray &text);
    QByteArray config();

    template <typename Widget>
    Widget *child(const QString &name)
    {
        Widget *found = m_page->findChild<Widget *>(name);
        if (!found)
            qFatal("no widget %s", qPrintable(name));
        return found;
    }
    QString reason() { return child<QLabel>(u"saveReason"_s)->text(); }
    bool isSaveEnabled() { return child<QPushButton>(u"save"_s)->isEnabled(); }
    void type(const QString &field, const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void saveAndWait(); // confirms what would be lost

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<DaemonClient> m_client;
    std::unique_ptr<JobsPage> m_page;
    QTableView *m_table = nullptr; // of the page that open() made
};

namespace {

constexpr const char *nodes = R"({"nodes": [
    {"name": "c1", "address": "c1", "hostname": "c1", "architecture": "x86_64", "state": ["IDLE"], "partitions": ["cpu"]},
    {"name": "g1", "address": "g1", "hostname": "g1", "architecture": "x86_64", "state": ["IDLE"], "partitions": ["gpu"]},
    {"name": "g2", "address": "g2", "hostname": "g2", "architecture": "x86_64", "state": ["IDLE"], "partitions": ["gpu"]}
], "errors": []})";

constexpr const char *twoJobs =
    "# The cluster.\njobs:\n  - node:\n    port: 9100 # as ever\n  - dcgm:\n    port: 9401\n"
    "    match: {partitions: [gpu]}\n";

} // namespace

void TestJobsPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath(u"nodes.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(nodes), qint64(qstrlen(nodes)));
    writeConfig(twoJobs);
}

void TestJobsPage::cleanup()
{
    m_page.reset();
    m_client.reset();
    m_daemon.reset();
}

void TestJobsPage::writeConfig(const QByteArray &text)
{
    QFile file(m_folder->filePath(u"config.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray TestJobsPage::config()
{
    QFile file(m_folder->filePath(u"config.yaml"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestJobsPage::open(const QStringList &arguments)
{
    m_daemon = std::make_unique<DaemonProcess>(
        QStringList{u"--slurm.endpoint"_s, u"file:"_s + m_folder->filePath(u"nodes.json"_s),
                    u"--config.file"_s, m_folder->filePath(u"config.yaml"_s)} +
        arguments);
    QVERIFY(m_daemon->start());
    QTRY_COMPARE(m_daemon->get(u"/-/ready"_s).status, 200);
    m_client = std::make_unique<DaemonClient>();
    FollowTiming timing;
    timing.poll = std::chrono::milliseconds(100);
    m_client->setTiming(timing);
    m_page = std::make_unique<JobsPage>(*m_client);
    m_table = child<QTableView>(u"jobsTable"_s);
    m_page->resize(1200, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    ConnectionProfile profile;
    static const QRegularExpression listening(u"msg=listening url=(\\S+)"_s);
    profile.url = QUrl(listening.match(QString::fromUtf8(m_daemon->log())).captured(1));
    m_client->open(profile, {});
    QTRY_VERIFY2(m_client->status().has_value(),
                 m_client->error() ? m_client->error()->message.c_str() : qPrintable(profile.url.toString()));
}

// Opens the page and waits for its jobs.
void TestJobsPage::start(const QStringList &arguments)
{
    open(arguments);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
}

// The port of dcgm, from 9401.
void TestJobsPage::changePort()
{
    m_table->selectRow(1);
    type(u"port"_s, u"9402"_s);
}

void TestJobsPage::type(const QString &field, const QString &text)
{
    auto *line = child<QLineEdit>(field);
    line->setFocus();
    line->selectAll();
    if (text.isEmpty())
        QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
    QCOMPARE(line->text(), text);
}

void TestJobsPage::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(m_page->focusWidget() ? m_page->focusWidget() : m_page.get(), key, modifiers);
}

void TestJobsPage::saveAndWait()
{
    QTRY_VERIFY2(isSaveEnabled(), qPrintable(reason()));
    key(Qt::Key_S, Qt::ControlModifier);
    const bool isLoss = child<QWidget>(u"lossPanel"_s)->isVisible();
    QCOMPARE(child<QPushButton>(u"confirmLoss"_s)->isVisible(), isLoss);
    if (isLoss)
        child<QPushButton>(u"confirmLoss"_s)->click();
    QTRY_VERIFY2(!m_page->hasUnsavedChanges(), qPrintable(reason()));
}

void TestJobsPage::addsJob()
{
    start();
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(reason(), u"Nothing has changed."_s);
    QSignalSpy unsaved(m_page.get(), &JobsPage::unsavedChangesChanged);
    m_table->setFocus();
    m_table->selectRow(1);
    QTest::keyClick(m_table, Qt::Key_Insert);
    QCOMPARE(m_table->model()->rowCount(), 3);
    QCOMPARE(m_table->currentIndex().row(), 2);
    QCOMPARE(m_page->focusWidget(), child<QLineEdit>(u"name"_s));
    // Its name is selected: typing replaces it.
    QTest::keyClicks(m_page->focusWidget(), u"ipmi"_s);
    type(u"port"_s, u"9290"_s);
    QCOMPARE(unsaved, (QList<QVariantList>{{true}}));

    QTRY_COMPARE(child<QLabel>(u"previewSummary"_s)->text(), u"Saving means: 3 target(s) more."_s);
    const auto *jobs = child<QTreeWidget>(u"previewJobs"_s);
    QCOMPARE(jobs->topLevelItemCount(), 3);
    QCOMPARE(jobs->topLevelItem(2)->text(1), u"new, +3"_s);
    QCOMPARE(jobs->topLevelItem(2)->child(0)->text(0), u"+ c1:9290"_s);
    QVERIFY(child<QPlainTextEdit>(u"previewDiff"_s)->toPlainText().contains(u"+    port: 9290"_s));
    QCOMPARE(m_table->model()->index(2, 4).data().toString(), u"3 (+3)"_s);

    saveAndWait();
    QCOMPARE(reason(), u"Saved, and in force."_s);
    const QByteArray targets = m_daemon->get(u"/targets?prom_job=ipmi"_s).body;
    QVERIFY2(targets.contains("c1:9290") && targets.contains("g2:9290"), targets.constData());
    QVERIFY(config().startsWith("# The cluster.\njobs:\n  - node:\n    port: 9100 # as ever\n"));
    QTRY_COMPARE(m_table->model()->index(2, 4).data().toString(), u"3"_s);
}

void TestJobsPage::addsLabelOfAText()
{
    start();
    m_table->selectRow(1);
    auto *labels = child<QListWidget>(u"labels"_s);
    const auto checked = [labels] {
        QStringList texts;
        for (int row = 0; row < labels->count(); ++row) {
            if (labels->item(row)->checkState() == Qt::Checked)
                texts += labels->item(row)->text();
        }
        return texts.join(u' ');
    };
    const auto add = [this](const QString &text) {
        type(u"otherLabel"_s, text);
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Return);
        QCOMPARE(child<QLineEdit>(u"otherLabel"_s)->text(), QString());
    };
    const QString before = checked();
    const int all = labels->count();
    add(u"rack=extra"_s);
    QVERIFY(reason().startsWith(u"dcgm: labels: expected a key of a node's extra or comment"_s));
    QVERIFY(!isSaveEnabled());
    labels->item(static_cast<int>(before.count(u' ')) + 1)->setCheckState(Qt::Unchecked);
    QTRY_COMPARE(labels->count(), all); // it is gone with its mark
    QCOMPARE(checked(), before);
    add(u"rack=extra.rack"_s);
    QCOMPARE(checked(), before + u" rack=extra.rack"_s);
    add(u"rack=extra.rack"_s); // once more changes nothing
    QCOMPARE(checked(), before + u" rack=extra.rack"_s);
    QTRY_VERIFY(isSaveEnabled());
    saveAndWait();
    QVERIFY2(config().contains("{rack: extra.rack}"), config().constData());
}

void TestJobsPage::refusesBadPort()
{
    start();
    m_table->selectRow(1);
    type(u"port"_s, u"99999"_s);
    QVERIFY(!isSaveEnabled());
    QCOMPARE(reason(), u"dcgm: port: expected a port between 1 and 65535, got \"99999\""_s);
    QCOMPARE(m_table->model()->index(1, 5).data().toString(),
             u"port: expected a port between 1 and 65535, got \"99999\""_s);
    key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(m_page->hasUnsavedChanges());
    QCOMPARE(config(), QByteArray(twoJobs));
    // What only the daemon knows comes to the field as well.
    type(u"port"_s, u"9402"_s);
    QTRY_VERIFY(isSaveEnabled());
}

void TestJobsPage::undoesToUnchanged()
{
    start();
    changePort();
    type(u"match.partitions"_s, u"gpu, cpu"_s);
    m_table->setFocus();
    QTest::keyClick(m_table, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_table->model()->index(0, 0).data().toString(), u"dcgm (changed)"_s);
    QTest::keyClick(m_table, Qt::Key_Delete);
    QCOMPARE(m_table->model()->rowCount(), 1);
    // Keystrokes in one field are one step each.
    for (int step = 0; step < 4; ++step) {
        QVERIFY(m_page->hasUnsavedChanges());
        key(Qt::Key_Z, Qt::ControlModifier);
    }
    QVERIFY(!m_page->hasUnsavedChanges());
    QCOMPARE(child<QLineEdit>(u"port"_s)->text(), u"9401"_s);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(child<QLineEdit>(u"port"_s)->text(), u"9402"_s);
    // In a field, too.
    child<QLineEdit>(u"port"_s)->setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(child<QLineEdit>(u"port"_s)->text(), u"9401"_s);
    QVERIFY(!m_page->hasUnsavedChanges());
}

void TestJobsPage::asksBeforeALoss()
{
    start();
    const auto *panel = child<QWidget>(u"lossPanel"_s);
    QVERIFY(!panel->isVisible());
    m_table->setFocus();
    m_table->selectRow(1);
    QTest::keyClick(m_table, Qt::Key_Delete);
    QTRY_VERIFY(panel->isVisible());
    QCOMPARE(child<QLabel>(u"lossText"_s)->text(), u"✕ The job dcgm goes, with 2 target(s)."_s);
    QVERIFY(!child<QPushButton>(u"confirmLoss"_s)->isVisible());
    key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(child<QPushButton>(u"confirmLoss"_s)->isVisible());
    QCOMPARE(m_page->focusWidget(), child<QPushButton>(u"declineLoss"_s));
    QCOMPARE(config(), QByteArray(twoJobs));
    key(Qt::Key_Space);
    QVERIFY(!child<QPushButton>(u"confirmLoss"_s)->isVisible());
    QVERIFY(isSaveEnabled());
    key(Qt::Key_S, Qt::ControlModifier);
    child<QPushButton>(u"confirmLoss"_s)->click();
    QTRY_VERIFY2(!m_page->hasUnsavedChanges(), qPrintable(reason()));
    QVERIFY(!panel->isVisible());
    QVERIFY(!config().contains("dcgm"));
}

void TestJobsPage::turnsToRunningJobs()
{
    start();
    m_table->selectRow(1);
    auto *role = child<QComboBox>(u"role"_s);
    const auto *gres = child<QLineEdit>(u"match.gres"_s);
    role->setFocus();
    QTest::keyClick(role, Qt::Key_Down);
    QCOMPARE(role->currentData().toString(), u"job"_s);
    QVERIFY(!gres->isVisible());
    QVERIFY(child<QLineEdit>(u"allowed_ports"_s)->isVisible());
    QCOMPARE(m_table->model()->index(1, 2).data().toString(), u"running jobs: partition gpu"_s);
    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(role->currentData().toString(), u"node"_s);
    QVERIFY(gres->isVisible());
    QVERIFY(!m_page->hasUnsavedChanges());
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(role->currentData().toString(), u"job"_s);
    type(u"match.accounts"_s, u"llm"_s);
    saveAndWait();
    QVERIFY2(config().endsWith("  - dcgm:\n    port: 9401\n"
                               "    match: {accounts: [llm], partitions: [gpu]}\n    role: job\n"),
             config().constData());
}

void TestJobsPage::editsText()
{
    start();
    child<QTabBar>(u"jobsTabs"_s)->setCurrentIndex(1);
    auto *text = child<QPlainTextEdit>(u"configText"_s);
    QCOMPARE(text->toPlainText().toUtf8(), QByteArray(twoJobs));
    QVERIFY(!m_page->hasUnsavedChanges());
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClicks(text, u"  - {name: ipmi, port: 99999}"_s);
    QVERIFY(!isSaveEnabled());
    QVERIFY2(reason().contains(u":8:24: jobs[2].port: expected a port"_s), qPrintable(reason()));
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClick(text, Qt::Key_Backspace);
    QTest::keyClicks(text, u"0}"_s);
    QTRY_COMPARE(child<QLabel>(u"previewSummary"_s)->text(), u"Saving means: 3 target(s) more."_s);
    saveAndWait();
    QCOMPARE(config(), QByteArray(twoJobs) + "  - {name: ipmi, port: 990}");
    QVERIFY(m_daemon->get(u"/targets?prom_job=ipmi"_s).body.contains("c1:990"));
}

void TestJobsPage::turnsBetweenJobsAndText()
{
    start();
    auto *tabs = child<QTabBar>(u"jobsTabs"_s);
    auto *text = child<QPlainTextEdit>(u"configText"_s);
    m_table->selectRow(0);
    type(u"port"_s, u"9111"_s);
    tabs->setCurrentIndex(1);
    QVERIFY2(text->toPlainText().contains(u"port: 9111 # as ever"_s), qPrintable(text->toPlainText()));
    text->setPlainText(text->toPlainText().replace(u"9401"_s, u"9444"_s) + u"# end\n"_s);
    tabs->setCurrentIndex(0);
    QCOMPARE(m_table->model()->index(0, 1).data().toString(), u"9111"_s);
    QCOMPARE(m_table->model()->index(1, 1).data().toString(), u"9444"_s);
    // A step of its own; the comment goes with it.
    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_table->model()->index(1, 1).data().toString(), u"9401"_s);
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    saveAndWait();
    QVERIFY2(config().contains("port: 9111 # as ever") && config().contains("9444") &&
                 config().endsWith("# end\n"),
             config().constData());

    // Jobs with problems have no text: one says so, and may drop them.
    type(u"port"_s, u"0"_s);
    tabs->setCurrentIndex(1);
    QVERIFY(!text->isVisible());
    QVERIFY(child<QLabel>(u"turnNotice"_s)->isVisible());
    child<QPushButton>(u"dropAndTurn"_s)->click();
    QVERIFY(text->isVisible());
    QVERIFY(!m_page->hasUnsavedChanges());
    text->setPlainText(u"jobs: ["_s);
    tabs->setCurrentIndex(0);
    QVERIFY(child<QLabel>(u"turnNotice"_s)->isVisible());
    tabs->setCurrentIndex(1);
    QCOMPARE(text->toPlainText(), u"jobs: ["_s);
}

void TestJobsPage::conflict_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("isSavedAtOnce");
    QTest::addColumn<QString>("expected"); // port of node, of dcgm, of theirs
    QTest::newRow("keep mine") << u"keepMine"_s << true << u"9100 9402 -"_s;
    QTest::newRow("take theirs") << u"takeTheirs"_s << true << u"9111 9499 9290"_s;
    QTest::newRow("merge, mine") << u"merge"_s << false << u"9111 9402 9290"_s;
    QTest::newRow("merge, theirs") << u"side:dcgm"_s << true << u"9111 9499 9290"_s;
}

void TestJobsPage::conflict()
{
    QFETCH(QString, choice);
    QFETCH(bool, isSavedAtOnce);
    QFETCH(QString, expected);
    start();
    changePort();
    QTRY_VERIFY(isSaveEnabled());
    // On disk alone, so that the daemon's status says nothing of it.
    writeConfig(QByteArray(twoJobs).replace("9100", "9111").replace("9401", "9499") +
                "  - ipmi:\n    port: 9290\n");
    key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(child<QWidget>(u"conflictPanel"_s)->isVisible());
    QVERIFY(!isSaveEnabled());
    QCOMPARE(reason(), u"Somebody else saved first: choose what becomes of it."_s);
    auto *side = child<QComboBox>(u"side:dcgm"_s);
    QCOMPARE(side->itemText(0), u"mine — dcgm: port 9401 → 9402"_s);
    QCOMPARE(side->itemText(1), u"theirs — dcgm: port 9401 → 9499"_s);
    if (choice.startsWith(u"side"_s)) {
        side->setCurrentIndex(1);
        choice = u"merge"_s;
    }
    auto *button = child<QPushButton>(choice);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QTRY_VERIFY(!child<QWidget>(u"conflictPanel"_s)->isVisible());
    if (!isSavedAtOnce) {
        QVERIFY(m_page->hasUnsavedChanges());
        saveAndWait();
    }
    QTRY_VERIFY2(!m_page->hasUnsavedChanges(), qPrintable(reason()));
    QStringList ports;
    for (const char *job : {"node", "dcgm", "ipmi"}) {
        const qsizetype at = config().indexOf(job);
        ports += at < 0 ? u"-"_s : QString::fromUtf8(config().mid(config().indexOf("port: ", at) + 6, 4));
    }
    QCOMPARE(ports.join(u' '), expected);
}

// Somebody else saves while nothing is edited here, and while something is.
void TestJobsPage::followsOthers()
{
    start();
    writeConfig(QByteArray(twoJobs).replace("9100", "9111"));
    m_daemon->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->index(0, 1).data().toString(), u"9111"_s, 15'000);
    changePort();
    writeConfig(QByteArray(twoJobs).replace("9100", "9112"));
    m_daemon->reload();
    QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>(u"conflictPanel"_s)->isVisible(), 15'000);
    QCOMPARE(m_table->model()->index(1, 1).data().toString(), u"9402"_s);
    child<QPushButton>(u"merge"_s)->click();
    QCOMPARE(m_table->model()->index(0, 1).data().toString(), u"9112"_s);
    QCOMPARE(m_table->model()->index(1, 1).data().toString(), u"9402"_s);
}

// Somebody else broke the file: what was edited here takes its place.
void TestJobsPage::keepsMineOverInvalidFile()
{
    start();
    changePort();
    QTRY_VERIFY(isSaveEnabled());
    writeConfig("jobs: [");
    key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(child<QWidget>(u"conflictPanel"_s)->isVisible());
    child<QPushButton>(u"keepMine"_s)->click();
    QCOMPARE(m_table->model()->rowCount(), 2);
    QTRY_VERIFY2(!m_page->hasUnsavedChanges(), qPrintable(reason()));
    QCOMPARE(config(), QByteArray(twoJobs).replace("9401", "9402"));
    QCOMPARE(reason(), u"Saved, and in force."_s);
    QVERIFY(!child<QLineEdit>(u"port"_s)->isReadOnly());

    // With a problem of one's own in the way it is kept, to be mended and saved.
    type(u"port"_s, u"9403"_s);
    QTRY_VERIFY(isSaveEnabled());
    writeConfig("jobs: [");
    key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(child<QWidget>(u"conflictPanel"_s)->isVisible());
    type(u"port"_s, u"0"_s);
    child<QPushButton>(u"keepMine"_s)->click();
    QVERIFY(!isSaveEnabled());
    QVERIFY(!child<QLineEdit>(u"port"_s)->isReadOnly());
    type(u"port"_s, u"9404"_s);
    saveAndWait();
    QCOMPARE(config(), QByteArray(twoJobs).replace("9401", "9404"));
}

void TestJobsPage::followsARepairedFile()
{
    start();
    const auto *bar = child<QLabel>(u"jobsBar"_s);
    writeConfig("jobs: [");
    m_daemon->reload();
    QTRY_VERIFY_WITH_TIMEOUT(bar->text().contains(u"not valid any more"_s), 15'000);
    writeConfig(twoJobs);
    m_daemon->reload();
    QTRY_VERIFY2_WITH_TIMEOUT(!bar->text().contains(u"not valid any more"_s), qPrintable(bar->text()),
                              15'000);
    QVERIFY(!child<QLineEdit>(u"port"_s)->isReadOnly());
}

void TestJobsPage::keepsTheFieldInSight_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("default window") << QSize(1100, 640);
    QTest::newRow("1024x600") << QSize(860, 470);
    QTest::newRow("1024x600 at 200 %") << QSize(430, 260);
}

// Whatever one types into, the preview that opens leaves it there.
void TestJobsPage::keepsTheFieldInSight()
{
    QFETCH(QSize, size);
    start();
    m_page->resize(size);
    m_table->selectRow(0);
    auto *form = m_page->findChild<JobKeysForm *>();
    const auto *preview = m_page->findChild<PreviewPanel *>();
    for (const JobKey key : allJobKeys()) {
        if (!form->input(key)->isVisible())
            continue;
        const QByteArray name(toString(key).data(), qsizetype(toString(key).size()));
        form->focusField(key);
        QWidget *field = m_page->focusWidget();
        if (qobject_cast<QLineEdit *>(field))
            QTest::keyClicks(field, u"7"_s);
        else
            QTest::keyClick(field, qobject_cast<QComboBox *>(field) ? Qt::Key_Down : Qt::Key_Space);
        QTRY_VERIFY2(preview->isVisible(), name.constData());
        QCoreApplication::processEvents();
        const QRect shown(field->mapTo(form->viewport(), QPoint()), field->size());
        const QRect inSight = shown & form->viewport()->rect();
        const QByteArray seen =
            name + ": " + QByteArray::number(inSight.height()) + " of " + QByteArray::number(shown.height());
        QCOMPARE(form->widget()->width(), form->viewport()->width()); // nothing of it is cut
        QVERIFY2(inSight.height() >= std::min(shown.height(), form->viewport()->height() * 2 / 3),
                 seen.constData());
        child<QPushButton>(u"discard"_s)->click();
        QTRY_VERIFY2(!preview->isVisible(), name.constData());
    }
}

// Turned over a field on the way, it changes no job.
void TestJobsPage::leavesTheWheelToTheForm()
{
    start();
    for (const QString &name : {u"scheme"_s, u"address"_s}) {
        auto *box = child<QComboBox>(name);
        const int before = box->currentIndex();
        for (const int delta : {-120, 120}) {
            QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, delta),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(box, &wheel);
            QCOMPARE(box->currentIndex(), before);
        }
    }
    QVERIFY(!m_page->hasUnsavedChanges());
}

// A status that says nothing new of the config builds no list anew.
void TestJobsPage::leavesListsAlone()
{
    start();
    child<QTabBar>(u"jobsTabs"_s)->setCurrentIndex(1);
    child<QPlainTextEdit>(u"configText"_s)->setPlainText(u"jobs: [{name: a, port: 0}]"_s);
    auto *problems = child<QListWidget>(u"textProblems"_s);
    QTRY_VERIFY(problems->count() > 0);
    problems->setCurrentRow(0);
    QSignalSpy statuses(m_client.get(), &DaemonClient::statusChanged);
    QTRY_VERIFY(statuses.size() > 3);
    QCOMPARE(problems->currentRow(), 0);
}

void TestJobsPage::keepsEditsWithoutConnection()
{
    start();
    changePort();
    QTRY_VERIFY(isSaveEnabled());
    m_daemon->kill();
    QTRY_COMPARE_WITH_TIMEOUT(
        reason(), u"The connection is lost. The changes are kept here until it is back."_s, 15'000);
    QVERIFY(!isSaveEnabled());
    type(u"port"_s, u"9403"_s);
    QCOMPARE(m_table->model()->index(1, 1).data().toString(), u"9403"_s);
    QVERIFY(m_page->hasUnsavedChanges());
}

void TestJobsPage::saysWhyReadOnly_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    QTest::newRow("admin API") << QStringList()
                               << u"Start it with --web.enable-admin-api to change its jobs here."_s;
    QTest::newRow("overridden")
        << QStringList{u"--web.enable-admin-api"_s}
        << u"Set by flags or the environment, whatever the file says: slurm.endpoint"_s;
}

void TestJobsPage::saysWhyReadOnly()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, expected);
    start(arguments);
    QTRY_VERIFY2(child<QLabel>(u"jobsBar"_s)->text().contains(expected),
                 qPrintable(child<QLabel>(u"jobsBar"_s)->text()));
    const bool isReadOnly = arguments.isEmpty();
    QCOMPARE(child<QLineEdit>(u"port"_s)->isReadOnly(), isReadOnly);
    for (const QString &field : {u"port"_s, u"otherLabel"_s})
        QCOMPARE(child<QLineEdit>(field)->placeholderText().isEmpty(), isReadOnly);
}

void TestJobsPage::showsInvalidFile()
{
    start();
    m_page.reset();
    writeConfig("jobs:\n  - node:\n    port: 99999\n");
    m_page = std::make_unique<JobsPage>(*m_client);
    m_page->show();
    const auto *bar = child<QLabel>(u"jobsBar"_s);
    QTRY_VERIFY2(bar->text().contains(u":3:11: jobs[0].port: expected a port between 1 and 65535"_s),
                 qPrintable(bar->text()));
    QVERIFY(child<QLineEdit>(u"port"_s)->isReadOnly());
    // It can be mended as a text.
    child<QTabBar>(u"jobsTabs"_s)->setCurrentIndex(1);
    auto *text = child<QPlainTextEdit>(u"configText"_s);
    QCOMPARE(text->toPlainText(), u"jobs:\n  - node:\n    port: 99999\n"_s);
    text->setPlainText(u"jobs:\n  - node:\n    port: 9999\n"_s);
    saveAndWait();
    child<QTabBar>(u"jobsTabs"_s)->setCurrentIndex(0);
    QCOMPARE(child<QTableView>(u"jobsTable"_s)->model()->index(0, 1).data().toString(), u"9999"_s);
}

void TestJobsPage::showsJob()
{
    open();
    // Before and after the jobs are known.
    m_page->showJob(u"dcgm"_s);
    QTRY_COMPARE(m_table->currentIndex().row(), 1);
    m_page->showJob(u"node"_s);
    QCOMPARE(m_table->currentIndex().row(), 0);
    m_page->showJob(u"nobody"_s);
    QCOMPARE(m_table->currentIndex().row(), 0);
    QCOMPARE(child<QLineEdit>(u"name"_s)->text(), u"node"_s);
    // It is nobody's wish any more when such a job comes.
    child<QLineEdit>(u"port"_s)->setFocus();
    writeConfig(QByteArray(twoJobs) + "  - nobody: {port: 9500}\n");
    m_daemon->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_table->model()->rowCount(), 3, 15'000);
    QCOMPARE(m_table->currentIndex().row(), 0);
    QCOMPARE(m_page->focusWidget(), child<QLineEdit>(u"port"_s));
}

// For those who hear them one by one.
void TestJobsPage::namesItsBoxes()
{
    DaemonClient client;
    JobsPage page(client);
    QSet<QString> names;
    const auto boxes = page.findChildren<QCheckBox *>();
    for (const QCheckBox *box : boxes) {
        QVERIFY2(box->accessibleName().endsWith(u": "_s + box->text()), qPrintable(box->accessibleName()));
        names.insert(box->accessibleName());
    }
    QVERIFY(!boxes.isEmpty());
    QCOMPARE(names.size(), boxes.size());
}

void TestJobsPage::keepsLayout()
{
    DaemonClient client;
    JobsPage page(client);
    auto *table = page.findChild<QTableView *>(u"jobsTable"_s);
    table->setColumnWidth(0, 333);
    const QByteArray layout = page.saveLayout();
    JobsPage other(client);
    auto *otherTable = other.findChild<QTableView *>(u"jobsTable"_s);
    for (const QByteArray &junk : {QByteArray(), QByteArray("junk"), layout.left(20)}) {
        other.restoreLayout(junk);
        QVERIFY(otherTable->columnWidth(0) != 333);
    }
    other.restoreLayout(layout);
    QCOMPARE(otherTable->columnWidth(0), 333);
    QVERIFY(!other.hasUnsavedChanges());
}

SLURMSD_WIDGETS_TEST(TestJobsPage)
#include "tst_jobspage.moc"
