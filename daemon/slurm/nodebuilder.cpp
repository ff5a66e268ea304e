// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodebuilder.h"

#include "common/asciitext.h"
#include "daemon/slurm/slurmvalues.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace slurmsd {

namespace {

// Items that no longer fit are left out, so that no answer makes a list without end.
void appendItem(std::string &list, std::string_view item)
{
    if (list.size() + item.size() >= NodeBuilder::maxTextBytes)
        return;
    if (!list.empty())
        list += ',';
    list += item;
}

void appendItems(std::string &list, std::string_view text)
{
    splitItems(text, ",", [&list](std::string_view item) { appendItem(list, item); });
}

// The list with each item once, at its first place.
std::string withoutRepetitions(const std::string &list)
{
    std::string once;
    std::unordered_set<std::string_view> seen;
    forEachItem(list, [&](std::string_view item) {
        if (seen.insert(item).second)
            appendItem(once, item);
    });
    return once;
}

// Which of a node's states is the base state; empty when there is none. Newer releases may have ones that are
// not known here: Slurm writes it first.
std::string_view baseOf(const std::vector<std::string_view> &states, bool startsWithBase)
{
    const auto known = std::ranges::find_if(states, isBaseState);
    if (known != states.end())
        return *known;
    return startsWithBase && !states.empty() ? states.front() : std::string_view();
}

} // namespace

NodeBuilder::NodeBuilder(NodeSnapshot &snapshot)
    : m_snapshot(snapshot)
{}

void NodeBuilder::beginItem()
{
    m_node = Node{};
    m_states = {};
    m_flags = {};
}

void NodeBuilder::endItem()
{
    if (m_node.name.empty()) {
        ++m_snapshot.skipped;
        return;
    }
    normalizeStates();
    // Without a reason, 22.05 and 24.11 say that it was given in 1970, and 24.11 that it was by root; so do
    // all of a reason that slurm.conf gives.
    if (m_node.reason.empty() || m_node.reasonTime == 0) {
        m_node.reasonUser = {};
        m_node.reasonTime = Node::notGiven;
    }
    for (std::int64_t *time : {&m_node.bootTime, &m_node.lastBusy})
        *time = *time == 0 ? Node::notGiven : *time; // it never was
    m_snapshot.nodes.push_back(m_node);
}

void NodeBuilder::beginField(const NodeField &field)
{
    setValue(field, {});
    m_list.clear();
}

std::optional<NodeBuilder::Value> NodeBuilder::value(const NodeField &field)
{
    if (field.kind == FieldKind::UniqueText)
        return std::nullopt; // another node has another one
    if (field.kind == FieldKind::Number)
        return Value{{}, m_node.*field.number};
    return Value{textOf(field), Node::notGiven};
}

void NodeBuilder::setText(const NodeField &field, std::string_view text)
{
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::UniqueText:
        m_node.*field.text = shared(field, text);
        break;
    case FieldKind::List:
    case FieldKind::Lines:
    case FieldKind::States:
    case FieldKind::StateFlags:
        addItem(field, text);
        endList(field);
        break;
    case FieldKind::Number:
        break;
    }
}

void NodeBuilder::setNumber(const NodeField &field, std::int64_t value)
{
    if (field.kind == FieldKind::Number && isGivenNumber(value))
        m_node.*field.number = value;
}

void NodeBuilder::addItem(const NodeField &field, std::string_view item)
{
    if (field.kind == FieldKind::List)
        appendItems(m_list, item);
    else
        appendItem(m_list, item);
}

void NodeBuilder::endList(const NodeField &field)
{
    if (field.kind != FieldKind::List) {
        textOf(field) = m_snapshot.strings.intern(m_list);
        return;
    }
    // Most nodes have the list of the node before them.
    const bool isNew = m_list != previous().*field.text;
    m_node.*field.text = shared(field, isNew ? withoutRepetitions(m_list) : m_list);
}

// Where there is no node before this one, nothing can be shared with it.
const Node &NodeBuilder::previous() const
{
    static const Node none;
    return m_snapshot.nodes.empty() ? none : m_snapshot.nodes.back();
}

// The pool's copy of a value: most nodes have the values of the node before them, and most addresses are the
// name once more.
std::string_view NodeBuilder::shared(const NodeField &field, std::string_view text)
{
    if (text.empty())
        return {};
    const Node &before = previous();
    if (const std::string_view same = before.*field.text; same == text)
        return same;
    if (field.kind != FieldKind::UniqueText)
        return m_snapshot.strings.intern(text);
    for (const std::string_view same : {m_node.name, m_node.hostname, m_node.address}) {
        if (same == text)
            return same;
    }
    return m_snapshot.strings.store(text);
}

// Every API version gives the same states in another form and order: bring them to the one of Node::states.
void NodeBuilder::normalizeStates()
{
    if (!m_snapshot.nodes.empty() && m_states == m_previousStates && m_flags == m_previousFlags) {
        m_node.states = previous().states;
        m_node.stateClass = previous().stateClass;
        return;
    }
    m_previousStates = m_states;
    m_previousFlags = m_flags;
    const bool hasState = !m_states.empty();
    std::string all(m_states);
    appendItem(all, m_flags);
    std::ranges::transform(all, all.begin(), asciiUpper);

    std::vector<std::string_view> states;
    splitItems(all, ",+", [&states](std::string_view state) { states.push_back(state); });
    const std::string_view base = baseOf(states, hasState);
    std::ranges::sort(states);
    states.erase(std::unique(states.begin(), states.end()), states.end());
    std::stable_partition(states.begin(), states.end(),
                          [base](std::string_view state) { return state == base; });

    m_list.clear();
    for (const std::string_view state : states)
        appendItem(m_list, state);
    m_node.states = m_snapshot.strings.intern(m_list);
    m_node.stateClass = classifyState(states);
}

} // namespace slurmsd
