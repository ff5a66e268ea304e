// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/jobstable.h"

#include "gui/editing/jobstablemodel.h"
#include "gui/views/statestyle.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace slurmsd {

namespace {

// What is changed is bold, a problem red; the model's words say both as well.
class JobsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() == JobsTableModel::JobColumn)
            option->font.setBold(index.data(JobsTableModel::IsChangedRole).toBool());
        if (index.column() == JobsTableModel::ProblemColumn && !option->text.isEmpty()) {
            option->text.prepend(QStringLiteral("✕ "));
            option->palette.setColor(QPalette::Text, stateColor(StateClass::Down, option->palette));
        }
    }
};

} // namespace

JobsTable::JobsTable(JobsTableModel &model, QWidget *parent)
    : QTableView(parent)
{
    setModel(&model);
    setItemDelegate(new JobsDelegate(this));
    setObjectName(QStringLiteral("jobsTable"));
    setAccessibleName(tr("Jobs"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    const int unit = fontMetrics().averageCharWidth();
    const int widths[]{18, 8, 17, 12, 19};
    for (int column = 0; column < int(std::size(widths)); ++column)
        setColumnWidth(column, widths[column] * unit);
    const auto tell = [this] { Q_EMIT currentRowChanged(currentRow()); };
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, tell);
    connect(&model, &QAbstractItemModel::rowsInserted, this, tell);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, tell);
    connect(&model, &QAbstractItemModel::rowsMoved, this, tell);
}

int JobsTable::currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

} // namespace slurmsd
