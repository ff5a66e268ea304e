// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/access/webservice.h"
#include "daemon/api/apihandlers.h"
#include "daemon/api/confighandler.h"
#include "daemon/api/jobtargetshandler.h"
#include "daemon/api/nodemetricshandler.h"
#include "daemon/api/targetshandler.h"
#include "daemon/config/settings.h"
#include "daemon/discovery/clustermonitor.h"
#include "daemon/httpserver/router.h"
#include "daemon/jobs/jobtargetstore.h"
#include "daemon/process/filestamps.h"
#include "daemon/process/systemd.h"
#include "daemon/status/eventlog.h"
#include "daemon/targets/targetstore.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace slurmsd {

// The serving daemon: makes its parts, connects them, and says in the log what they do. Needs an event loop.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(CommandLine commandLine, Settings settings);

    // Listens, then starts polling. The error has one line for each problem: an address that cannot be
    // listened on, a web config file that cannot be used, …
    Result<Done, std::vector<std::string>> start();

    // Reads the config file and the web config file again. With any problem in them everything stays as it
    // was, and the problems are in the log, the status and the metrics as well as here.
    Result<Done, std::vector<std::string>> reload(LessProtection lessProtection);

    // Tells systemd that the process is about to end.
    void announceEnd() { m_service.stopping(); }

private:
    // What is configured.
    // Why the daemon could not run with this config of its file; nothing when it could.
    std::optional<std::string> objectionTo(const Config &config) const;
    Result<Done, std::vector<std::string>> applyWeb(const WebConfig &config, LessProtection lessProtection);
    void putInForce(Settings settings);
    void setClusters();
    void setTargets();
    // Of jobs of role Job.
    void setJobTargets();
    void setNodeMetrics();
    // `success`: what to say when there is no problem, and `changes` behind it.
    void reportReload(const std::string &success, const std::vector<std::string> &problems,
                      const std::string &changes = {});
    void reportWebConfig(const std::vector<std::string> &problems);
    void reportFailedLogins(const FailedLoginReport &report);
    void logDeprecations() const;
    void logAddresses() const;

    // What happens.
    // There are other targets to serve.
    void takeTargets();
    void reportUnmatched();
    void reportJudgement(const JobJudgement &judgement, const ClusterMonitor &cluster);
    void settleClusters();
    void updateReadiness();
    void updateServiceStatus();
    void prepareConfig();
    void addEvent(const Event &event);

    // What is answered: applicationroutes.cpp.
    void addRoutes();
    void addReads();
    void addWrites();
    HttpReply handle(const HttpRequest &request);
    ConfigApi configApi();
    HttpReply reloadReply();
    HttpReply refreshReply(const HttpRequest &request);
    HttpReply acceptReply(const HttpRequest &request);
    HttpReply metricsReply();
    HttpReply nodeMetricsReply(const HttpRequest &request);
    HttpReply jobMetricsReply();
    HttpReply anyTargetsReply(const HttpRequest &request);
    HttpReply explanationReply(const HttpRequest &request);
    // As PreparationGate::Prepare.
    bool prepareNodeMetrics(const HttpRequest &request, QObject *context, std::function<void()> ready);
    HttpReply statusPageReply(const HttpRequest &request);
    // A handler behind the rules for requests that change something.
    HttpHandler guarded(bool isEnabled, std::string_view flag, HttpHandler handler);
    // The cluster that `?cluster=` names, or all; nothing when there is none of that name.
    std::vector<ClusterMonitor *> selected(const HttpRequest &request) const;

    DaemonStatus status() const;
    NodeLists lists() const;
    // Can the targets of jobs be served? Of each cluster, in their order.
    std::vector<ClusterReadiness> jobReadiness() const;
    bool pollsJobs(const SlurmConfig &cluster) const;
    void addJobTargets(JobStatus &job) const;
    void addHeldTargets(DaemonStatus &status) const;
    HeldAnswers heldAnswers() const;
    bool areTargetsMade() const;

    const CommandLine m_commandLine;
    const std::string m_storageDirectory; // empty: none
    const WallTime m_startedAt;
    Settings m_settings;
    std::vector<std::string> m_jobNames;       // of the settings, ready for each request
    std::vector<JobConfig> m_nodeJobs;         // those of role Node
    std::vector<JobConfig> m_slurmJobs;        // those of role Job
    std::vector<ClusterReadiness> m_readiness; // of the clusters, likewise
    std::vector<std::string> m_hostNames;      // that requests for changes may have in their Host
    ConfigStatus m_configStatus;
    std::vector<std::string> m_configProblems; // of the last reload; empty: it was good
    std::vector<std::string> m_webProblems;    // of the web config file since; empty: it is in force
    Counters m_counters;                       // but those of the clusters
    EventLog m_events;
    std::set<std::string> m_unmatched; // conditions that the log has: job, key and value
    NodesDocument m_nodesDocument;
    ShownConfigs m_shownConfigs;
    FileStamps m_configStamps; // of the config file, when it was last shown to m_shownConfigs
    std::vector<std::unique_ptr<ClusterMonitor>> m_clusters; // in the config's order
    TargetStore m_targets;
    JobTargetStore m_jobTargets;
    JobsDocument m_jobsDocument;
    NodeMetricsStore m_nodeMetrics;
    Router m_router;
    WebService m_web;
    ServiceNotifier m_service;
    QTimer m_serviceStatus;
    bool m_isStarted = false;
};

} // namespace slurmsd
