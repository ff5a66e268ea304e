// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace slurmsd {

// The Fusion style with outlines of controls and frames that are seen, and buttons that look pressed, in a
// dark palette too: Fusion makes its outlines darker than the window.
class OutlinedStyle : public QProxyStyle
{
    Q_OBJECT

public:
    OutlinedStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
};

// Of outlines: a contrast of 3:1 or more with Window, Base and Button.
QColor outlineColor(const QPalette &palette);

} // namespace slurmsd
