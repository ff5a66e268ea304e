// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/api/targetsquery.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/status/clusterreadiness.h"
#include "daemon/targets/targetset.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// 404 with those there are.
HttpReply unknownJobReply(std::string_view job, std::span<const std::string> jobNames);

// The 404 for a cluster that is none of these, with those there are; `clusters` is not empty.
HttpReply unknownCluster(std::string_view asked, std::span<const ClusterReadiness> clusters);

// 404 where one of these clusters is none of `known`, unless the name of one of those is not known yet, or,
// once there is a set and they (all, without clusters) have lists, one of these partitions is of no node in
// them; nothing where all are known.
std::optional<HttpReply> refuseUnknownNames(const std::vector<std::string> &clusters,
                                            const std::vector<std::string> &partitions, const TargetSet *set,
                                            std::span<const ClusterReadiness> known);

// What the query asks of targets of nodes; the reply where that cannot be served, or is a mistake: as
// targetsReply(). There is a set once there is a filter.
Result<TargetFilter, HttpReply> nodeFilter(const TargetsQuery &query, const TargetSet *set,
                                           std::span<const ClusterReadiness> clusters);

// When the newest of the node lists was taken that such an answer is made of.
std::chrono::system_clock::time_point lastModified(const TargetSet &set, const TargetFilter &filter);

// GET and HEAD /targets?prom_job=&partition=&state=&feature=&cluster= : the answer in Prometheus's HTTP SD
// format, or an error that keeps Prometheus from forgetting what it has. It forgets every target at `[]`, so
// whatever may be a mistake or a bad moment is an error: 400 for a query that cannot be meant so, 404 for a
// job, cluster, partition, feature or state that is not there, 503 while there are no nodes.
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
