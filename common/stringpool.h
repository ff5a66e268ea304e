// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace slurmsd {

// Owns the bytes behind the string views of a node list. Two equal strings that were interned share one copy,
// so that views into the same pool can be compared by address first. Views stay valid, wherever the pool is
// moved, until it is destroyed. Not thread-safe while strings are added.
class StringPool
{
public:
    StringPool() = default;
    StringPool(StringPool &&) = default;
    StringPool &operator=(StringPool &&) = default;

    // The pool's own copy of `string`, the same for each equal string; for values that many nodes share.
    std::string_view intern(std::string_view string);
    // A copy without a look-up; for values that are all different, as node names are.
    std::string_view store(std::string_view string);
    // Frees the memory of the look-up table. A string interned afterwards gets a new copy.
    void seal();

private:
    char *reserve(std::size_t size);

    std::vector<std::unique_ptr<char[]>> m_blocks;
    std::size_t m_free = 0; // bytes left in the last block
    char *m_next = nullptr;
    std::unordered_set<std::string_view> m_interned;
};

} // namespace slurmsd
