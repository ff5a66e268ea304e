// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/nodesmodel.h"

#include "gui/models/nodesort.h"
#include "gui/models/rowdiff.h"
#include "gui/models/text.h"

#include <algorithm>

namespace slurmsd {

using namespace Qt::StringLiterals;

class NodesModel::Listener : public RowListener
{
public:
    explicit Listener(NodesModel &model)
        : m_model(model)
    {}

    void beginRemove(int first, int last) override { m_model.beginRemoveRows({}, first, last); }
    void endRemove() override { m_model.endRemoveRows(); }
    void beginInsert(int first, int last) override { m_model.beginInsertRows({}, first, last); }
    void endInsert() override { m_model.endInsertRows(); }
    void beginReorder() override
    {
        Q_EMIT m_model.layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    void endReorder(const std::vector<int> &newRows) override
    {
        const QModelIndexList before = m_model.persistentIndexList();
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &index : before)
            after += m_model.index(newRows[static_cast<std::size_t>(index.row())], index.column());
        m_model.changePersistentIndexList(before, after);
        Q_EMIT m_model.layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }

private:
    NodesModel &m_model;
};

namespace {

// Where more than one in so many moved, all are sorted anew: searching for each one's place would take
// longer.
constexpr std::size_t mostMoved = 16;

std::vector<bool> idsOf(const std::vector<NodeRow> &rows, std::size_t idCount)
{
    std::vector<bool> ids(idCount);
    for (const NodeRow &row : rows)
        ids[row.id] = true;
    return ids;
}

bool haveSameClusters(const NodeRows::Lists &left, const NodeRows::Lists &right)
{
    const auto name = [](const auto &list) { return std::string_view(list->cluster); };
    return std::ranges::equal(left, right, {}, name, name);
}

} // namespace

NodesModel::NodesModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void NodesModel::setNodes(const NodeRows::Lists &lists)
{
    const bool isSorted = m_sortColumn >= 0 && m_sortColumn < nodeColumnCount;
    const bool keepsOrder = isSorted && haveSameClusters(m_all.lists(), lists);
    const std::vector<bool> wasThere = idsOf(m_all.rows(), m_all.idCount());
    const NodeRows::Change change = m_all.setNodes(lists);
    // Even without a change: the rows are to be of the new lists.
    keepsOrder ? follow(change, wasThere) : update();
    announceChanged(m_rows, change.isChanged, [this](int first, int last) {
        Q_EMIT dataChanged(index(first, 0), index(last, nodeColumnCount - 1));
    });
}

void NodesModel::setFilter(const NodeFilter &filter)
{
    m_filter = filter;
    update();
}

void NodesModel::setColumnFilter(NodeColumn column, const QString &text)
{
    std::erase_if(m_columnFilters,
                  [column](const ColumnFilter &filter) { return filter.column() == column; });
    if (!text.isEmpty())
        m_columnFilters.emplace_back(column, text);
    update();
}

void NodesModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    update();
}

bool NodesModel::isFound(const NodeRow &row) const
{
    return m_filter.matches(*row.node, row.cluster()) &&
           std::ranges::all_of(m_columnFilters,
                               [&row](const ColumnFilter &filter) { return filter.matches(row); });
}

void NodesModel::update()
{
    std::vector<NodeRow> next;
    next.reserve(m_all.rows().size());
    std::ranges::copy_if(m_all.rows(), std::back_inserter(next),
                         [this](const NodeRow &row) { return isFound(row); });
    if (m_sortColumn >= 0 && m_sortColumn < nodeColumnCount)
        sortNodeRows(next, static_cast<NodeColumn>(m_sortColumn), m_sortOrder);
    replace(std::move(next));
}

void NodesModel::follow(const NodeRows::Change &change, const std::vector<bool> &wasThere)
{
    const std::vector<bool> wasFound = idsOf(m_rows, m_all.idCount());
    std::vector<const NodeRow *> kept(m_all.idCount()); // by id: those that are as they were, and found
    std::vector<std::uint32_t> places(m_all.idCount());
    std::vector<NodeRow> moved;
    std::uint32_t place = 0;
    for (const NodeRow &row : m_all.rows()) {
        places[row.id] = place++;
        const bool isChanged = row.id < change.isChanged.size() && change.isChanged[row.id];
        const bool isAsBefore = row.id < wasThere.size() && wasThere[row.id] && !isChanged;
        if (isAsBefore)
            kept[row.id] = wasFound[row.id] ? &row : nullptr;
        else if (isFound(row))
            moved.push_back(row);
    }
    if (moved.size() > m_all.rows().size() / mostMoved)
        return update();
    std::vector<NodeRow> staying;
    staying.reserve(m_rows.size());
    for (const NodeRow &row : m_rows) {
        if (kept[row.id])
            staying.push_back(*kept[row.id]);
    }
    const auto column = static_cast<NodeColumn>(m_sortColumn);
    sortNodeRows(moved, column, m_sortOrder);
    replace(mergeNodeRows(staying, moved, column, m_sortOrder, places));
}

void NodesModel::replace(std::vector<NodeRow> next)
{
    Listener listener(*this);
    replaceRows(m_rows, std::move(next), m_all.idCount(), listener);
}

QModelIndex NodesModel::find(const QString &cluster, const QString &node) const
{
    const std::string name = toStdString(node);
    const std::string clusterName = toStdString(cluster);
    const auto found = std::ranges::find_if(m_rows, [&](const NodeRow &row) {
        return row.node->name == name && (clusterName.empty() || row.cluster() == clusterName);
    });
    return found == m_rows.end() ? QModelIndex() : index(static_cast<int>(found - m_rows.begin()), 0);
}

int NodesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NodesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : nodeColumnCount;
}

QVariant NodesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NodeRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<NodeColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return nodeColumnText(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(nodeColumnText(row, column));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumberColumn(column) ? Qt::AlignRight : Qt::AlignLeft));
    case ClusterRole:
        return toQString(row.cluster());
    case NodeRole:
        return toQString(row.node->name);
    case StateClassRole:
        return int(row.node->stateClass);
    default:
        return {};
    }
}

QVariant NodesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= nodeColumnCount)
        return {};
    const auto column = static_cast<NodeColumn>(section);
    if (role == Qt::DisplayRole)
        return nodeColumnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumberColumn(column) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace slurmsd
