// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

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

// "http://host:6820", "https://…", "unix:/path", "file:/path" or "demo:"; given back unchanged. A URL with
// a query, a fragment or credentials in it is refused; a path in it is kept (a proxy's prefix).
ValueResult<std::string> parseEndpoint(std::string_view text);

// "auto" or "v0.0.N".
ValueResult<std::string> parseApiVersion(std::string_view text);

// A value of an HTTP header: no control characters.
ValueResult<std::string> parseHeaderValue(std::string_view text);

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

// Prometheus's durations: "5m", "1h30m", "0"; units y w d h m s ms, each once and in this order
// (https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file).
ValueResult<std::chrono::milliseconds> parseDuration(std::string_view text);
// The shortest such text: 90 s is "1m30s", nothing is "0s".
std::string formatDuration(std::chrono::milliseconds duration);

} // namespace slurmsd
