// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QAction;
class QWidget;

namespace slurmsd {

// Windows beside the main one, which stays usable; they delete themselves when they are closed.

// The shortcuts of these actions, and the keys that work within the pages.
void showShortcuts(const std::vector<QAction *> &actions, QWidget *parent);

// The language of the search boxes.
void showSearchHelp(QWidget *parent);

// The version, and the licences of all that the program is made of.
void showAbout(QWidget *parent);

} // namespace slurmsd
