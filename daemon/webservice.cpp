// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/webservice.h"

#include "daemon/http/writerules.h"
#include "daemon/runtime/systemd.h"

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

Result<LoadedWebConfig, std::vector<std::string>> load(const std::string &webConfigFile, bool hasWrites,
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
    const auto loaded = load(webConfigFile, hasWrites, addressesOf(config), stamps);
    return loaded ? Result<Done, std::vector<std::string>>(Done{}) : Failure{loaded.error()};
}

WebService::WebService(HttpHandler handler, std::string webConfigFile, bool hasWrites)
    : m_webConfigFile(std::move(webConfigFile))
    , m_hasWrites(hasWrites)
    , m_server(std::move(handler))
{
    m_server.setGate(&m_auth);
    m_auth.setFailureObserver([this] { Q_EMIT loginFailed(); });
    connect(&m_watch, &QTimer::timeout, this, &WebService::reloadIfChanged);
    if (!m_webConfigFile.empty())
        m_watch.start(watchInterval);
}

Result<Done, std::vector<std::string>> WebService::apply(const WebConfig &config)
{
    const ListenSockets passed = takeListenSockets();
    if (!passed.refused.empty())
        return Failure{passed.refused};
    if (!passed.sockets.empty()) {
        if (const auto adopted = m_server.adopt(passed.sockets); !adopted)
            return Failure{std::vector{adopted.error()}};
        m_isSocketActivated = true;
    }
    const std::vector<ListenAddress> addresses =
        m_isSocketActivated ? m_server.addresses() : addressesOf(config);
    const auto loaded = load(m_webConfigFile, m_hasWrites, addresses, m_stamps);
    m_isRefused = !loaded;
    if (!loaded)
        return Failure{loaded.error()};
    if (!m_isSocketActivated) {
        if (const auto listening = m_server.listen(addresses); !listening)
            return Failure{std::vector{listening.error()}};
    }
    putInForce(*loaded);
    return Done{};
}

std::optional<std::string> WebService::objectionTo(const WebConfig &config) const
{
    const Result<Done, std::vector<std::string>> checked =
        m_isSocketActivated ? Done{} : check(config, m_webConfigFile, m_hasWrites);
    return checked ? std::nullopt : std::optional(checked.error().front());
}

void WebService::putInForce(const LoadedWebConfig &loaded)
{
    m_server.setTls(loaded.tls);
    m_server.setHeaders(loaded.config.headers);
    m_auth.setUsers(loaded.config.users);
    m_isTls = loaded.tls.has_value();
    m_fingerprint = loaded.fingerprint;
}

void WebService::reloadIfChanged()
{
    if (!m_stamps.haveChanged())
        return;
    const auto loaded = load(m_webConfigFile, m_hasWrites, m_server.addresses(), m_stamps);
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
