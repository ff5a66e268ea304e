// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/targetshandler.h"

#include "daemon/api/apihandlers.h"
#include "daemon/api/targetsquery.h"

#include <algorithm>
#include <set>

namespace slurmsd {

namespace {

bool hasListOf(const TargetSet &set, std::string_view cluster)
{
    return std::ranges::any_of(set.lists(), [&](const auto &list) { return list->cluster == cluster; });
}

// Takes the clusters that are asked for into the filter, unless that is all of them; the reply where they
// cannot be served.
std::optional<HttpReply> selectClusters(TargetFilter &filter, const TargetsQuery &query, const TargetSet *set,
                                        std::span<const ClusterReadiness> clusters)
{
    for (const ClusterReadiness &cluster : clusters) {
        const bool isAsked =
            query.clusters.empty() || std::ranges::find(query.clusters, cluster.name) != query.clusters.end();
        if (!isAsked && (cluster.hasList || !cluster.name.empty()))
            continue;
        if (!cluster.hasList)
            return unavailable(cluster.whyNot);
        if (set == nullptr || !hasListOf(*set, cluster.name))
            return unavailable("the targets are being made");
        filter.clusters.push_back(cluster.name);
    }
    for (const std::string &asked : query.clusters) {
        if (std::ranges::find(filter.clusters, asked) == filter.clusters.end())
            return unknownCluster(asked, clusters);
    }
    if (filter.clusters.size() == set->lists().size())
        filter.clusters.clear();
    return {};
}

// Partitions, or features.
struct NameKind
{
    std::set<std::string, std::less<>> FilterNames::*names;
    std::string_view unknown; // in front of the name
    std::string_view known;   // in front of those that there are
    std::string_view none;    // in their place
};

constexpr NameKind partitionNames{&FilterNames::partitions, "no node is in the partition ",
                                  "the partitions are ", "no node is in a partition"};
constexpr NameKind featureNames{&FilterNames::features, "no node has the feature ", "the features are ",
                                "no node has a feature"};

HttpReply unknownName(const NameKind &kind, std::string_view asked, const std::set<std::string_view> &names)
{
    std::vector<std::string_view> known(names.begin(), names.end());
    std::erase(known, std::string_view());
    const std::string subject =
        asked.empty() ? "no node is without a partition" : std::string(kind.unknown) + quoted(asked);
    const std::string rest =
        known.empty() ? std::string(kind.none) : std::string(kind.known) + enumerate(known);
    return HttpReply::error(404, "not_found", subject + "; " + rest);
}

// The reply when one of these names is of no node in the clusters that are asked for: renamed or mistyped, it
// would look like one whose nodes are all gone.
std::optional<HttpReply> refuseUnknown(const NameKind &kind, const std::vector<std::string> &asked,
                                       const TargetSet &set, const TargetFilter &filter)
{
    if (asked.empty())
        return {};
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < set.lists().size(); ++i) {
        if (filter.clusters.empty() ||
            std::ranges::find(filter.clusters, set.lists()[i]->cluster) != filter.clusters.end())
            names.insert((set.names()[i].*kind.names).begin(), (set.names()[i].*kind.names).end());
    }
    const auto unknown =
        std::ranges::find_if_not(asked, [&names](const std::string &name) { return names.contains(name); });
    return unknown == asked.end() ? std::nullopt : std::optional(unknownName(kind, *unknown, names));
}

std::optional<HttpReply> refuseUnknown(const TargetSet &set, const TargetFilter &filter)
{
    auto refused = refuseUnknown(partitionNames, filter.partitions, set, filter);
    return refused ? std::move(refused) : refuseUnknown(featureNames, filter.features, set, filter);
}

bool isKnown(const std::string &cluster, std::span<const ClusterReadiness> clusters)
{
    return std::ranges::find(clusters, cluster, &ClusterReadiness::name) != clusters.end();
}

// A state that no node can have would look like one that none has at the moment.
bool asksForNoState(const TargetsQuery &query, std::span<const ClusterReadiness> clusters)
{
    return query.states == std::vector{StateClass::Draining} &&
           std::ranges::none_of(clusters, &ClusterReadiness::hasDraining);
}

} // namespace

HttpReply unknownCluster(std::string_view asked, std::span<const ClusterReadiness> clusters)
{
    std::vector<std::string_view> names;
    for (const ClusterReadiness &cluster : clusters)
        names.push_back(cluster.name);
    std::string known = "Slurm does not tell the name of this one, and slurm.cluster is not set";
    if (names.size() > 1)
        known = "the clusters are " + enumerate(names);
    else if (!names.front().empty())
        known = "the cluster is " + quoted(names.front());
    return HttpReply::error(404, "not_found", "no cluster " + quoted(asked) + "; " + known);
}

HttpReply unknownJobReply(std::string_view job, std::span<const std::string> jobNames)
{
    return HttpReply::error(404, "not_found",
                            "no job " + quoted(job) + "; the jobs are " +
                                enumerate({jobNames.begin(), jobNames.end()}));
}

std::optional<HttpReply> refuseUnknownNames(const std::vector<std::string> &clusters,
                                            const std::vector<std::string> &partitions, const TargetSet *set,
                                            std::span<const ClusterReadiness> known)
{
    const bool isNameToCome = std::ranges::any_of(
        known, [](const ClusterReadiness &cluster) { return cluster.name.empty() && !cluster.hasList; });
    const auto unknown = std::ranges::find_if_not(clusters, [&](const std::string &cluster) {
        return !cluster.empty() && (isNameToCome || isKnown(cluster, known));
    });
    if (unknown != clusters.end())
        return unknownCluster(*unknown, known);
    // A list that is still to come may have any of these names.
    const bool isListToCome = std::ranges::any_of(known, [&clusters](const ClusterReadiness &cluster) {
        return !cluster.hasList &&
               (clusters.empty() || std::ranges::find(clusters, cluster.name) != clusters.end());
    });
    if (set == nullptr || isListToCome)
        return {};
    TargetFilter filter;
    filter.clusters = clusters;
    return refuseUnknown(partitionNames, partitions, *set, filter);
}

std::chrono::system_clock::time_point lastModified(const TargetSet &set, const TargetFilter &filter)
{
    std::chrono::system_clock::time_point newest;
    for (const auto &list : set.lists()) {
        if (filter.clusters.empty() ||
            std::ranges::find(filter.clusters, list->cluster) != filter.clusters.end())
            newest = std::max(newest, list->takenAt);
    }
    return newest;
}

Result<TargetFilter, HttpReply> nodeFilter(const TargetsQuery &query, const TargetSet *set,
                                           std::span<const ClusterReadiness> clusters)
{
    TargetFilter filter{query.partitions, query.states, query.features};
    if (auto refused = selectClusters(filter, query, set, clusters))
        return Failure{*std::move(refused)};
    if (auto refused = refuseUnknown(*set, filter))
        return Failure{*std::move(refused)};
    return filter;
}

HttpReply targetsReply(const HttpRequest &request, const TargetSet *set,
                       std::span<const ClusterReadiness> clusters, std::span<const std::string> jobNames)
{
    const auto query = parseTargetsQuery(request);
    if (!query)
        return query.error();
    const std::optional<std::string> &job = query->job;
    if (job && std::ranges::find(jobNames, *job) == jobNames.end())
        return unknownJobReply(*job, jobNames);
    if (!query->users.empty() || !query->accounts.empty())
        return HttpReply::error(400, "bad_data",
                                "user and account are filters of jobs with role: job, which have users");
    if (asksForNoState(*query, clusters))
        return HttpReply::error(404, "not_found",
                                "no node is draining without slurm.state_classes: detailed; it is drained");
    const auto filter = nodeFilter(*query, set, clusters);
    if (!filter)
        return filter.error();
    auto document = set->document(job, *filter, query->format);
    if (!document)
        return unavailable("the targets of the new job " + quoted(*job) + " are being made");
    return targetDocumentReply(request, std::move(*document), lastModified(*set, *filter));
}

} // namespace slurmsd
