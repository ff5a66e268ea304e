// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/explanation.h"
#include "common/runningjobs.h"
#include "daemon/httpserver/httpmessage.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// As many jobs are explained on the page; /api/v1/explain has them all.
inline constexpr std::size_t maxSearchedJobs = 200;

// What somebody looked for on the page, with `?node=NAME`.
struct NodeSearch
{
    std::string name;                     // a hostname, an address or a hostlist as well
    std::vector<NodeExplanation> found{}; // of all clusters
    std::size_t others = 0;               // how many more there are
    std::string hint{};                   // notFoundHint(), where none is found
};

// With `?job=ID`: the id of a Slurm job, as its commands have it.
struct JobSearch
{
    std::string id;
    std::vector<SlurmJobExplanation> found; // of all clusters
    std::size_t others = 0;                 // how many more there are
};

// The page at `/`, for whoever has a browser or an SSH tunnel and nothing else: how the daemon fares, its
// clusters, jobs and config, and why a node, or a running Slurm job, has the targets that it has. Complete
// without scripts and without other files; light or dark as the browser is. Its length has a bound: of long
// lists it shows the beginning and says how much is left out. Pure: the times are those of the status.
HttpReply statusPage(const DaemonStatus &status, const std::optional<NodeSearch> &search = {},
                     const std::optional<JobSearch> &jobSearch = {});

} // namespace slurmsd
