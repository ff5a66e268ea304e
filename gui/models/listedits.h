// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace slurmsd {

// How a list of rows becomes another, as item models announce it.
struct ListEdits
{
    struct Range
    {
        int first = 0;
        int count = 0;

        friend bool operator==(const Range &, const Range &) = default;
    };

    // For each row of the new list the row of the old one that stays as it, or -1.
    std::vector<int> origins;
    // Instead of ranges, each of which views take time for, where there would be more than maxListEdits, or
    // as many rows would have to go and come again: see listOrders().
    bool isReordering = false;
    // Apply the removals in this order, each as rows of the list as it is then, then the insertions likewise.
    std::vector<Range> removals;   // from the last row to the first
    std::vector<Range> insertions; // from the first row to the last, as rows of the new list

    bool isEmpty() const { return !isReordering && removals.empty() && insertions.empty(); }
};

inline constexpr std::size_t maxListEdits = 128;

// `origins` as in ListEdits, in any order, each old row at most once. Rows that would have to change places
// with others go and come again, as long as they are few.
ListEdits listEdits(std::size_t oldCount, std::vector<int> origins);

// For a reordering, which is made of these steps: the rows of the old list change places, such that those
// that go are the last; they go; those that come are added at the end; all change places once more.
struct ListOrders
{
    std::vector<int> before; // of each old row, where it is after the first step
    std::vector<int> after;  // of each row after the third step, where it is in the new list
    int stayingCount = 0;
};
ListOrders listOrders(std::size_t oldCount, const std::vector<int> &origins);

// The rows of the old list that none of the new ones is.
std::vector<int> goneRows(std::size_t oldCount, const std::vector<int> &origins);

// Such origins for two lists of keys. Lists that differ in few places are only compared; where they differ in
// more, `hash` finds the old rows. Keys that come twice are matched in their order.
template <typename Key, typename Hash, typename Equal>
std::vector<int> matchRows(std::span<const Key> before, std::span<const Key> after, Hash hash, Equal equal)
{
    std::vector<int> origins(after.size(), -1);
    std::size_t i = 0;
    std::size_t j = 0;
    // A step over what came or went here: the nearest pair of equal rows.
    const auto skip = [&] {
        constexpr std::size_t reach = 12;
        for (std::size_t steps = 1; steps <= reach; ++steps) {
            for (std::size_t came = 0; came <= steps; ++came) {
                const std::size_t went = steps - came;
                if (i + went < before.size() && j + came < after.size() &&
                    equal(before[i + went], after[j + came])) {
                    i += went;
                    j += came;
                    return true;
                }
            }
        }
        return false;
    };
    while (i < before.size() && j < after.size()) {
        if (equal(before[i], after[j]))
            origins[j++] = static_cast<int>(i++);
        else if (!skip())
            break;
    }
    if (i == before.size() || j == after.size())
        return origins;

    const auto hashOf = [&hash](const Key *key) { return hash(*key); };
    const auto isEqual = [&equal](const Key *left, const Key *right) { return equal(*left, *right); };
    std::unordered_map<const Key *, int, decltype(hashOf), decltype(isEqual)> rows(before.size() - i, hashOf,
                                                                                   isEqual);
    std::vector<int> next(before.size(), -1); // the next old row with the same key
    for (std::size_t row = before.size(); row-- > i;) {
        const auto [found, isNew] = rows.try_emplace(&before[row], static_cast<int>(row));
        if (!isNew)
            next[row] = std::exchange(found->second, static_cast<int>(row));
    }
    for (; j < after.size(); ++j) {
        const auto found = rows.find(&after[j]);
        if (found != rows.end() && found->second >= 0)
            origins[j] = std::exchange(found->second, next[static_cast<std::size_t>(found->second)]);
    }
    return origins;
}

} // namespace slurmsd
