// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/jobtargetshandler.h"

#include "daemon/api/apihandlers.h"

#include <algorithm>
#include <chrono>

namespace slurmsd {

namespace {

bool isAsked(const TargetsQuery &query, const std::string &cluster)
{
    return query.clusters.empty() || std::ranges::find(query.clusters, cluster) != query.clusters.end();
}

bool hasNodeFilters(const TargetsQuery &query) { return !query.states.empty() || !query.features.empty(); }

bool hasJobFilters(const TargetsQuery &query) { return !query.users.empty() || !query.accounts.empty(); }

// What the query asks of targets of jobs; the reply where that cannot be served, or is a mistake.
Result<JobTargetFilter, HttpReply> jobFilter(const TargetsQuery &query, const TargetAnswers &answers)
{
    for (const ClusterReadiness &cluster : answers.jobLists) {
        const bool mayBeAsked = isAsked(query, cluster.name) || (cluster.name.empty() && !cluster.hasList);
        if (mayBeAsked && !cluster.hasList)
            return Failure{unavailable(cluster.whyNot)};
    }
    if (auto refused = refuseUnknownNames(query.clusters, query.partitions, answers.nodes, answers.clusters))
        return Failure{*std::move(refused)};
    if (answers.jobs == nullptr)
        return Failure{unavailable("the targets are being made")};
    return JobTargetFilter{query.users, query.accounts, query.partitions, query.clusters};
}

std::chrono::system_clock::time_point lastModified(const JobTargetSet &set, const TargetsQuery &query)
{
    std::chrono::system_clock::time_point newest;
    for (const JobSource &source : set.sources()) {
        if (isAsked(query, source.nodes->cluster))
            newest = std::max(newest, source.jobs->takenAt);
    }
    return newest;
}

// The answers of all jobs, in the config's order, as far as the filters are of their role; those of jobs that
// are new and have none yet are left out by nullopt.
std::optional<std::vector<JobDocument>> documents(const TargetsQuery &query, const TargetAnswers &answers,
                                                  const TargetFilter &nodes, const JobTargetFilter &jobs)
{
    std::vector<JobDocument> documents;
    for (const JobConfig &job : answers.config) {
        const bool isOfJobs = job.role == JobRole::Job;
        if (isOfJobs ? hasNodeFilters(query) : hasJobFilters(query))
            continue;
        auto document =
            isOfJobs ? answers.jobs->document(job.name, jobs) : answers.nodes->document(job.name, nodes);
        if (!document)
            return {};
        documents.push_back({job.name, *std::move(document)});
    }
    return documents;
}

} // namespace

HttpReply jobTargetsReply(const HttpRequest &request, const TargetAnswers &answers)
{
    const auto query = parseTargetsQuery(request);
    if (!query)
        return query.error();
    if (hasNodeFilters(*query))
        return HttpReply::error(400, "bad_data",
                                "state and feature are filters of nodes; a job with role: job takes user, "
                                "account, partition and cluster");
    const auto filter = jobFilter(*query, answers);
    if (!filter)
        return filter.error();
    auto document = answers.jobs->document(*query->job, *filter, query->format);
    if (!document)
        return unavailable("the targets of the new job " + quoted(*query->job) + " are being made");
    return targetDocumentReply(request, *std::move(document), lastModified(*answers.jobs, *query));
}

HttpReply allTargetsReply(const HttpRequest &request, const TargetAnswers &answers, JoinedDocument &joined)
{
    const auto query = parseTargetsQuery(request);
    if (!query)
        return query.error();
    const auto nodes = nodeFilter(*query, answers.nodes, answers.clusters);
    if (!nodes)
        return nodes.error();
    const bool hasJobs = !hasNodeFilters(*query);
    const Result<JobTargetFilter, HttpReply> jobs = hasJobs ? jobFilter(*query, answers) : JobTargetFilter();
    if (!jobs)
        return jobs.error();
    const auto each = documents(*query, answers, *nodes, *jobs);
    if (!each)
        return unavailable("the targets of a new job are being made");
    auto newest = lastModified(*answers.nodes, *nodes);
    if (hasJobs)
        newest = std::max(newest, lastModified(*answers.jobs, *query));
    return targetDocumentReply(request, joined.of(*each, query->format), newest);
}

} // namespace slurmsd
