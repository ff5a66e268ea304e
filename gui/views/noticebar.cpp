// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/noticebar.h"

#include "gui/views/appearance.h"
#include "gui/views/statestyle.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace slurmsd {

using Level = HealthSentence::Level;

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_mark(new QLabel)
    , m_text(new QLabel)
{
    const int space = fontMetrics().height() / 3;
    m_layout->setContentsMargins(3 * space, space, 2 * space, space);
    m_layout->setSpacing(2 * space);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_mark->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_layout->addWidget(m_mark, 0, Qt::AlignVCenter);
    m_layout->addWidget(m_text, 1);
    setNotice(Level::Quiet, {});
}

void NoticeBar::setNotice(Level level, const QString &text)
{
    if (m_text->text() != text)
        m_text->setText(text);
    if (std::exchange(m_level, level) == level && !m_mark->text().isEmpty())
        return;
    m_mark->setText(levelMark(level));
    m_mark->setAccessibleName(levelWord(level));
    updateColors();
}

QPushButton *NoticeBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text);
    addWidget(button);
    return button;
}

void NoticeBar::addWidget(QWidget *widget) { m_layout->addWidget(widget, 0, Qt::AlignVCenter); }

void NoticeBar::focusLastWidget()
{
    if (QWidget *last = m_layout->itemAt(m_layout->count() - 1)->widget())
        last->setFocus();
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColors();
    QWidget::changeEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = levelColor(m_level, palette());
    painter.fillRect(rect(), blend(palette().color(QPalette::Window), color, 0.1));
    QRect edge = rect();
    edge.setWidth(fontMetrics().height() / 4);
    if (isRightToLeft())
        edge.moveRight(rect().right());
    painter.fillRect(edge, color);
}

void NoticeBar::updateColors()
{
    QPalette colored = m_mark->palette();
    const QColor color = levelColor(m_level, palette());
    if (colored.color(QPalette::WindowText) != color) {
        colored.setColor(QPalette::WindowText, color);
        m_mark->setPalette(colored);
    }
    update();
}

QColor levelColor(Level level, const QPalette &palette)
{
    switch (level) {
    case Level::Ok:
        return healthColor(DaemonStatus::Health::Ok, palette);
    case Level::Warning:
        return healthColor(DaemonStatus::Health::Degraded, palette);
    case Level::Alarm:
        return healthColor(DaemonStatus::Health::NotReady, palette);
    case Level::Quiet:
        break;
    }
    return palette.color(QPalette::PlaceholderText);
}

QString levelMark(Level level)
{
    switch (level) {
    case Level::Ok:
        return stateMark(StateClass::Active);
    case Level::Warning:
        return stateMark(StateClass::Drained);
    case Level::Alarm:
        return stateMark(StateClass::Down);
    case Level::Quiet:
        break;
    }
    return stateMark(StateClass::PoweredDown);
}

QString levelWord(Level level)
{
    switch (level) {
    case Level::Ok:
        return NoticeBar::tr("Good");
    case Level::Warning:
        return NoticeBar::tr("Warning");
    case Level::Alarm:
        return NoticeBar::tr("Alarm");
    case Level::Quiet:
        break;
    }
    return NoticeBar::tr("Note");
}

} // namespace slurmsd
