// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/searchfields.h"
#include "gui/models/textpattern.h"

#include <array>
#include <string_view>
#include <variant>
#include <vector>

namespace slurmsd {

// The tests that a term of a search stands for. `cluster` is the name of the node's cluster.

struct WordTerm
{
    TextPattern text;
    TextPattern state; // the state class, or one of Slurm's states, is that

    bool matches(const Node &node, std::string_view cluster) const;
};

// The value of the field, or an item of it, is one of a set.
struct SetTerm
{
    const SearchField *field = nullptr;
    TextSet values;

    bool matches(const Node &node, std::string_view cluster) const;
};

struct TextTerm
{
    std::string_view Node::*text = nullptr;
    TextPattern pattern;

    bool matches(const Node &node, std::string_view cluster) const;
};

struct NumberTerm
{
    std::int64_t Node::*number = nullptr;
    NumberTest test;

    bool matches(const Node &node, std::string_view cluster) const;
};

struct ClassTerm
{
    std::array<bool, allStateClasses.size()> isWanted{}; // by StateClass

    bool matches(const Node &node, std::string_view cluster) const;
};

// A search as it was understood.
struct SearchExpression
{
    enum class Kind : unsigned char { Term, Not, And, Or };

    Kind kind = Kind::Term;
    std::variant<WordTerm, SetTerm, TextTerm, NumberTerm, ClassTerm> term; // of a Term
    std::vector<SearchExpression> operands;                                // of the others; one of Not

    bool matches(const Node &node, std::string_view cluster) const;
};

} // namespace slurmsd
