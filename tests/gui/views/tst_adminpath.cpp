// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/connectionpanel.h"
#include "gui/views/daemonview.h"
#include "gui/views/mainwindow.h"
#include "gui/views/nodedetail.h"
#include "gui/views/nodespage.h"
#include "gui/views/searchedit.h"
#include "tests/support/daemonprocess.h"
#include "tests/support/testrunner.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *nodes = R"({"meta": {"slurm": {"cluster": "llm"}}, "nodes": [
    {"name": "c1", "address": "c1", "architecture": "x86_64", "state": ["IDLE"], "partitions": ["cpu"]},
    {"name": "gpu01", "address": "gpu01", "architecture": "x86_64", "state": ["IDLE"], "partitions": ["gpu"]},
    {"name": "gpu02", "address": "gpu02", "architecture": "x86_64", "state": ["IDLE", "DRAIN"],
     "partitions": ["gpu"], "reason": "bad DIMM"}], "errors": []})";

constexpr const char *config =
    "# Exporters.\njobs:\n  - node:\n    port: 9100 # as ever\n  - dcgm:\n"
    "    port: 9401\n    match: {partitions: [gpu]}\n    exclude_states: [drained]\n";

} // namespace

// An operator's way through the program, with keys alone, from the first start to a job that is served.
class TestAdminPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void walk();

private:
    void connectToDaemon();
    void findDrainedNode();
    void readWhyThereIsNoTarget();
    void addJob();
    void cannotSaveBadPort();
    void saveAndSeeTargets();

    QString write(const QString &name, const char *text) const;
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    void type(const QString &text) const;
    template <typename Widget>
    Widget &named(const char *name)
    {
        auto *widget = m_window->findChild<Widget *>(QLatin1String(name));
        if (!widget)
            qFatal("no widget %s", name);
        return *widget;
    }

    QTemporaryDir m_directory;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<MainWindow> m_window;
};

QString TestAdminPath::write(const QString &name, const char *text) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) > 0 ? file.fileName() : QString();
}

void TestAdminPath::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), key,
                    modifiers);
}

void TestAdminPath::type(const QString &text) const { QTest::keyClicks(QApplication::focusWidget(), text); }

void TestAdminPath::initTestCase()
{
    QApplication::setOrganizationName(u"prometheus-slurm-sd"_s);
    QApplication::setApplicationName(u"tst_adminpath"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_directory.path());
    m_daemon = std::make_unique<DaemonProcess>(
        QStringList{u"--slurm.endpoint"_s, u"file:"_s + write(u"nodes.json"_s, nodes), u"--config.file"_s,
                    write(u"config.yaml"_s, config), u"--web.enable-admin-api"_s});
    QVERIFY(m_daemon->start());
    QTRY_COMPARE(m_daemon->get(u"/-/ready"_s).status, 200);
}

void TestAdminPath::walk()
{
    m_window = std::make_unique<MainWindow>();
    m_window->resize(1200, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    for (const auto step : {&TestAdminPath::connectToDaemon, &TestAdminPath::findDrainedNode,
                            &TestAdminPath::readWhyThereIsNoTarget, &TestAdminPath::addJob,
                            &TestAdminPath::cannotSaveBadPort, &TestAdminPath::saveAndSeeTargets}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

void TestAdminPath::connectToDaemon()
{
    key(Qt::Key_Space); // the button that has the focus: Connect to a Daemon…
    QVERIFY(m_window->findChild<ConnectionPanel *>()->isVisible());
    type(m_daemon->url());
    key(Qt::Key_Return);
    QTRY_VERIFY(m_window->currentDaemon());
    QTRY_COMPARE(m_window->currentDaemon()->client().state(), DaemonClient::State::Connected);
    QTRY_COMPARE(m_window->currentDaemon()->health().level, HealthSentence::Level::Ok);
}

void TestAdminPath::findDrainedNode()
{
    key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentDaemon()->currentPage(), int(DaemonView::Nodes));
    key(Qt::Key_F, Qt::ControlModifier);
    auto *search = m_window->findChild<NodesPage *>()->findChild<SearchEdit *>();
    QTRY_COMPARE(QApplication::focusWidget(), search);
    type(u"partition:gpu and state:drained"_s);
    QVERIFY(!search->error());
    // The offscreen platform leaves the completion's popup active when it has gone, and says late what is
    // active: the search then takes the focus back.
    m_window->activateWindow();
    QCoreApplication::processEvents();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QCOMPARE(QApplication::focusWidget(), search);
    auto *tree = m_window->findChild<NodesPage *>()->findChild<QTreeView *>();
    QTRY_VERIFY(tree->isVisible() && tree->model()->rowCount() == 1);
    const QModelIndex partition = tree->model()->index(0, 0);
    QCOMPARE(partition.data().toString(), u"gpu"_s);
    QCOMPARE(tree->model()->rowCount(partition), 1);
}

void TestAdminPath::readWhyThereIsNoTarget()
{
    auto *tree = m_window->findChild<NodesPage *>()->findChild<QTreeView *>();
    key(Qt::Key_Down); // from the search to what it found
    QCOMPARE(QApplication::focusWidget(), tree);
    // Open the partition, the state, and go to the node.
    for (const Qt::Key step : {Qt::Key_Home, Qt::Key_Right, Qt::Key_Down, Qt::Key_Right, Qt::Key_Down})
        key(step);
    QCOMPARE(tree->currentIndex().siblingAtColumn(0).data().toString(), u"gpu02"_s);
    key(Qt::Key_Return);
    auto *detail = m_window->findChild<NodeDetail *>()->findChild<QTextBrowser *>();
    QTRY_VERIFY(detail->isVisible() && detail->toPlainText().contains(u"gpu02"_s));
    QVERIFY(detail->toPlainText().contains(u"gpu02:9100"_s));
    QVERIFY2(detail->toPlainText().contains(u"state class drained is excluded"_s),
             qPrintable(detail->toPlainText()));
    QVERIFY(detail->toPlainText().contains(u"bad DIMM"_s));
    // Esc takes the search away, then the detail.
    QCOMPARE(QApplication::focusWidget(), tree);
    key(Qt::Key_Escape);
    QVERIFY(m_window->findChild<NodesPage *>()->findChild<SearchEdit *>()->text().isEmpty());
    QVERIFY(detail->isVisible());
    key(Qt::Key_Escape);
    QVERIFY(!detail->isVisible());
}

void TestAdminPath::addJob()
{
    key(Qt::Key_4, Qt::ControlModifier);
    auto &table = named<QTableView>("jobsTable");
    QTRY_COMPARE(table.model()->rowCount(), 2);
    QTRY_COMPARE(named<QLabel>("saveReason").text(), u"Nothing has changed."_s);
    key(Qt::Key_4, Qt::ControlModifier); // when the config came only now
    QTRY_COMPARE(QApplication::focusWidget(), &table);
    key(Qt::Key_Insert);
    QCOMPARE(table.model()->rowCount(), 3);
    // The name has the focus, and is selected; the port is next.
    type(u"ipmi"_s);
    QCOMPARE(named<QLineEdit>("name").text(), u"ipmi"_s);
    key(Qt::Key_Tab);
    type(u"9290"_s);
    QCOMPARE(named<QLineEdit>("port").text(), u"9290"_s);
    // Three nodes, each in one partition: so many targets more.
    QTRY_VERIFY2(named<QLabel>("previewSummary").text().contains(u'3'),
                 qPrintable(named<QLabel>("previewSummary").text()));
    QTRY_VERIFY(named<QPlainTextEdit>("previewDiff").toPlainText().contains(u"ipmi"_s));
    QVERIFY(named<QPushButton>("save").isEnabled());
}

void TestAdminPath::cannotSaveBadPort()
{
    QCOMPARE(QApplication::focusWidget(), &named<QLineEdit>("port"));
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"99999"_s);
    QTRY_VERIFY(!named<QPushButton>("save").isEnabled());
    QVERIFY2(named<QLabel>("saveReason").text().contains(u"expected a port between 1 and 65535"_s),
             qPrintable(named<QLabel>("saveReason").text()));
    key(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(m_window->currentDaemon()->hasUnsavedChanges());
    QCOMPARE(m_daemon->get(u"/targets?prom_job=ipmi"_s).status, 404);
    key(Qt::Key_A, Qt::ControlModifier);
    type(u"9290"_s);
}

void TestAdminPath::saveAndSeeTargets()
{
    QTRY_VERIFY2(named<QPushButton>("save").isEnabled(), qPrintable(named<QLabel>("saveReason").text()));
    key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->currentDaemon()->hasUnsavedChanges());
    QTRY_COMPARE(m_daemon->get(u"/targets?prom_job=ipmi"_s).status, 200);
    QVERIFY(m_daemon->get(u"/targets?prom_job=ipmi"_s).body.contains("gpu01:9290"));
    // The new job is behind the one that was chosen; all else is as it was, to the byte.
    QFile file(m_directory.filePath(u"config.yaml"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    QVERIFY2(text.contains("  - ipmi:\n    port: 9290\n"), text.constData());
    QCOMPARE(text.replace("  - ipmi:\n    port: 9290\n", ""), QByteArray(config));
    // And the window shows the new job among the targets.
    QTRY_COMPARE(m_window->currentDaemon()->client().targets().size(), std::size_t{3});
}

SLURMSD_WIDGETS_TEST(TestAdminPath)
#include "tst_adminpath.moc"
