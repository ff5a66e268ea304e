// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace slurmsd {

// Shows the text of an item that is a state with the mark and the colour of its state.
class StateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `stateRole`: of the model; gives the StateClass as int, or nothing.
    StateDelegate(int stateRole, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_stateRole;
};

// The states of a group of PartitionTree as a bar of their shares, with the marks and numbers of those that
// are not active beside it.
class StateBarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace slurmsd
