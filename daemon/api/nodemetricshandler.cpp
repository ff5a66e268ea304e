// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/nodemetricshandler.h"

#include "common/asciitext.h"
#include "daemon/api/apihandlers.h"

#include <algorithm>
#include <optional>

namespace slurmsd {

namespace {

// Accept-Encoding (RFC 9110, section 12.5.3): "gzip", "*", "gzip;q=0.5, br"; not "gzip;q=0". "*" is for what
// is not named.
bool takesGzip(const HttpRequest &request)
{
    std::optional<bool> takesGzip;
    bool takesOthers = false;
    forEachItem(request.header("accept-encoding").value_or(std::string_view()), [&](std::string_view item) {
        const std::size_t semicolon = item.find(';');
        const std::string name = asciiLower(trimmed(item.substr(0, semicolon)));
        std::string_view weight =
            semicolon == std::string_view::npos ? std::string_view() : trimmed(item.substr(semicolon + 1));
        if (name != "gzip" && name != "x-gzip" && name != "*")
            return;
        const bool isRefused =
            weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
        if (name == "*")
            takesOthers = !isRefused;
        else
            takesGzip = !isRefused;
    });
    return takesGzip.value_or(takesOthers);
}

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
