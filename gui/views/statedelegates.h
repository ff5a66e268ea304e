// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/nodestate.h"

#include <QFontMetrics>
#include <QList>
#include <QStyledItemDelegate>

#include <vector>

namespace slurmsd {

// "▼ 171": how many nodes are in a state, or "…" for those of a group that find no place.
struct StateMark
{
    StateClass stateClass = StateClass::Active; // of "…": Active
    QString text;
    int left = 0; // where it begins, in pixels

    friend bool operator==(const StateMark &, const StateMark &) = default;
};

// Those of a group, worst first and without the active ones: as many as fit whole into `width` pixels, and
// "…" where there are more. `counts`: nodes by StateClass, as PartitionTree::CountsRole has them.
std::vector<StateMark> stateMarks(const QList<int> &counts, int width, const QFontMetrics &metrics);

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

// The states of a group of PartitionTree as a bar of their shares, with stateMarks() beside it. The bar makes
// room for them, and the size hint has room for all.
class StateBarDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
};

} // namespace slurmsd
