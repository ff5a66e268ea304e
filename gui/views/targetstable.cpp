// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/targetstable.h"

#include "gui/models/targetstablemodel.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace slurmsd {

namespace {

// What a relabelling leaves out is pale.
class LeftOutDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(TargetsTableModel::LeftOutRole).toBool())
            option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
};

} // namespace

TargetsTable::TargetsTable(TargetsTableModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setModel(&model);
    setAccessibleName(tr("Targets and their labels"));
    setItemDelegate(new LeftOutDelegate(this));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setStretchLastSection(true);
    connect(this, &QTreeView::clicked, this, &TargetsTable::tell);
    connect(this, &QTreeView::activated, this, &TargetsTable::tell);
    connect(&model, &QAbstractItemModel::columnsInserted, this,
            [this](const QModelIndex &, int first, int last) { fitColumns(first, last); });
    connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] { m_isUpdating = true; });
    connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
        m_isUpdating = false;
        fitColumns(0, m_model.columnCount() - 1);
    });
}

// Wider as it is needed, never narrower: columns that jump are hard to read.
void TargetsTable::fitColumns(int first, int last)
{
    const int most = fontMetrics().averageCharWidth() * 44;
    const int rows = std::min(m_model.rowCount(), 40);
    for (int column = first; column <= last; ++column) {
        int width = header()->sectionSizeHint(column);
        for (int row = 0; row < rows; ++row) {
            const QString text = m_model.index(row, column).data().toString();
            width =
                std::max(width, fontMetrics().horizontalAdvance(text) + 2 * fontMetrics().averageCharWidth());
        }
        width = std::min(width, most);
        if (header()->sectionSize(column) < width)
            header()->resizeSection(column, width);
    }
}

void TargetsTable::chooseTarget(const QModelIndex &proxyTarget)
{
    const QModelIndex index = m_model.indexOf(proxyTarget);
    if (!index.isValid())
        return;
    m_isUpdating = true;
    setCurrentIndex(index);
    m_isUpdating = false;
}

QModelIndexList TargetsTable::selectedTargets() const
{
    QModelIndexList targets;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        targets += m_model.proxyIndex(index.row());
    return targets;
}

void TargetsTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (!m_isUpdating && current.isValid() && current.row() != previous.row())
        tell(current);
}

void TargetsTable::tell(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT targetChosen(m_model.proxyIndex(index.row()));
}

} // namespace slurmsd
