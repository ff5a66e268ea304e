// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/nodemetricshandler.h"

#include "daemon/api/apihandlers.h"

#include <algorithm>

namespace slurmsd {

namespace {

void sortAndUnify(std::vector<std::string> &names)
{
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
}

} // namespace

QueryParameters nodeMetricsParameters() { return {{{"partition", true}, {"cluster", true}}}; }

Result<NodeMetricsKey, HttpReply> nodeMetricsKey(const HttpRequest &request, const TargetSet *set,
                                                 std::span<const ClusterReadiness> clusters)
{
    NodeMetricsKey key;
    for (const auto &[name, value] : request.query)
        (name == "partition" ? key.filter.partitions : key.filter.clusters).push_back(value);
    sortAndUnify(key.filter.partitions);
    sortAndUnify(key.filter.clusters);
    key.isGzip = takesGzip(request);
    if (auto refused = refuseUnknownNames(key.filter.clusters, key.filter.partitions, set, clusters))
        return Failure{*std::move(refused)};
    return key;
}

HttpReply nodeMetricsReply(const NodeMetricsKey &key, NodeMetricsStore &store)
{
    auto text = store.text(key);
    if (!text)
        return unavailable("the metrics of the nodes are being made");
    HttpReply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
    if (key.isGzip)
        reply.headers.emplace_back("Content-Encoding", "gzip");
    reply.body = *std::move(text);
    return reply;
}

} // namespace slurmsd
