// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/application.h"

#include "common/secretmask.h"
#include "daemon/process/log.h"
#include "daemon/status/health.h"

#include <QUuid>

#include <cstdlib>

namespace slurmsd {

namespace {

constexpr std::chrono::seconds serviceStatusInterval{5};

WallTime now() { return std::chrono::system_clock::now(); }

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

Application::Application(const CommandLine &commandLine, Settings settings)
    : m_startedAt(now())
    , m_events(QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString())
    , m_web([this](const HttpRequest &request) { return m_api.handle(request); }, commandLine.webConfigFile,
            commandLine.hasWrites())
    , m_config(commandLine, std::move(settings), m_web)
    , m_discovery(storageDirectory(commandLine))
    , m_api({m_config, m_discovery, m_web, m_events, [this] { return status(); },
             [this](LessProtection lessProtection) { return reload(lessProtection); }})
{
    const auto addEvent = [this](const Event &event) { m_events.add(event); };
    connect(&m_web, &WebService::loginFailed, this, [this] { m_api.countFailedLogin(); });
    connect(&m_web, &WebService::failedLoginsCounted, this, &Application::reportFailedLogins);
    connect(&m_config, &ConfigController::applied, this, &Application::configureDiscovery);
    connect(&m_config, &ConfigController::happened, this, addEvent);
    connect(&m_config, &ConfigController::reloaded, this, &Application::updateServiceStatus);
    connect(&m_discovery, &Discovery::happened, this, addEvent);
    connect(&m_discovery, &Discovery::changed, this, &Application::updateServiceStatus);
    connect(&m_serviceStatus, &QTimer::timeout, this, &Application::updateServiceStatus);
    configureDiscovery();
}

Result<Done, std::vector<std::string>> Application::start()
{
    raiseFileLimit();
    const std::string &storage = m_discovery.storageDirectory();
    log(LogLevel::Info, "starting prometheus-slurm-sd",
        {{"version", SLURMSD_VERSION},
         {"config_file", m_config.fileOrNone()},
         {"endpoint", endpointsOf(m_config.config())},
         {"storage", storage.empty() ? "none" : storage},
         {"jobs", std::to_string(m_config.config().jobs.size())}});
    if (auto listening = m_config.start(); !listening)
        return listening;
    m_isStarted = true;
    m_discovery.start();
    m_service.ready();
    m_serviceStatus.start(serviceStatusInterval);
    return Done{};
}

Result<Done, std::vector<std::string>> Application::reload(LessProtection lessProtection)
{
    m_service.reloading();
    auto result = m_config.reload(lessProtection);
    m_service.ready();
    return result;
}

void Application::configureDiscovery() { m_discovery.configure(m_config.config()); }

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
    m_events.add(event);
}

void Application::updateServiceStatus()
{
    if (m_isStarted)
        m_service.setStatus(maskSecrets(serviceStatus(status())));
}

DaemonStatus Application::status() const
{
    DaemonStatus status;
    status.version = SLURMSD_VERSION;
    status.now = now();
    status.startedAt = m_startedAt;
    status.isLifecycleEnabled = m_config.commandLine().enableLifecycle;
    status.isAdminApiEnabled = m_config.commandLine().enableAdminApi;
    status.config = m_config.status();
    m_discovery.describe(status);
    summarize(status);
    return status;
}

} // namespace slurmsd
