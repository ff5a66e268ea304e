// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statestyle.h"

#include "gui/models/text.h"

namespace slurmsd {

namespace {

// Okabe and Ito's colours, which people with any colour vision tell apart, darkened or lightened for the
// palette.
struct StateLook
{
    QRgb onLight;
    QRgb onDark;
    char16_t mark;
};

StateLook lookOf(StateClass stateClass)
{
    switch (stateClass) {
    case StateClass::Active:
        return {0xff00805c, 0xff2bc79b, u'●'};
    case StateClass::Drained:
        return {0xffa96800, 0xfff0b03c, u'◆'};
    case StateClass::Draining:
        return {0xff8a7400, 0xffd9c84a, u'◈'};
    case StateClass::Down:
        return {0xffc0392b, 0xffff7a66, u'▼'};
    case StateClass::Maintenance:
        return {0xff0072b2, 0xff6ab8ee, u'■'};
    case StateClass::PoweringUp:
        return {0xff8a5ba8, 0xffcf9ee6, u'▲'};
    case StateClass::PoweredDown:
        return {0xff6d6d6d, 0xffa6a6a6, u'○'};
    case StateClass::Future:
        return {0xff7f7f7f, 0xff8f8f8f, u'◇'};
    case StateClass::Unknown:
        break;
    }
    return {0xffa3457c, 0xfff08cc4, u'?'};
}

} // namespace

QColor stateColor(StateClass stateClass, const QPalette &palette)
{
    const StateLook look = lookOf(stateClass);
    return QColor(isDark(palette) ? look.onDark : look.onLight);
}

QColor healthColor(DaemonStatus::Health health, const QPalette &palette)
{
    switch (health) {
    case DaemonStatus::Health::Ok:
        return stateColor(StateClass::Active, palette);
    case DaemonStatus::Health::Degraded:
        return stateColor(StateClass::Drained, palette);
    case DaemonStatus::Health::NotReady:
        break;
    }
    return stateColor(StateClass::Down, palette);
}

QString stateMark(StateClass stateClass) { return QString(QChar(lookOf(stateClass).mark)); }

QString stateWord(StateClass stateClass) { return toQString(toString(stateClass)); }

bool isDark(const QPalette &palette) { return palette.color(QPalette::Base).lightness() < 128; }

} // namespace slurmsd
