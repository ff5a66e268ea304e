// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statebars.h"

#include "gui/models/text.h"
#include "gui/views/statefill.h"
#include "gui/views/statestyle.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionFocusRect>
#include <QToolTip>

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

StateBars::StateBars(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
    setAccessibleName(tr("Nodes by partition and state"));
}

void StateBars::setPartitions(const std::vector<PartitionStatus> &partitions)
{
    if (partitions == m_partitions)
        return;
    // The partition stays the current one, wherever it is now.
    const std::string current =
        m_current.row < rowCount() ? m_partitions[std::size_t(m_current.row)].name : std::string();
    m_partitions = partitions;
    const auto found = std::ranges::find(m_partitions, current, &PartitionStatus::name);
    m_current = {found == m_partitions.end() ? 0 : int(found - m_partitions.begin()), -1};
    updateScrollBar();
    updateGeometry();
    viewport()->update();
}

QSize StateBars::sizeHint() const
{
    const int rows = std::clamp(rowCount(), 3, 16);
    return {fontMetrics().averageCharWidth() * 50, rows * rowHeight() + 2 * frameWidth()};
}

QSize StateBars::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30,
            std::clamp(rowCount(), 1, 4) * rowHeight() + 2 * frameWidth()};
}

int StateBars::rowHeight() const { return fontMetrics().height() * 3 / 2; }

int StateBars::nameWidth() const
{
    int widest = 0;
    const int first = verticalScrollBar()->value() / rowHeight();
    const int last = std::min(rowCount(), first + viewport()->height() / rowHeight() + 2);
    for (int row = first; row < last; ++row)
        widest = std::max(widest, fontMetrics().horizontalAdvance(nameOf(row)));
    return std::min(widest, viewport()->width() / 3) + 2 * fontMetrics().averageCharWidth();
}

int StateBars::countWidth() const
{
    std::size_t most = 0;
    for (const PartitionStatus &partition : m_partitions)
        most = std::max(most, partition.nodes);
    return fontMetrics().horizontalAdvance(QLocale().toString(qulonglong(most))) +
           2 * fontMetrics().averageCharWidth();
}

QRect StateBars::barRect(int row) const
{
    const int height = rowHeight();
    const int top = row * height - verticalScrollBar()->value();
    const int left = nameWidth() + countWidth();
    const int pad = height / 5;
    const QRect bar(left, top + pad, std::max(0, viewport()->width() - left - pad), height - 2 * pad);
    return QStyle::visualRect(layoutDirection(), viewport()->rect(), bar);
}

std::vector<StateSegment> StateBars::segmentsOf(int row) const
{
    const QRect bar = barRect(row);
    const StateCounts &states = m_partitions[std::size_t(row)].states;
    // So that the numbers fit, where all of them can.
    std::vector<StateSegment> segments = stateSegments(states, bar.width(), fontMetrics().height() / 2);
    int widest = 0;
    for (const StateSegment &segment : segments) {
        if (segment.stateClass != StateClass::Active)
            widest = std::max(widest, fontMetrics().horizontalAdvance(labelOf(segment)) + 6);
    }
    const bool isRoomy = widest * int(segments.size()) < bar.width();
    return isRoomy ? stateSegments(states, bar.width(), widest) : segments;
}

QString StateBars::labelOf(const StateSegment &segment)
{
    return stateMark(segment.stateClass) + QLocale().toString(qulonglong(segment.count));
}

QString StateBars::nameOf(int row) const
{
    const std::string &name = m_partitions[std::size_t(row)].name;
    return name.empty() ? tr("(no partition)") : toQString(name);
}

QString StateBars::describe(Place place) const
{
    const PartitionStatus &partition = m_partitions[std::size_t(place.row)];
    const QLocale locale;
    const QString nodes = tr("%Ln node(s)", nullptr, int(partition.nodes));
    if (place.part < 0) {
        QStringList parts;
        for (const StateSegment &segment : segmentsOf(place.row))
            parts.append(locale.toString(qulonglong(segment.count)) + u' ' + stateWord(segment.stateClass));
        return tr("%1: %2: %3").arg(nameOf(place.row), nodes, parts.join(u", "_s));
    }
    const StateSegment segment = segmentsOf(place.row)[std::size_t(place.part)];
    return tr("%1: %2 of %3 %4", "partition: 3 of 64 nodes down")
        .arg(nameOf(place.row), locale.toString(qulonglong(segment.count)), nodes,
             stateWord(segment.stateClass));
}

StateBars::Place StateBars::placeAt(QPoint position) const
{
    const int row = (position.y() + verticalScrollBar()->value()) / rowHeight();
    if (position.y() < 0 || row >= rowCount())
        return {-1, -1};
    const QRect bar = barRect(row);
    const int x = isRightToLeft() ? bar.right() - position.x() : position.x() - bar.left();
    const std::vector<StateSegment> segments = segmentsOf(row);
    const auto hit = std::ranges::find_if(segments, [x](const StateSegment &segment) {
        return x >= segment.begin && x < segment.begin + segment.length;
    });
    return {row, hit == segments.end() ? -1 : int(hit - segments.begin())};
}

void StateBars::setCurrent(Place place)
{
    m_current = place;
    const int top = place.row * rowHeight();
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    else if (top + rowHeight() > bar->value() + viewport()->height())
        bar->setValue(top + rowHeight() - viewport()->height());
    viewport()->update();
    setAccessibleDescription(describe(place));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void StateBars::moveCurrent(int rows, int parts)
{
    if (m_partitions.empty())
        return;
    const int row = std::clamp(m_current.row + rows, 0, rowCount() - 1);
    const int last = int(segmentsOf(row).size()) - 1;
    setCurrent({row, std::clamp(m_current.part + parts, -1, last)});
}

void StateBars::activate(Place place)
{
    if (place.row < 0 || place.row >= rowCount())
        return;
    const std::string &name = m_partitions[std::size_t(place.row)].name;
    if (place.part < 0)
        Q_EMIT searchRequested(partitionSearch(name));
    else
        Q_EMIT searchRequested(
            partitionSearch(name, segmentsOf(place.row)[std::size_t(place.part)].stateClass));
}

void StateBars::updateScrollBar()
{
    const int page = viewport()->height();
    verticalScrollBar()->setRange(0, std::max(0, rowCount() * rowHeight() - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(rowHeight());
}

void StateBars::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        updateScrollBar();
        updateGeometry();
    }
    viewport()->update();
}

void StateBars::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void StateBars::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void StateBars::keyPressEvent(QKeyEvent *event)
{
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Up:
        return moveCurrent(-1, 0);
    case Qt::Key_Down:
        return moveCurrent(1, 0);
    case Qt::Key_PageUp:
        return moveCurrent(-page, 0);
    case Qt::Key_PageDown:
        return moveCurrent(page, 0);
    case Qt::Key_Home:
        return moveCurrent(-rowCount(), 0);
    case Qt::Key_End:
        return moveCurrent(rowCount(), 0);
    case Qt::Key_Left:
        return moveCurrent(0, -forward);
    case Qt::Key_Right:
        return moveCurrent(0, forward);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activate(m_current);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void StateBars::mouseMoveEvent(QMouseEvent *event)
{
    const bool isOverBar = placeAt(event->position().toPoint()).row >= 0;
    viewport()->setCursor(isOverBar ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StateBars::mousePressEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || place.row < 0)
        return;
    setCurrent(place);
    activate(place);
}

void StateBars::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

bool StateBars::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Place place = placeAt(help->pos());
    // Names can hold anything, tags too.
    const QString text =
        place.row < 0 ? QString() : u"<span>%1</span>"_s.arg(describe(place).toHtmlEscaped());
    QToolTip::showText(help->globalPos(), text, viewport());
    return true;
}

void StateBars::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const int first = verticalScrollBar()->value() / rowHeight();
    const int last = std::min(rowCount(), first + viewport()->height() / rowHeight() + 2);
    for (int row = first; row < last; ++row)
        paintRow(painter, row);
}

void StateBars::paintRow(QPainter &painter, int row) const
{
    const int top = row * rowHeight() - verticalScrollBar()->value();
    const QRect whole = viewport()->rect();
    const auto place = [&](int left, int width) {
        return QStyle::visualRect(layoutDirection(), whole, QRect(left, top, width, rowHeight()));
    };
    const int names = nameWidth();
    const int space = fontMetrics().averageCharWidth();
    painter.setPen(palette().color(m_partitions[std::size_t(row)].name.empty() ? QPalette::PlaceholderText
                                                                               : QPalette::WindowText));
    const QString name = fontMetrics().elidedText(nameOf(row), Qt::ElideMiddle, names - space);
    painter.drawText(place(0, names), Qt::AlignVCenter | Qt::AlignLeading, name);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(place(names, countWidth() - space), Qt::AlignVCenter | Qt::AlignTrailing,
                     QLocale().toString(qulonglong(m_partitions[std::size_t(row)].nodes)));
    paintBar(painter, row);
    if (!hasFocus() || m_current.row != row || m_current.part >= 0)
        return;
    QStyleOptionFocusRect option;
    option.initFrom(this);
    option.rect = QRect(0, top, whole.width(), rowHeight());
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void StateBars::paintBar(QPainter &painter, int row) const
{
    const QRect bar = barRect(row);
    const std::vector<StateSegment> segments = segmentsOf(row);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const StateSegment &segment = segments[i];
        // A line between the parts: neighbours are told apart by more than their colours.
        QRect part(bar.left() + segment.begin, bar.top(), segment.length - 1, bar.height());
        part = QStyle::visualRect(layoutDirection(), bar, part);
        painter.fillRect(part, stateColor(segment.stateClass, palette()));
        painter.fillRect(part.adjusted(1, 1, -1, -1), stateFill(segment.stateClass, palette()));
        const bool isActive = segment.stateClass == StateClass::Active;
        painter.setPen(palette().color(isActive ? QPalette::WindowText : QPalette::Base));
        for (const QString &label :
             {labelOf(segment), isActive ? QString() : stateMark(segment.stateClass)}) {
            if (part.width() < fontMetrics().horizontalAdvance(label))
                continue;
            painter.drawText(part, Qt::AlignCenter, label);
            break;
        }
        if (hasFocus() && m_current == Place{row, int(i)}) {
            painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
            painter.drawRect(part.adjusted(0, 0, 0, 0));
        }
    }
}

} // namespace slurmsd
