// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/nodesource.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// Where Slurm is on this machine, for `slurm.endpoint: auto`, in this order: the sockets that packages and
// guides give slurmrestd, its usual port, and scontrol. Never a file or the demo cluster.
const std::vector<std::string> &autoEndpoints();

// Where the package's timer writes a token (prometheus-slurm-sd-token.service).
inline constexpr const char *renewedTokenFile = "/etc/prometheus-slurm-sd/token";

// The config to ask `endpoint` with. Where it has no token and the endpoint may want one, that of `tokenFile`
// is taken, if there is such a file.
SlurmConfig atAutoEndpoint(SlurmConfig config, const std::string &endpoint,
                           const std::string &tokenFile = renewedTokenFile);

// Node lists from the first of several endpoints that gives one. That one is asked from then on, until it has
// failed several times in a row: then all are tried anew. Each has the whole slurm.timeout.
class AutoSource : public NodeSource
{
    Q_OBJECT

public:
    using SourceFactory = std::function<std::unique_ptr<NodeSource>(const SlurmConfig &)>;

    // That many failed fetches in a row, and the one after them looks everywhere.
    static constexpr int maxFailures = 3;

    // `endpoints`: in the order to try them, at least one. `tokenFile`: as for atAutoEndpoint().
    AutoSource(SlurmConfig config, SourceFactory makeSource,
               std::vector<std::string> endpoints = autoEndpoints(),
               std::string tokenFile = renewedTokenFile);
    ~AutoSource() override;

    // finished() tells with FetchResult::found what was found, and what of the others was wrong.
    void fetch() override;
    void abort() override;

private:
    void tryNext();
    void dropSource();
    void handleFetched(FetchResult result);
    void passOver(const PollError &error);

    const SlurmConfig m_config;
    const SourceFactory m_makeSource;
    const std::vector<std::string> m_endpoints;
    const std::string m_tokenFile;
    std::unique_ptr<NodeSource> m_source; // that is asked, or was found; null before the first
    std::size_t m_index = 0;              // of its endpoint
    bool m_isFound = false;
    int m_failures = 0; // in a row, of what was found
    std::string m_passedOver;
    PollErrorClass m_errorClass = PollErrorClass::Connect; // of all that was passed over: see passOver()
};

} // namespace slurmsd
