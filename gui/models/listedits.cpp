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

// Leaves the longest increasing subsequence of the origins, -1 for the others.
void keepIncreasing(std::vector<int> &origins)
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
    origins = kept;
}

void addRow(std::vector<ListEdits::Range> &ranges, int row)
{
    if (!ranges.empty() && ranges.back().first + ranges.back().count == row)
        ++ranges.back().count;
    else
        ranges.push_back({row, 1});
}

ListEdits editsOf(std::size_t oldCount, const std::vector<int> &origins)
{
    ListEdits edits;
    int old = 0;
    for (std::size_t row = 0; row < origins.size(); ++row) {
        if (origins[row] < 0) {
            addRow(edits.insertions, static_cast<int>(row));
            continue;
        }
        for (; old < origins[row]; ++old)
            addRow(edits.removals, old);
        ++old;
    }
    for (; old < static_cast<int>(oldCount); ++old)
        addRow(edits.removals, old);
    std::ranges::reverse(edits.removals);
    return edits;
}

// Only the rows before the first and after the last that differ stay.
void keepEnds(std::size_t oldCount, std::vector<int> &origins)
{
    const auto isAt = [&origins](std::size_t row, std::size_t old) {
        return origins[row] == static_cast<int>(old);
    };
    std::size_t begin = 0;
    while (begin < origins.size() && isAt(begin, begin))
        ++begin;
    std::size_t end = origins.size();
    while (end > begin && oldCount + end > origins.size() &&
           isAt(end - 1, oldCount + end - origins.size() - 1))
        --end;
    std::fill(origins.begin() + static_cast<std::ptrdiff_t>(begin),
              origins.begin() + static_cast<std::ptrdiff_t>(end), -1);
}

} // namespace

ListEdits listEdits(std::size_t oldCount, std::vector<int> &origins)
{
    if (!isIncreasing(origins))
        keepIncreasing(origins);
    ListEdits edits = editsOf(oldCount, origins);
    if (edits.removals.size() + edits.insertions.size() > maxListEdits) {
        keepEnds(oldCount, origins);
        edits = editsOf(oldCount, origins);
    }
    return edits;
}

} // namespace slurmsd
