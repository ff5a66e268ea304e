// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/fielderror.h"

#include "gui/views/noticebar.h"

#include <QEvent>

namespace slurmsd {

FieldError::FieldError(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    updateColor();
    hide();
}

void FieldError::setProblem(const QString &problem)
{
    m_problem = problem;
    setText(problem.isEmpty() ? QString() : levelMark(NoticeBar::Level::Alarm) + QChar(u' ') + problem);
    setVisible(!problem.isEmpty());
}

void FieldError::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColor();
    QLabel::changeEvent(event);
}

void FieldError::updateColor()
{
    const QColor color = levelColor(NoticeBar::Level::Alarm, palette());
    if (palette().color(QPalette::WindowText) == color)
        return;
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, color);
    setPalette(colored);
}

} // namespace slurmsd
