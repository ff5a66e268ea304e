// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchexpression.h"

#include <algorithm>

namespace slurmsd {

namespace {

bool anyItem(std::string_view list, const auto &test)
{
    bool found = false;
    forEachItem(list, [&](std::string_view item) { found = found || test(item); });
    return found;
}

// "gpu:a100:4(S:0-1)" is found by "gpu", "gpu:a100", "gpu:a100:4" and itself.
bool gresMatches(std::string_view item, const TextSet &values)
{
    for (std::size_t end = item.find_first_of(":("); end != std::string_view::npos;
         end = item.find_first_of(":(", end + 1)) {
        if (values.contains(item.substr(0, end)))
            return true;
    }
    return values.contains(item);
}

} // namespace

bool WordTerm::matches(const Node &node, std::string_view) const
{
    return text.matches(node.name) || text.matches(node.address) || text.matches(node.hostname) ||
           text.matches(node.reason) || state.matches(toString(node.stateClass)) ||
           anyItem(node.partitions, [this](std::string_view item) { return text.matches(item); }) ||
           anyItem(node.states, [this](std::string_view item) { return state.matches(item); });
}

bool SetTerm::matches(const Node &node, std::string_view cluster) const
{
    if (field->kind == SearchField::Kind::Cluster)
        return values.contains(cluster);
    const std::string_view text = node.*(field->text);
    // The value "" asks for an empty list.
    if (field->kind == SearchField::Kind::Word || text.empty())
        return values.contains(text);
    if (field->kind == SearchField::Kind::Gres)
        return anyItem(text, [this](std::string_view item) { return gresMatches(item, values); });
    return anyItem(text, [this](std::string_view item) { return values.contains(item); });
}

bool TextTerm::matches(const Node &node, std::string_view) const { return pattern.matches(node.*text); }

bool NumberTerm::matches(const Node &node, std::string_view) const { return test.matches(node.*number); }

bool ClassTerm::matches(const Node &node, std::string_view) const
{
    return isWanted[static_cast<std::size_t>(node.stateClass)];
}

bool SearchExpression::matches(const Node &node, std::string_view cluster) const
{
    const auto matchesIt = [&](const SearchExpression &operand) { return operand.matches(node, cluster); };
    switch (kind) {
    case Kind::Term:
        return std::visit([&](const auto &test) { return test.matches(node, cluster); }, term);
    case Kind::Not:
        return !matchesIt(operands.front());
    case Kind::And:
        return std::ranges::all_of(operands, matchesIt);
    case Kind::Or:
        break;
    }
    return std::ranges::any_of(operands, matchesIt);
}

} // namespace slurmsd
