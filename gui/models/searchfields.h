// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace slurmsd {

// What of a node the search box can ask for: "partition:gpu".
struct SearchField
{
    enum class Kind : unsigned char {
        Word,    // one of the values, in full: "arch:aarch64"
        List,    // an item of the list is one of the values, in full
        Gres,    // likewise; the start of an item up to ':' or '(' will do: "gpu", "gpu:a100"
        Text,    // contains the value
        Number,  // is equal, or compares: ">=64"
        Memory,  // likewise, in MiB, or with a unit: ">=512G"
        Time,    // likewise, in seconds since 1970, with a day: "<2026-11-20"; the day alone: since then
        Class,   // the state class
        Cluster, // the name of the node's cluster, as Word
    };

    std::string_view name;
    Kind kind = Kind::Word;
    std::string_view Node::*text = nullptr;
    std::int64_t Node::*number = nullptr;

    bool isNumber() const { return number != nullptr; }
};

// In the order in which a list of them is best read.
std::span<const SearchField> searchFields();
// In any case of its letters; nothing when there is none.
const SearchField *findSearchField(std::string_view name);

// "64", ">=64", "!=1"; of a Memory field "512G": binary multiples of MiB as Slurm has them, K, M, G, T, P,
// with or without "iB" or "B" behind; of a Time field "2026-11-20", the begin of that day here.
struct NumberTest
{
    enum class Operator : unsigned char { Equal, Unequal, Less, LessOrEqual, Greater, GreaterOrEqual };

    Operator comparison = Operator::Equal;
    double number = 0;

    // Never for a number that Slurm did not give.
    bool matches(std::int64_t value) const;

    friend bool operator==(const NumberTest &, const NumberTest &) = default;
};

// Nothing when the text is no such test.
std::optional<NumberTest> parseNumberTest(std::string_view text, SearchField::Kind kind);

} // namespace slurmsd
