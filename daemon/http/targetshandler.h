// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/httpmessage.h"
#include "daemon/http/queryparameters.h"
#include "daemon/targets/targetset.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Can the targets of a cluster be served?
struct ClusterReadiness
{
    std::string name;     // as `cluster=` has it; empty while it is not known
    bool hasList = false; // fresh or stored
    std::string whyNot;   // in words, where it has none
};

QueryParameters targetsParameters();

// The 404 for a cluster that is none of these, with those there are; `clusters` is not empty.
HttpReply unknownCluster(std::string_view asked, std::span<const ClusterReadiness> clusters);

// 404 where one of these clusters is none of `known`, or, once there is a set, one of these partitions is of
// no node in them (in all, without clusters); nothing where all are known.
std::optional<HttpReply> refuseUnknownNames(const std::vector<std::string> &clusters,
                                            const std::vector<std::string> &partitions, const TargetSet *set,
                                            std::span<const ClusterReadiness> known);

// GET and HEAD /targets?prom_job=&partition=&state=&feature=&cluster= : the answer in Prometheus's HTTP SD
// format, or an error that keeps Prometheus from forgetting what it has. It forgets every target at `[]`, so
// whatever may be a mistake or a bad moment is an error: 400 for a query that cannot be meant so, 404 for a
// job, cluster, partition or feature that is not there, 503 while there are no nodes.
//
// Without `cluster=`, every cluster must have a list: one that is missing would look like one whose nodes are
// all gone.
//
// `set` is null until there are nodes. `clusters` and `jobNames` are those of the config in force, which may
// be a moment ahead of `set`. If-None-Match is answered with 304 (RFC 9110, section 13.1.2).
// The query has targetsParameters() only.
HttpReply targetsReply(const HttpRequest &request, const TargetSet *set,
                       std::span<const ClusterReadiness> clusters, std::span<const std::string> jobNames);

} // namespace slurmsd
