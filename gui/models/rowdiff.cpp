// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/rowdiff.h"

#include <algorithm>
#include <span>

namespace slurmsd {

namespace {

// Beyond that many blocks a reordering is cheaper than one announcement for each.
constexpr std::size_t maxBlocks = 64;

struct Block
{
    std::size_t first = 0;
    std::size_t last = 0;
};

// Neighbours among the rows for which `is` holds.
std::vector<Block> blocksOf(const std::vector<NodeRow> &rows, const auto &is)
{
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!is(rows[i]))
            continue;
        if (blocks.empty() || blocks.back().last + 1 != i)
            blocks.push_back({i, i});
        blocks.back().last = i;
    }
    return blocks;
}

class RowReplacement
{
public:
    RowReplacement(std::vector<NodeRow> &rows, std::size_t idCount, RowListener &listener)
        : m_rows(rows)
        , m_listener(listener)
        , m_isThere(idCount)
        , m_isWanted(idCount)
        , m_places(idCount)
    {
        for (const NodeRow &row : rows)
            m_isThere[row.id] = true;
    }

    void run(std::vector<NodeRow> next)
    {
        for (const NodeRow &row : next)
            m_isWanted[row.id] = true;
        removeUnwanted();
        std::vector<NodeRow> staying;
        staying.reserve(m_rows.size());
        std::ranges::copy_if(next, std::back_inserter(staying),
                             [this](const NodeRow &row) { return m_isThere[row.id]; });
        reorder(std::move(staying));
        insertMissing(std::move(next));
    }

private:
    void removeUnwanted()
    {
        const auto isUnwanted = [this](const NodeRow &row) { return !m_isWanted[row.id]; };
        std::vector<Block> blocks = blocksOf(m_rows, isUnwanted);
        if (blocks.size() > maxBlocks) {
            std::vector<NodeRow> unwantedLast;
            unwantedLast.reserve(m_rows.size());
            std::ranges::copy_if(m_rows, std::back_inserter(unwantedLast), std::not_fn(isUnwanted));
            const std::size_t first = unwantedLast.size();
            std::ranges::copy_if(m_rows, std::back_inserter(unwantedLast), isUnwanted);
            reorder(std::move(unwantedLast));
            blocks = {{first, m_rows.size() - 1}};
        }
        std::ranges::for_each(blocks.rbegin(), blocks.rend(), [this](const Block &block) {
            m_listener.beginRemove(static_cast<int>(block.first), static_cast<int>(block.last));
            const auto begin = m_rows.begin();
            m_rows.erase(begin + static_cast<std::ptrdiff_t>(block.first),
                         begin + static_cast<std::ptrdiff_t>(block.last) + 1);
            m_listener.endRemove();
        });
    }

    // `next`: the same rows in another order, or in the same one.
    void reorder(std::vector<NodeRow> next)
    {
        if (std::ranges::equal(m_rows, next, {}, &NodeRow::id, &NodeRow::id)) {
            m_rows = std::move(next); // of other lists
            return;
        }
        m_listener.beginReorder();
        for (std::size_t i = 0; i < next.size(); ++i)
            m_places[next[i].id] = static_cast<int>(i);
        std::vector<int> newRows;
        newRows.reserve(m_rows.size());
        for (const NodeRow &row : m_rows)
            newRows.push_back(m_places[row.id]);
        m_rows = std::move(next);
        m_listener.endReorder(newRows);
    }

    void insertMissing(std::vector<NodeRow> next)
    {
        const auto isMissing = [this](const NodeRow &row) { return !m_isThere[row.id]; };
        const std::vector<Block> blocks = blocksOf(next, isMissing);
        if (blocks.size() > maxBlocks) {
            const auto missing = static_cast<int>(std::ranges::count_if(next, isMissing));
            const int first = static_cast<int>(m_rows.size());
            m_listener.beginInsert(first, first + missing - 1);
            std::ranges::copy_if(next, std::back_inserter(m_rows), isMissing);
            m_listener.endInsert();
            reorder(std::move(next));
            return;
        }
        for (const Block &block : blocks) {
            const std::span<const NodeRow> added(next.begin() + static_cast<std::ptrdiff_t>(block.first),
                                                 block.last - block.first + 1);
            m_listener.beginInsert(static_cast<int>(block.first), static_cast<int>(block.last));
            m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(block.first), added.begin(),
                          added.end());
            m_listener.endInsert();
        }
    }

    std::vector<NodeRow> &m_rows;
    RowListener &m_listener;
    std::vector<bool> m_isThere;  // by id: in the rows at first
    std::vector<bool> m_isWanted; // by id: in the rows at the end
    std::vector<int> m_places;    // by id
};

} // namespace

void replaceRows(std::vector<NodeRow> &rows, std::vector<NodeRow> next, std::size_t idCount,
                 RowListener &listener)
{
    RowReplacement(rows, idCount, listener).run(std::move(next));
}

void announceChanged(const std::vector<NodeRow> &rows, const std::vector<bool> &isChanged,
                     const std::function<void(int, int)> &announce)
{
    const auto blocks = blocksOf(
        rows, [&isChanged](const NodeRow &row) { return row.id < isChanged.size() && isChanged[row.id]; });
    if (blocks.size() > maxBlocks) {
        announce(static_cast<int>(blocks.front().first), static_cast<int>(blocks.back().last));
        return;
    }
    for (const Block &block : blocks)
        announce(static_cast<int>(block.first), static_cast<int>(block.last));
}

} // namespace slurmsd
