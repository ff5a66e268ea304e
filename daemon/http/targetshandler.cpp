// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/targetshandler.h"

#include "common/node.h"
#include "common/result.h"
#include "daemon/http/apihandlers.h"

#include <QString>

#include <algorithm>
#include <compare>
#include <set>

namespace slurmsd {

namespace {

constexpr std::size_t maxListedNames = 50;
constexpr qsizetype maxQuotedCharacters = 100;

struct Query
{
    std::optional<std::string> job; // nothing: all
    TargetFilter filter;            // alternatives in order, each once, so that equal ones compare equal
    std::vector<std::string> clusters;
    TargetFormat format = TargetFormat::FileSd;
};

// A part of the request as an error message may show it.
std::string inQuotes(std::string_view text)
{
    const QString all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    const bool isLong = all.size() > maxQuotedCharacters;
    return '"' + all.left(maxQuotedCharacters).toStdString() + (isLong ? "…\"" : "\"");
}

// "a, b, c", in natural order; a long list is cut.
std::string enumerate(std::vector<std::string_view> names)
{
    std::ranges::sort(names, [](auto left, auto right) { return std::is_lt(compareNaturally(left, right)); });
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), maxListedNames); ++i)
        text.append(i == 0 ? "" : ", ").append(names[i]);
    if (names.size() > maxListedNames)
        text += " and " + std::to_string(names.size() - maxListedNames) + " more";
    return text;
}

std::string allStates()
{
    std::vector<std::string_view> names;
    names.reserve(allStateClasses.size());
    for (const StateClass state : allStateClasses)
        names.push_back(toString(state));
    return enumerate(names);
}

Failure<HttpReply> badQuery(std::string_view message)
{
    return Failure{HttpReply::error(400, "bad_data", message)};
}

// Takes one of targetsParameters() into the query; what is wrong with it otherwise.
std::optional<std::string> takeParameter(Query &query, const std::string &name, const std::string &value)
{
    if (name == "prom_job") {
        query.job = value;
    } else if (name == "state") {
        const auto state = stateClassFromString(value);
        if (!state)
            return "state: expected one of " + allStates() + ", got " + inQuotes(value);
        query.filter.states.push_back(*state);
    } else if (name == "format") {
        if (value != "flat")
            return "format: expected flat, got " + inQuotes(value);
        query.format = TargetFormat::Flat;
    } else if (name == "partition") {
        query.filter.partitions.push_back(value);
    } else if (name == "feature") {
        query.filter.features.push_back(value);
    } else {
        query.clusters.push_back(value);
    }
    // A node without a partition has the empty one; nothing else has an empty name.
    if (value.empty() && name != "partition")
        return name + ": expected a name, got nothing";
    return {};
}

template <typename T>
void sortAndUnify(std::vector<T> &values)
{
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

Result<Query, HttpReply> parseQuery(const HttpRequest &request)
{
    Query query;
    for (const auto &[name, value] : request.query) {
        if (const auto problem = takeParameter(query, name, value))
            return badQuery(*problem);
    }
    sortAndUnify(query.filter.partitions);
    sortAndUnify(query.filter.states);
    sortAndUnify(query.filter.features);
    return query;
}

HttpReply unknownJob(std::string_view job, std::span<const std::string> jobNames)
{
    return HttpReply::error(404, "not_found",
                            "no job " + inQuotes(job) + "; the jobs are " +
                                enumerate({jobNames.begin(), jobNames.end()}));
}

bool hasListOf(const TargetSet &set, std::string_view cluster)
{
    return std::ranges::any_of(set.lists(), [&](const auto &list) { return list->cluster == cluster; });
}

// Takes the clusters that are asked for into the filter, unless that is all of them; the reply where they
// cannot be served.
std::optional<HttpReply> selectClusters(Query &query, const TargetSet *set,
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
        query.filter.clusters.push_back(cluster.name);
    }
    for (const std::string &asked : query.clusters) {
        if (std::ranges::find(query.filter.clusters, asked) == query.filter.clusters.end())
            return unknownCluster(asked, clusters);
    }
    if (query.filter.clusters.size() == set->lists().size())
        query.filter.clusters.clear();
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
        asked.empty() ? "no node is without a partition" : std::string(kind.unknown) + inQuotes(asked);
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

HttpReply documentReply(const HttpRequest &request, TargetDocument document,
                        std::chrono::system_clock::time_point takenAt)
{
    HttpReply reply;
    if (isUnchanged(request, document.etag)) {
        reply.status = 304;
    } else {
        reply.contentType = "application/json";
        reply.body = std::move(document.json);
    }
    reply.headers = {{"Cache-Control", "no-cache"},
                     {"ETag", std::move(document.etag)},
                     {"Last-Modified", httpDate(takenAt)}};
    return reply;
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
        known = "the cluster is " + inQuotes(names.front());
    return HttpReply::error(404, "not_found", "no cluster " + inQuotes(asked) + "; " + known);
}

std::optional<HttpReply> refuseUnknownNames(const std::vector<std::string> &clusters,
                                            const std::vector<std::string> &partitions, const TargetSet *set,
                                            std::span<const ClusterReadiness> known)
{
    const auto unknown = std::ranges::find_if_not(clusters, [known](const std::string &cluster) {
        return !cluster.empty() && isKnown(cluster, known);
    });
    if (unknown != clusters.end())
        return unknownCluster(*unknown, known);
    if (set == nullptr)
        return {};
    TargetFilter filter;
    filter.clusters = clusters;
    return refuseUnknown(partitionNames, partitions, *set, filter);
}

QueryParameters targetsParameters()
{
    return {{{"prom_job"},
             {"format"},
             {"partition", true},
             {"state", true},
             {"feature", true},
             {"cluster", true}}};
}

HttpReply targetsReply(const HttpRequest &request, const TargetSet *set,
                       std::span<const ClusterReadiness> clusters, std::span<const std::string> jobNames)
{
    auto query = parseQuery(request);
    if (!query)
        return query.error();
    const std::optional<std::string> &job = query->job;
    if (job && std::ranges::find(jobNames, *job) == jobNames.end())
        return unknownJob(*job, jobNames);
    if (auto refused = selectClusters(*query, set, clusters))
        return *std::move(refused);
    if (auto refused = refuseUnknown(*set, query->filter))
        return *std::move(refused);
    auto document = set->document(job, query->filter, query->format);
    if (!document)
        return unavailable("the targets of the new job " + inQuotes(*job) + " are being made");
    return documentReply(request, std::move(*document), lastModified(*set, query->filter));
}

} // namespace slurmsd
