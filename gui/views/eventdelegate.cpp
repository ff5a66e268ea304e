// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/eventdelegate.h"

#include "gui/models/eventkind.h"
#include "gui/models/timelinemodel.h"
#include "gui/views/statestyle.h"

namespace slurmsd {

void EventDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() != TimelineModel::KindColumn)
        return;
    const auto mood = EventMood(index.data(TimelineModel::MoodRole).toInt());
    if (mood != EventMood::Neutral)
        option->palette.setColor(
            QPalette::Text,
            stateColor(mood == EventMood::Bad ? StateClass::Down : StateClass::Active, option->palette));
}

} // namespace slurmsd
