// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace slurmsd {

// The single values of the config, as they are written in the file and as flags alike. Each gives the value,
// or what is wrong with it in words that follow a flag's or key's name: `expected a port between 1 and 65535,
// got "99999"`.
template <typename T>
using ValueResult = Result<T, std::string>;

// A whole decimal number from 1 to 65535.
ValueResult<Port> parsePort(std::string_view text);

// A whole decimal number, without sign or leading zeros, within these bounds. `what` is the noun of the
// message: "a port between 1 and 65535".
ValueResult<std::uint64_t> parseNumber(std::string_view text, std::uint64_t least, std::uint64_t most,
                                       std::string_view what = "a number");

// "true" or "false".
ValueResult<bool> parseBool(std::string_view text);

// What an endpoint that is scontrol begins with.
inline constexpr std::string_view scontrolScheme = "scontrol:";
// The endpoint that is looked for on this machine.
inline constexpr std::string_view autoEndpoint = "auto";
// Does the daemon run, or may it run, a program for this endpoint?
bool runsProgram(std::string_view endpoint);

// "auto", "http://host:6820", "https://…", "unix:/path", "scontrol:", "scontrol:/path", "file:/path" or
// "demo:"; given back unchanged. A URL with a query, a fragment or credentials in it is refused, and not
// repeated in the message; a path in it is kept (a proxy's prefix), but for slurmrestd's own
// (/slurm/v0.0.42/…).
ValueResult<std::string> parseEndpoint(std::string_view text);

// Whatever it is, nothing included.
inline ValueResult<std::string> parseAnyText(std::string_view text) { return std::string(text); }

// "auto" or "v0.0.N".
ValueResult<std::string> parseApiVersion(std::string_view text);

// A value of an HTTP header, possibly empty: no control characters. For user names and tokens, so the message
// does not repeat the value.
ValueResult<std::string> parseHeaderValue(std::string_view text);

// A token, possibly empty, as long as it is not plainly something else (tokenSlip()).
ValueResult<std::string> parseUserToken(std::string_view text);

// "50%" or "0.5": a share from 0 to 1.
ValueResult<double> parseShare(std::string_view text);

struct ListenAddress
{
    std::string host;       // an IP address without brackets; empty: all addresses, IPv6 and IPv4
    std::uint16_t port = 0; // 0: any free port

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

// ":8080", "127.0.0.1:8080" or "[::1]:8080"; port 0 to 65535. "localhost" is 127.0.0.1.
ValueResult<ListenAddress> parseListenAddress(std::string_view text);

// Prometheus's durations: "5m", "1h30m", "0"; units y w d h m s ms, each at most once and in this order; at
// most 2^63 - 1 ns, as there
// (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file).
ValueResult<std::chrono::milliseconds> parseDuration(std::string_view text);
// slurm.update_interval: a duration from 1 s to 1 w.
ValueResult<std::chrono::milliseconds> parseUpdateInterval(std::string_view text);
// slurm.timeout: a duration above nothing, up to 1 w.
ValueResult<std::chrono::milliseconds> parseTimeout(std::string_view text);
// Such a text, as Prometheus itself writes it: 90 s is "1m30s", nothing is "0s", years and weeks only when
// they are whole. `duration` is not negative.
std::string formatDuration(std::chrono::milliseconds duration);

} // namespace slurmsd
