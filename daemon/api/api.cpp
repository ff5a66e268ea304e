// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/api.h"

#include "common/apijson.h"
#include "common/secretmask.h"
#include "common/wording.h"
#include "daemon/access/writerules.h"
#include "daemon/api/jobtargetshandler.h"
#include "daemon/api/nodemetricshandler.h"
#include "daemon/api/probes.h"
#include "daemon/api/slurmproxyhandler.h"
#include "daemon/api/targetshandler.h"
#include "daemon/jobs/jobexplain.h"
#include "daemon/status/daemonmetrics.h"
#include "daemon/status/jobmetrics.h"
#include "daemon/status/processmetrics.h"
#include "daemon/statuspage/statuspage.h"
#include "daemon/targets/explain.h"

#include <algorithm>
#include <string_view>

namespace slurmsd {

namespace {

// What has to be turned on before a route may change anything.
enum class Flag : unsigned char { None, Lifecycle, AdminApi };

// Who wrote the answer: Ours has no secrets shown, which Masked sees to itself. What Slurm says is left as it
// is: labels may be whatever somebody relabels by.
enum class Words : unsigned char { Ours, Masked, Slurms };

constexpr const char *nodeMetricsPath = "/metrics/nodes";

constexpr const char *metricsType = "text/plain; version=0.0.4; charset=utf-8";

const QueryParameters noParameters = std::vector<QueryParameter>();

// The value of a parameter that is there at most once; nothing when it is empty.
std::optional<std::string> parameter(const HttpRequest &request, std::string_view name)
{
    const auto found = std::ranges::find(request.query, name, &std::pair<std::string, std::string>::first);
    return found == request.query.end() || found->second.empty() ? std::nullopt
                                                                 : std::optional(found->second);
}

bool hasParameter(const HttpRequest &request, std::string_view name)
{
    return std::ranges::find(request.query, name, &std::pair<std::string, std::string>::first) !=
           request.query.end();
}

NodeSearch searchNodes(const std::string &name, const Discovery &discovery)
{
    NodeSearch search{name};
    const auto &nodeJobs = discovery.nodeJobs();
    const auto jobs = std::span(nodeJobs).first(std::min(nodeJobs.size(), maxSearchedJobs));
    const std::size_t most = maxExplained(3 * jobs.size()); // as HTML
    const HeldAnswers held = discovery.heldAnswers();
    const NodeLists lists = discovery.lists();
    for (const auto &list : lists) {
        for (const Node *node : findNodes(*list, name)) {
            if (search.found.size() < most)
                search.found.push_back(explainNode(*list, jobs, *node, held));
            else
                ++search.others;
        }
    }
    if (search.found.empty())
        search.hint = notFoundHint(lists, name, jobs);
    return search;
}

// As many are explained as of nodes.
JobSearch searchJobs(const std::string &id, const JobTargetSet *set)
{
    JobSearch search{id, {}, 0};
    if (set == nullptr)
        return search;
    const auto configs = std::span(set->jobs()).first(std::min(set->jobs().size(), maxSearchedJobs));
    const std::size_t most = maxExplained(3 * configs.size());
    for (const JobSource &source : set->sources()) {
        for (const SlurmJob *job : findJobs(*source.jobs, id)) {
            if (search.found.size() < most)
                search.found.push_back(explainJob(source, configs, *job));
            else
                ++search.others;
        }
    }
    return search;
}

HttpReply success() { return jsonReply("{\"status\":\"success\"}\n"); }

HttpReply metricsReply(QByteArray text)
{
    HttpReply reply;
    reply.contentType = metricsType;
    reply.body = std::move(text);
    return reply;
}

} // namespace

struct Api::Route
{
    HttpMethod method;
    std::string_view path;
    HttpReply (Api::*handler)(const HttpRequest &);
    QueryParameters parameters;
    Flag flag = Flag::None;
    Words words = Words::Ours;
};

// Any other parameter is refused. Probes alone take whatever a load balancer puts there: to refuse it would
// take the daemon out of service.
std::span<const Api::Route> Api::routes()
{
    using enum HttpMethod;
    static const std::vector<Route> all{
        {Get, "/targets", &Api::targets, targetsParameters(), Flag::None, Words::Slurms},
        {Get, "/-/healthy", &Api::healthy, anyParameters},
        {Get, "/health", &Api::healthy, anyParameters},
        {Get, "/-/ready", &Api::ready, anyParameters},
        {Get, "/", &Api::page, {{{"node"}, {"job"}}}},
        {Get, "/metrics", &Api::metrics, noParameters, Flag::None, Words::Masked},
        {Get, nodeMetricsPath, &Api::nodeMetrics, nodeMetricsParameters(), Flag::None, Words::Slurms},
        {Get, "/metrics/jobs", &Api::jobMetrics, noParameters, Flag::None, Words::Slurms},
        {Get, "/slurm/", &Api::slurmProxy, anyParameters, Flag::None, Words::Slurms},
        {Get, "/clusters/", &Api::slurmProxy, anyParameters, Flag::None, Words::Slurms},
        {Get, "/api/v1/status", &Api::status, noParameters},
        {Get, "/api/v1/nodes", &Api::nodes, noParameters, Flag::None, Words::Slurms},
        {Get, "/api/v1/jobs", &Api::jobs, noParameters},
        {Get, "/api/v1/explain", &Api::explain, explainParameters()},
        {Get, "/api/v1/events", &Api::events, eventsParameters()},
        {Get, "/api/v1/config", &Api::config, noParameters},
        {Post, "/api/v1/config/preview", &Api::previewConfig, noParameters, Flag::AdminApi},
        {Put, "/api/v1/config", &Api::putConfig, noParameters, Flag::AdminApi},
        {Post, "/-/reload", &Api::reload, noParameters, Flag::Lifecycle},
        {Put, "/-/reload", &Api::reload, noParameters, Flag::Lifecycle},
        {Post, "/api/v1/refresh", &Api::refresh, {{{"cluster"}}}, Flag::Lifecycle},
        {Post, "/api/v1/notice", &Api::notice, {{{"cluster"}}}, Flag::Lifecycle},
        {Post, "/api/v1/guard/accept", &Api::accept, {{{"held"}}}, Flag::Lifecycle},
    };
    return all;
}

Api::Api(Daemon daemon)
    : m_daemon(std::move(daemon))
{
    for (const Route &route : routes())
        add(route);
    m_daemon.web.prepare(nodeMetricsPath,
                         [this](const HttpRequest &request, QObject *context, std::function<void()> ready) {
                             return prepareNodeMetrics(request, context, std::move(ready));
                         });
    m_daemon.web.server().setRefusalObserver([this](int code) {
        ++m_counters.httpRequests[{"refused", code}];
    });
}

void Api::add(const Route &route)
{
    const CommandLine &flags = m_daemon.config.commandLine();
    const bool isLifecycle = route.flag == Flag::Lifecycle;
    const bool isEnabled = isLifecycle ? flags.enableLifecycle : flags.enableAdminApi;
    m_router.add(
        route.method, std::string(route.path),
        [this, &route, isLifecycle, isEnabled](const HttpRequest &request) {
            if (route.flag != Flag::None) {
                const WriteRules rules{isEnabled,
                                       isLifecycle ? "--web.enable-lifecycle" : "--web.enable-admin-api",
                                       m_daemon.config.hostNames()};
                if (auto refused = refuseWrite(request, rules))
                    return *std::move(refused);
            }
            return (this->*route.handler)(request);
        },
        route.parameters);
}

HttpReply Api::handle(const HttpRequest &request)
{
    const auto begin = std::chrono::steady_clock::now();
    HttpReply reply = m_router.handle(request);
    const Route *const route = routeOf(request.path);
    // Whatever is wrong, and wherever a token was put: no answer for people shows it.
    if (route == nullptr || route->words == Words::Ours || reply.status != 200)
        reply.body = withoutSecrets(std::move(reply.body));
    m_counters.httpDuration.observe(std::chrono::steady_clock::now() - begin);
    ++m_counters.httpRequests[{route != nullptr ? std::string(route->path) : "other", reply.status}];
    return reply;
}

const Api::Route *Api::routeOf(std::string_view path)
{
    const auto all = routes();
    auto found = std::ranges::find(all, path, &Route::path);
    if (found == all.end())
        found = std::ranges::find_if(
            all, [path](const Route &route) { return Router::isBelow(path, route.path); });
    return found == all.end() ? nullptr : &*found;
}

HttpReply Api::slurmProxy(const HttpRequest &request)
{
    if (!m_daemon.config.config().web.slurmProxy)
        return HttpReply::error(404, "not_found",
                                "slurmrestd's answers are not given on: web.slurm_proxy: true turns that on");
    return slurmProxyReply(request, m_daemon.discovery.slurmAnswers(), std::chrono::system_clock::now());
}

HttpReply Api::targets(const HttpRequest &request)
{
    const Discovery &discovery = m_daemon.discovery;
    const auto asked =
        std::ranges::find(request.query, "prom_job", &std::pair<std::string, std::string>::first);
    const bool isForAll = asked == request.query.end();
    const auto isAsked = [&asked](const JobConfig &job) { return job.name == asked->second; };
    const auto nodes = discovery.targets();
    const bool isForJobs =
        isForAll ? !discovery.slurmJobs().empty() : std::ranges::any_of(discovery.slurmJobs(), isAsked);
    if (!isForJobs)
        return targetsReply(request, nodes.get(), discovery.readiness(), discovery.jobNames());
    const auto jobs = discovery.jobTargets();
    const auto jobLists = discovery.jobReadiness();
    const TargetAnswers answers{nodes.get(), discovery.readiness(), jobs.get(), jobLists,
                                m_daemon.config.config().jobs};
    return isForAll ? allTargetsReply(request, answers, m_joinedTargets) : jobTargetsReply(request, answers);
}

HttpReply Api::healthy(const HttpRequest & /*request*/) { return healthyReply(); }

HttpReply Api::ready(const HttpRequest & /*request*/)
{
    const DaemonStatus now = m_daemon.status();
    return readyReply({now.health != DaemonStatus::Health::NotReady, now.summary});
}

HttpReply Api::page(const HttpRequest &request)
{
    if (const auto node = parameter(request, "node"))
        return statusPage(m_daemon.status(), searchNodes(*node, m_daemon.discovery));
    if (const auto job = parameter(request, "job"))
        return statusPage(m_daemon.status(), {}, searchJobs(*job, m_daemon.discovery.jobTargets().get()));
    return statusPage(m_daemon.status());
}

HttpReply Api::metrics(const HttpRequest & /*request*/)
{
    Counters counters = m_counters;
    m_daemon.discovery.count(counters);
    m_daemon.config.count(counters);
    counters.httpConnections = m_daemon.web.connections();
    if (!m_daemon.config.commandLine().webConfigFile.empty())
        counters.isWebConfigInForce = m_daemon.web.isWebConfigInForce();
    const DaemonStatus now = m_daemon.status();
    std::vector<MetricFamily> families = daemonMetrics(now, counters);
    std::ranges::move(processMetrics(), std::back_inserter(families));
    return metricsReply(m_targetMetrics.of(now, counters) + withoutSecrets(metricsText(families)));
}

HttpReply Api::nodeMetrics(const HttpRequest &request)
{
    const auto key =
        nodeMetricsKey(request, m_daemon.discovery.targets().get(), m_daemon.discovery.readiness());
    return key ? nodeMetricsReply(*key, m_daemon.discovery.nodeMetrics()) : key.error();
}

bool Api::prepareNodeMetrics(const HttpRequest &request, QObject *context, std::function<void()> ready)
{
    if (refuseQuery(request, nodeMetricsParameters()))
        return false;
    const auto key =
        nodeMetricsKey(request, m_daemon.discovery.targets().get(), m_daemon.discovery.readiness());
    return key && m_daemon.discovery.nodeMetrics().prepare(*key, context, std::move(ready));
}

HttpReply Api::jobMetrics(const HttpRequest & /*request*/)
{
    auto lists = m_daemon.discovery.jobMetrics();
    if (!lists)
        return HttpReply::error(404, "not_found",
                                "the metrics of jobs are off: slurm.jobs.metrics: true turns them on");
    HttpReply reply = metricsReply(m_jobMetrics.of(*std::move(lists)));
    reply.headers = {{"Cache-Control", "no-cache"}};
    return reply;
}

HttpReply Api::status(const HttpRequest & /*request*/) { return jsonReply(toJson(m_daemon.status())); }

HttpReply Api::nodes(const HttpRequest &request)
{
    return m_nodesDocument.reply(request, m_daemon.discovery.lists());
}

HttpReply Api::jobs(const HttpRequest &request)
{
    return m_jobsDocument.reply(request, m_daemon.discovery.jobTargets());
}

HttpReply Api::explain(const HttpRequest &request)
{
    const Discovery &discovery = m_daemon.discovery;
    if (hasParameter(request, "job"))
        return explainJobReply(request, discovery.jobTargets());
    return explainReply(request, discovery.lists(), discovery.nodeJobs(), discovery.heldAnswers());
}

HttpReply Api::events(const HttpRequest &request) { return eventsReply(request, m_daemon.events); }

ConfigApi Api::configApi()
{
    ConfigController &config = m_daemon.config;
    ConfigApi api;
    api.store = config.store();
    api.overridden = config.overridden();
    api.objection = [&config](const Config &candidate) { return config.objectionTo(candidate); };
    api.shown = &config.shown();
    api.targets = m_daemon.discovery.lists().empty() ? nullptr : m_daemon.discovery.targets();
    api.jobTargets = m_daemon.discovery.jobTargets();
    // Who changes the config has not been asked about the other file.
    api.reload = [this] { return m_daemon.reload(LessProtection::Refused); };
    return api;
}

HttpReply Api::config(const HttpRequest & /*request*/) { return configReply(configApi()); }

HttpReply Api::previewConfig(const HttpRequest &request) { return configPreviewReply(request, configApi()); }

HttpReply Api::putConfig(const HttpRequest &request) { return configPutReply(request, configApi()); }

HttpReply Api::reload(const HttpRequest & /*request*/)
{
    const auto reloaded = m_daemon.reload(LessProtection::Allowed);
    if (reloaded)
        return success();
    std::string lines;
    for (const std::string &problem : reloaded.error())
        lines += (lines.empty() ? "" : "\n") + problem;
    return HttpReply::error(422, "bad_data", "the config in force stays: " + lines);
}

// POST for one cluster, or for all.
HttpReply Api::tellClusters(const HttpRequest &request,
                            bool (Discovery::*what)(std::optional<std::string_view>))
{
    const auto cluster = request.query.empty() ? std::nullopt : std::optional(request.query.front().second);
    if (!(m_daemon.discovery.*what)(cluster))
        return unknownCluster(cluster.value_or(""), m_daemon.discovery.readiness());
    HttpReply reply = success();
    reply.status = 202;
    return reply;
}

HttpReply Api::refresh(const HttpRequest &request) { return tellClusters(request, &Discovery::pollNow); }

HttpReply Api::notice(const HttpRequest &request) { return tellClusters(request, &Discovery::takeNotice); }

HttpReply Api::accept(const HttpRequest &request)
{
    const auto id = parameter(request, "held");
    if (!id)
        return HttpReply::error(400, "bad_data",
                                "expected held=ID, as /api/v1/status has it under clusters[].held");
    if (!m_daemon.discovery.accept(*id))
        return HttpReply::error(404, "not_found", "nothing is held by the id " + inQuotes(*id) + " any more");
    return success();
}

} // namespace slurmsd
