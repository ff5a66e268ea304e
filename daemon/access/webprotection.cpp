// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/webprotection.h"

#include <algorithm>

namespace slurmsd {

namespace {

using enum ClientAuth;

bool isRequired(ClientAuth auth)
{
    return auth == RequireAnyClientCert || auth == RequireAndVerifyClientCert;
}

bool isVerified(ClientAuth auth)
{
    return auth == VerifyClientCertIfGiven || auth == RequireAndVerifyClientCert;
}

bool isWeaker(ClientAuth after, ClientAuth before)
{
    return (isRequired(before) && !isRequired(after)) || (isVerified(before) && !isVerified(after));
}

bool isLost(const std::vector<std::string> &before, const std::vector<std::string> &after)
{
    return !before.empty() && after.empty();
}

void addLostTls(std::vector<std::string> &lost, const TlsServerConfig &before, const TlsServerConfig &after)
{
    if (after.minVersion < before.minVersion)
        lost.push_back("TLS 1.3 alone (min_version)");
    if (isLost(before.cipherSuites, after.cipherSuites))
        lost.push_back("the choice of ciphers (cipher_suites)");
    if (isLost(before.curves, after.curves))
        lost.push_back("the choice of curves (curve_preferences)");
}

} // namespace

std::vector<std::string> lostProtection(const WebConfigFile &before, const WebConfigFile &after)
{
    std::vector<std::string> lost;
    if (!before.users.empty() && after.users.empty())
        lost.push_back("the login (basic_auth_users)");
    if (before.tls && !after.tls)
        lost.push_back("TLS (tls_server_config)");
    const ClientAuth authBefore = before.tls ? before.tls->clientAuth : NoClientCert;
    if (isWeaker(after.tls ? after.tls->clientAuth : NoClientCert, authBefore))
        lost.push_back("client certificates (client_auth_type)");
    if (before.tls && after.tls)
        addLostTls(lost, *before.tls, *after.tls);
    for (const auto &[name, value] : before.headers) {
        if (std::ranges::find(after.headers, name, &std::pair<std::string, std::string>::first) ==
            after.headers.end())
            lost.push_back("the header " + name);
    }
    return lost;
}

} // namespace slurmsd
