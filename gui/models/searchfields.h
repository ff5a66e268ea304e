// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace slurmsd {

// What of a node, or of an event, the search box can ask for: "partition:gpu".
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
        // Of an event:
        EventNodes,  // one of its nodes, also those folded in a hostlist, has the name
        EventStates, // a state class that its text names
        EventJob,    // the job that its targets are of
        EventKind,   // the kind's words contain it: "poll failed", "poll_failed"
        EventText,   // its text contains it
    };

    std::string_view name;
    Kind kind = Kind::Word;
    std::string_view Node::*text = nullptr;
    std::int64_t Node::*number = nullptr;
    // What the `labels:` of a job call it, where that is another name: "features"; "__meta_slurm_features"
    // stands for it as well.
    std::string_view label = {};

    bool isNumber() const { return number != nullptr; }
};

// In the order in which a list of them is best read.
std::span<const SearchField> searchFields(); // of nodes
std::span<const SearchField> eventFields();
// By its name or its label's, long or short, in any case of its letters; nothing when there is none.
const SearchField *findSearchField(std::span<const SearchField> fields, std::string_view name);
inline const SearchField *findSearchField(std::string_view name)
{
    return findSearchField(searchFields(), name);
}

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
