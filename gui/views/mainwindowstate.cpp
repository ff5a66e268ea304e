// SPDX-License-Identifier: GPL-3.0-or-later
// What of MainWindow is about its end, and what is remembered from one run to the next.
#include "gui/views/appearance.h"
#include "gui/views/connections.h"
#include "gui/views/daemonview.h"
#include "gui/views/mainmenu.h"
#include "gui/views/mainwindow.h"
#include "gui/views/noticebar.h"
#include "gui/views/tray.h"

#include <QCloseEvent>
#include <QScreen>
#include <QSettings>
#include <QTabWidget>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

void MainWindow::closeCurrent()
{
    if (DaemonView *view = currentDaemon())
        closeDaemon(view);
}

void MainWindow::closeDaemon(DaemonView *view)
{
    if (view->hasUnsavedChanges() && !m_isDiscarding)
        return askToDiscard(view);
    m_unsaved->hide(); // it may have asked about just this one
    QSettings settings;
    view->saveLayout(settings);
    view->saveHistory(settings);
    view->disconnect(this);
    m_tabs->removeTab(m_tabs->indexOf(view));
    view->client().close();
    view->deleteLater();
    showDaemonsOrWelcome();
}

void MainWindow::askToDiscard(DaemonView *view)
{
    m_closing = view;
    QStringList names;
    for (DaemonView *each : daemons()) {
        if (each->hasUnsavedChanges() && (!view || view == each))
            names.append(each->title());
    }
    m_unsaved->setNotice(
        NoticeBar::Level::Warning,
        tr("There are changes to the jobs of %1 that are not saved.").arg(names.join(u", "_s)));
    m_unsaved->show();
    if (view)
        m_tabs->setCurrentWidget(view);
    // The safe one of the two buttons.
    m_unsaved->focusLastWidget();
}

void MainWindow::discardAndClose()
{
    m_unsaved->hide();
    m_isDiscarding = true;
    if (m_closing)
        closeDaemon(m_closing);
    else
        close();
    m_isDiscarding = false;
}

bool MainWindow::hasUnsavedChanges() const
{
    return std::ranges::any_of(daemons(), [](const DaemonView *view) { return view->hasUnsavedChanges(); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (hasUnsavedChanges() && !m_isDiscarding) {
        event->ignore();
        askToDiscard(nullptr);
        return;
    }
    saveWindow();
    QMainWindow::closeEvent(event);
}

void MainWindow::restoreWindow()
{
    const QSettings settings;
    resize(fontMetrics().averageCharWidth() * 170, fontMetrics().height() * 44);
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    resize(size().boundedTo(screen()->availableSize()));
    const auto appearance = appearanceFromString(settings.value(u"appearance"_s).toString());
    setAppearance(appearance.value_or(Appearance::System));
    m_menu->setAppearance(appearance.value_or(Appearance::System));
    m_menu->setLanguage(settings.value(u"language"_s).toString());
    const bool isNotifying = settings.value(u"notifications"_s, true).toBool();
    m_tray->setEnabled(isNotifying);
    m_menu->setNotifications(isNotifying, Tray::isAvailable());
}

void MainWindow::saveWindow()
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    if (auto *view = qobject_cast<DaemonView *>(m_tabs->currentWidget()))
        view->saveLayout(settings);
    for (const DaemonView *view : daemons())
        view->saveHistory(settings);
    if (!m_isSessionKept)
        return;
    std::vector<ConnectionProfile> open;
    for (DaemonView *view : daemons())
        open.push_back(view->client().profile());
    m_connections->setOpenProfiles(open);
}

} // namespace slurmsd
