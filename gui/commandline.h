// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "gui/values/connectionprofile.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace slurmsd {

// What the program is asked for when it is started.
struct AdminCommandLine
{
    bool isDemoWanted = false;
    QString language; // empty: the desktop's, or the one that was chosen in the menu
    std::vector<ConnectionProfile> connections;
};

// `arguments`: with the program's name. --help and --version are taken, and left to the caller. The error is
// one line for people.
Result<AdminCommandLine, QString> parseAdminCommandLine(const QStringList &arguments);

// What --help prints.
QString adminHelp();

} // namespace slurmsd
