// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/targetsmodelitems.h"

#include <functional>

namespace slurmsd {

// Private to TargetsModel: changes one of its lists of rows step by step, as views are told.
template <typename Row>
class TargetsModel::RowChanges
{
public:
    RowChanges(TargetsModel &model, const QModelIndex &parent, std::vector<Row> &rows)
        : m_model(model)
        , m_parent(parent)
        , m_branch(branchOf(parent))
        , m_rows(rows)
    {}

    // `make` gives the row that comes at a place of the new list.
    void apply(const ListEdits &edits, const std::function<Row(std::size_t)> &make)
    {
        if (edits.isReordering) {
            reorder(edits.origins, make);
            return;
        }
        for (const ListEdits::Range &range : edits.removals)
            remove(range.first, range.count);
        setRows();
        for (const ListEdits::Range &range : edits.insertions) {
            std::vector<Row> fresh;
            for (int row = range.first; row < range.first + range.count; ++row)
                fresh.push_back(make(static_cast<std::size_t>(row)));
            insert(range.first, std::move(fresh));
        }
        setRows();
    }

private:
    void reorder(const std::vector<int> &origins, const std::function<Row(std::size_t)> &make)
    {
        const ListOrders orders = listOrders(m_rows.size(), origins);
        const auto staying = static_cast<std::size_t>(orders.stayingCount);
        order(orders.before);
        if (staying < m_rows.size())
            remove(orders.stayingCount, static_cast<int>(m_rows.size() - staying));
        std::vector<Row> fresh;
        fresh.reserve(orders.after.size() - staying);
        for (std::size_t row = staying; row < orders.after.size(); ++row)
            fresh.push_back(make(static_cast<std::size_t>(orders.after[row])));
        if (!fresh.empty())
            insert(orders.stayingCount, std::move(fresh));
        setRows();
        order(orders.after);
    }

    void remove(int first, int count)
    {
        m_model.beginRemoveRows(m_parent, first, first + count - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
        m_model.endRemoveRows();
    }

    void insert(int first, std::vector<Row> fresh)
    {
        m_model.beginInsertRows(m_parent, first, first + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.begin() + first, std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        m_model.endInsertRows();
    }

    // `places`: of each row, where it is afterwards.
    void order(const std::vector<int> &places)
    {
        if (std::ranges::is_sorted(places))
            return;
        QList<QPersistentModelIndex> parents;
        if (m_parent.isValid())
            parents += m_parent;
        Q_EMIT m_model.layoutAboutToBeChanged(parents);
        std::vector<Row> ordered(m_rows.size());
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            ordered[static_cast<std::size_t>(places[row])] = std::move(m_rows[row]);
        m_rows = std::move(ordered);
        setRows();
        QModelIndexList before;
        QModelIndexList after;
        for (const QModelIndex &index : m_model.persistentIndexList()) {
            if (index.constInternalPointer() != m_branch)
                continue;
            const int place = places[static_cast<std::size_t>(index.row())];
            before += index;
            after += m_model.createIndex(place, index.column(), m_branch);
        }
        m_model.changePersistentIndexList(before, after);
        Q_EMIT m_model.layoutChanged(parents);
    }

    // Of rows that are branches.
    void setRows()
    {
        if constexpr (requires(Row & row) { row->row = 0; }) {
            for (std::size_t row = 0; row < m_rows.size(); ++row)
                m_rows[row]->row = static_cast<int>(row);
        }
    }

    TargetsModel &m_model;
    const QModelIndex m_parent;
    Branch *const m_branch;
    std::vector<Row> &m_rows;
};

} // namespace slurmsd
