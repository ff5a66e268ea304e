// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace slurmsd {

// Put the names of nodes on the clipboard; without any, leave it as it is.

void copyAsHostlist(const QStringList &names); // "gpu[001-004],login"
void copyAsLines(const QStringList &names);

} // namespace slurmsd
