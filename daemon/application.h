// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/access/webservice.h"
#include "daemon/api/api.h"
#include "daemon/config/configcontroller.h"
#include "daemon/discovery/discovery.h"
#include "daemon/process/systemd.h"
#include "daemon/status/eventlog.h"

#include <QObject>
#include <QTimer>

#include <string>
#include <vector>

namespace slurmsd {

// The serving daemon: makes its parts and connects them. Needs an event loop.
class Application : public QObject
{
    Q_OBJECT

public:
    Application(const CommandLine &commandLine, Settings settings);

    // Listens, then starts polling. The error is that of ConfigController::start().
    Result<Done, std::vector<std::string>> start();
    // As ConfigController::reload(); systemd is told.
    Result<Done, std::vector<std::string>> reload(LessProtection lessProtection);
    // Tells systemd that the process is about to end.
    void announceEnd() { m_service.stopping(); }

private:
    void configureDiscovery();
    void reportFailedLogins(const FailedLoginReport &report);
    void updateServiceStatus();
    DaemonStatus status() const;

    const WallTime m_startedAt;
    EventLog m_events;
    WebService m_web;
    ConfigController m_config;
    Discovery m_discovery;
    Api m_api;
    ServiceNotifier m_service;
    QTimer m_serviceStatus;
    bool m_isStarted = false;
};

} // namespace slurmsd
