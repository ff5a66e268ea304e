// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "gui/views/connectionform.h"
#include "gui/views/connectionpanel.h"
#include "gui/views/connections.h"
#include "gui/views/daemonstable.h"
#include "gui/views/daemontabs.h"
#include "gui/views/daemonview.h"
#include "gui/views/fielderror.h"
#include "gui/views/heldlistbar.h"
#include "gui/views/language.h"
#include "gui/views/mainwindow.h"
#include "gui/views/nodedetail.h"
#include "gui/views/sidebar.h"
#include "gui/views/statestyle.h"
#include "gui/views/welcomepage.h"
#include "tests/gui/api/fakedaemon.h"
#include "tests/support/testrunner.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMap>
#include <QMenu>
#include <QMenuBar>
#include <QPaintEvent>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace slurmsd;
using namespace slurmsd::test;
using namespace Qt::StringLiterals;

namespace {

// A port that nobody listens at.
QUrl deadUrl()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
}

ConnectionProfile deadProfile(const QString &name)
{
    ConnectionProfile profile;
    profile.name = name;
    profile.url = deadUrl();
    return profile;
}

QAction *actionOf(const MainWindow &window, const QString &text)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

void type(const QString &text)
{
    for (const QChar c : text)
        QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void firstStart();
    void connectByKeyboard();
    void badUrl();
    void badUser();
    void enterPressesButtons();
    void renamedConnectionIsTheSame();
    void savedConnectionOfAUrl();
    void anotherUrlIsAnotherDaemon();
    void tabs();
    void allDaemonsInOneTable();
    void everyControlHasAName();
    void isNotDrawnAnewForAText();
    void wakesForStatusesAlone();
    void pagesByKeyboard();
    void appearanceIsRemembered();
    void everyPageHasAnIcon();
    void layoutIsRemembered();
    void isNoLargerThanTheScreen();
    void daemonsAreRemembered();
    void whatCannotBeDoneSaysWhy();
    void quitsByKeyboard();
    void mnemonicsDiffer_data();
    void mnemonicsDiffer();

private:
    QTemporaryDir m_settings;
};

void TestMainWindow::initTestCase()
{
    QApplication::setOrganizationName(u"prometheus-slurm-sd"_s);
    QApplication::setApplicationName(u"tst_mainwindow"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void TestMainWindow::firstStart()
{
    MainWindow window;
    window.restoreDaemons();
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *welcome = window.findChild<WelcomePage *>();
    QVERIFY(welcome->isVisible());
    QVERIFY(!window.currentDaemon());
    QVERIFY(buttonOf(*welcome, u"Connect to a Daemon…"_s)->isVisible());
    QVERIFY(buttonOf(*welcome, u"Try the Demo Cluster"_s)->isVisible());
}

void TestMainWindow::connectByKeyboard()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    // The button has the focus from the start.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    const auto *panel = window.findChild<ConnectionPanel *>();
    QVERIFY(panel->isVisible());
    const QUrl url = deadUrl();
    type(url.toString());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    type(u"head"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(window.currentDaemon());
    QCOMPARE(window.currentDaemon()->title(), u"head"_s);
    QCOMPARE(window.currentDaemon()->client().profile().url, url);
    QTRY_COMPARE(window.currentDaemon()->client().state(), DaemonClient::State::Lost);
    QTRY_COMPARE(window.currentDaemon()->health().level, HealthSentence::Level::Alarm);
    QVERIFY(window.windowTitle().contains(u"▼ head"_s));
    // And it is offered next time.
    MainWindow other;
    other.show();
    QVERIFY(buttonOf(*other.findChild<WelcomePage *>(), u"head"_s));
}

void TestMainWindow::badUrl()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    actionOf(window, u"Connect…"_s)->trigger();
    type(u"head:8080:x"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const auto *form = window.findChild<ConnectionForm *>();
    QVERIFY(form->isVisible());
    const auto errors = form->findChildren<FieldError *>();
    QCOMPARE(std::ranges::count_if(errors, [](const FieldError *error) { return error->isVisible(); }), 1);
    // Typing takes it away, Esc the panel.
    type(u"1"_s);
    QCOMPARE(std::ranges::count_if(errors, [](const FieldError *error) { return error->isVisible(); }), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(window.findChild<WelcomePage *>()->isVisible());
}

// The daemon takes what is before the first colon for the name.
void TestMainWindow::badUser()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    actionOf(window, u"Connect…"_s)->trigger();
    type(u"http://head:8080"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // name
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // user
    type(u"a:b"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const auto *form = window.findChild<ConnectionForm *>();
    QVERIFY(form->isVisible());
    const auto errors = form->findChildren<FieldError *>();
    QCOMPARE(std::ranges::count_if(errors, [](const FieldError *error) { return error->isVisible(); }), 1);
    QVERIFY(window.daemons().empty());
}

void TestMainWindow::enterPressesButtons()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    actionOf(window, u"Connect…"_s)->trigger();
    type(u"http://head:8080"_s);
    QPushButton *cancel = buttonOf(*window.findChild<ConnectionPanel *>(), u"Cancel"_s);
    cancel->setFocus();
    QTest::keyClick(cancel, Qt::Key_Return);
    QVERIFY(window.findChild<WelcomePage *>()->isVisible());
    QVERIFY(window.daemons().empty());
    QVERIFY(Connections().profiles().empty());
}

void TestMainWindow::renamedConnectionIsTheSame()
{
    Connections connections;
    ConnectionProfile profile = deadProfile(u"one"_s);
    connections.save(profile, {});
    connections.save(deadProfile(u"other"_s), {});
    profile.name = u"two"_s;
    connections.save(profile, {});
    QCOMPARE(connections.profiles().size(), std::size_t(2));
    QCOMPARE(connections.profiles()[0].name, u"two"_s);
    QCOMPARE(connections.profiles()[1].name, u"other"_s);
}

// As --connect opens it.
void TestMainWindow::savedConnectionOfAUrl()
{
    ConnectionProfile saved = deadProfile(u"head"_s);
    saved.userName = u"alice"_s;
    Connections().save(saved, {});
    MainWindow window;
    window.openUrl(QUrl(saved.url.toString() + u'/'));
    QTRY_COMPARE(window.daemons().size(), std::size_t(1));
    QCOMPARE(window.daemons()[0]->client().profile(), saved);
    const QUrl unknown = deadUrl();
    window.openUrl(unknown);
    QTRY_COMPARE(window.daemons().size(), std::size_t(2));
    QCOMPARE(window.daemons()[1]->client().profile().url, unknown);
    QCOMPARE(window.daemons()[1]->client().profile().userName, QString());
}

void TestMainWindow::anotherUrlIsAnotherDaemon()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto connectTo = [&](const QUrl &url) {
        Q_EMIT window.currentDaemon()->connectionEditRequested();
        auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(line);
        line->selectAll();
        type(url.toString());
        QTest::keyClick(line, Qt::Key_Return);
    };
    const ConnectionProfile one = deadProfile(u"one"_s);
    const QPointer<DaemonView> view(window.openDaemon(one, {}));
    connectTo(one.url);
    QCOMPARE(window.currentDaemon(), view.data());
    const QUrl other = deadUrl();
    connectTo(other);
    QCOMPARE(window.daemons().size(), std::size_t(1));
    QVERIFY(window.currentDaemon() != view);
    QCOMPARE(window.currentDaemon()->client().profile().url, other);
    QTRY_VERIFY(!view);
}

void TestMainWindow::tabs()
{
    MainWindow window;
    window.show();
    const auto *bar = window.findChild<QTabBar *>();
    window.openDaemon(deadProfile(u"one"_s), {});
    QVERIFY(!bar->isVisible());
    window.openDaemon(deadProfile(u"a & b"_s), {});
    QVERIFY(bar->isVisible());
    QCOMPARE(window.daemons().size(), std::size_t(2));
    QCOMPARE(window.currentDaemon()->title(), u"a & b"_s);
    QVERIFY(bar->tabText(1).endsWith(u"a && b"_s));
    actionOf(window, u"Next Daemon"_s)->trigger();
    QCOMPARE(window.currentDaemon()->title(), u"one"_s);
    actionOf(window, u"Close"_s)->trigger();
    QCOMPARE(window.daemons().size(), std::size_t(1));
    actionOf(window, u"Close"_s)->trigger();
    QVERIFY(window.findChild<WelcomePage *>()->isVisible());
    QVERIFY(!actionOf(window, u"Close"_s)->isEnabled());
}

void TestMainWindow::allDaemonsInOneTable()
{
    MainWindow window;
    window.show();
    window.openDaemon(deadProfile(u"one"_s), {});
    QAction *all = actionOf(window, u"All Daemons"_s);
    QVERIFY(!all->isEnabled());
    window.openDaemon(deadProfile(u"two"_s), {});
    all->trigger();
    auto *table = window.findChild<DaemonsTable *>();
    QVERIFY(table->isVisible() && !window.currentDaemon());
    QCOMPARE(table->model()->rowCount(), 2);
    QVERIFY(table->model()->index(1, 0).data().toString().endsWith(u"two"_s));
    QTRY_VERIFY(
        table->model()->index(0, DaemonsModel::HealthColumn).data().toString().contains(u"No connection"_s));
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(window.currentDaemon());
    QCOMPARE(window.currentDaemon()->title(), u"one"_s);
}

// What a screen reader says of it.
void TestMainWindow::everyControlHasAName()
{
    MainWindow window;
    window.openDaemon(deadProfile(u"one"_s), {});
    QStringList unnamed;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus;
        // Spoken of as a part of another; a combo box has its list from the start in Qt 6.11.
        const bool isOfQt =
            widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QComboBoxListView");
        const bool isText = qobject_cast<QLabel *>(widget) && widget->focusPolicy() == Qt::ClickFocus;
        if (!isControl || isOfQt || isText || qobject_cast<QTabBar *>(widget))
            continue;
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible && accessible->text(QAccessible::Name).isEmpty())
            unnamed += QLatin1String(widget->metaObject()->className()) + u" in "_s +
                       QLatin1String(widget->parentWidget()->metaObject()->className());
    }
    QCOMPARE(unnamed.join(u", "_s), QString());
}

// A window that stands by costs next to nothing.
void TestMainWindow::isNotDrawnAnewForAText()
{
    struct PaintCounter : QObject
    {
        int area = 0; // of the largest
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint) {
                const QRect rect = static_cast<QPaintEvent *>(event)->region().boundingRect();
                area = std::max(area, rect.width() * rect.height());
            }
            return false;
        }
    };
    DaemonTabs tabs;
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    auto *age = new QLabel(u"1 s ago"_s);
    layout->addWidget(age, 0, Qt::AlignLeft);
    layout->addWidget(new QListWidget, 1);
    tabs.addTab(page, u"one"_s);
    tabs.resize(600, 400);
    tabs.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tabs));
    QTest::qWait(50);
    PaintCounter counter;
    tabs.installEventFilter(&counter);
    age->setText(u"2 s ago"_s);
    QTest::qWait(50);
    QVERIFY2(counter.area < 600 * 400 / 2, qPrintable(QString::number(counter.area)));
    tabs.setTabText(0, u"a longer name than before"_s); // has other tabs
    QTRY_VERIFY(counter.area > 0);
}

// A laptop's battery: what the window shows of ages, it shows anew with each status, which comes every 2 s.
void TestMainWindow::wakesForStatusesAlone()
{
    FakeDaemon daemon;
    DaemonStatus status;
    status.version = "9.9";
    status.clusters.emplace_back();
    daemon.answer("/api/v1/status", httpText(200, toJson(status)));
    daemon.answer("/api/v1/events", httpText(200, toJson(EventPage{"log", {}, 0, 0})));
    MainWindow window;
    window.show();
    ConnectionProfile profile;
    profile.url = daemon.url();
    const DaemonView *view = window.openDaemon(profile, {});
    QTRY_VERIFY(view->client().status().has_value());
    const auto statuses = [&daemon] { return daemon.heads("/api/v1/status").size(); };
    const qsizetype before = statuses();
    const QSignalSpy ticks(view, &DaemonView::healthChanged);
    QTRY_COMPARE_WITH_TIMEOUT(statuses(), before + 2, 10'000);
    QVERIFY2(ticks.size() <= 3, qPrintable(QString::number(ticks.size())));

    daemon.answer("/api/v1/status", {}); // closes
    QTRY_COMPARE_WITH_TIMEOUT(view->client().state(), DaemonClient::State::Lost, 10'000);
    const qsizetype lost = ticks.size();
    QTRY_VERIFY_WITH_TIMEOUT(ticks.size() >= lost + 2, 20'000);
}

void TestMainWindow::pagesByKeyboard()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const DaemonView *view = window.openDaemon(deadProfile(u"head"_s), {});
    for (int page = DaemonView::PageCount - 1; page >= 0; --page) {
        QTest::keyClick(&window, Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(view->currentPage(), page);
        QVERIFY(actionOf(window, DaemonView::pageName(page))->isChecked());
    }
}

void TestMainWindow::appearanceIsRemembered()
{
    {
        MainWindow window;
        window.show();
        actionOf(window, u"Dark"_s)->trigger();
        QTRY_VERIFY(isDark(window.palette()));
        QVERIFY(actionOf(window, u"Dark"_s)->isChecked());
        actionOf(window, u"Light"_s)->trigger();
        QTRY_VERIFY(!isDark(window.palette()));
        actionOf(window, u"Dark"_s)->trigger();
    }
    MainWindow window;
    window.show();
    QTRY_VERIFY(isDark(window.palette()));
    QVERIFY(actionOf(window, u"Dark"_s)->isChecked());
    actionOf(window, u"As the System"_s)->trigger();
}

void TestMainWindow::everyPageHasAnIcon()
{
    MainWindow window;
    const auto *sidebar = window.openDaemon(deadProfile(u"head"_s), {})->findChild<Sidebar *>();
    QCOMPARE(sidebar->count(), int(DaemonView::PageCount));
    for (int page = 0; page < sidebar->count(); ++page)
        QVERIFY2(!sidebar->item(page)->icon().isNull(), qPrintable(DaemonView::pageName(page)));
}

void TestMainWindow::layoutIsRemembered()
{
    QSize size;
    {
        MainWindow window;
        window.resize(797,
                      607); // on the offscreen screen of 800 by 800, beyond which Qt 6.8 restores nothing
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        size = window.size();
        window.openDaemon(deadProfile(u"head"_s), {})->showPage(DaemonView::Jobs);
        QVERIFY(window.close());
    }
    MainWindow window;
    window.show();
    QCOMPARE(window.size(), size);
    QCOMPARE(window.openDaemon(deadProfile(u"head"_s), {})->currentPage(), int(DaemonView::Jobs));
}

void TestMainWindow::isNoLargerThanTheScreen()
{
    QFont large = QApplication::font();
    const QFont before = large;
    large.setPointSizeF(before.pointSizeF() * 3);
    QApplication::setFont(large);
    const MainWindow window;
    QApplication::setFont(before);
    const QSize available = window.screen()->availableSize();
    QVERIFY2(window.width() <= available.width() && window.height() <= available.height(),
             qPrintable(u"%1 x %2"_s.arg(window.width()).arg(window.height())));
}

void TestMainWindow::daemonsAreRemembered()
{
    const ConnectionProfile one = deadProfile(u"one"_s);
    const ConnectionProfile two = deadProfile(u"two"_s);
    {
        MainWindow window;
        window.restoreDaemons();
        window.openDaemon(one, {});
        window.openDaemon(two, {});
        QVERIFY(window.close());
    }
    MainWindow window;
    window.restoreDaemons();
    QTRY_COMPARE_WITH_TIMEOUT(window.daemons().size(), std::size_t(2), 20'000);
    QCOMPARE(window.daemons()[0]->client().profile(), one);
    QCOMPARE(window.daemons()[1]->client().profile(), two);
    // A start with --connect forgets nothing.
    {
        MainWindow other;
        other.openDaemon(two, {});
        QVERIFY(other.close());
    }
    MainWindow again;
    again.restoreDaemons();
    QTRY_COMPARE_WITH_TIMEOUT(again.daemons().size(), std::size_t(2), 20'000);
}

void TestMainWindow::whatCannotBeDoneSaysWhy()
{
    MainWindow window;
    const QAction *poll = actionOf(window, u"Poll Now"_s);
    QVERIFY(!poll->isEnabled());
    QCOMPARE(poll->toolTip(), u"No daemon is open."_s);
    window.openDaemon(deadProfile(u"head"_s), {});
    QVERIFY(!poll->isEnabled());
    QCOMPARE(poll->toolTip(), u"There is no connection now."_s);
}

void TestMainWindow::mnemonicsDiffer_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Japanese") << u"ja"_s; // the last one: it stays
}

// Of all that one page may show at once, with every bar that comes only at times.
void TestMainWindow::mnemonicsDiffer()
{
    QFETCH(QString, language);
    installLanguage(language);
    FakeDaemon daemon;
    DaemonStatus status;
    status.version = "9.9";
    status.isLifecycleEnabled = true;
    status.clusters.emplace_back().held = {{"", "1d5e", 10, 2, 8, {}, {}}};
    daemon.answer("/api/v1/status", httpText(200, toJson(status)));
    ConnectionProfile profile;
    profile.url = daemon.url();
    MainWindow window;
    window.show();
    DaemonView *view = window.openDaemon(profile, {});
    QTRY_VERIFY(view->client().status().has_value());
    view->findChild<NodeDetail *>()->parentWidget()->show();
    view->findChild<QWidget *>(u"conflictPanel"_s)->show();
    const auto bars = window.findChildren<NoticeBar *>();
    for (int page = 0; page < DaemonView::PageCount; ++page) {
        view->showPage(page);
        QMap<QString, QString> seen; // text by key
        const auto add = [&](const QString &text) {
            const QString key = QKeySequence::mnemonic(text).toString();
            QVERIFY2(key.isEmpty() || !seen.contains(key),
                     qPrintable(u"%1: %2, %3"_s.arg(DaemonView::pageName(page), seen.value(key), text)));
            seen.insert(key, text);
        };
        for (NoticeBar *bar : bars) {
            if (bar->parentWidget()->isVisible() && !qobject_cast<HeldListBar *>(bar))
                bar->show();
        }
        for (const QAction *menu : window.menuBar()->actions())
            add(menu->text());
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            if (button->isVisible())
                add(button->text());
        }
        for (const QLabel *label : window.findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy())
                add(label->text());
        }
        QVERIFY(seen.size() > 5);
    }
}

void TestMainWindow::quitsByKeyboard()
{
    MainWindow window;
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!window.isVisible());
}

SLURMSD_WIDGETS_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
