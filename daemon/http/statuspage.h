// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/explanation.h"
#include "daemon/http/httpmessage.h"

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// What somebody looked for on the page, with `?node=NAME`.
struct NodeSearch
{
    std::string name;
    std::vector<NodeExplanation> found; // one for each cluster that has such a node
};

// The page at `/`, for whoever has a browser or an SSH tunnel and nothing else: how the daemon fares, its
// clusters, jobs and config, and why a node has the targets that it has. Complete without scripts and without
// other files; light or dark as the browser is. Its length has a bound: of long lists it shows the beginning
// and says how much is left out. Pure: the times are those of the status.
HttpReply statusPage(const DaemonStatus &status, const std::optional<NodeSearch> &search = {});

} // namespace slurmsd
