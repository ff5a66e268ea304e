// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/outlinedstyle.h"

#include "gui/views/appearance.h"
#include "gui/views/statestyle.h"

#include <QPainter>
#include <QStyleOption>

namespace slurmsd {

namespace {

constexpr double cornerRadius = 2; // as Fusion's

void drawOutline(QPainter &painter, const QStyleOption &option, double radius = cornerRadius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, radius > 0);
    const bool isEnabled = option.state & QStyle::State_Enabled;
    painter.setPen(isEnabled ? outlineColor(option.palette)
                             : option.palette.color(QPalette::Disabled, QPalette::WindowText));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}

void tintPressed(QPainter &painter, const QStyleOption &option)
{
    if (!(option.state & (QStyle::State_Sunken | QStyle::State_On)))
        return;
    QColor tint = option.palette.color(QPalette::Highlight);
    tint.setAlphaF(isDark(option.palette) ? 0.7F : 0.4F);
    painter.fillRect(option.rect.adjusted(1, 1, -1, -1), tint);
}

} // namespace

OutlinedStyle::OutlinedStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool hasFocus = option->state & State_HasFocus; // which has an outline of its own
    switch (element) {
    case PE_PanelButtonCommand: // that of a tool button, too
        tintPressed(*painter, *option);
        return drawOutline(*painter, *option);
    case PE_IndicatorCheckBox:
    case PE_Frame:
        return drawOutline(*painter, *option, 0);
    case PE_IndicatorRadioButton:
        return drawOutline(*painter, *option, option->rect.width() / 2.0);
    case PE_FrameLineEdit:
        return hasFocus ? void() : drawOutline(*painter, *option);
    default:
        return;
    }
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const bool isOutlined = control == CC_ComboBox || control == CC_SpinBox;
    if (isOutlined && !(option->state & State_HasFocus))
        drawOutline(*painter, *option);
}

QColor outlineColor(const QPalette &palette)
{
    return blend(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.55);
}

} // namespace slurmsd
