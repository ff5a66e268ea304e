// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/autosource.h"

#include "common/configvalues.h"

#include <unistd.h>
#include <utility>

namespace slurmsd {

const std::vector<std::string> &autoEndpoints()
{
    static const std::vector<std::string> endpoints{
        "unix:/run/slurmrestd/slurmrestd.sock", // of the quick start
        "unix:/run/slurmrestd/slurmrestd.socket",
        "unix:/run/slurmrestd.socket", // of Debian's package
        "http://localhost:6820",
        std::string(scontrolScheme),
    };
    return endpoints;
}

SlurmConfig atAutoEndpoint(SlurmConfig config, const std::string &endpoint, const std::string &tokenFile)
{
    config.endpoint = endpoint;
    const bool hasToken = !config.userToken.empty() || !config.userTokenFile.empty();
    if (endpoint.starts_with("http") && !hasToken && ::access(tokenFile.c_str(), F_OK) == 0)
        config.userTokenFile = tokenFile;
    return config;
}

AutoSource::AutoSource(SlurmConfig config, SourceFactory makeSource, std::vector<std::string> endpoints,
                       std::string tokenFile)
    : m_config(std::move(config))
    , m_makeSource(std::move(makeSource))
    , m_endpoints(std::move(endpoints))
    , m_tokenFile(std::move(tokenFile))
{
    Q_ASSERT(!m_endpoints.empty());
}

AutoSource::~AutoSource() { AutoSource::abort(); }

void AutoSource::fetch()
{
    if (m_isFound && m_failures < maxFailures) {
        m_source->fetch();
        return;
    }
    m_isFound = false;
    m_failures = 0;
    m_index = 0;
    m_passedOver.clear();
    m_errorClass = PollErrorClass::Connect;
    tryNext();
}

void AutoSource::abort()
{
    if (m_source)
        m_source->abort();
}

void AutoSource::tryNext()
{
    dropSource();
    m_source = m_makeSource(atAutoEndpoint(m_config, m_endpoints[m_index], m_tokenFile));
    connect(m_source.get(), &NodeSource::finished, this, &AutoSource::handleFetched);
    m_source->fetch();
}

void AutoSource::dropSource()
{
    if (!m_source)
        return;
    m_source->disconnect(this);
    m_source->abort();
    // Its finished() may be what led here.
    m_source.release()->deleteLater();
}

void AutoSource::handleFetched(FetchResult result)
{
    if (m_isFound || result.nodes) {
        m_failures = result.nodes ? 0 : m_failures + 1;
        m_isFound = true;
        result.found = FoundEndpoint{m_endpoints[m_index], m_passedOver};
        Q_EMIT finished(result);
        return;
    }
    passOver(result.nodes.error());
    if (++m_index < m_endpoints.size()) {
        tryNext();
        return;
    }
    result.nodes = Failure{PollError{m_errorClass, "no Slurm found here: " + m_passedOver}};
    Q_EMIT finished(result);
}

// That nothing listens somewhere says least of all: of what else is wrong, the first counts.
void AutoSource::passOver(const PollError &error)
{
    m_passedOver += (m_passedOver.empty() ? "" : "; ") + m_endpoints[m_index] + ": " + error.message;
    if (m_errorClass == PollErrorClass::Connect)
        m_errorClass = error.errorClass;
}

} // namespace slurmsd
