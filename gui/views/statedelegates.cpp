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

constexpr int leastBarCharacters = 6;

int gapOf(const QFontMetrics &metrics) { return metrics.horizontalAdvance(u'x'); }

int endOf(const std::vector<StateMark> &marks, const QFontMetrics &metrics)
{
    return marks.empty() ? 0 : marks.back().left + metrics.horizontalAdvance(marks.back().text);
}

void paintMarks(QPainter &painter, const QRect &place, const std::vector<StateMark> &marks,
                const QStyleOptionViewItem &option)
{
    for (const StateMark &mark : marks) {
        const QColor color = mark.stateClass == StateClass::Active
                                 ? option.palette.color(QPalette::Text)
                                 : stateColor(mark.stateClass, option.palette);
        painter.setPen(isSelected(option) ? option.palette.color(QPalette::HighlightedText) : color);
        painter.drawText(place.adjusted(mark.left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, mark.text);
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

std::vector<StateMark> stateMarks(const QList<int> &counts, int width, const QFontMetrics &metrics)
{
    const StateMark more{StateClass::Active, u"…"_s, 0};
    std::vector<StateMark> marks;
    int left = 0;
    for (auto stateClass = stateClassesInTree.rbegin(); stateClass != stateClassesInTree.rend();
         ++stateClass) {
        const int count = countOf(counts, *stateClass);
        if (count > 0 && *stateClass != StateClass::Active) {
            marks.push_back(
                {*stateClass, stateMark(*stateClass) + u'\u2009' + QLocale().toString(count), left});
            left = endOf(marks, metrics) + gapOf(metrics);
        }
    }
    bool isCut = false;
    while (!marks.empty()) {
        const int end = isCut ? left + metrics.horizontalAdvance(more.text) : endOf(marks, metrics);
        if (end <= width)
            break;
        left = marks.back().left;
        marks.pop_back();
        isCut = true;
    }
    if (isCut)
        marks.push_back({more.stateClass, more.text, left});
    return marks;
}

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
    const int wanted = endOf(stateMarks(counts, QWIDGETSIZE_MAX, option.fontMetrics), option.fontMetrics);
    const int least =
        std::min(leastBarCharacters * option.fontMetrics.averageCharWidth(), content.width() / 2);
    const QRect bar(
        content.left(), content.center().y() - height / 2,
        std::clamp(content.width() - wanted - 2 * margin, least, std::max(least, content.width() / 2)),
        height);
    painter->setClipRect(content);
    paintBar(*painter, bar, counts, option.palette);
    QRect place = content;
    place.setLeft(bar.right() + 2 * margin);
    paintMarks(*painter, place, stateMarks(counts, place.width(), option.fontMetrics), option);
    painter->restore();
}

QSize StateBarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto counts = index.data(PartitionTree::CountsRole).value<QList<int>>();
    const int marks = endOf(stateMarks(counts, QWIDGETSIZE_MAX, option.fontMetrics), option.fontMetrics);
    const int bar = leastBarCharacters * option.fontMetrics.averageCharWidth();
    const int margins = 5 * option.fontMetrics.horizontalAdvance(u' ');
    return {bar + marks + margins, QStyledItemDelegate::sizeHint(option, index).height()};
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
