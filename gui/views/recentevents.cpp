// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/recentevents.h"

#include "common/shorttext.h"
#include "gui/models/durationtext.h"
#include "gui/models/eventkind.h"
#include "gui/models/text.h"
#include "gui/views/statestyle.h"

#include <QEvent>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

QColor colorOf(const Event &event, const QPalette &palette)
{
    switch (EventWords::moodOf(event.kind)) {
    case EventMood::Bad:
        return stateColor(StateClass::Down, palette);
    case EventMood::Good:
        return stateColor(StateClass::Active, palette);
    case EventMood::Neutral:
        break;
    }
    return palette.color(QPalette::WindowText);
}

} // namespace

RecentEvents::RecentEvents(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setAccessibleName(tr("The last events"));
    hide();
    connect(this, &QLabel::linkActivated, this, [this](const QString &link) {
        const Event event = m_events[link.toUInt()]; // a slot may change them
        Q_EMIT opened(event);
    });
}

void RecentEvents::append(const std::vector<Event> &events)
{
    const std::size_t kept = std::min(events.size(), capacity);
    for (auto event = events.end() - std::ptrdiff_t(kept); event != events.end(); ++event)
        m_events.push_front(*event);
    if (m_events.size() > capacity)
        m_events.resize(capacity);
    updateText();
    setVisible(!m_events.empty());
}

void RecentEvents::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateText();
    QLabel::changeEvent(event);
}

// A long event is cut at the page's edge.
QSize RecentEvents::minimumSizeHint() const { return {0, QLabel::minimumSizeHint().height()}; }

void RecentEvents::updateText()
{
    constexpr std::size_t maxBytes = 200;
    QStringList lines;
    const WallTime now = std::chrono::system_clock::now();
    for (std::size_t i = 0; i < m_events.size(); ++i) {
        const Event &event = m_events[i];
        lines += u"<a href=\"%1\" style=\"color:%2;text-decoration:none\">%3 &nbsp;%4 %5</a>"_s.arg(
            QString::number(i), palette().color(QPalette::WindowText).name(), clockText(event.when, now),
            u"<span style=\"color:%1\">%2</span>"_s.arg(colorOf(event, palette()).name(),
                                                        EventWords::mark(event.kind).toHtmlEscaped()),
            toQString(shortened(event.text, maxBytes)).toHtmlEscaped());
    }
    setText(lines.join(u"<br>"_s));
}

} // namespace slurmsd
