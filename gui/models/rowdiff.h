// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/noderows.h"

#include <functional>
#include <vector>

namespace slurmsd {

// What a model has to announce while its rows change, as QAbstractItemModel's functions of these names do.
class RowListener
{
public:
    virtual ~RowListener() = default;

    virtual void beginRemove(int first, int last) = 0;
    virtual void endRemove() = 0;
    virtual void beginInsert(int first, int last) = 0;
    virtual void endInsert() = 0;
    virtual void beginReorder() = 0;
    // `newRows`: for each row before, where it is now.
    virtual void endReorder(const std::vector<int> &newRows) = 0;
};

// Makes `next` of `rows`, and tells the listener step by step, `rows` being at each step what it was told:
// rows that go, rows in another order, rows that come. Rows that stay are known by their ids, and stay
// selected. Scattered rows go and come as one block, after or before a reordering, since views take time for
// each block.
void replaceRows(std::vector<NodeRow> &rows, std::vector<NodeRow> next, std::size_t idCount,
                 RowListener &listener);

// Calls `announce(first, last)` for the rows whose ids are marked: a block of neighbours at a time, or one
// from the first to the last where there are many.
void announceChanged(const std::vector<NodeRow> &rows, const std::vector<bool> &isChanged,
                     const std::function<void(int, int)> &announce);

} // namespace slurmsd
