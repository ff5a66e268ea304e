// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/discovery.h"

#include "daemon/process/log.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/status/health.h"
#include "daemon/status/lossreport.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

WallTime now() { return std::chrono::system_clock::now(); }

// As the status has it: without the quotes of HTTP.
std::string bareEtag(std::string_view etag) { return std::string(etag.substr(1, etag.size() - 2)); }

} // namespace

Discovery::Discovery(std::string storageDirectory)
    : m_storageDirectory(std::move(storageDirectory))
{
    connect(&m_targets, &TargetStore::published, this, &Discovery::takeTargets);
    connect(&m_jobTargets, &JobTargetStore::published, this, &Discovery::takeJobTargets);
}

void Discovery::configure(const Config &config)
{
    m_jobs = config.jobs;
    m_jobNames.clear();
    m_nodeJobs.clear();
    m_slurmJobs.clear();
    for (const JobConfig &job : m_jobs) {
        m_jobNames.push_back(job.name);
        (job.role == JobRole::Node ? m_nodeJobs : m_slurmJobs).push_back(job);
    }
    m_nodeMetricsConfig = config.nodeMetrics;
    m_unmatched.clear(); // a new config is told of anew
    setClusters(config.clusters);
    setTargets();
}

void Discovery::start()
{
    m_isStarted = true;
    for (const auto &cluster : m_clusters)
        cluster->start();
}

bool Discovery::pollNow(std::optional<std::string_view> cluster)
{
    return tell(cluster, &ClusterMonitor::pollNow);
}

bool Discovery::takeNotice(std::optional<std::string_view> cluster)
{
    return tell(cluster, &ClusterMonitor::takeNotice);
}

bool Discovery::tell(std::optional<std::string_view> wanted, void (ClusterMonitor::*what)())
{
    bool isKnown = false;
    for (const auto &cluster : m_clusters) {
        if (wanted && cluster->name() != *wanted)
            continue;
        isKnown = true;
        (cluster.get()->*what)();
    }
    return isKnown;
}

bool Discovery::accept(const std::string &id)
{
    return std::ranges::any_of(m_clusters, [&id](const auto &cluster) { return cluster->acceptHeld(id); }) ||
           m_targets.accept(id);
}

void Discovery::setClusters(const std::vector<SlurmConfig> &clusters)
{
    std::vector<std::unique_ptr<ClusterMonitor>> before = std::exchange(m_clusters, {});
    std::vector<ClusterMonitor *> added;
    for (const SlurmConfig &config : clusters) {
        const auto known = std::ranges::find_if(before, [&config](const auto &cluster) {
            return cluster != nullptr && cluster->configName() == config.name;
        });
        if (known != before.end()) {
            m_clusters.push_back(std::move(*known));
            continue;
        }
        auto cluster =
            std::make_unique<ClusterMonitor>(config, m_storageDirectory, [this](const SlurmConfig &slurm) {
                return makeNodeSource(slurm, m_storageDirectory);
            });
        connect(cluster.get(), &ClusterMonitor::nodesChanged, this, &Discovery::setTargets);
        connect(cluster.get(), &ClusterMonitor::jobsChanged, this, &Discovery::setJobTargets);
        connect(cluster.get(), &ClusterMonitor::happened, this, &Discovery::happened);
        connect(cluster.get(), &ClusterMonitor::polled, this, &Discovery::updateReadiness);
        connect(cluster.get(), &ClusterMonitor::polled, this, &Discovery::changed);
        added.push_back(cluster.get());
        m_clusters.push_back(std::move(cluster));
    }
    // Once all are there: what one of them gives up at this is no reason to do without the others.
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        m_clusters[i]->configure(clusters[i]);
        m_clusters[i]->setPollsJobs(!m_slurmJobs.empty() || clusters[i].jobs.hasMetrics, makeJobSource);
    }
    if (!m_isStarted)
        return;
    for (ClusterMonitor *cluster : added)
        cluster->start();
}

void Discovery::setTargets()
{
    updateReadiness();
    std::vector<GuardedList> lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back(cluster->guardedList());
    }
    m_targets.setInput(std::move(lists), m_nodeJobs);
    updateJobStatuses();
    setJobTargets();
    setNodeMetrics();
}

void Discovery::setJobTargets()
{
    JobTargetInput input{{}, m_slurmJobs};
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes() && cluster->jobs() != nullptr && cluster->jobs()->jobs())
            input.sources.push_back({cluster->nodes(), cluster->jobs()->jobs()});
    }
    m_jobTargets.setInput(std::move(input));
}

void Discovery::setNodeMetrics()
{
    std::vector<NodeMetricsList> lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back({cluster->nodes(), cluster->stateTimes()});
    }
    m_nodeMetrics.setInput(std::move(lists), m_nodeMetricsConfig);
}

void Discovery::takeTargets()
{
    updateJobStatuses();
    for (const JobChange &change : m_targets.changes())
        Q_EMIT happened(targetsEvent(change.job, change.diff, now()));
    for (const JobJudgement &judgement : m_targets.judgements()) {
        if (const ClusterMonitor *cluster = clusterOf(judgement))
            reportJudgement(judgement, *cluster);
    }
    reportUnmatched();
    settleClusters();
    Q_EMIT changed();
}

void Discovery::takeJobTargets()
{
    for (const JobChange &change : m_jobTargets.changes())
        Q_EMIT happened(targetsEvent(change.job, change.diff, now()));
    Q_EMIT changed();
}

// Each once for as long as it stays so.
void Discovery::reportUnmatched()
{
    const auto set = m_targets.current();
    std::set<std::string> unmatched;
    for (const JobConfig &job : set->jobs()) {
        for (const UnmatchedCondition &condition : set->unmatched(job.name)) {
            const std::string id = job.name + '\0' + condition.key + '\0' + condition.value;
            if (unmatched.insert(id).second && !m_unmatched.contains(id))
                log(LogLevel::Warn, "a condition matches nothing",
                    {{"job", job.name}, {"problem", condition.toString()}});
        }
    }
    m_unmatched = std::move(unmatched);
}

void Discovery::reportJudgement(const JobJudgement &judgement, const ClusterMonitor &cluster)
{
    if (judgement.lost != LossCounts{}) {
        LossCounts &counts = m_lostTargets[{cluster.name(), judgement.job}];
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i] += judgement.lost[i];
    }
    if (auto report = lossReport(judgement, cluster.name())) {
        log(report->level, report->event.text, report->fields);
        report->event.when = now();
        Q_EMIT happened(report->event);
    }
}

void Discovery::settleClusters()
{
    const auto &made = m_targets.current()->lists();
    for (const auto &cluster : m_clusters) {
        if (std::ranges::find(made, cluster->nodes()) == made.end())
            continue; // they are being made
        cluster->settle(
            std::ranges::any_of(m_targets.judgements(), [&cluster](const JobJudgement &judgement) {
                return judgement.cluster == cluster->configName() && judgement.held;
            }));
    }
}

void Discovery::updateReadiness()
{
    m_readiness.clear();
    for (const auto &cluster : m_clusters) {
        const bool hasList = cluster->nodes() != nullptr;
        m_readiness.push_back({cluster->name(), hasList,
                               hasList ? std::string() : noListReason(cluster->status(), now()),
                               cluster->stateClasses() == StateClasses::Detailed});
    }
}

const ClusterMonitor *Discovery::clusterOf(const JobJudgement &judgement) const
{
    const auto found = std::ranges::find(m_clusters, judgement.cluster,
                                         [](const auto &cluster) { return cluster->configName(); });
    return found == m_clusters.end() ? nullptr : found->get();
}

NodeLists Discovery::lists() const
{
    NodeLists lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back(cluster->nodes());
    }
    return lists;
}

std::vector<ClusterReadiness> Discovery::jobReadiness() const
{
    std::vector<ClusterReadiness> readiness;
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        const JobsMonitor *jobs = m_clusters[i]->jobs();
        ClusterReadiness &each = readiness.emplace_back(m_readiness[i]);
        if (!each.hasList || jobs == nullptr)
            continue;
        each.whyNot = jobs->objection(now()).value_or(
            areJobTargetsMade(*m_clusters[i]) ? "" : "the targets are being made");
        each.hasList = each.whyNot.empty();
        if (!each.hasList && !each.name.empty())
            each.whyNot = each.name + ": " + each.whyNot;
    }
    return readiness;
}

std::vector<SlurmAnswer> Discovery::slurmAnswers() const
{
    std::vector<SlurmAnswer> answers;
    for (const auto &cluster : m_clusters)
        answers.push_back({cluster->name(), cluster->answer()});
    return answers;
}

HeldAnswers Discovery::heldAnswers() const
{
    HeldAnswers held;
    for (const JobJudgement &judgement : m_targets.judgements()) {
        const ClusterMonitor *cluster = clusterOf(judgement);
        if (judgement.held && cluster != nullptr)
            held[{cluster->nodes()->cluster, judgement.job}] =
                judgement.held->message + " (held " + judgement.held->id + ')';
    }
    return held;
}

std::optional<std::vector<JobMetricsList>> Discovery::jobMetrics() const
{
    std::vector<JobMetricsList> lists;
    bool areOn = false;
    for (const auto &cluster : m_clusters) {
        const SlurmJobsPolling &config = cluster->jobsPolling();
        areOn = areOn || config.hasMetrics;
        const JobsMonitor *jobs = cluster->jobs();
        if (config.hasMetrics && cluster->nodes() && jobs != nullptr && !jobs->objection(now()))
            lists.push_back({{cluster->nodes(), jobs->jobs()}, config.hiddenLabels});
    }
    return areOn ? std::optional(std::move(lists)) : std::nullopt;
}

void Discovery::describe(DaemonStatus &status) const
{
    for (const auto &cluster : m_clusters)
        status.clusters.push_back(cluster->status());
    status.jobs = m_jobStatuses;
    if (!m_slurmJobs.empty()) {
        for (std::size_t i = 0; i < m_jobs.size(); ++i) {
            if (m_jobs[i].role == JobRole::Job)
                describeJobTargets(status.jobs[i]);
        }
    }
    describeHeld(status);
    status.areTargetsMade = areTargetsMade();
}

void Discovery::count(Counters &counters) const
{
    for (const auto &cluster : m_clusters)
        counters.clusters[cluster->name()] = cluster->counters();
    counters.lostTargets = m_lostTargets;
}

void Discovery::updateJobStatuses()
{
    // That of clusters which are no more in the config is still there.
    const auto set = lists().empty() ? nullptr : m_targets.current();
    m_jobStatuses.clear();
    for (const JobConfig &job : m_jobs)
        m_jobStatuses.push_back(jobStatus(job, set.get()));
}

JobStatus Discovery::jobStatus(const JobConfig &job, const TargetSet *set) const
{
    JobStatus status{job.name, job.port};
    status.isEmptyAllowed = job.allowEmpty || job.role == JobRole::Job; // that no job asks is normal
    const auto document = set != nullptr ? set->document(job.name) : std::nullopt;
    if (!document)
        return status;
    status.groups = document->groups;
    status.targets = document->targets;
    status.etag = bareEtag(document->etag);
    for (const UnmatchedCondition &condition : set->unmatched(job.name))
        status.warnings.push_back(condition.toString());
    return status;
}

void Discovery::describeJobTargets(JobStatus &job) const
{
    SlurmJobsStatus &slurmJobs = job.slurmJobs.emplace();
    const auto &set = m_jobTargets.current();
    const auto document = set ? set->document(job.name) : std::nullopt;
    if (!document || !std::ranges::all_of(jobReadiness(), &ClusterReadiness::hasList))
        return; // there is no answer in force
    job.groups = document->groups;
    job.targets = document->targets;
    job.etag = bareEtag(document->etag);
    const auto found = std::ranges::find(set->jobs(), job.name, &JobConfig::name);
    const JobTargetCounts &counts = set->counts()[static_cast<std::size_t>(found - set->jobs().begin())];
    slurmJobs.annotated = counts.annotated;
    slurmJobs.withTargets = counts.withTargets;
    for (std::size_t i = 0; i < jobRefusalCount; ++i) {
        const auto reason = static_cast<JobRefusal>(i);
        if (isToBeTold(reason) && counts.refused[i] > 0)
            slurmJobs.refused.push_back({std::string(toString(reason)), counts.refused[i]});
    }
}

void Discovery::describeHeld(DaemonStatus &status) const
{
    for (const JobJudgement &judgement : m_targets.judgements()) {
        const auto cluster = std::ranges::find(m_clusters, judgement.cluster,
                                               [](const auto &item) { return item->configName(); });
        if (cluster == m_clusters.end())
            continue;
        ClusterStatus &clusterStatus =
            status.clusters[static_cast<std::size_t>(cluster - m_clusters.begin())];
        clusterStatus.targets.push_back({judgement.job, judgement.targets});
        if (judgement.held)
            clusterStatus.held.push_back(*judgement.held);
    }
}

// Of every cluster that has a list.
bool Discovery::areTargetsMade() const
{
    const auto set = m_targets.current();
    return set && std::ranges::all_of(m_clusters, [&set](const auto &cluster) {
               return !cluster->nodes() || std::ranges::any_of(set->lists(), [&cluster](const auto &list) {
                   return list->cluster == cluster->nodes()->cluster;
               });
           });
}

bool Discovery::areJobTargetsMade(const ClusterMonitor &cluster) const
{
    const auto &set = m_jobTargets.current();
    return set && std::ranges::any_of(set->sources(), [&cluster](const JobSource &source) {
               return source.nodes->cluster == cluster.nodes()->cluster;
           });
}

} // namespace slurmsd
