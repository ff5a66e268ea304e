// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/values/connectionprofile.h"
#include "gui/views/appearance.h"

#include <QMainWindow>
#include <QPointer>

#include <vector>

class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace slurmsd {

class ConnectionPanel;
class Connections;
class DaemonsTable;
class DaemonView;
class MainMenu;
class NoticeBar;
class Tray;
class WelcomePage;

// The program's window: the daemons that are open, one a tab, the menus, and what leads to a first
// connection. What is remembered from one run to the next is in QSettings of the application's name.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow();
    ~MainWindow() override;

    DaemonView *openDaemon(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    // With the secrets that the keyring has for it, where there are some.
    void openProfile(const ConnectionProfile &profile);
    // As it is saved, where it is.
    void openUrl(const QUrl &url);
    // Those that were open when the window was closed last; they are remembered again when it is closed.
    void restoreDaemons();
    // Starts a daemon with a made-up cluster, which ends with the window, and opens it.
    void openDemo();

    // In the order of the tabs.
    std::vector<DaemonView *> daemons() const;
    DaemonView *currentDaemon() const; // null: none is open, or the connection panel is shown

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void connectMenu();
    void connectPanel();
    void connectDaemon(DaemonView *view);
    void takeConnection(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    void showConnectionPanel(const ConnectionProfile &profile, DaemonView *edited);
    void showDaemonsOrWelcome();
    void showAllDaemons();
    void updateAllDaemons();
    void updateDaemon(DaemonView *view);
    void updateTitle();
    void updateMenu();
    void stepDaemon(int step);
    void closeCurrent();
    void closeDaemon(DaemonView *view);
    void askToDiscard(DaemonView *view); // null: of the whole window
    void discardAndClose();
    bool hasUnsavedChanges() const;
    void chooseAppearance(Appearance appearance);
    void chooseLanguage(const QString &language);
    void restoreWindow();
    void saveWindow();

    Connections *m_connections;
    MainMenu *m_menu;
    Tray *m_tray;
    NoticeBar *m_unsaved;
    NoticeBar *m_note;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    ConnectionPanel *m_panel;
    QTabWidget *m_tabs;
    DaemonsTable *m_all;
    QToolButton *m_allButton;       // beside the tabs, where there are several
    QPointer<DaemonView> m_closing; // what the bar asks about; null: the window
    QPointer<DaemonView> m_edited;  // whose connection the panel shows; null: a new one's
    bool m_isDiscarding = false;
    bool m_isSessionKept = false;
};

} // namespace slurmsd
