// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "common/targetgroup.h"
#include "gui/models/searchvocabulary.h"
#include "gui/models/textpattern.h"

#include <QRegularExpression>

#include <string_view>
#include <variant>
#include <vector>

namespace slurmsd {

// A target's own part of what a search looks at; the group has the rest.
struct SearchedTarget
{
    std::string_view address;
    const Node *node = nullptr; // behind it, where it is known
    std::string_view cluster;   // of the node
};

// The tests that a term of a search stands for. `cluster` is the name of the node's cluster.

struct WordTerm
{
    TextPattern text;
    TextPattern state;               // the state class, or one of Slurm's states, is that
    std::vector<std::string> labels; // of the vocabulary those whose names have the word in them

    bool matches(const Node &node, std::string_view cluster) const;
    bool matchesGroup(const TargetGroup &group) const;
    bool matchesTarget(const SearchedTarget &target) const;
    bool matches(const Event &event) const;
};

// A field or label has a value, or an item of it, that passes the test.
struct ValueTerm
{
    using Test = std::variant<TextSet, TextPattern, NumberTest, QRegularExpression>;

    SearchKey key;
    Test test;

    bool matches(const Node &node, std::string_view cluster) const;
    bool isOfGroup() const { return !key.label.empty() && key.label != "__address__"; }
    bool matchesGroup(const TargetGroup &group) const; // of a label
    bool matchesTarget(const SearchedTarget &target) const;
    bool matches(const Event &event) const;
};

// A search as it was understood.
struct SearchExpression
{
    enum class Kind : unsigned char { Term, Not, And, Or };

    Kind kind = Kind::Term;
    std::size_t number = 0;                 // of a Term: see numberTerms()
    std::variant<WordTerm, ValueTerm> term; // of a Term
    std::vector<SearchExpression> operands; // of the others; one of Not

    // Does it hold, where `test` tells it of each term?
    template <typename Test>
    bool holds(const Test &test) const
    {
        const auto holdsToo = [&test](const SearchExpression &operand) { return operand.holds(test); };
        switch (kind) {
        case Kind::Term:
            return test(*this);
        case Kind::Not:
            return !holdsToo(operands.front());
        case Kind::And:
            return std::ranges::all_of(operands, holdsToo);
        case Kind::Or:
            break;
        }
        return std::ranges::any_of(operands, holdsToo);
    }

    bool matches(const Node &node, std::string_view cluster) const;
    bool matches(const Event &event) const;
    // Gives each term a number, from `next` on, and returns the one after.
    std::size_t numberTerms(std::size_t next = 0);
};

} // namespace slurmsd
