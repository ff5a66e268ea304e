// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/application.h"
#include "daemon/config/jobchanges.h"

#include "common/asciitext.h"
#include "common/secretmask.h"
#include "daemon/access/hostnames.h"
#include "daemon/process/log.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/status/health.h"
#include "daemon/status/lossreport.h"

#include <QUuid>

#include <algorithm>
#include <cstdlib>

namespace slurmsd {

namespace {

constexpr std::chrono::seconds serviceStatusInterval{5};

constexpr const char *noEndpoint = "no Slurm endpoint: expected slurm.endpoint";

WallTime now() { return std::chrono::system_clock::now(); }

std::string urlOf(const ListenAddress &address, bool hasTls)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    const std::string host = address.host.empty() ? "localhost" : address.host;
    return (hasTls ? "https://" : "http://") + (isIpv6 ? '[' + host + ']' : host) + ':' +
           std::to_string(address.port);
}

std::string fileOrNone(const Settings &settings) { return settings.file.empty() ? "none" : settings.file; }

std::string endpointsOf(const Config &config)
{
    std::string text;
    for (const SlurmConfig &cluster : config.clusters)
        text +=
            (text.empty() ? "" : ", ") + (cluster.name.empty() ? "" : cluster.name + " ") + cluster.endpoint;
    return text;
}

// systemd names the state directories of a unit in one list.
std::string storageDirectory(const CommandLine &commandLine)
{
    const char *fromSystemd = std::getenv("STATE_DIRECTORY");
    const std::string directories = commandLine.storagePath.value_or(fromSystemd ? fromSystemd : "");
    return commandLine.storagePath ? directories : directories.substr(0, directories.find(':'));
}

} // namespace

Application::Application(CommandLine commandLine, Settings settings)
    : m_commandLine(std::move(commandLine))
    , m_storageDirectory(storageDirectory(m_commandLine))
    , m_startedAt(now())
    , m_events(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString())
    , m_web([this](const HttpRequest &request) { return handle(request); }, m_commandLine.webConfigFile,
            m_commandLine.hasWrites())
{
    addRoutes();
    connect(&m_targets, &TargetStore::published, this, &Application::takeTargets);
    connect(&m_web, &WebService::webConfigReloaded, this, &Application::reportWebConfig);
    connect(&m_web, &WebService::loginFailed, this, [this] { ++m_counters.failedLogins; });
    connect(&m_web, &WebService::failedLoginsCounted, this, &Application::reportFailedLogins);
    connect(&m_serviceStatus, &QTimer::timeout, this, &Application::updateServiceStatus);
    connect(&m_serviceStatus, &QTimer::timeout, this, [this] {
        if (m_configStamps.haveChanged())
            prepareConfig();
    });
    m_web.server().setRefusalObserver([this](int code) { ++m_counters.httpRequests[{"refused", code}]; });
    m_counters.lastGoodReload = m_startedAt;
    putInForce(std::move(settings));
}

Result<Done, std::vector<std::string>> Application::start()
{
    raiseFileLimit();
    log(LogLevel::Info, "starting prometheus-slurm-sd",
        {{"version", SLURMSD_VERSION},
         {"config_file", fileOrNone(m_settings)},
         {"endpoint", endpointsOf(m_settings.config)},
         {"storage", m_storageDirectory.empty() ? "none" : m_storageDirectory},
         {"jobs", std::to_string(m_settings.config.jobs.size())}});
    logDeprecations();
    if (const auto listening = applyWeb(m_settings.config.web, LessProtection::Allowed); !listening)
        return listening;
    logAddresses();
    m_isStarted = true;
    for (const auto &cluster : m_clusters)
        cluster->start();
    m_service.ready();
    m_serviceStatus.start(serviceStatusInterval);
    return Done{};
}

Result<Done, std::vector<std::string>> Application::reload(LessProtection lessProtection)
{
    m_service.reloading();
    auto settings = reloadSettings(m_commandLine, m_settings, std::getenv("SLURM_JWT"));
    Result<Done, std::vector<std::string>> result = Done{};
    if (!settings) {
        result = Failure{settings.error()};
    } else if (settings->config.clusters.front().endpoint.empty()) {
        result = Failure{std::vector<std::string>{noEndpoint}};
    } else {
        result = applyWeb(settings->config.web, lessProtection); // the last that can fail
    }
    std::string changes;
    if (result) {
        if (settings->config.web != m_settings.config.web)
            logAddresses();
        changes = jobChanges(m_settings.config.jobs, settings->config.jobs);
        putInForce(*std::move(settings));
    }
    m_configProblems = result ? std::vector<std::string>() : result.error();
    reportReload("config reloaded", m_configProblems, changes);
    m_service.ready();
    return result;
}

Result<Done, std::vector<std::string>> Application::applyWeb(const WebConfig &config,
                                                             LessProtection lessProtection)
{
    const auto applied = m_web.apply(config, lessProtection);
    if (!applied)
        return Failure{applied.error()};
    m_webProblems.clear();
    for (const std::string &warning : *applied) {
        log(LogLevel::Warn, "web config", {{"warning", warning}});
        Event event;
        event.when = now();
        event.kind = Event::Kind::ConfigReloaded;
        event.text = warning;
        addEvent(event);
    }
    return Done{};
}

std::optional<std::string> Application::objectionTo(const Config &config) const
{
    const auto overridden = withOverrides(config, m_commandLine, std::getenv("SLURM_JWT"));
    if (!overridden)
        return overridden.error();
    if (overridden->clusters.front().endpoint.empty())
        return noEndpoint;
    return m_web.objectionTo(overridden->web);
}

void Application::reportWebConfig(const std::vector<std::string> &problems)
{
    m_webProblems = problems;
    reportReload("web config reloaded", problems);
}

void Application::reportFailedLogins(const FailedLoginReport &report)
{
    const std::string count = std::to_string(report.count);
    log(LogLevel::Warn, "failed logins",
        {{"address", report.address.empty() ? "others" : report.address}, {"count", count}});
    Event event;
    event.when = now();
    event.kind = Event::Kind::LoginFailed;
    event.text = count + (report.count == 1 ? " failed login from " : " failed logins from ") +
                 (report.address.empty() ? "other addresses" : report.address);
    addEvent(event);
}

void Application::logAddresses() const
{
    for (const ListenAddress &address : m_web.addresses())
        log(LogLevel::Info, "listening", {{"url", urlOf(address, m_web.hasTls())}});
}

void Application::reportReload(const std::string &success, const std::vector<std::string> &problems,
                               const std::string &changes)
{
    m_configStatus.lastReload = now();
    // What is wrong with one of the files stays wrong when the other is read again.
    m_configStatus.reloadProblems = m_configProblems;
    m_configStatus.reloadProblems.insert(m_configStatus.reloadProblems.end(), m_webProblems.begin(),
                                         m_webProblems.end());
    m_counters.isLastReloadGood = m_configStatus.reloadProblems.empty();
    ++m_counters.reloads;
    Event event;
    event.when = now();
    if (problems.empty()) {
        m_counters.lastGoodReload = event.when;
        logDeprecations();
        log(LogLevel::Info, success,
            {{"config_file", fileOrNone(m_settings)},
             {"jobs", std::to_string(m_settings.config.jobs.size())}});
        event.kind = Event::Kind::ConfigReloaded;
        event.text = success + (changes.empty() ? "" : ": jobs " + changes);
    } else {
        ++m_counters.failedReloads;
        for (const std::string &problem : problems)
            log(LogLevel::Error, "config problem", {{"problem", problem}});
        log(LogLevel::Error, "reload failed, the old config stays in force",
            {{"problems", std::to_string(problems.size())}});
        event.kind = Event::Kind::ConfigReloadFailed;
        event.text = "reload failed, the old config stays in force: " + problems.front();
    }
    addEvent(event);
    updateServiceStatus();
}

void Application::logDeprecations() const
{
    for (const ConfigProblem &deprecation : m_settings.deprecations)
        log(LogLevel::Warn, "deprecated config key", {{"problem", deprecation.toString()}});
}

void Application::putInForce(Settings settings)
{
    m_settings = std::move(settings);
    m_configStatus.file = m_settings.file;
    m_configStatus.sha256 = m_settings.sha256;
    m_configStatus.loadedAt = now();
    m_configStatus.deprecations.clear();
    for (const ConfigProblem &deprecation : m_settings.deprecations)
        m_configStatus.deprecations.push_back(deprecation.toString());
    m_jobNames.clear();
    m_nodeJobs.clear();
    m_slurmJobs.clear();
    for (const JobConfig &job : m_settings.config.jobs) {
        m_jobNames.push_back(job.name);
        (job.role == JobRole::Node ? m_nodeJobs : m_slurmJobs).push_back(job);
    }
    m_hostNames = machineNames();
    for (const std::string &name : m_settings.config.web.hostNames)
        m_hostNames.push_back(asciiLower(name));
    m_unmatched.clear(); // a new config is told of anew
    prepareConfig();
    setClusters();
    setTargets();
}

// Those that stay go on with their lists; new ones begin without, those that are gone take theirs with them.
void Application::setClusters()
{
    std::vector<std::unique_ptr<ClusterMonitor>> before = std::exchange(m_clusters, {});
    std::vector<ClusterMonitor *> added;
    for (const SlurmConfig &config : m_settings.config.clusters) {
        const auto known = std::ranges::find_if(before, [&config](const auto &cluster) {
            return cluster != nullptr && cluster->configName() == config.name;
        });
        if (known != before.end()) {
            m_clusters.push_back(std::move(*known));
            m_clusters.back()->configure(config);
            m_clusters.back()->setPollsJobs(pollsJobs(config), makeJobSource);
            continue;
        }
        auto cluster = std::make_unique<ClusterMonitor>(config, m_storageDirectory, makeNodeSource);
        cluster->setPollsJobs(pollsJobs(config), makeJobSource);
        connect(cluster.get(), &ClusterMonitor::nodesChanged, this, &Application::setTargets);
        connect(cluster.get(), &ClusterMonitor::jobsChanged, this, &Application::setJobTargets);
        connect(cluster.get(), &ClusterMonitor::happened, this, &Application::addEvent);
        connect(cluster.get(), &ClusterMonitor::polled, this, &Application::updateReadiness);
        connect(cluster.get(), &ClusterMonitor::polled, this, &Application::updateServiceStatus);
        added.push_back(cluster.get());
        m_clusters.push_back(std::move(cluster));
    }
    if (!m_isStarted)
        return;
    for (ClusterMonitor *cluster : added)
        cluster->start();
}

void Application::setTargets()
{
    updateReadiness();
    std::vector<GuardedList> lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back(cluster->guardedList());
    }
    m_targets.setInput(std::move(lists), m_nodeJobs);
    setJobTargets();
    setNodeMetrics();
}

bool Application::pollsJobs(const SlurmConfig &cluster) const
{
    return !m_slurmJobs.empty() || cluster.jobs.hasMetrics;
}

void Application::setJobTargets()
{
    JobTargetInput input{{}, m_slurmJobs};
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes() && cluster->jobs() != nullptr && cluster->jobs()->jobs())
            input.sources.push_back({cluster->nodes(), cluster->jobs()->jobs()});
    }
    m_jobTargets.setInput(std::move(input));
    for (const auto &[job, diff] : m_jobTargets.changes())
        addEvent(targetsEvent(job, diff, now()));
}

std::vector<ClusterReadiness> Application::jobReadiness() const
{
    std::vector<ClusterReadiness> readiness;
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        const JobsMonitor *jobs = m_clusters[i]->jobs();
        ClusterReadiness &each = readiness.emplace_back(m_readiness[i]);
        if (!each.hasList || jobs == nullptr)
            continue;
        each.whyNot = jobs->objection(now()).value_or("");
        each.hasList = each.whyNot.empty();
        if (!each.hasList && !each.name.empty())
            each.whyNot = each.name + ": " + each.whyNot;
    }
    return readiness;
}

void Application::setNodeMetrics()
{
    std::vector<NodeMetricsList> lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back({cluster->nodes(), cluster->stateTimes()});
    }
    m_nodeMetrics.setInput(std::move(lists), m_settings.config.nodeMetrics);
}

void Application::takeTargets()
{
    for (const JobChange &change : m_targets.changes())
        addEvent(targetsEvent(change.job, change.diff, now()));
    for (const JobJudgement &judgement : m_targets.judgements()) {
        const auto cluster = std::ranges::find(m_clusters, judgement.cluster,
                                               [](const auto &item) { return item->configName(); });
        if (cluster != m_clusters.end())
            reportJudgement(judgement, **cluster);
    }
    reportUnmatched();
    settleClusters();
    updateServiceStatus();
}

// Each once for as long as it stays so.
void Application::reportUnmatched()
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

void Application::reportJudgement(const JobJudgement &judgement, const ClusterMonitor &cluster)
{
    LossCounts &counts = m_counters.lostTargets[{cluster.name(), judgement.job}];
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] += judgement.lost[i];
    if (auto report = lossReport(judgement, cluster.name())) {
        log(report->level, report->event.text, report->fields);
        report->event.when = now();
        addEvent(report->event);
    }
}

void Application::settleClusters()
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

void Application::addEvent(const Event &event) { m_events.add(event); }

void Application::updateServiceStatus()
{
    if (m_isStarted)
        m_service.setStatus(maskSecrets(serviceStatus(status())));
}

// Whoever asks for the config need not wait until its text is parsed.
void Application::prepareConfig()
{
    if (m_settings.file.empty())
        return;
    m_configStamps = {};
    m_configStamps.add(m_settings.file);
    if (const auto config = ConfigStore(m_settings.file).read())
        m_shownConfigs.prepare(*config, m_settings.file);
}

NodeLists Application::lists() const
{
    NodeLists lists;
    for (const auto &cluster : m_clusters) {
        if (cluster->nodes())
            lists.push_back(cluster->nodes());
    }
    return lists;
}

DaemonStatus Application::status() const
{
    DaemonStatus status;
    status.version = SLURMSD_VERSION;
    status.now = now();
    status.startedAt = m_startedAt;
    status.isLifecycleEnabled = m_commandLine.enableLifecycle;
    status.isAdminApiEnabled = m_commandLine.enableAdminApi;
    status.config = m_configStatus;
    for (const auto &cluster : m_clusters)
        status.clusters.push_back(cluster->status());
    // That of clusters which are no more in the config is still there.
    const auto set = lists().empty() ? nullptr : m_targets.current();
    status.jobs.reserve(m_settings.config.jobs.size());
    for (const JobConfig &job : m_settings.config.jobs) {
        const auto document = set ? set->document(job.name) : std::nullopt;
        JobStatus &jobStatus = status.jobs.emplace_back(JobStatus{job.name, job.port});
        jobStatus.isEmptyAllowed = job.allowEmpty || job.role == JobRole::Job; // that no job asks is normal
        if (job.role == JobRole::Job)
            addJobTargets(jobStatus);
        if (!document)
            continue;
        jobStatus.groups = document->groups;
        jobStatus.targets = document->targets;
        jobStatus.etag = document->etag.substr(1, document->etag.size() - 2);
        for (const UnmatchedCondition &condition : set->unmatched(job.name))
            jobStatus.warnings.push_back(condition.toString());
    }
    addHeldTargets(status);
    status.areTargetsMade = areTargetsMade();
    summarize(status);
    return status;
}

void Application::addJobTargets(JobStatus &job) const
{
    SlurmJobsStatus &slurmJobs = job.slurmJobs.emplace();
    const auto &set = m_jobTargets.current();
    const auto document = set ? set->document(job.name) : std::nullopt;
    if (!document || !std::ranges::all_of(jobReadiness(), &ClusterReadiness::hasList))
        return; // there is no answer in force
    job.groups = document->groups;
    job.targets = document->targets;
    job.etag = document->etag.substr(1, document->etag.size() - 2);
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

void Application::addHeldTargets(DaemonStatus &status) const
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

HeldAnswers Application::heldAnswers() const
{
    HeldAnswers held;
    for (const JobJudgement &judgement : m_targets.judgements()) {
        const auto cluster = std::ranges::find(m_clusters, judgement.cluster,
                                               [](const auto &item) { return item->configName(); });
        if (judgement.held && cluster != m_clusters.end())
            held[{cluster->get()->nodes()->cluster, judgement.job}] =
                judgement.held->message + " (held " + judgement.held->id + ')';
    }
    return held;
}

// Of every cluster that has a list.
bool Application::areTargetsMade() const
{
    const auto set = m_targets.current();
    return set && std::ranges::all_of(m_clusters, [&set](const auto &cluster) {
               return !cluster->nodes() || std::ranges::any_of(set->lists(), [&cluster](const auto &list) {
                   return list->cluster == cluster->nodes()->cluster;
               });
           });
}

void Application::updateReadiness()
{
    m_readiness.clear();
    for (const auto &cluster : m_clusters) {
        const bool hasList = cluster->nodes() != nullptr;
        m_readiness.push_back({cluster->name(), hasList,
                               hasList ? std::string() : noListReason(cluster->status(), now()),
                               cluster->stateClasses() == StateClasses::Detailed});
    }
}

} // namespace slurmsd
