// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statelegend.h"

#include "gui/models/statebarlayout.h"
#include "gui/views/statestyle.h"

#include <QEvent>
#include <QLocale>

namespace slurmsd {

using namespace Qt::StringLiterals;

StateLegend::StateLegend(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    setAccessibleName(tr("Nodes by state"));
    connect(this, &QLabel::linkActivated, this, &StateLegend::searchRequested);
}

void StateLegend::setStates(const StateCounts &states)
{
    if (states == m_states && !text().isEmpty())
        return;
    m_states = states;
    updateText();
}

void StateLegend::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateText();
    QLabel::changeEvent(event);
}

void StateLegend::updateText()
{
    // All of it is ours: words, marks and numbers.
    const QString textColor = palette().color(QPalette::WindowText).name();
    QStringList parts;
    for (const StateClass stateClass : stateOrder) {
        const std::size_t count = countOf(m_states, stateClass);
        if (count == 0)
            continue;
        parts.append(u"<a href=\"state:%1\" style=\"color:%2;text-decoration:none\">"
                     "<span style=\"color:%3\">%4</span>&nbsp;%1&nbsp;<b>%5</b></a>"_s.arg(
                         stateWord(stateClass), textColor, stateColor(stateClass, palette()).name(),
                         stateMark(stateClass), QLocale().toString(qulonglong(count))));
    }
    setText(parts.join(u" &nbsp; "_s));
}

} // namespace slurmsd
