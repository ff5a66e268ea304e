// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/nodefields.h"

#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// Makes nodes from their values and adds them to a snapshot: a Builder, as ListHandler wants it. Allocates
// nothing for a node whose values the one before had too, but for its name.
class NodeBuilder
{
public:
    using Item = Node;
    using List = NodeSnapshot;
    static constexpr std::string_view listKey = "nodes";
    // Four times Slurm's own MAX_SLURM_NODES.
    static constexpr std::size_t maxItems = std::size_t{4} * 65'536;
    // Of one string; nothing that Slurm writes itself comes near it.
    static constexpr std::size_t maxTextBytes = std::size_t{64} * 1024;
    static const NodeField *findField(std::string_view key) { return findNodeField(key); }

    explicit NodeBuilder(NodeSnapshot &snapshot);

    std::size_t size() const { return m_snapshot.nodes.size(); }
    void beginItem();
    // A node without a name is skipped.
    void endItem();

    void beginField(const NodeField &field);
    void setText(const NodeField &field, std::string_view text);
    void setNumber(const NodeField &field, std::int64_t value);
    void addItem(const NodeField &field, std::string_view item);
    void endList(const NodeField &field);

    struct Value
    {
        std::string_view text; // lives as long as the snapshot
        std::int64_t number = Node::notGiven;
    };
    std::optional<Value> value(const NodeField &field);
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
