// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/mainwindow.h"

#include "gui/views/daemonview.h"

namespace slurmsd {

MainWindow::MainWindow() { resize(1100, 700); }

void MainWindow::openDaemon(const ConnectionProfile &profile, const ConnectionSecrets &secrets)
{
    auto *view = new DaemonView;
    view->client().open(profile, secrets);
    setCentralWidget(view);
}

} // namespace slurmsd
