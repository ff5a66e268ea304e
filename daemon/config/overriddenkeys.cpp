// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/overriddenkeys.h"

#include <utility>

namespace slurmsd {

std::vector<std::string> overriddenKeys(const CommandLine &commandLine, const char *environmentToken,
                                        bool hasPassedSockets)
{
    // One kind of token drops the other.
    const bool hasToken =
        commandLine.userToken || commandLine.userTokenFile || (environmentToken && *environmentToken);
    const std::pair<const char *, bool> keys[] = {
        {"slurm.endpoint", commandLine.endpoint.has_value()},
        {"slurm.api_version", commandLine.apiVersion.has_value()},
        {"slurm.user_name", commandLine.userName.has_value()},
        {"slurm.user_token", hasToken},
        {"slurm.user_token_file", hasToken},
        {"slurm.update_interval", commandLine.updateInterval.has_value()},
        {"slurm.timeout", commandLine.timeout.has_value()},
        {"slurm.tls.ca_file", commandLine.tlsCaFile.has_value()},
        {"slurm.tls.cert_file", commandLine.tlsCertFile.has_value()},
        {"slurm.tls.key_file", commandLine.tlsKeyFile.has_value()},
        {"slurm.tls.insecure_skip_verify", commandLine.tlsInsecureSkipVerify},
        {"web.listen_address", hasPassedSockets || !commandLine.listenAddresses.empty()},
    };
    std::vector<std::string> overridden;
    for (const auto &[key, isOverridden] : keys) {
        if (isOverridden)
            overridden.emplace_back(key);
    }
    return overridden;
}

} // namespace slurmsd
