// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/hostlist.h"
#include "daemon/targets/guardlimits.h"

#include <QString>

#include <memory>

namespace slurmsd {

// The list that Slurm gave that many minutes after the first: the nodes of a hostlist, "n[1-200]", in the
// partition batch; those before a colon are of those states: "n[1-10] n[11-12]:IDLE,DRAIN". Empty: no nodes.
inline std::shared_ptr<NodeSnapshot> listAt(double minutes, const QString &nodes)
{
    auto list = std::make_shared<NodeSnapshot>();
    for (const QString &part : nodes.split(u' ', Qt::SkipEmptyParts)) {
        const std::string state = part.section(u':', 1).toStdString();
        const auto names = expandHostlist(part.section(u':', 0, 0).toStdString());
        for (const std::string &name : *names) {
            Node &node = list->nodes.emplace_back();
            node.name = node.hostname = node.address = list->strings.store(name);
            node.partitions = "batch";
            node.states = list->strings.intern(state.empty() ? "IDLE" : state);
            std::vector<std::string_view> states;
            forEachItem(node.states, [&states](std::string_view item) { states.push_back(item); });
            node.stateClass = classifyState(states);
        }
    }
    list->takenAt = GuardTime(std::chrono::round<GuardTime::duration>(
        std::chrono::duration<double, std::ratio<60>>(minutes + 1'000'000)));
    sortNodes(*list);
    return list;
}

} // namespace slurmsd
