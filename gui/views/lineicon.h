// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPainterPath>
#include <QString>

class QIODevice;

namespace slurmsd {

// The icon resources/icons/line/NAME.svg in the colours of the application's palette, in any size; a null
// icon where there is none of that name.
QIcon lineIcon(const QString &name);

// The lines of an SVG of 16 by 16 units that has but what our icons have: path (M, L, H, V, C and Z,
// absolute), rect and circle. Read by ourselves, since Qt reads SVG by a plugin that may not be installed.
// Empty for what is no such SVG.
QPainterPath readLines(QIODevice &svg);

} // namespace slurmsd
