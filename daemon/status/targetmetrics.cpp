// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/targetmetrics.h"

#include "common/secretmask.h"

#include <algorithm>
#include <unordered_set>

namespace slurmsd {

namespace {

bool isReady(const DaemonStatus &status) { return status.health != DaemonStatus::Health::NotReady; }

// `prom_job` is empty for a whole list, which every job is held with.
MetricFamily guardHolding(const DaemonStatus &status)
{
    MetricFamily family = gauge("slurm_sd_guard_holding",
                                "Whether the guard holds back a cluster's list, or what a job gets of it.");
    for (const ClusterStatus &cluster : status.clusters) {
        std::unordered_set<std::string_view> held;
        for (const HeldStatus &each : cluster.held)
            held.insert(each.job);
        family.add({{"cluster", cluster.name}, {"prom_job", ""}}, held.contains({}));
        for (const JobStatus &job : status.jobs) {
            if (!job.slurmJobs)
                family.add({{"cluster", cluster.name}, {"prom_job", job.name}}, held.contains(job.name));
        }
    }
    return family;
}

// Every reason from the start, so that the first loss is an increase and not a new series.
MetricFamily lostTargets(const DaemonStatus &status, const Counters &counters)
{
    using enum LossReason;
    MetricFamily family = counter("slurm_sd_targets_lost_total", "Targets that went, by why.");
    constexpr std::size_t usualBytes = 500; // of the lines of a job
    family.lines.reserve(usualBytes * status.clusters.size() * status.jobs.size());
    for (const ClusterStatus &cluster : status.clusters) {
        for (const JobStatus &job : status.jobs) {
            if (job.slurmJobs)
                continue; // the guard is not for them
            const auto known = counters.lostTargets.empty()
                                   ? counters.lostTargets.end()
                                   : counters.lostTargets.find({cluster.name, job.name});
            const LossCounts lost = known == counters.lostTargets.end() ? LossCounts{} : known->second;
            for (const auto reason : {Explained, WithinLimit, Accepted, GaveIn, Config})
                family.add({{"cluster", cluster.name}, {"prom_job", job.name}, {"reason", toString(reason)}},
                           lost[static_cast<std::size_t>(reason)]);
        }
    }
    return family;
}

// Are the series of both the same, as far as the status makes them?
bool isSame(const DaemonStatus &left, const DaemonStatus &right)
{
    // Not the ETags and warnings, which nearly every poll may change.
    const auto isSameJob = [](const JobStatus &one, const JobStatus &other) {
        return one.name == other.name && one.targets == other.targets && one.groups == other.groups &&
               one.isEmptyAllowed == other.isEmptyAllowed && one.etag.empty() == other.etag.empty() &&
               one.slurmJobs.has_value() == other.slurmJobs.has_value();
    };
    const auto isSameCluster = [](const ClusterStatus &one, const ClusterStatus &other) {
        return one.name == other.name && one.held == other.held && one.targets == other.targets;
    };
    return isReady(left) == isReady(right) && std::ranges::equal(left.jobs, right.jobs, isSameJob) &&
           std::ranges::equal(left.clusters, right.clusters, isSameCluster);
}

} // namespace

std::vector<MetricFamily> targetMetrics(const DaemonStatus &status, const Counters &counters)
{
    MetricFamily targets = gauge("slurm_sd_targets", "Targets by job.");
    MetricFamily groups = gauge("slurm_sd_target_groups", "Target groups by job.");
    for (const JobStatus &job : status.jobs) {
        if (!isReady(status))
            break; // there is no answer to count in
        if (job.slurmJobs && job.etag.empty())
            continue; // nor here
        targets.add({{"prom_job", job.name}}, job.targets);
        groups.add({{"prom_job", job.name}}, job.groups);
    }
    MetricFamily ofClusters = gauge("slurm_sd_cluster_targets", "Targets by cluster and job.");
    for (const ClusterStatus &cluster : status.clusters) {
        for (const JobTargetsStatus &job : cluster.targets)
            ofClusters.add({{"cluster", cluster.name}, {"prom_job", job.job}}, job.targets);
    }
    MetricFamily allowed =
        gauge("slurm_sd_job_allow_empty", "Whether the job says that having no targets is no problem.");
    for (const JobStatus &job : status.jobs)
        allowed.add({{"prom_job", job.name}}, job.isEmptyAllowed);
    return {std::move(targets),
            std::move(groups),
            std::move(ofClusters),
            std::move(allowed),
            lostTargets(status, counters),
            guardHolding(status)};
}

const QByteArray &TargetMetricsText::of(const DaemonStatus &status, const Counters &counters)
{
    if (m_text.isEmpty() || counters.lostTargets != m_lostTargets || !isSame(status, m_status)) {
        m_status = status;
        m_lostTargets = counters.lostTargets;
        m_text = withoutSecrets(metricsText(targetMetrics(status, counters)));
    }
    return m_text;
}

} // namespace slurmsd
