// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"

#include <array>
#include <cstdint>
#include <string_view>

// The columns of the node list in JSON (common/nodesjson.h), for its writer and its reader.
namespace slurmsd::nodecolumns {

enum class ColumnKind : unsigned char {
    Own,    // a string, written as it is
    Shared, // a string that many nodes have: its place in the table
    Number,
    Class, // the state class, as Shared
};

struct Column
{
    std::string_view name;
    ColumnKind kind = ColumnKind::Class;
    std::string_view Node::*string = nullptr;
    std::int64_t Node::*number = nullptr;
};

// Makers for the table below.
constexpr Column own(std::string_view name, std::string_view Node::*string)
{
    return {name, ColumnKind::Own, string, nullptr};
}
constexpr Column shared(std::string_view name, std::string_view Node::*string)
{
    return {name, ColumnKind::Shared, string, nullptr};
}
constexpr Column number(std::string_view name, std::int64_t Node::*number)
{
    return {name, ColumnKind::Number, nullptr, number};
}

inline constexpr std::array all{
    own("name", &Node::name),
    own("hostname", &Node::hostname),
    own("address", &Node::address),
    Column{"state_class"},
    shared("states", &Node::states),
    shared("partitions", &Node::partitions),
    shared("architecture", &Node::architecture),
    shared("features", &Node::features),
    shared("active_features", &Node::activeFeatures),
    shared("gres", &Node::gres),
    shared("operating_system", &Node::operatingSystem),
    shared("version", &Node::version),
    shared("owner", &Node::owner),
    shared("mcs_label", &Node::mcsLabel),
    shared("comment", &Node::comment),
    shared("extra", &Node::extra),
    shared("reservation", &Node::reservation),
    own("instance_id", &Node::instanceId),
    shared("instance_type", &Node::instanceType),
    shared("reason", &Node::reason),
    shared("reason_set_by_user", &Node::reasonUser),
    shared("topology", &Node::topology),
    number("cpus", &Node::cpus),
    number("boards", &Node::boards),
    number("sockets", &Node::sockets),
    number("cores", &Node::cores),
    number("threads", &Node::threads),
    number("real_memory", &Node::realMemory),
    number("weight", &Node::weight),
    number("reason_changed_at", &Node::reasonTime),
};

} // namespace slurmsd::nodecolumns
