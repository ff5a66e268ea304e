// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/application.h"

#include "common/configvalues.h"
#include "daemon/http/statuspage.h"
#include "daemon/http/targetshandler.h"
#include "daemon/runtime/log.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/targets/explain.h"

#include <algorithm>
#include <cstdlib>

namespace slurmsd {

namespace {

std::string urlOf(const ListenAddress &address)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    const std::string host = address.host.empty() ? "localhost" : address.host;
    return "http://" + (isIpv6 ? '[' + host + ']' : host) + ':' + std::to_string(address.port);
}

// "1 job", "5 jobs"
std::string count(std::size_t number, const char *what)
{
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

void logDeprecations(const Settings &settings)
{
    for (const ConfigProblem &deprecation : settings.deprecations)
        log(LogLevel::Warn, "deprecated config key", {{"problem", deprecation.toString()}});
}

} // namespace

Application::Application(CommandLine commandLine, Settings settings)
    : m_commandLine(std::move(commandLine))
    , m_settings(std::move(settings))
    , m_poller(m_settings.config.clusters.front(), makeNodeSource)
    , m_server([this](const HttpRequest &request) { return m_router.handle(request); })
{
    addRoutes();
    setJobs();
    connect(&m_poller, &Poller::nodesAccepted, this, &Application::acceptNodes);
    connect(&m_poller, &Poller::pollFailed, this, &Application::reportFailure);
}

Result<Done, std::string> Application::start()
{
    raiseFileLimit();
    log(LogLevel::Info, "starting prometheus-slurm-sd",
        {{"version", SLURMSD_VERSION},
         {"config_file", m_settings.file.empty() ? "none" : m_settings.file},
         {"endpoint", m_settings.config.clusters.front().endpoint},
         {"jobs", std::to_string(m_settings.config.jobs.size())}});
    logDeprecations(m_settings);
    std::vector<ListenAddress> addresses;
    for (const std::string &text : m_settings.config.web.listenAddresses)
        addresses.push_back(parseListenAddress(text).value());
    if (const auto listening = m_server.listen(addresses); !listening)
        return Failure{listening.error()};
    for (const ListenAddress &address : m_server.addresses())
        log(LogLevel::Info, "listening", {{"url", urlOf(address)}});
    m_poller.start();
    return Done{};
}

void Application::reload()
{
    auto settings = reloadSettings(m_commandLine, m_settings, std::getenv("SLURM_JWT"));
    if (settings && settings->config.clusters.front().endpoint.empty())
        settings = Failure{std::vector<std::string>{"no Slurm endpoint: expected slurm.endpoint"}};
    if (!settings) {
        for (const std::string &problem : settings.error())
            log(LogLevel::Error, "config problem", {{"problem", problem}});
        log(LogLevel::Error, "reload failed, the old config stays in force",
            {{"problems", std::to_string(settings.error().size())}});
        return;
    }
    if (settings->config.web != m_settings.config.web)
        log(LogLevel::Warn, "web.listen_address changed: restart for it to take effect");
    m_settings = std::move(*settings);
    m_configLoadedAt = std::chrono::system_clock::now();
    logDeprecations(m_settings);
    setJobs();
    m_poller.configure(m_settings.config.clusters.front());
    log(LogLevel::Info, "config reloaded",
        {{"config_file", m_settings.file.empty() ? "none" : m_settings.file},
         {"jobs", std::to_string(m_settings.config.jobs.size())}});
}

void Application::setJobs()
{
    m_jobNames.clear();
    for (const JobConfig &job : m_settings.config.jobs)
        m_jobNames.push_back(job.name);
    if (m_nodes)
        m_targets.setInput({{m_nodes}, m_settings.config.jobs});
}

void Application::addRoutes()
{
    m_router.add(HttpMethod::Get, "/targets", [this](const HttpRequest &request) {
        const auto set = m_targets.current();
        const ClusterReadiness cluster{m_nodes ? m_nodes->cluster : std::string(), m_nodes != nullptr,
                                       servingState().summary};
        return targetsReply(request, set.get(), {&cluster, 1}, m_jobNames);
    });
    m_router.add(HttpMethod::Get, "/-/healthy", [](const HttpRequest &) { return healthyReply(); });
    m_router.add(HttpMethod::Get, "/health", [](const HttpRequest &) { return healthyReply(); });
    m_router.add(HttpMethod::Get, "/-/ready",
                 [this](const HttpRequest &) { return readyReply(servingState()); });
    m_router.add(HttpMethod::Get, "/", [this](const HttpRequest &request) { return pageReply(request); });
}

void Application::acceptNodes(const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &stats)
{
    const std::size_t vanished = m_nodes ? countLost(*m_nodes, *nodes) : 0;
    const auto lastError = std::exchange(m_lastError, std::nullopt);
    m_nodes = nodes;
    setJobs();
    if (lastError && lastError->errorClass == PollErrorClass::Guard && vanished > 0)
        log(LogLevel::Warn, "nodes vanished for good, their targets end",
            {{"vanished", std::to_string(vanished)}, {"nodes", std::to_string(nodes->nodes.size())}});
    else if (lastError)
        log(LogLevel::Info, "polling works again");
    log(LogLevel::Info, "nodes polled",
        {{"nodes", std::to_string(nodes->nodes.size())},
         {"skipped", std::to_string(nodes->skipped)},
         {"cluster", nodes->cluster},
         {"slurm", nodes->slurmRelease},
         {"api_version", nodes->apiVersion},
         {"duration", formatDuration(stats.duration)},
         {"bytes", std::to_string(stats.bytes)},
         {"next_poll_in", formatDuration(stats.nextPollIn)}});
}

void Application::reportFailure(const PollError &error, const PollStats &stats)
{
    m_lastError = error;
    log(LogLevel::Warn, "poll failed",
        {{"class", std::string(toString(error.errorClass))},
         {"error", error.message},
         {"serving", m_targets.current() ? "the last good list" : "nothing yet"},
         {"duration", formatDuration(stats.duration)},
         {"next_poll_in", formatDuration(stats.nextPollIn)}});
}

ServingState Application::servingState() const
{
    ServingState state;
    const std::string failure = m_lastError ? "the last poll failed (" +
                                                  std::string(toString(m_lastError->errorClass)) +
                                                  "): " + m_lastError->message
                                            : std::string();
    if (const auto set = m_targets.current()) {
        state.ready = true;
        state.summary = "Serving " + count(m_nodes->nodes.size(), "node") + " to " +
                        count(set->jobs().size(), "job") + ", from the last good list" +
                        (failure.empty() ? "." : "; " + failure);
    } else {
        state.summary = "No node list yet: " + (failure.empty() ? "the first poll is under way." : failure);
    }
    return state;
}

DaemonStatus Application::status() const
{
    DaemonStatus status;
    const ServingState serving = servingState();
    status.health = !serving.ready ? DaemonStatus::Health::NotReady
                    : m_lastError  ? DaemonStatus::Health::Degraded
                                   : DaemonStatus::Health::Ok;
    status.summary = serving.summary;
    status.version = SLURMSD_VERSION;
    status.now = std::chrono::system_clock::now();
    status.startedAt = m_startedAt;
    status.config.file = m_settings.file;
    status.config.loadedAt = m_configLoadedAt;
    ClusterStatus &cluster = status.clusters.emplace_back();
    cluster.endpoint = m_settings.config.clusters.front().endpoint;
    if (m_nodes) {
        cluster.name = m_nodes->cluster;
        cluster.apiVersion = m_nodes->apiVersion;
        cluster.slurmRelease = m_nodes->slurmRelease;
        cluster.listTakenAt = m_nodes->takenAt;
        cluster.nodes = m_nodes->nodes.size();
        cluster.skipped = m_nodes->skipped;
        for (std::size_t i = 0; i < allStateClasses.size(); ++i)
            cluster.states[i] = static_cast<std::size_t>(
                std::ranges::count(m_nodes->nodes, allStateClasses[i], &Node::stateClass));
    }
    const auto set = m_targets.current();
    for (const JobConfig &job : m_settings.config.jobs) {
        const auto document = set ? set->document(job.name) : std::nullopt;
        status.jobs.push_back(
            {job.name, job.port, document ? document->groups : 0, document ? document->targets : 0});
    }
    return status;
}

HttpReply Application::pageReply(const HttpRequest &request) const
{
    const auto node = std::ranges::find(request.query, "node", &std::pair<std::string, std::string>::first);
    if (node == request.query.end() || node->second.empty())
        return statusPage(status());
    NodeSearch search{node->second, {}};
    if (m_nodes) {
        if (auto found = explainNode(*m_nodes, m_settings.config.jobs, search.name))
            search.found.push_back(std::move(*found));
    }
    return statusPage(status(), search);
}

} // namespace slurmsd
