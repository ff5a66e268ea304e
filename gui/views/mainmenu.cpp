// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/mainmenu.h"

#include "gui/views/daemonview.h"
#include "gui/views/language.h"
#include "gui/views/lineicon.h"
#include "gui/views/mnemonic.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// Disabled, it says why.
void setWhyNot(QAction &action, const QString &whyNot)
{
    action.setEnabled(whyNot.isEmpty());
    action.setToolTip(whyNot.isEmpty() ? withoutMnemonic(action.text()) : whyNot);
}

} // namespace

MainMenu::MainMenu(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    makeFileMenu();
    makeViewMenu();
    makeDaemonMenu();
    makeHelpMenu();
    setDaemon(nullptr);
    setDaemonCount(0);
}

QMenu *MainMenu::addMenu(const QString &title)
{
    QMenu *menu = m_window.menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    m_menus.push_back(menu);
    return menu;
}

void MainMenu::makeFileMenu()
{
    QMenu *menu = addMenu(tr("&File"));
    QAction *connectTo = menu->addAction(tr("&Connect…"), this, &MainMenu::connectTriggered);
    connectTo->setShortcut(QKeySequence::Open);
    connectTo->setIcon(lineIcon(u"connect"_s));
    menu->addAction(tr("&Try the Demo Cluster"), this, &MainMenu::demoTriggered);
    menu->addSeparator();
    m_close = menu->addAction(tr("C&lose"), this, &MainMenu::closeTriggered);
    m_close->setShortcut(QKeySequence::Close);
    QAction *quit = menu->addAction(tr("&Quit"), this, &MainMenu::quitTriggered);
    // Not every desktop has one; and the same one twice would be ambiguous.
    const QKeySequence quitKeys(QKeySequence::Quit);
    quit->setShortcut(quitKeys.isEmpty() ? QKeySequence(Qt::CTRL | Qt::Key_Q) : quitKeys);
    quit->setMenuRole(QAction::QuitRole);
}

void MainMenu::makeViewMenu()
{
    QMenu *menu = addMenu(tr("&View"));
    m_pages = new QActionGroup(this);
    for (int page = 0; page < DaemonView::PageCount; ++page) {
        QAction *action = menu->addAction(DaemonView::pageName(page));
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + page)));
        action->setCheckable(true);
        m_pages->addAction(action);
        connect(action, &QAction::triggered, this, [this, page] { Q_EMIT pageTriggered(page); });
    }
    menu->addSeparator();
    m_next = menu->addAction(tr("Ne&xt Daemon"), this, [this] { Q_EMIT nextDaemonTriggered(1); });
    m_next->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_PageDown));
    m_previous = menu->addAction(tr("Pre&vious Daemon"), this, [this] { Q_EMIT nextDaemonTriggered(-1); });
    m_previous->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_PageUp));
    m_all = menu->addAction(tr("All Daemo&ns"), this, &MainMenu::allDaemonsTriggered);
    m_all->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_0));
    m_all->setIcon(lineIcon(u"daemons"_s));
    menu->addSeparator();
    makeAppearanceMenu(*menu);
    makeLanguageMenu(*menu);
    m_notifications = menu->addAction(tr("Desktop &Notifications"));
    m_notifications->setCheckable(true);
    connect(m_notifications, &QAction::triggered, this, &MainMenu::notificationsToggled);
}

void MainMenu::makeAppearanceMenu(QMenu &parent)
{
    QMenu *menu = parent.addMenu(tr("&Appearance"));
    m_appearances = new QActionGroup(this);
    const std::pair<Appearance, QString> entries[] = {{Appearance::System, tr("As the &System")},
                                                      {Appearance::Light, tr("&Light")},
                                                      {Appearance::Dark, tr("&Dark")}};
    for (const auto &[appearance, text] : entries) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(appearance));
        m_appearances->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, chosen = appearance] { Q_EMIT appearanceChosen(chosen); });
    }
}

void MainMenu::makeLanguageMenu(QMenu &parent)
{
    QMenu *menu = parent.addMenu(tr("&Language"));
    m_languages = new QActionGroup(this);
    const auto add = [&](const QString &language, const QString &text) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(language);
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, language] { Q_EMIT languageChosen(language); });
    };
    add({}, tr("As the &System"));
    for (const QString &language : languages())
        add(language, languageName(language));
}

void MainMenu::makeDaemonMenu()
{
    QMenu *menu = addMenu(tr("&Daemon"));
    m_poll = menu->addAction(tr("&Poll Now"), this, &MainMenu::pollTriggered);
    m_poll->setShortcut(QKeySequence::Refresh);
    m_poll->setIcon(lineIcon(u"poll"_s));
    m_accept = menu->addAction(tr("&Accept the Smaller List…"), this, &MainMenu::acceptTriggered);
    m_reload = menu->addAction(tr("&Reload Config"), this, &MainMenu::reloadTriggered);
    m_reload->setIcon(lineIcon(u"config"_s));
    menu->addSeparator();
    m_edit = menu->addAction(tr("Change the &Connection…"), this, &MainMenu::connectionEditTriggered);
}

void MainMenu::makeHelpMenu()
{
    QMenu *menu = addMenu(tr("&Help"));
    QAction *shortcuts = menu->addAction(tr("&Keyboard Shortcuts"), this, &MainMenu::shortcutsTriggered);
    shortcuts->setShortcut(QKeySequence::HelpContents);
    QAction *about = menu->addAction(tr("&About"), this, &MainMenu::aboutTriggered);
    about->setMenuRole(QAction::AboutRole);
}

void MainMenu::setDaemon(const DaemonView *view)
{
    m_pages->setEnabled(view != nullptr);
    m_edit->setEnabled(view != nullptr);
    m_close->setEnabled(view != nullptr);
    if (view)
        m_pages->actions().at(view->currentPage())->setChecked(true);
    const QString whyNot = view ? view->whyNoChange() : tr("No daemon is open.");
    setWhyNot(*m_poll, whyNot);
    setWhyNot(*m_reload, whyNot);
    setWhyNot(*m_accept, !whyNot.isEmpty() || view->isListHeld() ? whyNot : tr("No list is held back."));
}

void MainMenu::setDaemonCount(int count)
{
    m_all->setEnabled(count > 1);
    m_next->setEnabled(count > 1);
    m_previous->setEnabled(count > 1);
}

void MainMenu::setAppearance(Appearance appearance)
{
    for (QAction *action : m_appearances->actions())
        action->setChecked(action->data().toInt() == int(appearance));
}

void MainMenu::setLanguage(const QString &language)
{
    for (QAction *action : m_languages->actions())
        action->setChecked(action->data().toString() == language);
}

void MainMenu::setNotifications(bool isOn, bool isAvailable)
{
    m_notifications->setChecked(isOn && isAvailable);
    setWhyNot(*m_notifications, isAvailable ? QString() : tr("This desktop has no tray for notifications."));
}

std::vector<QAction *> MainMenu::shortcutActions() const
{
    std::vector<QAction *> found;
    for (const QMenu *menu : m_menus) {
        for (QAction *action : menu->actions()) {
            if (!action->shortcut().isEmpty())
                found.push_back(action);
        }
    }
    return found;
}

} // namespace slurmsd
