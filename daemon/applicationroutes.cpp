// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/apijson.h"
#include "common/secretmask.h"
#include "common/wording.h"
#include "daemon/access/writerules.h"
#include "daemon/api/confighandler.h"
#include "daemon/api/probes.h"
#include "daemon/application.h"
#include "daemon/config/overriddenkeys.h"
#include "daemon/httpserver/queryparameters.h"
#include "daemon/jobs/jobexplain.h"
#include "daemon/status/daemonmetrics.h"
#include "daemon/status/jobmetrics.h"
#include "daemon/status/processmetrics.h"
#include "daemon/statuspage/statuspage.h"
#include "daemon/targets/explain.h"

#include <algorithm>
#include <cstdlib>
#include <span>

namespace slurmsd {

namespace {

constexpr std::string_view lifecycleFlag = "--web.enable-lifecycle";

constexpr std::string_view adminApiFlag = "--web.enable-admin-api";

constexpr const char *nodeMetricsPath = "/metrics/nodes";

constexpr const char *jobMetricsPath = "/metrics/jobs";

// What Slurm says goes out as it is: labels may be whatever somebody relabels by.
bool isSlurmsOwn(std::string_view path)
{
    return path == "/targets" || path == "/api/v1/nodes" || path == nodeMetricsPath || path == jobMetricsPath;
}

// Whatever is wrong, and wherever a token was put: no answer for people shows it.
void maskSecrets(HttpReply &reply)
{
    const std::string_view body(reply.body.constData(), static_cast<std::size_t>(reply.body.size()));
    if (!findSecrets(body).empty())
        reply.body = QByteArray::fromStdString(slurmsd::maskSecrets(body));
}

// As many are explained as of nodes.
JobSearch searchJobs(const std::string &id, const JobTargetSet *set)
{
    JobSearch search{id, {}, 0};
    if (set == nullptr)
        return search;
    const auto configs = std::span(set->jobs()).first(std::min(set->jobs().size(), maxSearchedJobs));
    for (const JobSource &source : set->sources()) {
        for (const SlurmJob *job : findJobs(*source.jobs, id)) {
            if (search.found.size() < maxExplainedNodes)
                search.found.push_back(explainJob(source, configs, *job));
            else
                ++search.others;
        }
    }
    return search;
}

HttpReply success() { return jsonReply("{\"status\":\"success\"}\n"); }

} // namespace

HttpReply Application::handle(const HttpRequest &request)
{
    const auto begin = std::chrono::steady_clock::now();
    HttpReply reply = m_router.handle(request);
    if (!isSlurmsOwn(request.path) || reply.status != 200)
        maskSecrets(reply);
    m_counters.httpDuration.observe(std::chrono::steady_clock::now() - begin);
    ++m_counters.httpRequests[{m_router.has(request.path) ? request.path : "other", reply.status}];
    return reply;
}

void Application::addRoutes()
{
    addReads();
    addWrites();
}

void Application::addReads()
{
    const auto get = [this](const char *path, HttpHandler handler,
                            QueryParameters parameters = std::vector<QueryParameter>()) {
        m_router.add(HttpMethod::Get, path, std::move(handler), std::move(parameters));
    };
    get(
        "/targets", [this](const HttpRequest &request) { return anyTargetsReply(request); },
        targetsParameters());
    const auto healthy = [](const HttpRequest &) { return healthyReply(); };
    get("/-/healthy", healthy, anyParameters);
    get("/health", healthy, anyParameters);
    get(
        "/-/ready",
        [this](const HttpRequest &) {
            const DaemonStatus now = status();
            return readyReply({now.health != DaemonStatus::Health::NotReady, now.summary});
        },
        anyParameters);
    get(
        "/", [this](const HttpRequest &request) { return statusPageReply(request); }, anyParameters);
    get(
        "/metrics", [this](const HttpRequest &) { return metricsReply(); }, anyParameters);
    get(
        nodeMetricsPath, [this](const HttpRequest &request) { return nodeMetricsReply(request); },
        nodeMetricsParameters());
    get(jobMetricsPath, [this](const HttpRequest &) { return jobMetricsReply(); });
    m_web.prepare(nodeMetricsPath,
                  [this](const HttpRequest &request, QObject *context, std::function<void()> ready) {
                      return prepareNodeMetrics(request, context, std::move(ready));
                  });
    get(
        "/api/v1/status", [this](const HttpRequest &) { return jsonReply(toJson(status())); }, anyParameters);
    get("/api/v1/nodes",
        [this](const HttpRequest &request) { return m_nodesDocument.reply(request, lists()); });
    get(
        "/api/v1/explain", [this](const HttpRequest &request) { return explanationReply(request); },
        explainParameters());
    get("/api/v1/jobs",
        [this](const HttpRequest &request) { return m_jobsDocument.reply(request, m_jobTargets.current()); });
    get("/api/v1/config", [this](const HttpRequest &) { return configReply(configApi()); });
    get(
        "/api/v1/events", [this](const HttpRequest &request) { return eventsReply(request, m_events); },
        eventsParameters());
}

void Application::addWrites()
{
    const std::vector<QueryParameter> clusterParameter{{"cluster"}};
    const bool hasLifecycle = m_commandLine.enableLifecycle;
    const auto reload =
        guarded(hasLifecycle, lifecycleFlag, [this](const HttpRequest &) { return reloadReply(); });
    m_router.add(HttpMethod::Post, "/-/reload", reload);
    m_router.add(HttpMethod::Put, "/-/reload", reload);
    m_router.add(HttpMethod::Post, "/api/v1/refresh",
                 guarded(hasLifecycle, lifecycleFlag,
                         [this](const HttpRequest &request) { return refreshReply(request); }),
                 clusterParameter);
    m_router.add(HttpMethod::Post, "/api/v1/guard/accept",
                 guarded(hasLifecycle, lifecycleFlag,
                         [this](const HttpRequest &request) { return acceptReply(request); }),
                 std::vector<QueryParameter>{{"held"}});
    const bool hasAdminApi = m_commandLine.enableAdminApi;
    m_router.add(HttpMethod::Post, "/api/v1/config/preview",
                 guarded(hasAdminApi, adminApiFlag, [this](const HttpRequest &request) {
                     return configPreviewReply(request, configApi());
                 }));
    m_router.add(HttpMethod::Put, "/api/v1/config",
                 guarded(hasAdminApi, adminApiFlag, [this](const HttpRequest &request) {
                     return configPutReply(request, configApi());
                 }));
}

ConfigApi Application::configApi()
{
    ConfigApi api;
    if (!m_settings.file.empty())
        api.store = ConfigStore(m_settings.file);
    api.overridden = overriddenKeys(m_commandLine, std::getenv("SLURM_JWT"), m_web.isSocketActivated());
    api.objection = [this](const Config &config) { return objectionTo(config); };
    api.shown = &m_shownConfigs;
    api.targets = lists().empty() ? nullptr : m_targets.current();
    api.jobTargets = m_jobTargets.current();
    api.reload = [this]() -> Result<std::vector<std::string>, std::vector<std::string>> {
        // Who changes the config has not been asked about the other file.
        const auto reloaded = reload(LessProtection::Refused);
        if (!reloaded)
            return Failure{reloaded.error()};
        return std::vector<std::string>(); // nothing of the file takes a restart
    };
    return api;
}

HttpHandler Application::guarded(bool isEnabled, std::string_view flag, HttpHandler handler)
{
    return [this, isEnabled, flag, handler = std::move(handler)](const HttpRequest &request) {
        const WriteRules rules{isEnabled, flag, m_hostNames};
        if (auto refused = refuseWrite(request, rules))
            return *std::move(refused);
        return handler(request);
    };
}

HttpReply Application::reloadReply()
{
    const auto reloaded = reload(LessProtection::Allowed);
    if (reloaded)
        return success();
    std::string lines;
    for (const std::string &problem : reloaded.error())
        lines += (lines.empty() ? "" : "\n") + problem;
    return HttpReply::error(422, "bad_data", "the config in force stays: " + lines);
}

std::vector<ClusterMonitor *> Application::selected(const HttpRequest &request) const
{
    std::vector<ClusterMonitor *> found;
    const auto wanted =
        std::ranges::find(request.query, "cluster", &std::pair<std::string, std::string>::first);
    for (const auto &cluster : m_clusters) {
        if (wanted == request.query.end() || cluster->name() == wanted->second)
            found.push_back(cluster.get());
    }
    return found;
}

HttpReply Application::refreshReply(const HttpRequest &request)
{
    const auto clusters = selected(request);
    if (clusters.empty())
        return unknownCluster(request.query.front().second, m_readiness); // its only parameter
    for (ClusterMonitor *cluster : clusters)
        cluster->pollNow();
    HttpReply reply = success();
    reply.status = 202;
    return reply;
}

HttpReply Application::acceptReply(const HttpRequest &request)
{
    const auto asked = std::ranges::find(request.query, "held", &std::pair<std::string, std::string>::first);
    if (asked == request.query.end() || asked->second.empty())
        return HttpReply::error(400, "bad_data",
                                "expected held=ID, as /api/v1/status has it under clusters[].held");
    const std::string &id = asked->second;
    const bool isAccepted =
        std::ranges::any_of(m_clusters, [&id](const auto &cluster) { return cluster->acceptHeld(id); }) ||
        m_targets.accept(id);
    if (!isAccepted)
        return HttpReply::error(404, "not_found", "nothing is held by the id " + inQuotes(id) + " any more");
    return success();
}

HttpReply Application::metricsReply()
{
    Counters counters = m_counters;
    for (const auto &cluster : m_clusters)
        counters.clusters[cluster->name()] = cluster->counters();
    counters.httpConnections = m_web.connections();
    if (!m_commandLine.webConfigFile.empty())
        counters.isWebConfigInForce = m_web.isWebConfigInForce();
    std::vector<MetricFamily> families = daemonMetrics(status(), counters);
    std::ranges::move(processMetrics(), std::back_inserter(families));
    HttpReply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = metricsText(families);
    return reply;
}

HttpReply Application::anyTargetsReply(const HttpRequest &request)
{
    const auto asked =
        std::ranges::find(request.query, "prom_job", &std::pair<std::string, std::string>::first);
    const auto isAsked = [&asked](const JobConfig &job) { return job.name == asked->second; };
    const bool isForAll = asked == request.query.end();
    const bool isForJobs = isForAll ? !m_slurmJobs.empty() : std::ranges::any_of(m_slurmJobs, isAsked);
    if (!isForJobs)
        return targetsReply(request, m_targets.current().get(), m_readiness, m_jobNames);
    const auto nodes = m_targets.current();
    const auto jobs = jobReadiness();
    const TargetAnswers answers{nodes.get(), m_readiness, m_jobTargets.current().get(), jobs,
                                m_settings.config.jobs};
    return isForAll ? allTargetsReply(request, answers) : jobTargetsReply(request, answers);
}

HttpReply Application::explanationReply(const HttpRequest &request)
{
    const bool isOfJob =
        std::ranges::find(request.query, "job", &std::pair<std::string, std::string>::first) !=
        request.query.end();
    if (isOfJob)
        return explainJobReply(request, m_jobTargets.current());
    return explainReply(request, lists(), m_nodeJobs, heldAnswers());
}

HttpReply Application::nodeMetricsReply(const HttpRequest &request)
{
    const auto key = nodeMetricsKey(request, m_targets.current().get(), m_readiness);
    return key ? slurmsd::nodeMetricsReply(*key, m_nodeMetrics) : key.error();
}

HttpReply Application::jobMetricsReply()
{
    std::vector<JobMetricsList> lists;
    bool areOn = false;
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        const SlurmJobsPolling &config = m_settings.config.clusters[i].jobs;
        areOn = areOn || config.hasMetrics;
        const JobsMonitor *jobs = m_clusters[i]->jobs();
        if (config.hasMetrics && m_clusters[i]->nodes() && jobs != nullptr &&
            !jobs->objection(std::chrono::system_clock::now()))
            lists.push_back({{m_clusters[i]->nodes(), jobs->jobs()}, config.hiddenLabels});
    }
    if (!areOn)
        return HttpReply::error(404, "not_found",
                                "the metrics of jobs are off: slurm.jobs.metrics: true turns them on");
    HttpReply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.headers = {{"Cache-Control", "no-cache"}};
    reply.body = metricsText(jobMetrics(lists));
    return reply;
}

bool Application::prepareNodeMetrics(const HttpRequest &request, QObject *context,
                                     std::function<void()> ready)
{
    if (refuseQuery(request, nodeMetricsParameters()))
        return false;
    const auto key = nodeMetricsKey(request, m_targets.current().get(), m_readiness);
    return key && m_nodeMetrics.prepare(*key, context, std::move(ready));
}

HttpReply Application::statusPageReply(const HttpRequest &request)
{
    const auto byName = &std::pair<std::string, std::string>::first;
    const auto asked = std::ranges::find(request.query, "node", byName);
    if (asked == request.query.end() || asked->second.empty()) {
        const auto job = std::ranges::find(request.query, "job", byName);
        if (job == request.query.end() || job->second.empty())
            return statusPage(status());
        return statusPage(status(), {}, searchJobs(job->second, m_jobTargets.current().get()));
    }
    NodeSearch search{asked->second};
    const auto jobs = std::span(m_nodeJobs).first(std::min(m_nodeJobs.size(), maxSearchedJobs));
    const HeldAnswers held = heldAnswers();
    for (const auto &list : lists()) {
        for (const Node *node : findNodes(*list, search.name)) {
            if (search.found.size() < maxExplainedNodes)
                search.found.push_back(explainNode(*list, jobs, *node, held));
            else
                ++search.others;
        }
    }
    if (search.found.empty())
        search.hint = notFoundHint(lists(), search.name, jobs);
    return statusPage(status(), search);
}

} // namespace slurmsd
