// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodefields.h"

#include <string>

namespace slurmsd {

// The longest string of a node that is kept, in bytes. Longer ones count as not given; nothing that Slurm
// writes itself comes near it.
inline constexpr std::size_t maxTextBytes = std::size_t{64} * 1024;

// Makes nodes from their values as they come, in any order, and adds them to a snapshot. A value that is not
// of its field's type is as if it were not there; of a repeated field the last counts. Allocates nothing for
// a node whose values the one before had too, but for its name.
class NodeBuilder
{
public:
    explicit NodeBuilder(NodeSnapshot &snapshot);

    void beginNode();
    // Adds the node to the snapshot, or counts it as skipped when it has no name.
    void endNode();

    // Each value of a node starts with this.
    void beginField(const NodeField &field);
    void setText(const NodeField &field, std::string_view text);
    void setNumber(const NodeField &field, std::int64_t value);
    // The strings of an array; the list is complete with endList().
    void addItem(const NodeField &field, std::string_view item);
    void endList(const NodeField &field);

    // What a field of the node came to so far; the text lives as long as the snapshot.
    struct Value
    {
        std::string_view text;
        std::int64_t number = Node::notGiven;
    };
    Value value(const NodeField &field);
    // Instead of all of the above.
    void setValue(const NodeField &field, const Value &value)
    {
        if (field.kind == FieldKind::Number)
            m_node.*field.number = value.number;
        else
            textOf(field) = value.text;
    }

private:
    // Where the value of a field is that is no number.
    std::string_view &textOf(const NodeField &field)
    {
        return field.kind == FieldKind::States       ? m_states
               : field.kind == FieldKind::StateFlags ? m_flags
                                                     : m_node.*field.text;
    }
    const Node &previous() const;
    std::string_view shared(const NodeField &field, std::string_view text);
    void normalizeStates();

    NodeSnapshot &m_snapshot;
    Node m_node;
    std::string m_list;        // the list under way, joined by commas
    std::string_view m_states; // `state` as it came, joined by commas
    std::string_view m_flags;  // `state_flags` likewise
    std::string_view m_previousStates;
    std::string_view m_previousFlags;
};

} // namespace slurmsd
