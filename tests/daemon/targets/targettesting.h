// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/targetgroup.h"

#include <QByteArray>
#include <QMetaType>

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// A node list of these nodes, sorted as a poll leaves it. The nodes' strings are literals.
inline std::shared_ptr<NodeSnapshot> snapshotOf(std::vector<Node> nodes)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    snapshot->nodes = std::move(nodes);
    sortNodes(*snapshot);
    return snapshot;
}

inline Node activeNode(std::string_view name, std::string_view partitions = {})
{
    Node node;
    node.name = name;
    node.hostname = name;
    node.address = name;
    node.partitions = partitions;
    node.stateClass = StateClass::Active;
    return node;
}

// Groups as a person reads them, one a line: "n1:9100 n2:9100 {partition=a state=active}". The names of
// labels lose "__meta_" and "slurm_".
inline QByteArray describe(const std::vector<TargetGroup> &groups)
{
    std::string text;
    for (const TargetGroup &group : groups) {
        for (const std::string &target : group.targets)
            text += target + ' ';
        text += '{';
        for (const Label &label : group.labels) {
            std::string_view name = label.name;
            for (const std::string_view prefix : {"__meta_", "slurm_"})
                name.remove_prefix(name.starts_with(prefix) ? prefix.size() : 0);
            text.append(&label == &group.labels.front() ? "" : " ")
                .append(name)
                .append("=")
                .append(label.value);
        }
        text += "}\n";
    }
    return QByteArray::fromStdString(text);
}

} // namespace slurmsd

Q_DECLARE_METATYPE(slurmsd::Node)
Q_DECLARE_METATYPE(std::vector<slurmsd::Node>)
