// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/targetdelegate.h"

#include "gui/models/targetsmodel.h"

#include <QDateTime>
#include <QPainter>

namespace slurmsd {

void TargetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const QDateTime when = index.data(TargetsModel::ChangeTimeRole).toDateTime();
    // A clock that was set back makes it a change of now.
    const qint64 age =
        when.isValid() ? std::max<qint64>(0, when.msecsTo(QDateTime::currentDateTime())) : fadeTime;
    if (age < fadeTime && !(option.state & QStyle::State_Selected)) {
        QColor color = option.palette.color(QPalette::Highlight);
        color.setAlphaF(0.4F * static_cast<float>(fadeTime - age) / static_cast<float>(fadeTime));
        painter->fillRect(option.rect, color);
    }
    QStyledItemDelegate::paint(painter, option, index);
}

} // namespace slurmsd
