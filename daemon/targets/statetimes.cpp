// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/statetimes.h"

namespace slurmsd {

namespace {

std::int64_t secondsOf(const NodeSnapshot &list)
{
    return std::chrono::duration_cast<std::chrono::seconds>(list.takenAt.time_since_epoch()).count();
}

} // namespace

StateTimes stateTimes(const NodeSnapshot *before, const StateTimes &timesBefore, const NodeSnapshot &after)
{
    StateTimes times;
    times.reserve(after.nodes.size());
    const std::int64_t now = secondsOf(after);
    std::size_t i = 0;
    for (const Node &node : after.nodes) {
        while (before && i < before->nodes.size() && before->nodes[i].name != node.name &&
               std::is_lt(compareNaturally(before->nodes[i].name, node.name)))
            ++i;
        const bool wasThere = before && i < before->nodes.size() && before->nodes[i].name == node.name &&
                              before->nodes[i].stateClass == node.stateClass;
        if (!wasThere)
            times.push_back(now);
        else
            times.push_back(timesBefore.empty() ? secondsOf(*before) : timesBefore[i]);
    }
    return times;
}

} // namespace slurmsd
