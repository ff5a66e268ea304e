// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <QSslConfiguration>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// The web config file, `--web.config.file`, in the format of Prometheus's exporter-toolkit
// (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md): TLS, headers and
// basic auth. What of it this program cannot do is refused, never ignored.

enum class ClientAuth : unsigned char {
    NoClientCert,
    RequestClientCert,
    RequireAnyClientCert,
    VerifyClientCertIfGiven,
    RequireAndVerifyClientCert,
};

struct TlsServerConfig
{
    std::string
        certFile; // PEM; relative names are relative to the web config file's directory, already joined
    std::string keyFile;
    std::string clientCaFile; // PEM; empty: none
    ClientAuth clientAuth = ClientAuth::NoClientCert;
    bool needsTls13 = false;               // min_version; TLS 1.2 otherwise, never less
    std::vector<std::string> cipherSuites; // Go's names, as the toolkit has them; empty: the library's choice

    friend bool operator==(const TlsServerConfig &, const TlsServerConfig &) = default;
};

struct WebConfigFile
{
    std::optional<TlsServerConfig> tls;                       // nothing: plain HTTP
    std::vector<std::pair<std::string, std::string>> headers; // for every reply
    std::map<std::string, std::string> users;                 // name to bcrypt hash, a secret; empty: no auth

    friend bool operator==(const WebConfigFile &, const WebConfigFile &) = default;
};

// Reads the YAML text; all its problems are given on failure, in the order of their lines. Pure. `directory`
// is what relative file names are relative to, "" for the working directory.
Result<WebConfigFile, std::vector<ConfigProblem>> parseWebConfig(std::string_view yaml, std::string_view file,
                                                                 std::string_view directory);

// Reads the file and all that it names, and sees whether certificate, key and CAs can be used together: what
// loads here works when a client comes. An empty path is a WebConfigFile without anything in it.
struct LoadedWebConfig
{
    WebConfigFile config;
    std::optional<QSslConfiguration> tls; // ready for server sockets
    // Changes when the file, or a certificate, key or CA file that it names, changes.
    std::string fingerprint;
};
Result<LoadedWebConfig, std::vector<ConfigProblem>> loadWebConfig(const std::string &path);

} // namespace slurmsd
