// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/mainwindow.h"

#include "gui/models/text.h"
#include "gui/views/appearance.h"
#include "gui/views/connectionpanel.h"
#include "gui/views/connections.h"
#include "gui/views/daemonstable.h"
#include "gui/views/daemontabs.h"
#include "gui/views/daemonview.h"
#include "gui/views/helpdialogs.h"
#include "gui/views/lineicon.h"
#include "gui/views/mainmenu.h"
#include "gui/views/noticebar.h"
#include "gui/views/tray.h"
#include "gui/views/welcomepage.h"

#include <QCloseEvent>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

MainWindow::MainWindow()
    : m_connections(new Connections(this))
    , m_menu(new MainMenu(*this))
    , m_tray(new Tray(this))
    , m_unsaved(new NoticeBar)
    , m_note(new NoticeBar)
    , m_stack(new QStackedWidget)
    , m_welcome(new WelcomePage)
    , m_panel(new ConnectionPanel(*m_connections))
    , m_tabs(new DaemonTabs)
    , m_all(new DaemonsTable)
    , m_allButton(new QToolButton(this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setTabBarAutoHide(true);
    m_tabs->setAccessibleName(tr("Daemons"));
    for (QWidget *page : std::initializer_list<QWidget *>{m_welcome, m_panel, m_tabs, m_all})
        m_stack->addWidget(page);
    QPushButton *discard = m_unsaved->addButton(tr("Discard and &Close"));
    QPushButton *keep = m_unsaved->addButton(tr("Keep &Open"));
    QPushButton *dismiss = m_note->addButton(tr("Dis&miss"));
    m_unsaved->hide();
    m_note->hide();
    auto *center = new QWidget;
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_unsaved);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    setCentralWidget(center);

    connect(discard, &QPushButton::clicked, this, &MainWindow::discardAndClose);
    connect(keep, &QPushButton::clicked, m_unsaved, &QWidget::hide);
    connect(dismiss, &QPushButton::clicked, m_note, &QWidget::hide);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::updateTitle);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::updateMenu);
    connect(m_tabs, &QTabWidget::tabCloseRequested, this,
            [this](int tab) { closeDaemon(qobject_cast<DaemonView *>(m_tabs->widget(tab))); });
    m_allButton->setAutoRaise(true);
    m_allButton->setText(tr("All Daemons"));
    m_allButton->setIcon(lineIcon(u"daemons"_s));
    m_allButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_allButton->hide();
    connect(m_allButton, &QToolButton::clicked, this, &MainWindow::showAllDaemons);
    connect(m_all, &DaemonsTable::daemonChosen, this, [this](int tab) {
        m_tabs->setCurrentIndex(tab);
        showDaemonsOrWelcome();
    });
    connectMenu();
    connectPanel();
    restoreWindow();
    showDaemonsOrWelcome();
}

// The views tell of changes until they are gone.
MainWindow::~MainWindow()
{
    for (DaemonView *view : daemons())
        view->disconnect(this);
    m_tabs->disconnect(this);
}

void MainWindow::connectMenu()
{
    connect(m_menu, &MainMenu::connectTriggered, this, [this] { showConnectionPanel({}, nullptr); });
    connect(m_menu, &MainMenu::demoTriggered, this, &MainWindow::openDemo);
    connect(m_menu, &MainMenu::closeTriggered, this, &MainWindow::closeCurrent);
    connect(m_menu, &MainMenu::quitTriggered, this, &MainWindow::close);
    connect(m_menu, &MainMenu::allDaemonsTriggered, this, &MainWindow::showAllDaemons);
    connect(m_menu, &MainMenu::nextDaemonTriggered, this, &MainWindow::stepDaemon);
    connect(m_menu, &MainMenu::appearanceChosen, this, &MainWindow::chooseAppearance);
    connect(m_menu, &MainMenu::languageChosen, this, &MainWindow::chooseLanguage);
    connect(m_menu, &MainMenu::shortcutsTriggered, this,
            [this] { showShortcuts(m_menu->shortcutActions(), this); });
    connect(m_menu, &MainMenu::aboutTriggered, this, [this] { showAbout(this); });
    connect(m_menu, &MainMenu::notificationsToggled, this, [this](bool isOn) {
        QSettings().setValue(u"notifications"_s, isOn);
        m_tray->setEnabled(isOn);
    });
    connect(m_tray, &Tray::activated, this, [this] {
        showNormal();
        raise();
        activateWindow();
    });
    // What is done with the daemon that is shown.
    const auto onCurrent = [this](auto action) {
        return [this, action] {
            if (DaemonView *view = currentDaemon())
                (view->*action)();
        };
    };
    connect(m_menu, &MainMenu::pollTriggered, this, onCurrent(&DaemonView::pollNow));
    connect(m_menu, &MainMenu::acceptTriggered, this, onCurrent(&DaemonView::askToAcceptList));
    connect(m_menu, &MainMenu::reloadTriggered, this, onCurrent(&DaemonView::reloadConfig));
    connect(m_menu, &MainMenu::connectionEditTriggered, this,
            onCurrent(&DaemonView::connectionEditRequested));
    connect(m_menu, &MainMenu::pageTriggered, this, [this](int page) {
        if (DaemonView *view = currentDaemon())
            view->showPage(page);
    });
}

void MainWindow::connectPanel()
{
    connect(m_welcome, &WelcomePage::connectRequested, this, [this] { showConnectionPanel({}, nullptr); });
    connect(m_welcome, &WelcomePage::profileChosen, this, &MainWindow::openProfile);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::openDemo);
    connect(m_connections, &Connections::profilesChanged, this,
            [this] { m_welcome->setProfiles(m_connections->profiles()); });
    connect(m_connections, &Connections::demoStarted, this, [this](const ConnectionProfile &profile) {
        m_welcome->setDemoProblem({});
        openDaemon(profile, {});
    });
    connect(m_connections, &Connections::demoFailed, this, [this](const QString &problem) {
        m_welcome->setDemoProblem(problem);
        m_note->setNotice(NoticeBar::Level::Alarm, problem);
        m_note->setVisible(m_tabs->count() > 0);
    });
    connect(m_connections, &Connections::secretsNotKept, this, [this](const QString &problem) {
        m_note->setNotice(NoticeBar::Level::Warning, problem);
        m_note->show();
    });
    connect(m_panel, &ConnectionPanel::cancelled, this, &MainWindow::showDaemonsOrWelcome);
    connect(m_panel, &ConnectionPanel::connectRequested, this, &MainWindow::takeConnection);
}

void MainWindow::takeConnection(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    DaemonView *edited = m_edited;
    if (edited && edited->client().profile().url == profile.url) {
        edited->client().open(profile, secrets);
        m_tabs->setCurrentWidget(edited);
        showDaemonsOrWelcome();
        return;
    }
    // What the pages hold, unsaved jobs above all, is of the daemon before.
    openDaemon(profile, secrets);
    if (edited)
        closeDaemon(edited);
}

DaemonView *MainWindow::openDaemon(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    auto *view = new DaemonView;
    view->restoreLayout(QSettings());
    connectDaemon(view);
    view->client().open(profile, secrets);
    view->restoreHistory(QSettings());
    m_tabs->setCurrentIndex(m_tabs->addTab(view, lineIcon(u"nodes"_s), QString()));
    updateDaemon(view);
    showDaemonsOrWelcome();
    return view;
}

void MainWindow::openProfile(const ConnectionProfile &profile)
{
    m_connections->readSecrets(profile, this, [this, profile](const SecretStore::Found &found) {
        m_connections->markUsed(profile);
        openDaemon(profile, found.secrets);
    });
}

void MainWindow::openUrl(const QUrl &url) { openProfile(m_connections->profileOf(url)); }

void MainWindow::restoreDaemons()
{
    m_isSessionKept = true;
    for (const ConnectionProfile &profile : m_connections->openProfiles())
        openProfile(profile);
}

void MainWindow::openDemo()
{
    m_welcome->setDemoStarting(true);
    m_connections->startDemo();
}

std::vector<DaemonView *> MainWindow::daemons() const
{
    std::vector<DaemonView *> views;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        views.push_back(qobject_cast<DaemonView *>(m_tabs->widget(tab)));
    return views;
}

DaemonView *MainWindow::currentDaemon() const
{
    return m_stack->currentWidget() == m_tabs ? qobject_cast<DaemonView *>(m_tabs->currentWidget()) : nullptr;
}

void MainWindow::connectDaemon(DaemonView *view)
{
    connect(view, &DaemonView::healthChanged, this, [this, view] { updateDaemon(view); });
    connect(view, &DaemonView::unsavedChangesChanged, this, [this, view] { updateDaemon(view); });
    connect(view, &DaemonView::currentPageChanged, this, &MainWindow::updateMenu);
    connect(view, &DaemonView::noticeArrived, m_tray, &Tray::notify);
    connect(view, &DaemonView::connectionEditRequested, this,
            [this, view] { showConnectionPanel(view->client().profile(), view); });
}

void MainWindow::showConnectionPanel(const ConnectionProfile &profile, DaemonView *edited)
{
    m_edited = edited;
    m_panel->showProfile(profile, edited ? edited->client().error() : std::nullopt);
    m_stack->setCurrentWidget(m_panel);
    m_panel->setFocus();
    updateTitle();
    updateMenu();
}

void MainWindow::showDaemonsOrWelcome()
{
    m_welcome->setProfiles(m_connections->profiles());
    if (m_tabs->count() > 0)
        m_stack->setCurrentWidget(m_tabs);
    else
        m_stack->setCurrentWidget(m_welcome);
    m_stack->currentWidget()->setFocus();
    m_menu->setDaemonCount(m_tabs->count());
    m_tabs->setCornerWidget(m_tabs->count() > 1 ? m_allButton : nullptr);
    updateTitle();
    updateMenu();
}

void MainWindow::showAllDaemons()
{
    m_stack->setCurrentWidget(m_all);
    updateAllDaemons();
    m_all->setFocus();
    updateTitle();
    updateMenu();
}

void MainWindow::updateAllDaemons()
{
    if (m_stack->currentWidget() != m_all)
        return;
    std::vector<DaemonRow> rows;
    for (DaemonView *view : daemons()) {
        const auto &status = view->client().status();
        rows.push_back(daemonRow(levelMark(view->health().level) + u' ' + view->title(), view->health(),
                                 status ? &*status : nullptr));
    }
    m_all->setRows(rows);
}

void MainWindow::updateDaemon(DaemonView *view)
{
    const int tab = m_tabs->indexOf(view);
    if (tab < 0)
        return;
    const QString unsaved = view->hasUnsavedChanges() ? u" •"_s : QString();
    QString text = levelMark(view->health().level) + u' ' + view->title() + unsaved;
    text.replace(u'&', u"&&"_s);
    if (text != m_tabs->tabText(tab)) // each second it is asked for: that draws the whole window anew
        m_tabs->setTabText(tab, text);
    m_tabs->setTabToolTip(tab, plainToolTip(view->health().text));
    updateAllDaemons();
    if (view == m_tabs->currentWidget()) {
        updateTitle();
        updateMenu();
    }
}

void MainWindow::updateTitle()
{
    const QString program = u"prometheus-slurm-sd"_s;
    const DaemonView *view = currentDaemon();
    setWindowModified(hasUnsavedChanges());
    if (!view) {
        setWindowTitle(program + u"[*]"_s);
        return;
    }
    setWindowTitle(tr("%1 %2 – %3", "mark of health, daemon, program")
                       .arg(levelMark(view->health().level), view->title(), program) +
                   u"[*]"_s);
    m_tray->setToolTip(view->title() + u'\n' + view->health().text);
}

void MainWindow::updateMenu() { m_menu->setDaemon(currentDaemon()); }

void MainWindow::stepDaemon(int step)
{
    const int count = m_tabs->count();
    if (count > 0)
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
}

void MainWindow::chooseAppearance(Appearance appearance)
{
    QSettings().setValue(u"appearance"_s, toString(appearance));
    setAppearance(appearance);
    m_menu->setAppearance(appearance);
}

void MainWindow::chooseLanguage(const QString &language)
{
    QSettings().setValue(u"language"_s, language);
    m_menu->setLanguage(language);
    m_note->setNotice(NoticeBar::Level::Quiet,
                      tr("The program speaks this language from its next start on."));
    m_note->show();
}

} // namespace slurmsd
