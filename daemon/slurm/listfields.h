// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace slurmsd {

// How Slurm writes one of the values of a node or job, and what becomes of it.
enum class FieldKind : unsigned char {
    Text,       // a string that many share
    UniqueText, // a string that differs from one to the next
    List,       // an array of strings, or one string of items joined by commas
    Lines,      // an array of strings, each kept as it is, by its place
    States,     // as List: the base state and, from v0.0.40 on, the flags
    StateFlags, // the flags of v0.0.37 and v0.0.38
    Number,     // a whole number, or {"set": …, "infinite": …, "number": …}
};

constexpr bool takesArray(FieldKind kind)
{
    return kind == FieldKind::List || kind == FieldKind::Lines || kind == FieldKind::States ||
           kind == FieldKind::StateFlags;
}

// A key of Slurm's objects and the member of Item, Node or SlurmJob, that it fills.
template <typename Item>
struct ListField
{
    std::string_view key;
    FieldKind kind = FieldKind::Text;
    std::string_view Item::*text = nullptr; // for texts and lists
    std::int64_t Item::*number = nullptr;   // for Number
};

// The fields that are wanted, in the order of their keys' lengths. Finding one takes a few nanoseconds: it
// runs sixty times for each node, and a hundred for each job.
template <typename Item, std::size_t count>
class FieldTable
{
public:
    consteval explicit FieldTable(const std::array<ListField<Item>, count> &fields)
        : m_fields(fields)
    {
        if (!std::ranges::is_sorted(fields, {}, keyLength))
            throw "the keys are not in the order of their lengths"; // does not compile
        for (std::size_t length = 0; length < m_first.size(); ++length) {
            const auto found = std::ranges::lower_bound(fields, length, {}, keyLength);
            m_first[length] = static_cast<std::size_t>(found - fields.begin());
        }
    }

    // The field of that key, or null for the keys that nobody asks for.
    const ListField<Item> *find(std::string_view key) const
    {
        const std::size_t length = key.size();
        if (length == 0 || length > longestKey)
            return nullptr;
        for (std::size_t i = m_first[length]; i < m_first[length + 1]; ++i) {
            const ListField<Item> &field = m_fields[i];
            if (field.key.front() == key.front() && field.key == key)
                return &field;
        }
        return nullptr;
    }

    // Of one of these fields.
    std::size_t indexOf(const ListField<Item> &field) const
    {
        return static_cast<std::size_t>(&field - m_fields.data());
    }
    static constexpr std::size_t size() { return count; }

private:
    static constexpr std::size_t longestKey = 32;
    static constexpr std::size_t keyLength(const ListField<Item> &field) { return field.key.size(); }

    std::array<ListField<Item>, count> m_fields;
    std::array<std::size_t, longestKey + 2> m_first{}; // [n]: index of the first key of at least n characters
};

template <typename Item, std::size_t count>
FieldTable(const std::array<ListField<Item>, count> &) -> FieldTable<Item, count>;

} // namespace slurmsd
