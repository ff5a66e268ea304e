// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace slurmsd {

// Rows of a TargetsModel: those that came lately stand out, less and less for `fadeTime`. The words of the
// column of changes stay.
class TargetDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int fadeTime = 10'000; // ms

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

} // namespace slurmsd
