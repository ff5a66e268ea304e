// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/nodestate.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace slurmsd {

// How states look, the same on every page. Colour stands for state alone, and never alone: the mark or the
// word is beside it. The colours keep a contrast of 3:1 or more with the palette's Base, light or dark.

// For marks, bars and lines.
QColor stateColor(StateClass stateClass, const QPalette &palette);
QColor healthColor(DaemonStatus::Health health, const QPalette &palette);
// One character of a shape of its own for each class: "●", "▼", …
QString stateMark(StateClass stateClass);
// The class as labels and the search box have it, "powered_down": the same in every language.
QString stateWord(StateClass stateClass);
// Is this palette a dark one?
bool isDark(const QPalette &palette);

} // namespace slurmsd
