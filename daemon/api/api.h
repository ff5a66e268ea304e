// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/access/webservice.h"
#include "daemon/api/apihandlers.h"
#include "daemon/api/confighandler.h"
#include "daemon/config/configcontroller.h"
#include "daemon/discovery/discovery.h"
#include "daemon/httpserver/router.h"
#include "daemon/status/counters.h"
#include "daemon/status/eventlog.h"
#include "daemon/status/targetmetrics.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace slurmsd {

// What is answered at each path: the table in api.cpp has for each route its method, its parameters and the
// flag that it takes. On the event loop.
class Api
{
public:
    // All of it must outlive this object.
    struct Daemon
    {
        ConfigController &config;
        Discovery &discovery;
        WebService &web;
        const EventLog &events;
        std::function<DaemonStatus()> status;
        std::function<Result<Done, std::vector<std::string>>(LessProtection)> reload;
    };

    explicit Api(Daemon daemon);

    // Masks secrets in what people read, and counts.
    HttpReply handle(const HttpRequest &request);
    void countFailedLogin() { ++m_counters.failedLogins; }

private:
    struct Route;

    static std::span<const Route> routes();
    void add(const Route &route);

    static const Route *routeOf(std::string_view path);
    HttpReply targets(const HttpRequest &request);
    HttpReply slurmProxy(const HttpRequest &request);
    HttpReply healthy(const HttpRequest &request);
    HttpReply ready(const HttpRequest &request);
    HttpReply page(const HttpRequest &request);
    HttpReply metrics(const HttpRequest &request);
    HttpReply nodeMetrics(const HttpRequest &request);
    HttpReply jobMetrics(const HttpRequest &request);
    HttpReply status(const HttpRequest &request);
    HttpReply nodes(const HttpRequest &request);
    HttpReply jobs(const HttpRequest &request);
    HttpReply explain(const HttpRequest &request);
    HttpReply events(const HttpRequest &request);
    HttpReply config(const HttpRequest &request);
    HttpReply previewConfig(const HttpRequest &request);
    HttpReply putConfig(const HttpRequest &request);
    HttpReply reload(const HttpRequest &request);
    HttpReply refresh(const HttpRequest &request);
    HttpReply notice(const HttpRequest &request);
    HttpReply accept(const HttpRequest &request);

    HttpReply tellClusters(const HttpRequest &request,
                           bool (Discovery::*what)(std::optional<std::string_view>));
    ConfigApi configApi();
    // As PreparationGate::Prepare.
    bool prepareNodeMetrics(const HttpRequest &request, QObject *context, std::function<void()> ready);

    Daemon m_daemon;
    Router m_router;
    Counters m_counters;            // of requests
    JoinedDocument m_joinedTargets; // of nodes and of Slurm's jobs
    TargetMetricsText m_targetMetrics;
    JobMetricsText m_jobMetrics;
    NodesDocument m_nodesDocument;
    JobsDocument m_jobsDocument;
};

} // namespace slurmsd
