// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/appearance.h"

#include "gui/views/outlinedstyle.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

struct PaletteColors
{
    QRgb window;
    QRgb text;
    QRgb base;
    QRgb alternate;
    QRgb button;
    QRgb quiet; // text that matters less
    QRgb disabled;
    QRgb highlight;
    QRgb highlightedText;
    QRgb link;
    QRgb light, midlight, mid, dark, shadow; // of frames
};

QPalette makePalette(const PaletteColors &colors)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Window, colors.window);
    set(QPalette::WindowText, colors.text);
    set(QPalette::Base, colors.base);
    set(QPalette::AlternateBase, colors.alternate);
    set(QPalette::Text, colors.text);
    set(QPalette::Button, colors.button);
    set(QPalette::ButtonText, colors.text);
    set(QPalette::BrightText, colors.highlightedText);
    set(QPalette::ToolTipBase, colors.base);
    set(QPalette::ToolTipText, colors.text);
    set(QPalette::PlaceholderText, colors.quiet);
    set(QPalette::Highlight, colors.highlight);
    set(QPalette::HighlightedText, colors.highlightedText);
    set(QPalette::Link, colors.link);
    set(QPalette::LinkVisited, colors.link);
    set(QPalette::Light, colors.light);
    set(QPalette::Midlight, colors.midlight);
    set(QPalette::Mid, colors.mid);
    set(QPalette::Dark, colors.dark);
    set(QPalette::Shadow, colors.shadow);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(colors.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(colors.mid));
    return palette;
}

// The style that the desktop chose, from before the first change.
const QString &systemStyle()
{
    static const QString name = QApplication::style()->name();
    return name;
}

// The desktop's own, but for text that matters less: Qt makes it too pale to be read.
QPalette systemPalette()
{
    QApplication::setPalette(QPalette());
    const QPalette desktop = QApplication::palette();
    QPalette palette;
    palette.setColor(QPalette::PlaceholderText,
                     blend(desktop.color(QPalette::WindowText), desktop.color(QPalette::Window), 0.3));
    return palette;
}

// A style is set once: that polishes each widget anew.
void setSystemStyle(const QString &name)
{
    if (QApplication::style()->name().compare(name, Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(name));
}

void setOwnStyle()
{
    if (!qobject_cast<OutlinedStyle *>(QApplication::style()))
        QApplication::setStyle(new OutlinedStyle);
}

QPalette paletteOf(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return lightPalette();
    case Appearance::Dark:
        return darkPalette();
    case Appearance::System:
        break;
    }
    return systemPalette();
}

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QString toString(Appearance appearance)
{
    switch (appearance) {
    case Appearance::Light:
        return u"light"_s;
    case Appearance::Dark:
        return u"dark"_s;
    case Appearance::System:
        break;
    }
    return u"system"_s;
}

std::optional<Appearance> appearanceFromString(const QString &name)
{
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark}) {
        if (toString(appearance) == name)
            return appearance;
    }
    return std::nullopt;
}

void setAppearance(Appearance appearance)
{
    const QString &system = systemStyle();
    appearance == Appearance::System ? setSystemStyle(system) : setOwnStyle();
    QApplication::setPalette(paletteOf(appearance));
    // Examples in empty fields are not to be taken for values.
    QPalette fields = QApplication::palette();
    fields.setColor(QPalette::PlaceholderText, exampleColor(fields));
    QApplication::setPalette(fields, "QLineEdit");
}

QColor exampleColor(const QPalette &palette)
{
    return blend(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.38);
}

QPalette lightPalette()
{
    return makePalette({.window = 0xfff3f3f2,
                        .text = 0xff1d1f21,
                        .base = 0xffffffff,
                        .alternate = 0xfff7f7f6,
                        .button = 0xffececea,
                        .quiet = 0xff5c6066,
                        .disabled = 0xff8b8f94,
                        .highlight = 0xff2a64b4,
                        .highlightedText = 0xffffffff,
                        .link = 0xff1f5aa8,
                        .light = 0xffffffff,
                        .midlight = 0xfff8f8f7,
                        .mid = 0xffc4c4c1,
                        .dark = 0xffa3a3a0,
                        .shadow = 0xff757573});
}

QPalette darkPalette()
{
    return makePalette({.window = 0xff1c1e20,
                        .text = 0xffe6e6e4,
                        .base = 0xff2a2d31,
                        .alternate = 0xff2f3236,
                        .button = 0xff33363a,
                        .quiet = 0xffa6abb1,
                        .disabled = 0xff74797f,
                        .highlight = 0xff2f6cc0,
                        .highlightedText = 0xffffffff,
                        .link = 0xff7fb2ee,
                        .light = 0xff4a4e53,
                        .midlight = 0xff3d4145,
                        .mid = 0xff2e3134,
                        .dark = 0xff17181a,
                        .shadow = 0xff0c0d0e});
}

QColor blend(const QColor &from, const QColor &to, double share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                            mix(from.blueF(), to.blueF()));
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

} // namespace slurmsd
