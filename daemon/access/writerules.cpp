// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/writerules.h"

#include "common/asciitext.h"
#include "common/mediatype.h"
#include "common/wording.h"

#include <algorithm>

namespace slurmsd {

namespace {

HttpReply forbidden(const std::string &message) { return HttpReply::error(403, "forbidden", message); }

struct HostAndPort
{
    std::string host; // lower case, without brackets and the dot that may end a name
    std::string port; // digits; empty: the scheme's
};

// "host", "host:port" or "[v6]:port"; its characters are checked by whoever compares it.
HostAndPort splitHost(std::string_view text)
{
    const std::size_t bracket = text.starts_with('[') ? text.find(']') : 0;
    const std::size_t colon = bracket == std::string_view::npos ? bracket : text.find(':', bracket);
    HostAndPort result{asciiLower(text.substr(0, colon)),
                       std::string(colon == std::string_view::npos ? "" : text.substr(colon + 1))};
    if (result.host.starts_with('[') && result.host.ends_with(']'))
        result.host = result.host.substr(1, result.host.size() - 2);
    else if (result.host.ends_with('.'))
        result.host.pop_back();
    return result;
}

bool isOurs(std::string_view host, std::span<const std::string> names)
{
    const bool isAddress =
        !QHostAddress(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size()))).isNull();
    return isAddress || host == "localhost" || std::ranges::find(names, host) != names.end();
}

std::optional<HttpReply> refuseHost(const HttpRequest &request, const WriteRules &rules)
{
    const std::string_view host = request.header("host").value_or("");
    if (isOurs(splitHost(host).host, rules.hostNames))
        return std::nullopt;
    return forbidden(
        "changes are taken only under an IP address, localhost or a name of this server, not as " +
        inQuotes(host) + "; if that is one of its names, add it to web.host_names in the config file");
}

// Does this Origin name what the Host names?
bool isSameOrigin(std::string_view origin, std::string_view host)
{
    std::string defaultPort;
    if (origin.starts_with("http://"))
        defaultPort = "80";
    else if (origin.starts_with("https://"))
        defaultPort = "443";
    else
        return false;
    const HostAndPort theirs = splitHost(origin.substr(origin.find("//") + 2));
    const HostAndPort ours = splitHost(host);
    return theirs.host == ours.host &&
           (theirs.port.empty() ? defaultPort : theirs.port) == (ours.port.empty() ? defaultPort : ours.port);
}

std::optional<HttpReply> refuseOrigin(const HttpRequest &request)
{
    const std::string_view host = request.header("host").value_or("");
    for (const auto &[name, value] : request.headers) {
        if (name == "origin" && !isSameOrigin(value, host))
            return forbidden("changes are not taken from pages of " + inQuotes(value));
        if (name == "sec-fetch-site" && value != "same-origin" && value != "none")
            return forbidden("changes are not taken from pages of other sites");
    }
    return std::nullopt;
}

bool isBrowser(const HttpRequest &request)
{
    return std::ranges::any_of(request.headers, [](const auto &header) {
        const auto &[name, value] = header;
        return name == "origin" || name == "referer" || name.starts_with("sec-fetch-") ||
               (name == "user-agent" && value.starts_with("Mozilla/"));
    });
}

std::optional<HttpReply> refuseType(const HttpRequest &request)
{
    const bool hasBody = !request.body.isEmpty();
    bool hasType = false;
    for (const auto &[name, value] : request.headers) {
        if (name != "content-type")
            continue;
        hasType = true;
        if (!isJsonType(value) && !isYamlType(value) && (hasBody || isBrowser(request)))
            return HttpReply::error(415, "bad_data",
                                    "expected Content-Type application/json or application/yaml, got " +
                                        inQuotes(value));
    }
    if (hasBody && !hasType)
        return HttpReply::error(415, "bad_data",
                                "expected Content-Type application/json or application/yaml");
    return std::nullopt;
}

std::string text(const ListenAddress &address)
{
    const bool isIpv6 = address.host.find(':') != std::string::npos;
    return (isIpv6 ? '[' + address.host + ']' : address.host) + ':' + std::to_string(address.port);
}

bool isLoopback(const ListenAddress &address)
{
    return QHostAddress(QString::fromStdString(address.host)).isLoopback();
}

} // namespace

std::optional<HttpReply> refuseWrite(const HttpRequest &request, const WriteRules &rules)
{
    if (!rules.isEnabled)
        return forbidden("this is not enabled; the daemon's flag " + std::string(rules.flag) + " enables it");
    if (auto refusal = refuseHost(request, rules))
        return refusal;
    if (auto refusal = refuseOrigin(request))
        return refusal;
    return refuseType(request);
}

Result<Done, std::string> checkWriteExposure(std::span<const ListenAddress> addresses, bool hasWritesEnabled,
                                             bool hasAuth)
{
    const auto exposed = std::ranges::find_if_not(addresses, isLoopback);
    if (!hasWritesEnabled || hasAuth || exposed == addresses.end())
        return Done();
    return Failure{"--web.enable-lifecycle and --web.enable-admin-api would let everybody who reaches " +
                   text(*exposed) +
                   " change this daemon: ask for a login (basic_auth_users, or client_auth_type: "
                   "RequireAndVerifyClientCert, in the file of --web.config.file), listen on 127.0.0.1 only "
                   "(--web.listen-address), or leave these flags out"};
}

} // namespace slurmsd
