// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/appearance.h"

#include <QObject>

#include <vector>

class QAction;
class QActionGroup;
class QMenu;
class QMainWindow;

namespace slurmsd {

class DaemonView;

// The menus of the window, with the shortcuts that the platform has for such things.
class MainMenu : public QObject
{
    Q_OBJECT

public:
    // Fills the window's menu bar.
    explicit MainMenu(QMainWindow &window);

    // What can be done with this daemon, and what is shown of it; null: there is none.
    void setDaemon(const DaemonView *view);
    void setDaemonCount(int count);
    void setAppearance(Appearance appearance);
    void setLanguage(const QString &language); // empty: the desktop's
    // `isAvailable`: has the desktop a tray?
    void setNotifications(bool isOn, bool isAvailable);

    // All that have a shortcut, for the list of them.
    std::vector<QAction *> shortcutActions() const;

Q_SIGNALS:
    void connectTriggered();
    void demoTriggered();
    void closeTriggered();
    void quitTriggered();
    void pageTriggered(int page);
    void nextDaemonTriggered(int step);
    void allDaemonsTriggered();
    void appearanceChosen(slurmsd::Appearance appearance);
    void languageChosen(const QString &language);
    void notificationsToggled(bool isOn);
    void pollTriggered();
    void acceptTriggered();
    void reloadTriggered();
    void connectionEditTriggered();
    void shortcutsTriggered();
    void aboutTriggered();

private:
    void makeFileMenu();
    void makeViewMenu();
    void makeDaemonMenu();
    void makeHelpMenu();
    void makeAppearanceMenu(QMenu &parent);
    void makeLanguageMenu(QMenu &parent);
    QMenu *addMenu(const QString &title);

    QMainWindow &m_window;
    std::vector<QMenu *> m_menus;
    QAction *m_close = nullptr;
    QAction *m_next = nullptr;
    QAction *m_previous = nullptr;
    QAction *m_all = nullptr;
    QActionGroup *m_pages = nullptr;
    QActionGroup *m_appearances = nullptr;
    QActionGroup *m_languages = nullptr;
    QAction *m_notifications = nullptr;
    QAction *m_poll = nullptr;
    QAction *m_accept = nullptr;
    QAction *m_reload = nullptr;
    QAction *m_edit = nullptr;
};

} // namespace slurmsd
