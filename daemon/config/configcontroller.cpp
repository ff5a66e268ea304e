// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configcontroller.h"

#include "common/asciitext.h"
#include "daemon/access/hostnames.h"
#include "daemon/config/jobchanges.h"
#include "daemon/config/overriddenkeys.h"
#include "daemon/process/log.h"
#include "daemon/status/counters.h"

#include <cstdlib>

namespace slurmsd {

namespace {

constexpr std::chrono::seconds watchInterval{5};

constexpr const char *noEndpoint = "no Slurm endpoint: expected slurm.endpoint";

WallTime now() { return std::chrono::system_clock::now(); }

const char *environmentToken() { return std::getenv("SLURM_JWT"); }

bool hasEndpoint(const Config &config) { return !config.clusters.front().endpoint.empty(); }

std::string urlOf(const ListenAddress &address, bool hasTls)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    const std::string host = address.host.empty() ? "localhost" : address.host;
    return (hasTls ? "https://" : "http://") + (isIpv6 ? '[' + host + ']' : host) + ':' +
           std::to_string(address.port);
}

} // namespace

ConfigController::ConfigController(CommandLine commandLine, Settings settings, WebService &web)
    : m_commandLine(std::move(commandLine))
    , m_web(web)
    , m_lastGoodReload(now())
{
    connect(&m_web, &WebService::webConfigReloaded, this, &ConfigController::reportWebConfig);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        if (m_stamps.haveChanged())
            prepareShown();
    });
    putInForce(std::move(settings));
}

Result<Done, ConfigController::Problems> ConfigController::start()
{
    logDeprecations();
    auto listening = applyWeb(m_settings.config.web, LessProtection::Allowed);
    if (listening) {
        logAddresses();
        m_watch.start(watchInterval);
    }
    return listening;
}

Result<Done, ConfigController::Problems> ConfigController::reload(LessProtection lessProtection)
{
    auto settings = readSettings();
    auto result = settings ? applyWeb(settings->config.web, lessProtection) // the last that can fail
                           : Result<Done, Problems>(Failure{settings.error()});
    std::string changes;
    if (result) {
        if (settings->config.web != m_settings.config.web)
            logAddresses();
        changes = jobChanges(m_settings.config.jobs, settings->config.jobs);
        putInForce(*std::move(settings));
        Q_EMIT applied();
    }
    m_configProblems = result ? Problems() : result.error();
    reportReload("config reloaded", m_configProblems, changes);
    return result;
}

Result<Settings, ConfigController::Problems> ConfigController::readSettings() const
{
    auto settings = reloadSettings(m_commandLine, m_settings, environmentToken());
    if (settings && !hasEndpoint(settings->config))
        return Failure{Problems{noEndpoint}};
    return settings;
}

Result<Done, ConfigController::Problems> ConfigController::applyWeb(const WebConfig &config,
                                                                    LessProtection lessProtection)
{
    const auto warnings = m_web.apply(config, lessProtection);
    if (!warnings)
        return Failure{warnings.error()};
    m_webProblems.clear();
    for (const std::string &warning : *warnings) {
        log(LogLevel::Warn, "web config", {{"warning", warning}});
        tell(Event::Kind::ConfigReloaded, warning);
    }
    return Done{};
}

std::optional<std::string> ConfigController::objectionTo(const Config &config) const
{
    const auto overridden = withOverrides(config, m_commandLine, environmentToken());
    if (!overridden)
        return overridden.error();
    if (!hasEndpoint(*overridden))
        return noEndpoint;
    return m_web.objectionTo(overridden->web);
}

void ConfigController::putInForce(Settings settings)
{
    m_settings = std::move(settings);
    m_status.file = m_settings.file;
    m_status.sha256 = m_settings.sha256;
    m_status.loadedAt = now();
    m_status.deprecations.clear();
    for (const ConfigProblem &deprecation : m_settings.deprecations)
        m_status.deprecations.push_back(deprecation.toString());
    m_hostNames = machineNames();
    for (const std::string &name : m_settings.config.web.hostNames)
        m_hostNames.push_back(asciiLower(name));
    prepareShown();
}

void ConfigController::reportWebConfig(const Problems &problems)
{
    m_webProblems = problems;
    reportReload("web config reloaded", problems);
}

void ConfigController::reportReload(const std::string &success, const Problems &problems,
                                    const std::string &changes)
{
    m_status.lastReload = now();
    // What is wrong with one of the files stays wrong when the other is read again.
    m_status.reloadProblems = m_configProblems;
    m_status.reloadProblems.insert(m_status.reloadProblems.end(), m_webProblems.begin(), m_webProblems.end());
    ++m_reloads;
    if (problems.empty()) {
        m_lastGoodReload = *m_status.lastReload;
        logDeprecations();
        log(LogLevel::Info, success,
            {{"config_file", fileOrNone()}, {"jobs", std::to_string(config().jobs.size())}});
        tell(Event::Kind::ConfigReloaded, success + (changes.empty() ? "" : ": jobs " + changes));
    } else {
        ++m_failedReloads;
        for (const std::string &problem : problems)
            log(LogLevel::Error, "config problem", {{"problem", problem}});
        log(LogLevel::Error, "reload failed, the old config stays in force",
            {{"problems", std::to_string(problems.size())}});
        tell(Event::Kind::ConfigReloadFailed,
             "reload failed, the old config stays in force: " + problems.front());
    }
    Q_EMIT reloaded();
}

void ConfigController::tell(Event::Kind kind, std::string text)
{
    Event event;
    event.when = now();
    event.kind = kind;
    event.text = std::move(text);
    Q_EMIT happened(event);
}

std::optional<ConfigStore> ConfigController::store() const
{
    return m_settings.file.empty() ? std::nullopt : std::optional(ConfigStore(m_settings.file));
}

std::vector<std::string> ConfigController::overridden() const
{
    return overriddenKeys(m_commandLine, environmentToken(), m_web.isSocketActivated());
}

void ConfigController::count(Counters &counters) const
{
    counters.reloads = m_reloads;
    counters.failedReloads = m_failedReloads;
    counters.isLastReloadGood = m_status.reloadProblems.empty();
    counters.lastGoodReload = m_lastGoodReload;
}

void ConfigController::logDeprecations() const
{
    for (const ConfigProblem &deprecation : m_settings.deprecations)
        log(LogLevel::Warn, "deprecated config key", {{"problem", deprecation.toString()}});
}

void ConfigController::logAddresses() const
{
    for (const ListenAddress &address : m_web.addresses())
        log(LogLevel::Info, "listening", {{"url", urlOf(address, m_web.hasTls())}});
}

// Whoever asks for the config need not wait until its text is parsed.
void ConfigController::prepareShown()
{
    const auto file = store();
    if (!file)
        return;
    m_stamps = {};
    m_stamps.add(file->path());
    if (const auto text = file->read())
        m_shown.prepare(*text, file->path());
}

} // namespace slurmsd
