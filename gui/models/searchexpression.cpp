// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/searchexpression.h"

#include "gui/models/eventnames.h"
#include "gui/models/targetaddress.h"
#include "gui/models/text.h"

#include <algorithm>
#include <charconv>

namespace slurmsd {

namespace {

using Kind = SearchField::Kind;
using Test = ValueTerm::Test;

bool anyItem(std::string_view list, const auto &test)
{
    bool found = false;
    forEachItem(list, [&](std::string_view item) { found = found || test(item); });
    return found;
}

bool passes(const Test &test, std::string_view text)
{
    if (const auto *values = std::get_if<TextSet>(&test))
        return values->contains(text);
    if (const auto *pattern = std::get_if<TextPattern>(&test))
        return pattern->matches(text);
    if (const auto *number = std::get_if<NumberTest>(&test)) {
        std::int64_t value = Node::notGiven;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() && number->matches(value);
    }
    return std::get<QRegularExpression>(test).match(toQString(text)).hasMatch();
}

// The value as a whole, or an item of it. The test for "" asks for an empty list.
bool passesItem(const Test &test, std::string_view list)
{
    return passes(test, list) || anyItem(list, [&test](std::string_view item) { return passes(test, item); });
}

// "gpu:a100:4(S:0-1)" is found by "gpu", "gpu:a100", "gpu:a100:4" and itself.
bool passesGres(const Test &test, std::string_view item)
{
    for (std::size_t end = item.find_first_of(":("); end != std::string_view::npos;
         end = item.find_first_of(":(", end + 1)) {
        if (passes(test, item.substr(0, end)))
            return true;
    }
    return passes(test, item);
}

// A label's value; lists come as ",a,b,".
bool passesLabel(const Test &test, std::string_view value)
{
    const bool isList = value.size() > 2 && value.starts_with(',') && value.ends_with(',');
    return passes(test, value) ||
           (isList && anyItem(value.substr(1, value.size() - 2),
                              [&test](std::string_view item) { return passesGres(test, item); }));
}

} // namespace

bool WordTerm::matches(const Node &node, std::string_view) const
{
    return text.matches(node.name) || text.matches(node.address) || text.matches(node.hostname) ||
           text.matches(node.reason) || state.matches(toString(node.stateClass)) ||
           anyItem(node.partitions, [this](std::string_view item) { return text.matches(item); }) ||
           anyItem(node.states, [this](std::string_view item) { return state.matches(item); });
}

bool WordTerm::matchesGroup(const TargetGroup &group) const
{
    return std::ranges::any_of(group.labels, [this](const Label &label) {
        return text.matches(label.value) || std::ranges::find(labels, label.name) != labels.end();
    });
}

// What else is known of the node counts only where the search names it: the labels tell what its target is
// chosen by.
bool WordTerm::matchesTarget(const SearchedTarget &target) const
{
    return text.matches(target.address) ||
           (target.node && (text.matches(target.node->name) || text.matches(target.node->hostname)));
}

bool WordTerm::matches(const Event &event) const
{
    return text.matches(event.text) || text.matches(event.subject) || text.matches(event.cluster) ||
           text.matches(toString(event.kind)) || text.matches(eventKindWords(event.kind)) ||
           anyNodeOf(event, text);
}

bool ValueTerm::matches(const Node &node, std::string_view cluster) const
{
    const SearchField &field = *key.field;
    switch (field.kind) {
    case Kind::Cluster:
        return passes(test, cluster);
    case Kind::Class:
        return passes(test, toString(node.stateClass));
    case Kind::Number:
    case Kind::Memory:
    case Kind::Time:
        break;
    case Kind::List:
        return passesItem(test, node.*(field.text));
    case Kind::Gres: {
        const std::string_view gres = node.*(field.text);
        return gres.empty() ? passes(test, gres)
                            : anyItem(gres, [this](std::string_view item) { return passesGres(test, item); });
    }
    default:
        return passes(test, node.*(field.text));
    }
    const std::int64_t number = node.*(field.number);
    if (const auto *compared = std::get_if<NumberTest>(&test))
        return compared->matches(number);
    return passes(test, number == Node::notGiven ? std::string() : std::to_string(number));
}

// A label that is not there is an empty one, as to Prometheus.
bool ValueTerm::matchesGroup(const TargetGroup &group) const
{
    const std::string *value = findLabel(group, key.label);
    return passesLabel(test, value ? std::string_view(*value) : std::string_view());
}

bool ValueTerm::matchesTarget(const SearchedTarget &target) const
{
    if (!key.label.empty())
        return passes(test, target.address);
    return target.node && matches(*target.node, target.cluster);
}

bool ValueTerm::matches(const Event &event) const
{
    const auto is = [this](std::string_view text) { return passes(test, text); };
    switch (key.field->kind) {
    case Kind::Cluster:
        return is(event.cluster);
    case Kind::EventNodes:
        return std::visit([&event](const auto &names) { return anyNodeOf(event, names); }, test);
    case Kind::EventStates:
        return anyStateOf(event, is);
    case Kind::EventJob:
        return event.kind == Event::Kind::TargetsChanged && is(event.subject);
    case Kind::EventKind:
        return is(toString(event.kind)) || is(eventKindWords(event.kind));
    default:
        return is(event.text);
    }
}

bool SearchExpression::matches(const Node &node, std::string_view cluster) const
{
    return holds([&](const SearchExpression &leaf) {
        return std::visit([&](const auto &test) { return test.matches(node, cluster); }, leaf.term);
    });
}

bool SearchExpression::matches(const Event &event) const
{
    return holds([&event](const SearchExpression &leaf) {
        return std::visit([&event](const auto &test) { return test.matches(event); }, leaf.term);
    });
}

std::size_t SearchExpression::numberTerms(std::size_t next)
{
    if (kind == Kind::Term)
        number = next++;
    for (SearchExpression &operand : operands)
        next = operand.numberTerms(next);
    return next;
}

} // namespace slurmsd
