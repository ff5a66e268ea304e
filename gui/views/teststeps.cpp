// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/teststeps.h"

#include "gui/views/noticebar.h"

#include <QEvent>

namespace slurmsd {

using namespace Qt::StringLiterals;

TestSteps::TestSteps(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAccessibleName(tr("Outcome of the test"));
    hide();
}

void TestSteps::setLines(std::vector<Line> lines)
{
    m_lines = std::move(lines);
    setVisible(!m_lines.empty());
    updateText();
}

void TestSteps::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateText();
    QLabel::changeEvent(event);
}

void TestSteps::updateText()
{
    QString rows;
    for (const Line &line : m_lines) {
        const QString color = levelColor(line.level, palette()).name();
        rows += u"<tr><td><span style=\"color:%1\">%2</span></td><td style=\"padding:0 1em 0 0.5em\">%3</td>"
                "<td>%4</td></tr>"_s.arg(color, levelMark(line.level), line.name.toHtmlEscaped(),
                                         line.outcome.toHtmlEscaped());
    }
    setText(u"<table>"_s + rows + u"</table>"_s);
}

} // namespace slurmsd
