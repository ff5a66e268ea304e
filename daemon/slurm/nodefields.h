// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

namespace slurmsd {

// How Slurm writes one of a node's values, and what becomes of it.
enum class FieldKind : unsigned char {
    Text,       // a string that many nodes share
    UniqueText, // a string that differs from node to node
    List,       // an array of strings, or one string of items joined by commas
    States,     // of either form, too: the base state and, from v0.0.40 on, the flags
    StateFlags, // the flags of v0.0.37 and v0.0.38
    Number,     // a whole number, or {"set": …, "infinite": …, "number": …}
};

// A key of Slurm's node objects and the member of Node that it fills.
struct NodeField
{
    std::string_view key;
    FieldKind kind = FieldKind::Text;
    std::string_view Node::*text = nullptr; // for Text, UniqueText and List
    std::int64_t Node::*number = nullptr;   // for Number
};

// The field of that key, or null for the keys that nobody asks for. Takes a few nanoseconds: it runs sixty
// times for each node.
const NodeField *findNodeField(std::string_view key);

} // namespace slurmsd
