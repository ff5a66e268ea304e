// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/listedits.h"

namespace slurmsd {

namespace {

bool isIncreasing(const std::vector<int> &origins)
{
    int last = -1;
    for (const int origin : origins) {
        if (origin >= 0 && origin <= last)
            return false;
        last = std::max(last, origin);
    }
    return true;
}

// Leaves the longest increasing subsequence of the origins, -1 for the others: so many.
std::size_t keepIncreasing(std::vector<int> &origins)
{
    std::vector<std::size_t> tails; // new rows that end the best subsequence of each length
    std::vector<int> previous(origins.size(), -1);
    for (std::size_t row = 0; row < origins.size(); ++row) {
        if (origins[row] < 0)
            continue;
        const auto tail = std::ranges::lower_bound(tails, origins[row], {},
                                                   [&origins](std::size_t at) { return origins[at]; });
        if (tail != tails.begin())
            previous[row] = static_cast<int>(*(tail - 1));
        if (tail == tails.end())
            tails.push_back(row);
        else
            *tail = row;
    }
    std::vector<int> kept(origins.size(), -1);
    for (int row = tails.empty() ? -1 : static_cast<int>(tails.back()); row >= 0;) {
        const auto at = static_cast<std::size_t>(row);
        kept[at] = origins[at];
        row = previous[at];
    }
    const auto dropped = std::ranges::count(kept, -1) - std::ranges::count(origins, -1);
    origins = std::move(kept);
    return static_cast<std::size_t>(dropped);
}

void addRow(std::vector<ListEdits::Range> &ranges, int row)
{
    if (!ranges.empty() && ranges.back().first + ranges.back().count == row)
        ++ranges.back().count;
    else
        ranges.push_back({row, 1});
}

void addRanges(ListEdits &edits, std::size_t oldCount)
{
    int old = 0;
    for (std::size_t row = 0; row < edits.origins.size(); ++row) {
        const int origin = edits.origins[row];
        if (origin < 0) {
            addRow(edits.insertions, static_cast<int>(row));
            continue;
        }
        for (; old < origin; ++old)
            addRow(edits.removals, old);
        ++old;
    }
    for (; old < static_cast<int>(oldCount); ++old)
        addRow(edits.removals, old);
    std::ranges::reverse(edits.removals);
}

} // namespace

ListEdits listEdits(std::size_t oldCount, std::vector<int> origins)
{
    ListEdits edits;
    edits.origins = origins;
    const std::size_t dropped = isIncreasing(origins) ? 0 : keepIncreasing(edits.origins);
    addRanges(edits, oldCount);
    if (dropped > maxListEdits || edits.removals.size() + edits.insertions.size() > maxListEdits) {
        edits.origins = std::move(origins);
        edits.isReordering = true;
        edits.removals.clear();
        edits.insertions.clear();
    }
    return edits;
}

std::vector<int> goneRows(std::size_t oldCount, const std::vector<int> &origins)
{
    std::vector<bool> stays(oldCount);
    for (const int origin : origins) {
        if (origin >= 0)
            stays[static_cast<std::size_t>(origin)] = true;
    }
    std::vector<int> gone;
    for (std::size_t row = 0; row < oldCount; ++row) {
        if (!stays[row])
            gone.push_back(static_cast<int>(row));
    }
    return gone;
}

ListOrders listOrders(std::size_t oldCount, const std::vector<int> &origins)
{
    ListOrders orders;
    orders.before.resize(oldCount);
    orders.after.reserve(origins.size());
    int place = 0;
    for (std::size_t row = 0; row < origins.size(); ++row) {
        if (origins[row] < 0)
            continue;
        orders.before[static_cast<std::size_t>(origins[row])] = place++;
        orders.after.push_back(static_cast<int>(row));
    }
    orders.stayingCount = place;
    for (const int row : goneRows(oldCount, origins))
        orders.before[static_cast<std::size_t>(row)] = place++;
    for (std::size_t row = 0; row < origins.size(); ++row) {
        if (origins[row] < 0)
            orders.after.push_back(static_cast<int>(row));
    }
    return orders;
}

} // namespace slurmsd
