// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <functional>

class QMenu;

namespace slurmsd {

// Fills the menu anew with searches that were used and with examples of what can be searched for; `use` is
// called with the one that is chosen.
void fillSearchMenu(QMenu &menu, const QStringList &history, const std::function<void(const QString &)> &use);

} // namespace slurmsd
