// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/http/httpserver.h"
#include "daemon/http/pages.h"
#include "daemon/http/router.h"
#include "daemon/runtime/settings.h"
#include "daemon/slurm/poller.h"
#include "daemon/targets/targetstore.h"

#include <QObject>

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// The serving daemon: makes its parts, connects them, and says in the log what they do. Needs an event loop.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(CommandLine commandLine, Settings settings);

    // Listens, then starts polling. The error names the address that cannot be listened on, and why.
    Result<Done, std::string> start();

    // Reads the config file again. With any problem in it everything stays as it was, and the log says why.
    void reload();

private:
    void addRoutes();
    void setJobs();
    void acceptNodes(const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &stats);
    void reportFailure(const PollError &error, const PollStats &stats);
    ServingState servingState() const;
    DaemonStatus status() const;
    HttpReply pageReply(const HttpRequest &request) const;

    const CommandLine m_commandLine;
    Settings m_settings;
    const WallTime m_startedAt = std::chrono::system_clock::now();
    WallTime m_configLoadedAt = m_startedAt;
    std::vector<std::string> m_jobNames;         // of the settings, ready for each request
    std::shared_ptr<const NodeSnapshot> m_nodes; // the list in force; null before the first
    TargetStore m_targets;
    Poller m_poller;
    Router m_router;
    HttpServer m_server;
    std::optional<PollError> m_lastError; // of the last poll; nothing when that was good
};

} // namespace slurmsd
