// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "common/targetgroup.h"
#include "daemon/targets/targethost.h"

#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What the URL of /targets asks for beyond the job: each list holds the alternatives, an empty one does not
// filter. A filter only ever leaves targets out; it never changes one.
struct TargetFilter
{
    std::vector<std::string> partitions;
    std::vector<StateClass> states;
    std::vector<std::string> features;
    std::vector<std::string> clusters{}; // as NodeSnapshot::cluster names them

    friend auto operator<=>(const TargetFilter &, const TargetFilter &) = default;
};

// The targets of one job on these nodes: nodes that the job matches, one target on each of the
// job's ports (with the label `partition`: for each of its partitions), targets of equal labels in one group.
// Groups are in the natural order of their labels' values, targets in that of their hosts, then ports; equal
// input gives equal output. Pure; each list must be sorted (sortNodes()). Once `stop` is requested it gives
// up soon; the result is of no use then. `hosts` are those of the lists for HostRule(job).
std::vector<TargetGroup> buildTargets(const NodeLists &lists, const TargetHosts &hosts, const JobConfig &job,
                                      const TargetFilter &filter = {}, const std::stop_token &stop = {});

// Appends the job's hosts that are no nodes: those with equal labels are one group, by host, then port, each
// once; groups in the config's order. `only`: of these hosts; none are all. Pure.
void addExtraHosts(std::vector<TargetGroup> &groups, const JobConfig &job,
                   std::span<const std::string_view> only = {});

} // namespace slurmsd
