// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nodefields.h"

#include <array>

namespace slurmsd {

namespace {

constexpr NodeField text(std::string_view key, std::string_view Node::*member)
{
    return {key, FieldKind::Text, member, nullptr};
}

constexpr NodeField uniqueText(std::string_view key, std::string_view Node::*member)
{
    return {key, FieldKind::UniqueText, member, nullptr};
}

constexpr NodeField list(std::string_view key, std::string_view Node::*member)
{
    return {key, FieldKind::List, member, nullptr};
}

constexpr NodeField number(std::string_view key, std::int64_t Node::*member)
{
    return {key, FieldKind::Number, nullptr, member};
}

// Every key of every API version.
constexpr FieldTable nodeFields(std::array{
    uniqueText("name", &Node::name),
    text("gres", &Node::gres),
    number("cpus", &Node::cpus),
    NodeField{"state", FieldKind::States},
    text("extra", &Node::extra),
    text("owner", &Node::owner),
    number("cores", &Node::cores),
    text("reason", &Node::reason),
    number("boards", &Node::boards),
    number("weight", &Node::weight),
    uniqueText("address", &Node::address),
    text("version", &Node::version), // from v0.0.40 on
    text("comment", &Node::comment),
    number("sockets", &Node::sockets),
    number("threads", &Node::threads),
    uniqueText("hostname", &Node::hostname),
    list("features", &Node::features),
    text("topology", &Node::topology),
    text("mcs_label", &Node::mcsLabel),
    number("boot_time", &Node::bootTime),
    number("last_busy", &Node::lastBusy),
    list("partitions", &Node::partitions),
    NodeField{"state_flags", FieldKind::StateFlags},
    text("reservation", &Node::reservation),
    uniqueText("instance_id", &Node::instanceId),
    number("real_memory", &Node::realMemory),
    text("architecture", &Node::architecture),
    text("instance_type", &Node::instanceType),
    text("slurmd_version", &Node::version), // up to v0.0.38
    list("active_features", &Node::activeFeatures),
    text("operating_system", &Node::operatingSystem),
    number("reason_changed_at", &Node::reasonTime),
    text("reason_set_by_user", &Node::reasonUser),
});

} // namespace

const NodeField *findNodeField(std::string_view key) { return nodeFields.find(key); }

} // namespace slurmsd
