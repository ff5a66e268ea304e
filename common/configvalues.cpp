// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configvalues.h"

#include "common/asciitext.h"
#include "common/tokentext.h"
#include "common/wording.h"

#include <QByteArray>
#include <QUrl>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <sys/un.h>

namespace slurmsd {

using namespace std::chrono_literals;

namespace {

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

bool hasControl(std::string_view text) { return std::ranges::any_of(text, isControl); }

Failure<std::string> unexpected(std::string_view expected, std::string_view text)
{
    return {"expected " + std::string(expected) + ", got " + inQuotes(text)};
}

// The number that only digits make; nothing for others and for those over 2^64 - 1.
std::optional<std::uint64_t> wholeNumber(std::string_view digits)
{
    std::uint64_t number = 0;
    const char *end = digits.data() + digits.size();
    const auto [parsed, error] = std::from_chars(digits.data(), end, number);
    return !digits.empty() && error == std::errc() && parsed == end ? std::optional(number) : std::nullopt;
}

// The digits at the start of `text`, which is left behind them.
std::string_view takeDigits(std::string_view &text)
{
    const auto end = std::ranges::find_if_not(text, isDigit);
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

struct DurationUnit
{
    std::string_view name;
    std::chrono::milliseconds length;
    // Prometheus writes such a unit only when nothing smaller remains: 90d reads easier than 12w6d.
    bool onlyWhole = false;
};

constexpr std::array durationUnits{
    DurationUnit{"y", 24h * 365, true},
    DurationUnit{"w", 24h * 7, true},
    DurationUnit{"d", 24h},
    DurationUnit{"h", 1h},
    DurationUnit{"m", 1min},
    DurationUnit{"s", 1s},
    DurationUnit{"ms", 1ms},
};

// Prometheus keeps durations as nanoseconds in 63 bits.
constexpr std::uint64_t maxMilliseconds = std::numeric_limits<std::int64_t>::max() / 1'000'000;

ValueResult<std::chrono::milliseconds> parseBoundedDuration(std::string_view text,
                                                            std::chrono::milliseconds least)
{
    // The longest a timer of Qt 6.4 can run is 24 days.
    constexpr std::chrono::milliseconds most = 24h * 7;
    auto duration = parseDuration(text);
    if (duration && (*duration < least || *duration > most))
        return unexpected("a duration from " + formatDuration(least) + " to " + formatDuration(most), text);
    return duration;
}

bool isIpAddress(int family, const std::string &host)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(family, host.c_str(), address.data()) == 1;
}

// An IPv6 address, possibly with a zone: fe80::1%eth0.
bool isIpv6Host(std::string_view host)
{
    const std::size_t zone = host.find('%');
    return isIpAddress(AF_INET6, std::string(host.substr(0, zone))) && zone + 1 != host.size();
}

// Is this URL one that requests can be made to, below its path?
bool isServerUrl(std::string_view text)
{
    const QUrl url =
        QUrl::fromEncoded(QByteArray(text.data(), static_cast<qsizetype>(text.size())), QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.port() != 0;
}

// Where in a URL the paths of slurmrestd itself begin, which go behind an endpoint; npos when there are none.
std::size_t slurmPathIn(std::string_view url)
{
    std::size_t first = std::string_view::npos;
    for (const std::string_view path : {"/slurm/v0", "/slurmdb/v0", "/openapi"})
        first = std::min(first, url.find(path));
    return first;
}

// An absolute path.
bool isPath(std::string_view path) { return path.starts_with('/') && path.size() > 1; }

// Behind "http://" or "https://"; nothing when it is one.
std::optional<std::string> webEndpointProblem(std::string_view text)
{
    const std::size_t authorityEnd = text.find('/', text.find("//") + 2);
    if (text.substr(0, authorityEnd).find('@') != std::string_view::npos)
        return "expected a URL without user name and password";
    if (text.find_first_of("?#") != std::string_view::npos)
        return "expected a URL without a query (?…) and a fragment (#…)";
    if (const std::size_t path = slurmPathIn(text); path != std::string_view::npos)
        return "expected a URL without slurmrestd's own path, got " + inQuotes(text) + "; did you mean " +
               inQuotes(text.substr(0, path)) + "? A version goes to slurm.api_version";
    return std::nullopt;
}

bool isWebEndpoint(std::string_view text)
{
    return text.starts_with("http://") || text.starts_with("https://");
}

bool isEndpoint(std::string_view text)
{
    if (text == autoEndpoint)
        return true;
    if (isWebEndpoint(text))
        return !webEndpointProblem(text) && isServerUrl(text);
    if (text.starts_with(scontrolScheme)) {
        const std::string_view program = text.substr(scontrolScheme.size());
        return !hasControl(text) && (program.empty() || isPath(program));
    }
    const bool isLocal = text.starts_with("unix:") || text.starts_with("file:");
    return text == "demo:" || (isLocal && isPath(text.substr(5)) && !hasControl(text));
}

// A host, with or without a port, and no file.
bool isHost(std::string_view text)
{
    const std::string_view port = text.substr(std::min(text.rfind(':'), text.size()));
    return !text.empty() && text.find_first_of("/@?#") == std::string_view::npos &&
           !text.ends_with(".json") && !text.ends_with(".sock") &&
           (port.empty() || parsePort(port.substr(1)));
}

// What stands behind a scheme that is misspelled, or what other programs call a socket: "head:6820" of
// "htp://head:6820". Everything where there is none.
std::string_view behindScheme(std::string_view text)
{
    const std::size_t scheme = text.find(':');
    const std::size_t slashes = text.find_first_not_of('/', scheme == text.npos ? 0 : scheme + 1);
    return scheme == text.npos || slashes == scheme + 1 || slashes == text.npos ? text : text.substr(slashes);
}

// What was probably meant by a text that is no endpoint: the end of a message.
std::string endpointSuggestion(std::string_view text)
{
    if (text.find('$') != std::string_view::npos)
        return "; variables are not replaced here";
    const std::string_view bare = trimmed(text, " \t\"'");
    const std::string lower = asciiLower(bare);
    const std::string_view rest = behindScheme(bare);
    std::string meant(bare);
    if (lower.starts_with("demo"))
        meant = "demo:";
    else if (bare.starts_with("//") || (lower.starts_with("http") && rest != bare && isHost(rest)))
        meant = (lower.starts_with("https") ? "https://" : "http://") +
                std::string(bare.starts_with("//") ? bare.substr(2) : rest);
    else if (bare == "scontrol")
        meant = scontrolScheme;
    else if (bare.starts_with('/'))
        meant.insert(0, bare.ends_with(".json")       ? "file:"
                        : bare.ends_with("/scontrol") ? scontrolScheme
                                                      : "unix:");
    else if (lower.find("unix") != std::string::npos && rest != bare && rest.find('%') == rest.npos)
        meant = "unix:/" + std::string(rest);
    else if (isHost(rest))
        meant = "http://" + std::string(rest);
    if (meant != text && isEndpoint(meant))
        return "; did you mean " + inQuotes(meant) + '?';
    const bool isFile = bare.ends_with(".json") || bare.ends_with(".sock") || bare.starts_with("unix:") ||
                        bare.starts_with("file:");
    return isFile && bare.size() > 5 && bare[5] != '/' ? "; a path begins with /" : std::string();
}

} // namespace

bool runsProgram(std::string_view endpoint)
{
    return endpoint == autoEndpoint || endpoint.starts_with(scontrolScheme);
}

ValueResult<std::uint64_t> parseNumber(std::string_view text, std::uint64_t least, std::uint64_t most,
                                       std::string_view what)
{
    const bool isPlain = std::ranges::all_of(text, isDigit) && (text.size() == 1 || !text.starts_with('0'));
    const std::optional<std::uint64_t> number = wholeNumber(text);
    if (isPlain && number && *number >= least && *number <= most)
        return *number;
    return unexpected(
        std::string(what) + " between " + std::to_string(least) + " and " + std::to_string(most), text);
}

ValueResult<Port> parsePort(std::string_view text)
{
    const auto number = parseNumber(text, 1, std::numeric_limits<Port>::max(), "a port");
    if (!number)
        return Failure{number.error()};
    return static_cast<Port>(*number);
}

ValueResult<bool> parseBool(std::string_view text)
{
    if (text == "true" || text == "false")
        return text == "true";
    return unexpected("true or false", text);
}

ValueResult<std::string> parseEndpoint(std::string_view text)
{
    constexpr std::string_view forms =
        "an endpoint such as http://host:6820, https://host:6820, unix:/run/slurmrestd/slurmrestd.sock, "
        "scontrol:, file:/path/nodes.json, demo:, or auto to have it found";
    if (isWebEndpoint(text)) {
        if (auto problem = webEndpointProblem(text))
            return Failure{*std::move(problem)};
    }
    constexpr std::size_t maxPath = sizeof(sockaddr_un::sun_path) - 1;
    if (text.starts_with("unix:") && text.size() - 5 > maxPath)
        return unexpected("a socket path of at most " + std::to_string(maxPath) + " bytes", text);
    if (text.starts_with(scontrolScheme) && !isEndpoint(text))
        return unexpected("scontrol:, which is looked for in $PATH, or with its whole path, as "
                          "scontrol:/opt/slurm/bin/scontrol",
                          text);
    if (isEndpoint(text))
        return std::string(text);
    return Failure{unexpected(forms, text).error + endpointSuggestion(text)};
}

ValueResult<std::string> parseApiVersion(std::string_view text)
{
    constexpr std::string_view prefix = "v0.0.";
    if (text == "auto" || (text.starts_with(prefix) && parseNumber(text.substr(prefix.size()), 1, 9999)))
        return std::string(text);
    const bool isAlmost = text.find_first_not_of("vV.0123456789") == std::string_view::npos;
    const std::string_view digits = text.substr(text.find_last_not_of("0123456789") + 1);
    return Failure{unexpected("auto or a version such as v0.0.42", text).error +
                   (isAlmost && parseNumber(digits, 1, 9999)
                        ? "; did you mean " + inQuotes(std::string(prefix).append(digits)) + '?'
                        : std::string())};
}

ValueResult<std::string> parseHeaderValue(std::string_view text)
{
    if (hasControl(text))
        return Failure{"expected a value without control characters"};
    return std::string(text);
}

ValueResult<std::string> parseUserToken(std::string_view text)
{
    if (const auto slip = tokenSlip(text))
        return Failure{"expected the token that scontrol token prints: " + *slip};
    return parseHeaderValue(text);
}

ValueResult<double> parseShare(std::string_view text)
{
    const bool isPercent = text.ends_with('%');
    const std::string_view number = isPercent ? text.substr(0, text.size() - 1) : text;
    double share = 0;
    const char *end = number.data() + number.size();
    const auto [parsed, error] = std::from_chars(number.data(), end, share, std::chars_format::fixed);
    const bool isNumber = !number.empty() && isDigit(number.front()) && error == std::errc() && parsed == end;
    if (isPercent)
        share /= 100;
    if (!isNumber || !(share <= 1))
        return Failure{unexpected("a share such as 50% or 0.5", text).error +
                       (isNumber && parseNumber(text, 2, 100)
                            ? "; did you mean " + inQuotes(std::string(text) + '%') + '?'
                            : std::string())};
    return share;
}

ValueResult<ListenAddress> parseListenAddress(std::string_view text)
{
    const Failure<std::string> failure =
        unexpected("an address such as :8080, 127.0.0.1:8080 or [::1]:8080", text);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return failure;
    const auto port = parseNumber(text.substr(colon + 1), 0, std::numeric_limits<std::uint16_t>::max());
    if (!port)
        return failure;

    std::string_view host = text.substr(0, colon);
    if (host == "localhost")
        host = "127.0.0.1";
    const bool isBracketed = host.size() > 2 && host.starts_with('[') && host.ends_with(']');
    if (isBracketed)
        host = host.substr(1, host.size() - 2);
    // The system's functions end at a NUL byte: "127.0.0.1" must not hide what comes after one.
    if (hasControl(host))
        return failure;
    if (isBracketed ? !isIpv6Host(host) : !host.empty() && !isIpAddress(AF_INET, std::string(host)))
        return failure;
    return ListenAddress{std::string(host), static_cast<std::uint16_t>(*port)};
}

ValueResult<std::chrono::milliseconds> parseDuration(std::string_view text)
{
    if (text == "0")
        return 0ms;
    const Failure<std::string> failure = unexpected("a duration such as 30s, 5m or 1h30m", text);
    if (text.empty())
        return failure;
    if (parseNumber(text, 1, maxMilliseconds))
        return Failure{failure.error + "; did you mean " + inQuotes(std::string(text) + 's') + '?'};
    std::uint64_t total = 0;
    auto unit = durationUnits.begin();
    for (std::string_view rest = text; !rest.empty();) {
        const std::optional<std::uint64_t> count = wholeNumber(takeDigits(rest));
        const auto unitEnd = static_cast<std::size_t>(std::ranges::find_if(rest, isDigit) - rest.begin());
        const std::string_view name = rest.substr(0, unitEnd);
        rest.remove_prefix(unitEnd);
        unit = std::ranges::find(unit, durationUnits.end(), name, &DurationUnit::name);
        if (!count || unit == durationUnits.end())
            return failure;
        const auto length = static_cast<std::uint64_t>(unit->length.count());
        if (*count > (maxMilliseconds - total) / length)
            return unexpected("a duration below 293y", text);
        total += *count * length;
        ++unit; // units come in order, each once
    }
    return std::chrono::milliseconds(total);
}

ValueResult<std::chrono::milliseconds> parseUpdateInterval(std::string_view text)
{
    return parseBoundedDuration(text, 1s);
}

ValueResult<std::chrono::milliseconds> parseTimeout(std::string_view text)
{
    return parseBoundedDuration(text, 1ms);
}

std::string formatDuration(std::chrono::milliseconds duration)
{
    Q_ASSERT(duration >= 0ms);
    if (duration == 0ms)
        return "0s";
    std::string text;
    for (const DurationUnit &unit : durationUnits) {
        const auto count = duration / unit.length;
        if (count == 0 || (unit.onlyWhole && duration % unit.length != 0ms))
            continue;
        (text += std::to_string(count)) += unit.name;
        duration %= unit.length;
    }
    return text;
}

} // namespace slurmsd
