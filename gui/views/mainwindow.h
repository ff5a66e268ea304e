// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

namespace slurmsd {

struct ConnectionProfile;
struct ConnectionSecrets;

// The program's window: the daemons that are open, the menus, and what leads to a first connection.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow();

    void openDaemon(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
};

} // namespace slurmsd
