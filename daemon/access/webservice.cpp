// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webservice.h"

#include "daemon/access/webprotection.h"
#include "daemon/access/writerules.h"
#include "daemon/process/systemd.h"

#include <utility>

namespace slurmsd {

namespace {

// How long a renewed certificate may go unnoticed: one stat() a file and second is nothing.
constexpr std::chrono::seconds watchInterval{1};

std::vector<ListenAddress> addressesOf(const WebConfig &config)
{
    std::vector<ListenAddress> addresses;
    for (const std::string &text : config.listenAddresses)
        addresses.push_back(parseListenAddress(text).value());
    return addresses;
}

bool hasAuth(const WebConfigFile &config)
{
    return !config.users.empty() ||
           (config.tls && config.tls->clientAuth == ClientAuth::RequireAndVerifyClientCert);
}

std::string enumerated(const std::vector<std::string> &things)
{
    std::string text;
    for (std::size_t i = 0; i < things.size(); ++i)
        text.append(i == 0 ? "" : i + 1 < things.size() ? ", " : " and ").append(things[i]);
    return text;
}

Result<LoadedWebConfig, std::vector<std::string>> loadChecked(const std::string &webConfigFile,
                                                              bool hasWrites,
                                                              const std::vector<ListenAddress> &addresses,
                                                              FileStamps &stamps)
{
    auto loaded = loadWebConfig(webConfigFile, stamps);
    if (!loaded) {
        std::vector<std::string> lines;
        for (const ConfigProblem &problem : loaded.error())
            lines.push_back(problem.toString());
        return Failure{std::move(lines)};
    }
    if (const auto safe = checkWriteExposure(addresses, hasWrites, hasAuth(loaded->config)); !safe)
        return Failure{std::vector{safe.error()}};
    return *std::move(loaded);
}

} // namespace

Result<Done, std::vector<std::string>> WebService::check(const WebConfig &config,
                                                         const std::string &webConfigFile, bool hasWrites)
{
    FileStamps stamps;
    const auto loaded = loadChecked(webConfigFile, hasWrites, addressesOf(config), stamps);
    return loaded ? Result<Done, std::vector<std::string>>(Done{}) : Failure{loaded.error()};
}

WebService::WebService(HttpHandler handler, std::string webConfigFile, bool hasWrites)
    : m_webConfigFile(std::move(webConfigFile))
    , m_hasWrites(hasWrites)
    , m_server(std::move(handler))
{
    m_server.setGate(&m_gate);
    m_auth.setFailureObserver(
        [this](const QHostAddress &peer, bool isChecked) { countFailedLogin(peer, isChecked); });
    connect(&m_watch, &QTimer::timeout, this, &WebService::reloadIfChanged);
    connect(&m_watch, &QTimer::timeout, this, &WebService::reportFailedLogins);
    if (!m_webConfigFile.empty())
        m_watch.start(watchInterval);
}

Result<std::vector<std::string>, std::vector<std::string>> WebService::apply(const WebConfig &config,
                                                                             LessProtection lessProtection)
{
    const ListenSockets passed = takeListenSockets();
    if (!passed.refused.empty())
        return Failure{passed.refused};
    if (!passed.sockets.empty()) {
        if (const auto adopted = m_server.adopt(passed.sockets); !adopted)
            return Failure{std::vector{adopted.error()}};
        m_isSocketActivated = true;
    }
    const std::vector<ListenAddress> addresses = addressesFor(config);
    FileStamps stamps;
    const auto loaded = load(addresses, lessProtection, stamps);
    // What is good but finds no address to listen on is left to the watch.
    if (loaded && !m_isSocketActivated) {
        if (const auto listening = m_server.listen(addresses); !listening)
            return Failure{std::vector{listening.error()}};
    }
    m_stamps = std::move(stamps);
    m_isRefused = !loaded;
    if (!loaded)
        return Failure{loaded.error()};
    std::vector<std::string> warnings = warningsOf(loaded->config);
    putInForce(*loaded);
    return warnings;
}

std::optional<std::string> WebService::objectionTo(const WebConfig &config) const
{
    FileStamps stamps;
    const auto loaded = load(addressesFor(config), LessProtection::Refused, stamps);
    return loaded ? std::nullopt : std::optional(loaded.error().front());
}

std::vector<ListenAddress> WebService::addressesFor(const WebConfig &config) const
{
    return m_isSocketActivated ? m_server.addresses() : addressesOf(config);
}

Result<LoadedWebConfig, WebService::Problems> WebService::load(const std::vector<ListenAddress> &addresses,
                                                               LessProtection lessProtection,
                                                               FileStamps &stamps) const
{
    auto loaded = loadChecked(m_webConfigFile, m_hasWrites, addresses, stamps);
    if (!loaded || lessProtection == LessProtection::Allowed)
        return loaded;
    const std::vector<std::string> lost = lostProtection(m_inForce, loaded->config);
    if (lost.empty())
        return loaded;
    return Failure{Problems{
        m_webConfigFile + ": would take away " + enumerated(lost) +
        "; what is in force stays until a reload is asked for (SIGHUP, POST /-/reload) or a restart"}};
}

std::vector<std::string> WebService::warningsOf(const WebConfigFile &config) const
{
    std::vector<std::string> warnings;
    if (const auto lost = lostProtection(m_inForce, config); !lost.empty())
        warnings.push_back(m_webConfigFile + ": takes away " + enumerated(lost));
    if (!m_webConfigFile.empty() && !config.tls && config.users.empty())
        warnings.push_back(m_webConfigFile +
                           ": asks for no login and gives no TLS: whoever reaches this server may read");
    return warnings;
}

void WebService::putInForce(const LoadedWebConfig &loaded)
{
    m_server.setTls(loaded.tls);
    m_server.setHeaders(loaded.config.headers);
    m_auth.setUsers(loaded.config.users);
    m_isTls = loaded.tls.has_value();
    m_inForce = loaded.config;
    m_fingerprint = loaded.fingerprint;
}

void WebService::countFailedLogin(const QHostAddress &peer, bool isChecked)
{
    if (isChecked)
        Q_EMIT loginFailed();
    if (const auto report = m_failedLogins.add(peer, std::chrono::steady_clock::now()))
        Q_EMIT failedLoginsCounted(*report);
}

void WebService::reportFailedLogins()
{
    for (const FailedLoginReport &report : m_failedLogins.due(std::chrono::steady_clock::now()))
        Q_EMIT failedLoginsCounted(report);
}

void WebService::reloadIfChanged()
{
    if (!m_stamps.haveChanged())
        return;
    const auto loaded = load(m_server.addresses(), LessProtection::Refused, m_stamps);
    // What was repaired can be just what is in force: its problems are over all the same.
    const bool wasRefused = std::exchange(m_isRefused, !loaded);
    if (!loaded) {
        Q_EMIT webConfigReloaded(loaded.error());
    } else if (wasRefused || loaded->fingerprint != m_fingerprint) {
        putInForce(*loaded);
        Q_EMIT webConfigReloaded({});
    }
}

} // namespace slurmsd
