// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

#include <optional>

namespace slurmsd {

// Light, dark, or as the desktop has it.
enum class Appearance : unsigned char { System, Light, Dark };

// The name that settings have: "system", "light", "dark".
QString toString(Appearance appearance);
std::optional<Appearance> appearanceFromString(const QString &name);

// Gives the whole application this look, at once. Light and dark are the Fusion style's, so that they are the
// same on every desktop and every Qt.
void setAppearance(Appearance appearance);

// The palettes of the two. Each text role keeps a contrast of 4.5:1 or more with what it is drawn on,
// PlaceholderText included, which stands for what matters less.
QPalette lightPalette();
QPalette darkPalette();

// Of examples in empty fields: paler than any text, and still of 4.5:1.
QColor exampleColor(const QPalette &palette);

// So much of `to` (0 to 1) in `from`.
QColor blend(const QColor &from, const QColor &to, double share);
// As WCAG 2.1 defines it, 1 to 21, of opaque colours.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace slurmsd
