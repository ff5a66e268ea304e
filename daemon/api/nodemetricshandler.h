// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "daemon/api/targetshandler.h"
#include "daemon/status/nodemetricsstore.h"

#include <span>

namespace slurmsd {

// GET /metrics/nodes?cluster=NAME&partition=NAME, both repeatable, as documented in
// resources/docs/metrics.md.

QueryParameters nodeMetricsParameters();

// Which text is asked for: compressed where the client takes that. `set`: null before the first list, when
// any name will do, since nothing is known. 404 for a cluster that there is not, and for a partition of no
// node.
Result<NodeMetricsKey, HttpReply> nodeMetricsKey(const HttpRequest &request, const TargetSet *set,
                                                 std::span<const ClusterReadiness> clusters);

// 503 where the text is not made.
HttpReply nodeMetricsReply(const NodeMetricsKey &key, NodeMetricsStore &store);

} // namespace slurmsd
