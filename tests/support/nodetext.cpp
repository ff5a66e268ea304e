// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/nodetext.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

constexpr std::pair<const char *, std::string_view Node::*> texts[] = {
    {"name", &Node::name},
    {"hostname", &Node::hostname},
    {"address", &Node::address},
    {"architecture", &Node::architecture},
    {"partitions", &Node::partitions},
    {"states", &Node::states},
    {"features", &Node::features},
    {"activeFeatures", &Node::activeFeatures},
    {"gres", &Node::gres},
    {"operatingSystem", &Node::operatingSystem},
    {"version", &Node::version},
    {"owner", &Node::owner},
    {"mcsLabel", &Node::mcsLabel},
    {"comment", &Node::comment},
    {"extra", &Node::extra},
    {"reservation", &Node::reservation},
    {"instanceId", &Node::instanceId},
    {"instanceType", &Node::instanceType},
    {"reason", &Node::reason},
    {"reasonUser", &Node::reasonUser},
    {"topology", &Node::topology},
};

constexpr std::pair<const char *, std::int64_t Node::*> numbers[] = {
    {"cpus", &Node::cpus},         {"boards", &Node::boards},         {"sockets", &Node::sockets},
    {"cores", &Node::cores},       {"threads", &Node::threads},       {"realMemory", &Node::realMemory},
    {"weight", &Node::weight},     {"reasonTime", &Node::reasonTime}, {"bootTime", &Node::bootTime},
    {"lastBusy", &Node::lastBusy},
};

} // namespace

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString nodeText(const Node &node)
{
    QStringList fields;
    for (const auto &[name, member] : texts) {
        if (!(node.*member).empty())
            fields += QLatin1String(name) + QLatin1Char('=') + toQString(node.*member);
    }
    for (const auto &[name, member] : numbers) {
        if (node.*member != Node::notGiven)
            fields += QLatin1String(name) + QLatin1Char('=') + QString::number(node.*member);
    }
    fields += QLatin1String("class=") + toQString(toString(node.stateClass));
    return fields.join(QLatin1Char(' '));
}

QStringList nodeTexts(const NodeSnapshot &snapshot)
{
    QStringList lines;
    for (const Node &node : snapshot.nodes)
        lines += nodeText(node);
    return lines;
}

Node findNode(const NodeSnapshot &snapshot, std::string_view name)
{
    const auto found = std::ranges::find(snapshot.nodes, name, &Node::name);
    return found == snapshot.nodes.end() ? Node{} : *found;
}

} // namespace slurmsd
