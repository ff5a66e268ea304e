// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/stringpool.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace slurmsd {

namespace {

// Small clusters stay small; 65,536 nodes need some thirty blocks.
constexpr std::size_t blockSize = std::size_t{64} * 1024;

} // namespace

std::string_view StringPool::intern(std::string_view string)
{
    if (string.empty())
        return {};
    if (const auto found = m_interned.find(string); found != m_interned.end())
        return *found;
    return *m_interned.insert(store(string)).first;
}

std::string_view StringPool::store(std::string_view string)
{
    if (string.empty())
        return {};
    char *copy = reserve(string.size());
    std::memcpy(copy, string.data(), string.size());
    return {copy, string.size()};
}

void StringPool::seal() { m_interned = {}; }

char *StringPool::reserve(std::size_t size)
{
    if (size > m_free) {
        m_free = std::max(size, blockSize);
        m_next = m_blocks.emplace_back(new char[m_free]).get();
    }
    m_free -= size;
    return std::exchange(m_next, m_next + size);
}

} // namespace slurmsd
