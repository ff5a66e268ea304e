// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/daemonmetrics.h"

#include "common/jsontext.h"
#include "common/pollerror.h"
#include "daemon/jobs/jobrule.h"

#include <QtGlobal>

#include <algorithm>

namespace slurmsd {

namespace {

using Labels = std::vector<MetricLabel>;

MetricFamily single(MetricFamily family, auto value)
{
    family.add({}, value);
    return family;
}

void addHistogram(MetricFamily &family, const Labels &labels, const DurationHistogram &observed)
{
    const auto bucket = [&](std::string_view bound, std::uint64_t count) {
        Labels all = labels;
        all.emplace_back("le", bound);
        family.add(all, static_cast<double>(count), "_bucket");
    };
    for (std::size_t i = 0; i < DurationHistogram::bounds.size(); ++i) {
        std::string bound;
        appendNumber(bound, DurationHistogram::bounds[i]);
        bucket(bound, observed.upTo(i));
    }
    bucket("+Inf", observed.count());
    family.add(labels, observed.sum(), "_sum");
    family.add(labels, static_cast<double>(observed.count()), "_count");
}

std::optional<double> seconds(std::optional<WallTime> time)
{
    if (!time)
        return std::nullopt;
    return std::chrono::duration<double>(time->time_since_epoch()).count();
}

const ClusterCounters &countersOf(const ClusterStatus &cluster, const Counters &counters)
{
    static const ClusterCounters none;
    const auto found = counters.clusters.find(cluster.name);
    return found == counters.clusters.end() ? none : found->second;
}

// With a sample for each cluster that `valueOf` gives a value for: a number, or an optional one.
MetricFamily forClusters(MetricFamily family, const DaemonStatus &status, const auto &valueOf)
{
    for (const ClusterStatus &cluster : status.clusters) {
        if (const std::optional<double> value = valueOf(cluster))
            family.add({{"cluster", cluster.name}}, *value);
    }
    return family;
}

// Every result from the start, so that the first failure is an increase and not a new series.
void addResults(MetricFamily &family, const ClusterStatus &cluster,
                std::map<std::string, std::uint64_t> results)
{
    using enum PollErrorClass;
    results.try_emplace("success");
    for (const auto error : {Connect, Timeout, Tls, Auth, Http, TooLarge, Parse, Slurm})
        results.try_emplace(std::string(toString(error)));
    for (const auto &[result, count] : results)
        family.add({{"cluster", cluster.name}, {"result", result}}, count);
}

MetricFamily polls(const DaemonStatus &status, const Counters &counters)
{
    MetricFamily family =
        counter("slurm_sd_polls_total", "Polls of Slurm by result: success or the class of error.");
    for (const ClusterStatus &cluster : status.clusters) {
        std::map<std::string, std::uint64_t> results = countersOf(cluster, counters).pollsByResult;
        results.try_emplace(std::string(toString(PollErrorClass::Guard)));
        addResults(family, cluster, std::move(results));
    }
    return family;
}

MetricFamily pollDurations(const DaemonStatus &status, const Counters &counters)
{
    MetricFamily family =
        histogram("slurm_sd_poll_duration_seconds", "How long polls of Slurm took, good or not.");
    for (const ClusterStatus &cluster : status.clusters)
        addHistogram(family, {{"cluster", cluster.name}}, countersOf(cluster, counters).pollDuration);
    return family;
}

void addStates(MetricFamily &family, const Labels &labels, const StateCounts &states)
{
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (allStateClasses[i] == StateClass::Draining && states[i] == 0)
            continue; // most do not tell it from drained, and need no series for it
        Labels all = labels;
        all.emplace_back("state", toString(allStateClasses[i]));
        family.add(all, static_cast<double>(states[i]));
    }
}

MetricFamily nodes(const DaemonStatus &status)
{
    MetricFamily family = gauge("slurm_sd_nodes", "Nodes of the list in force by state class.");
    for (const ClusterStatus &cluster : status.clusters) {
        if (cluster.listTakenAt)
            addStates(family, {{"cluster", cluster.name}}, cluster.states);
    }
    return family;
}

std::size_t partitionsWithSeries(const ClusterStatus &cluster)
{
    return std::min(cluster.partitions.size(), maxPartitionsWithSeries);
}

MetricFamily partitionNodes(const DaemonStatus &status)
{
    MetricFamily family =
        gauge("slurm_sd_partition_nodes",
              "Nodes of the list in force by partition and state class. A node counts in each "
              "of its partitions.");
    for (const ClusterStatus &cluster : status.clusters) {
        for (std::size_t i = 0; i < partitionsWithSeries(cluster); ++i) {
            const PartitionStatus &partition = cluster.partitions[i];
            addStates(family, {{"cluster", cluster.name}, {"partition", partition.name}}, partition.states);
        }
    }
    return family;
}

using Families = std::vector<MetricFamily>;

void addPolls(Families &families, const DaemonStatus &status, const Counters &counters)
{
    families.push_back(polls(status, counters));
    families.push_back(pollDurations(status, counters));
    families.push_back(
        forClusters(gauge("slurm_sd_last_poll_bytes", "Size of the answer to the last poll."), status,
                    [](const ClusterStatus &cluster) { return static_cast<double>(cluster.lastPollBytes); }));
    families.push_back(forClusters(
        gauge("slurm_sd_last_poll_success_timestamp_seconds", "When a poll was last good, since the start."),
        status, [](const ClusterStatus &cluster) { return seconds(cluster.lastSuccess); }));
    families.push_back(
        forClusters(gauge("slurm_sd_poll_failing", "Whether the last poll failed."), status,
                    [](const ClusterStatus &cluster) { return cluster.failingSince.has_value(); }));
    families.push_back(
        forClusters(gauge("slurm_sd_token_expiry_timestamp_seconds", "When the token in use expires."),
                    status, [](const ClusterStatus &cluster) { return seconds(cluster.tokenExpires); }));
    const auto count = [&](MetricFamily family, std::uint64_t ClusterCounters::*counted) {
        families.push_back(forClusters(std::move(family), status, [&](const ClusterStatus &cluster) {
            return static_cast<double>(countersOf(cluster, counters).*counted);
        }));
    };
    count(counter("slurm_sd_notices_total", "Notices that something changed, as strigger's."),
          &ClusterCounters::notices);
    count(counter("slurm_sd_notice_polls_total", "Polls for notices."), &ClusterCounters::noticePolls);
    count(counter("slurm_sd_guard_held_lists_total", "Polls whose node list the guard held back."),
          &ClusterCounters::heldLists);
}

// Nothing about a list that there is not: unknown is not 0.
void addLists(Families &families, const DaemonStatus &status, const Counters &counters)
{
    const auto forLists = [&](MetricFamily family, const auto &valueOf) {
        families.push_back(forClusters(std::move(family), status, [&](const ClusterStatus &cluster) {
            return cluster.listTakenAt ? std::optional<double>(valueOf(cluster)) : std::nullopt;
        }));
    };
    forLists(gauge("slurm_sd_node_list_age_seconds", "Time since the list in force was polled."),
             [&](const ClusterStatus &cluster) {
                 const std::chrono::duration<double> age = status.now - *cluster.listTakenAt;
                 return std::max(age.count(), 0.0); // the clock may have been set back
             });
    forLists(gauge("slurm_sd_node_list_stored",
                   "Whether the list in force is from before the start, not confirmed by a poll yet."),
             [](const ClusterStatus &cluster) { return cluster.isListStored; });
    families.push_back(nodes(status));
    families.push_back(partitionNodes(status));
    forLists(gauge("slurm_sd_partitions_omitted", "Partitions without series, since there are too many."),
             [](const ClusterStatus &cluster) {
                 return static_cast<double>(cluster.partitions.size() - partitionsWithSeries(cluster));
             });
    forLists(gauge("slurm_sd_nodes_skipped", "Entries of Slurm's answer that were no usable node."),
             [](const ClusterStatus &cluster) { return static_cast<double>(cluster.skipped); });
    families.push_back(
        forClusters(counter("slurm_sd_storage_write_failures_total", "Node lists that could not be stored."),
                    status, [&](const ClusterStatus &cluster) {
                        return static_cast<double>(countersOf(cluster, counters).storageFailures);
                    }));
}

// Of the jobs of clusters where they are polled.
void addJobLists(Families &families, const DaemonStatus &status, const Counters &counters)
{
    MetricFamily polls = counter("slurm_sd_job_polls_total", "Polls of Slurm's jobs by result.");
    MetricFamily durations =
        histogram("slurm_sd_job_poll_duration_seconds", "How long polls of Slurm's jobs took, good or not.");
    for (const ClusterStatus &cluster : status.clusters) {
        if (!cluster.jobs)
            continue;
        const PollCounters &counted = countersOf(cluster, counters).jobs;
        addResults(polls, cluster, counted.pollsByResult);
        addHistogram(durations, {{"cluster", cluster.name}}, counted.pollDuration);
    }
    families.push_back(std::move(polls));
    families.push_back(std::move(durations));
    const auto forJobs = [&](MetricFamily family, bool needsList, const auto &valueOf) {
        families.push_back(forClusters(std::move(family), status, [&](const ClusterStatus &cluster) {
            const bool has = cluster.jobs && (!needsList || cluster.jobs->listTakenAt);
            return has ? std::optional(static_cast<double>(valueOf(*cluster.jobs))) : std::nullopt;
        }));
    };
    forJobs(gauge("slurm_sd_last_job_poll_bytes", "Size of the answer to the last poll of Slurm's jobs."),
            false, [](const JobListStatus &jobs) { return jobs.lastPollBytes; });
    forJobs(gauge("slurm_sd_job_list_age_seconds", "Time since the list of jobs in force was polled."), true,
            [&](const JobListStatus &jobs) {
                return std::max(std::chrono::duration<double>(status.now - *jobs.listTakenAt).count(), 0.0);
            });
    forJobs(gauge("slurm_sd_slurm_jobs", "Jobs in Slurm's list, those that wait or are over included."), true,
            [](const JobListStatus &jobs) { return jobs.jobs; });
    forJobs(gauge("slurm_sd_slurm_jobs_running", "Running jobs in Slurm's list."), true,
            [](const JobListStatus &jobs) { return jobs.running; });
    forJobs(gauge("slurm_sd_slurm_jobs_hidden",
                  "Running jobs that Slurm's list lacks (PrivateData=jobs), as last checked."),
            true, [](const JobListStatus &jobs) { return jobs.hidden; });
}

// What became of Slurm's jobs, by job of role: job.
void addSlurmJobs(Families &families, const DaemonStatus &status)
{
    MetricFamily annotated = gauge("slurm_sd_slurm_jobs_annotated", "Running jobs that ask for targets.");
    MetricFamily withTargets = gauge("slurm_sd_slurm_jobs_with_targets", "Running jobs that have targets.");
    MetricFamily refused =
        gauge("slurm_sd_slurm_jobs_refused", "Running jobs that ask for targets in vain, by why.");
    for (const JobStatus &job : status.jobs) {
        if (!job.slurmJobs || job.etag.empty())
            continue;
        annotated.add({{"prom_job", job.name}}, job.slurmJobs->annotated);
        withTargets.add({{"prom_job", job.name}}, job.slurmJobs->withTargets);
        for (std::size_t i = 0; i < jobRefusalCount; ++i) {
            const auto reason = static_cast<JobRefusal>(i);
            if (!isToBeTold(reason))
                continue;
            const auto found =
                std::ranges::find(job.slurmJobs->refused, toString(reason), &JobRefusalStatus::reason);
            refused.add({{"prom_job", job.name}, {"reason", std::string(toString(reason))}},
                        found == job.slurmJobs->refused.end() ? 0 : found->jobs);
        }
    }
    families.push_back(std::move(annotated));
    families.push_back(std::move(withTargets));
    families.push_back(std::move(refused));
}

void addConfig(Families &families, const Counters &counters)
{
    families.push_back(single(
        gauge("slurm_sd_config_last_reload_successful", "Whether the last reload of the config was good."),
        counters.isLastReloadGood));
    MetricFamily lastGood = gauge("slurm_sd_config_last_reload_success_timestamp_seconds",
                                  "When the config was last loaded well; the start counts.");
    if (const auto time = seconds(counters.lastGoodReload))
        lastGood.add({}, *time);
    families.push_back(std::move(lastGood));
    families.push_back(
        single(counter("slurm_sd_config_reloads_total", "Reloads of the config that were tried."),
               counters.reloads));
    families.push_back(
        single(counter("slurm_sd_config_reload_failures_total", "Reloads of the config that failed."),
               counters.failedReloads));
    MetricFamily inForce =
        gauge("slurm_sd_web_config_in_force",
              "Whether what the web config file says is in force: not when it is wrong, or would take "
              "protection away without a reload being asked for.");
    if (counters.isWebConfigInForce)
        inForce.add({}, *counters.isWebConfigInForce);
    families.push_back(std::move(inForce));
}

void addHttp(Families &families, const Counters &counters)
{
    MetricFamily requests = counter("slurm_sd_http_requests_total", "Requests by route and status code.");
    for (const auto &[labels, count] : counters.httpRequests)
        requests.add({{"handler", labels.first}, {"code", std::to_string(labels.second)}}, count);
    families.push_back(std::move(requests));
    MetricFamily durations =
        histogram("slurm_sd_http_request_duration_seconds", "How long the handling of requests took.");
    addHistogram(durations, {}, counters.httpDuration);
    families.push_back(std::move(durations));
    families.push_back(
        single(gauge("slurm_sd_http_connections", "Open connections of clients."), counters.httpConnections));
    families.push_back(
        single(counter("slurm_sd_auth_failures_total", "Requests with a wrong name or password."),
               counters.failedLogins));
}

} // namespace

std::vector<MetricFamily> daemonMetrics(const DaemonStatus &status, const Counters &counters)
{
    Families families;
    MetricFamily build = gauge("slurm_sd_build_info", "Always 1; what runs is in the labels.");
    build.add({{"version", status.version}, {"qt_version", qVersion()}}, 1);
    families.push_back(std::move(build));
    const bool isReady = status.health != DaemonStatus::Health::NotReady;
    families.push_back(single(gauge("slurm_sd_ready", "Whether targets can be served."), isReady));
    addLists(families, status, counters);
    addPolls(families, status, counters);
    addJobLists(families, status, counters);
    addSlurmJobs(families, status);
    addConfig(families, counters);
    addHttp(families, counters);
    return families;
}

} // namespace slurmsd
