// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/daemonstable.h"

#include "gui/views/statestyle.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace slurmsd {

namespace {

class ProblemDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const QVariant problem = index.data(DaemonsModel::ProblemRole);
        if (!problem.isValid())
            return;
        option->font.setBold(true);
        option->palette.setColor(QPalette::Text,
                                 stateColor(static_cast<StateClass>(problem.toInt()), option->palette));
    }
};

} // namespace

DaemonsTable::DaemonsTable(QWidget *parent)
    : QTableView(parent)
    , m_model(new DaemonsModel(this))
{
    setModel(m_model);
    setItemDelegate(new ProblemDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setAccessibleName(tr("All daemons"));
    verticalHeader()->hide();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    const auto choose = [this](const QModelIndex &index) { Q_EMIT daemonChosen(index.row()); };
    connect(this, &QAbstractItemView::activated, this, choose);
    // The last one, of words, has what is left.
    const auto fit = [this] {
        for (int column = 0; column < DaemonsModel::HealthColumn; ++column)
            resizeColumnToContents(column);
    };
    connect(m_model, &QAbstractItemModel::rowsInserted, this, fit);
    connect(m_model, &QAbstractItemModel::dataChanged, this, fit);
}

void DaemonsTable::setRows(const std::vector<DaemonRow> &rows)
{
    m_model->setRows(rows);
    if (!currentIndex().isValid())
        setCurrentIndex(m_model->index(0, 0));
}

} // namespace slurmsd
