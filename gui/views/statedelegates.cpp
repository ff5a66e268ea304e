// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statedelegates.h"

#include "gui/models/nodegroups.h"
#include "gui/models/nodesmodel.h"
#include "gui/models/partitiontree.h"
#include "gui/views/statestyle.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

int countOf(const QList<int> &counts, StateClass stateClass)
{
    return counts.value(static_cast<qsizetype>(stateClass));
}

bool isSelected(const QStyleOptionViewItem &option) { return option.state.testFlag(QStyle::State_Selected); }

// The classes that are there in the order of the tree, a colour each.
void paintBar(QPainter &painter, const QRect &bar, const QList<int> &counts, const QPalette &palette)
{
    const int total = std::accumulate(counts.begin(), counts.end(), 0);
    int left = bar.left();
    int before = 0;
    for (const StateClass stateClass : stateClassesInTree) {
        const int count = countOf(counts, stateClass);
        if (count == 0)
            continue;
        before += count;
        const int end = bar.left() + static_cast<int>(qint64{bar.width()} * before / total);
        // One drained node of thousands is to be seen as well.
        const int width = std::min(std::max(end - left, 3), bar.right() + 1 - left);
        painter.fillRect(left, bar.top(), width, bar.height(), stateColor(stateClass, palette));
        left += width;
    }
}

// "◆ 3", "▼ 1": what is not active.
void paintMarks(QPainter &painter, QRect place, const QList<int> &counts, const QStyleOptionViewItem &option)
{
    const int gap = option.fontMetrics.horizontalAdvance(u'x');
    for (const StateClass stateClass : stateClassesInTree) {
        const int count = countOf(counts, stateClass);
        if (count == 0 || stateClass == StateClass::Active)
            continue;
        const QString text = stateMark(stateClass) + u'\u2009' + QLocale().toString(count);
        painter.setPen(isSelected(option) ? option.palette.color(QPalette::HighlightedText)
                                          : stateColor(stateClass, option.palette));
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, text);
        place.setLeft(place.left() + option.fontMetrics.horizontalAdvance(text) + gap);
    }
}

QString countsText(const QList<int> &counts)
{
    QStringList texts;
    for (const StateClass stateClass : stateClassesInTree) {
        if (const int count = countOf(counts, stateClass); count > 0)
            texts += QLocale().toString(count) + u' ' + stateWord(stateClass);
    }
    return texts.join(u", "_s);
}

} // namespace

StateDelegate::StateDelegate(int stateRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_stateRole(stateRole)
{}

void StateDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QVariant value = index.data(m_stateRole);
    if (!value.isValid())
        return;
    const auto stateClass = static_cast<StateClass>(value.toInt());
    if (option->text != stateWord(stateClass)) // a node's name
        return;
    option->text = stateMark(stateClass) + u' ' + option->text;
    option->palette.setColor(QPalette::Text, stateColor(stateClass, option->palette));
}

void StateBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const auto counts = index.data(PartitionTree::CountsRole).value<QList<int>>();
    const bool isGroup = index.data(PartitionTree::KindRole).toInt() != int(PartitionTree::Kind::State);
    if (counts.isEmpty() || !isGroup)
        return;
    painter->save();
    painter->setFont(option.font);
    const int margin = option.fontMetrics.horizontalAdvance(u' ');
    const QRect content = option.rect.adjusted(margin, 0, -margin, 0);
    const int height = option.fontMetrics.ascent() * 3 / 4;
    const QRect bar(content.left(), content.center().y() - height / 2, content.width() / 2, height);
    painter->setClipRect(content);
    paintBar(*painter, bar, counts, option.palette);
    QRect marks = content;
    marks.setLeft(bar.right() + 2 * margin);
    paintMarks(*painter, marks, counts, option);
    painter->restore();
}

bool StateBarDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                 const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto counts = index.data(PartitionTree::CountsRole).value<QList<int>>();
    if (event->type() != QEvent::ToolTip || counts.isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), countsText(counts), view);
    return true;
}

} // namespace slurmsd
