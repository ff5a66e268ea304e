// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/nodetableview.h"

#include "gui/models/searchtext.h"
#include "gui/models/text.h"
#include "gui/views/columnfilterheader.h"
#include "gui/views/statedelegates.h"

#include <QPersistentModelIndex>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <utility>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

// Shown at first, with the width in characters.
constexpr std::array<std::pair<NodeColumn, int>, 12> defaultColumns{{
    {NodeColumn::Name, 16},
    {NodeColumn::State, 15},
    {NodeColumn::SlurmStates, 20},
    {NodeColumn::Partitions, 18},
    {NodeColumn::Reason, 30},
    {NodeColumn::ReasonUser, 12},
    {NodeColumn::ReasonTime, 17},
    {NodeColumn::Cpus, 8},
    {NodeColumn::Memory, 11},
    {NodeColumn::Gres, 20},
    {NodeColumn::Features, 16},
    {NodeColumn::Address, 15},
}};
constexpr int otherWidth = 18;
constexpr int mostCharacters = 40; // of a column that fits its contents

} // namespace

NodeTableView::NodeTableView(QWidget *parent)
    : QTableView(parent)
    , m_model(new NodesModel(this))
    , m_header(new ColumnFilterHeader(this))
{
    setHorizontalHeader(m_header);
    setModel(m_model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setWordWrap(false);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setAccessibleName(tr("Nodes"));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 5 / 4);
    setItemDelegateForColumn(int(NodeColumn::State), new StateDelegate(NodesModel::StateClassRole, this));
    sortByColumn(int(NodeColumn::Name), Qt::AscendingOrder);
    setSortingEnabled(true);
    showDefaultColumns(false);
    // Also of the row that is current already, whose detail may have been closed.
    connect(this, &QTableView::clicked, this, &NodeTableView::tellNode);
    connect(this, &QTableView::activated, this, &NodeTableView::tellNode);
    connect(m_header, &ColumnFilterHeader::filterEdited, this, [this](int column, const QString &text) {
        changeFilter([&] { m_model->setColumnFilter(static_cast<NodeColumn>(column), text); });
    });
    connect(m_header, &ColumnFilterHeader::filterFocused, this, [this](int column) {
        if (const QModelIndex top = m_model->index(rowAt(0), column); top.isValid())
            scrollTo(top);
    });
}

void NodeTableView::showDefaultColumns(bool hasClusters)
{
    const int character = fontMetrics().averageCharWidth();
    for (int column = 0; column < nodeColumnCount; ++column) {
        const auto found = std::ranges::find(defaultColumns, static_cast<NodeColumn>(column),
                                             &std::pair<NodeColumn, int>::first);
        const bool isDefault = found != defaultColumns.end();
        const bool isShown = isDefault || (hasClusters && column == int(NodeColumn::Cluster));
        m_header->setSectionHidden(column, !isShown);
        m_header->resizeSection(column, character * (isDefault ? found->second : otherWidth));
    }
    // Beside the reason that they are of.
    for (const NodeColumn column : {NodeColumn::ReasonTime, NodeColumn::ReasonUser})
        m_header->moveSection(m_header->visualIndex(int(column)),
                              m_header->visualIndex(int(NodeColumn::Reason)) + 1);
}

void NodeTableView::fitColumns()
{
    const int most = fontMetrics().averageCharWidth() * mostCharacters;
    for (int column = 0; column < nodeColumnCount; ++column) {
        if (!m_header->isSectionHidden(column))
            m_header->resizeSection(column, std::max(m_header->sectionSizeHint(column),
                                                     std::min(sizeHintForColumn(column), most)));
    }
}

void NodeTableView::showReasons()
{
    for (const NodeColumn column : {NodeColumn::Reason, NodeColumn::ReasonUser, NodeColumn::ReasonTime})
        m_header->setSectionHidden(int(column), false);
    sortByColumn(int(NodeColumn::ReasonTime), Qt::DescendingOrder);
}

// Rows above those in sight may go and come: the view stays at its nodes.
void NodeTableView::setNodes(const NodeRows::Lists &lists)
{
    const QPersistentModelIndex top = m_model->index(rowAt(0), 0);
    change([&] { m_model->setNodes(lists); });
    if (!top.isValid() || top.row() == rowAt(0))
        return;
    doItemsLayout(); // or the scroll bar has yet to learn of the rows
    verticalScrollBar()->setValue(top.row());
}

void NodeTableView::setFilter(const NodeFilter &filter)
{
    if (std::exchange(m_filter, filter) == filter)
        return;
    changeFilter([&] { m_model->setFilter(filter); });
}

void NodeTableView::changeFilter(const std::function<void()> &work)
{
    change(work);
    if (currentIndex().isValid())
        scrollTo(currentIndex());
    else
        scrollToTop();
}

void NodeTableView::chooseNode(const QString &cluster, const QString &node)
{
    m_cluster = cluster;
    m_node = node;
    m_isUpdating = true;
    restoreCurrent();
    m_isUpdating = false;
}

// What becomes the current row because of a change of the model, nobody chose.
void NodeTableView::change(const std::function<void()> &work)
{
    m_isUpdating = true;
    setAutoScroll(false);
    work();
    setAutoScroll(true);
    restoreCurrent();
    m_isUpdating = false;
    Q_EMIT rowsChanged();
}

void NodeTableView::restoreCurrent()
{
    if (m_node.isEmpty())
        return selectionModel()->clearCurrentIndex();
    const QModelIndex current = currentIndex();
    const bool isThere =
        current.isValid() && current.data(NodesModel::NodeRole).toString() == m_node &&
        (m_cluster.isEmpty() || current.data(NodesModel::ClusterRole).toString() == m_cluster);
    if (isThere)
        return;
    const QModelIndex found = m_model->find(m_cluster, m_node);
    if (found.isValid())
        setCurrentIndex(found.siblingAtColumn(std::max(current.column(), 0)));
    else
        selectionModel()->clearCurrentIndex();
}

void NodeTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_isUpdating || !current.isValid())
        return;
    m_cluster = current.data(NodesModel::ClusterRole).toString();
    m_node = current.data(NodesModel::NodeRole).toString();
    if (current.row() != previous.row())
        Q_EMIT nodeChosen(m_cluster, m_node);
}

void NodeTableView::tellNode(const QModelIndex &index)
{
    Q_EMIT nodeChosen(index.data(NodesModel::ClusterRole).toString(),
                      index.data(NodesModel::NodeRole).toString());
}

QStringList NodeTableView::selectedNames() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    QStringList names;
    for (const int row : rows)
        names += toQString(m_model->rows()[static_cast<std::size_t>(row)].node->name);
    return names;
}

QString NodeTableView::searchOfCell() const
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return {};
    const auto column = static_cast<NodeColumn>(current.column());
    const NodeRow &row = m_model->rows()[static_cast<std::size_t>(current.row())];
    const QString field = toQString(nodeColumnField(column));
    if (isNumberColumn(column)) {
        const std::int64_t number = nodeColumnNumber(row, column);
        if (number == Node::notGiven)
            return {};
        // A day is what can be typed of a time.
        return field + u':' +
               (column == NodeColumn::ReasonTime ? nodeColumnText(row, column).first(10)
                                                 : QString::number(number));
    }
    const SearchField *searched = findSearchField(nodeColumnField(column));
    const QString text = toQString(nodeColumnView(row, column));
    const bool isList =
        searched->kind == SearchField::Kind::List || searched->kind == SearchField::Kind::Gres;
    if (!isList || text.isEmpty())
        return field + u':' + quotedForSearch(text);
    QStringList terms;
    for (const QString &item : text.split(u','))
        terms += field + u':' + quotedForSearch(item);
    return terms.join(u" and "_s);
}

} // namespace slurmsd
