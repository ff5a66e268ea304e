// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "daemon/jobs/jobrule.h"
#include "daemon/targets/targethost.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The node of that name; null when there is none. The list is sorted (sortNodes()).
const Node *findNodeNamed(const NodeSnapshot &nodes, std::string_view name);

// One of a Slurm job's nodes that it has targets on.
struct JobPlace
{
    std::string_view node; // NodeName; the node list's
    std::size_t index = 0; // among the job's nodes
    std::string_view host; // the HostMaker's or the node list's

    friend bool operator==(const JobPlace &, const JobPlace &) = default;
};

// Where the job's targets are: on nodes that it has and that the list knows, never anywhere else. A node that
// is missing from the list, or has no address, has none. Refused (UnknownNode, TooManyTargets) where there
// would be none at all, or more than `maxTargets`.
Result<std::vector<JobPlace>, JobRefused> jobPlaces(const SlurmJob &job, const JobRequest &request,
                                                    const NodeSnapshot &nodes, HostMaker &hosts,
                                                    int maxTargets);

} // namespace slurmsd
