// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/views/appearance.h"
#include "gui/views/statestyle.h"

namespace slurmsd {

// For the inside of an area whose edge has the class's own colour: pale where all is well, so that the eye
// finds the rest.
inline QColor stateFill(StateClass stateClass, const QPalette &palette)
{
    const QColor color = stateColor(stateClass, palette);
    return stateClass == StateClass::Active ? blend(palette.color(QPalette::Window), color, 0.35) : color;
}

} // namespace slurmsd
