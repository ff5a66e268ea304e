// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// The web config file, `--web.config.file`, in the format of Prometheus's exporter-toolkit
// (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md): TLS, headers and
// basic auth. What of it this program cannot do (client_allowed_sans, rate_limit) is refused, never ignored.

enum class ClientAuth : unsigned char {
    NoClientCert,
    RequestClientCert,
    RequireAnyClientCert,
    VerifyClientCertIfGiven,
    RequireAndVerifyClientCert,
};

enum class TlsVersion : unsigned char { Tls12, Tls13 };

// PEM, either in a file or in the web config file itself; not in both.
struct PemSource
{
    std::string file; // relative names are relative to the web config file's directory, already joined
    std::string text; // of a key, a secret

    bool isGiven() const { return !file.empty() || !text.empty(); }

    friend bool operator==(const PemSource &, const PemSource &) = default;
};

struct TlsServerConfig
{
    PemSource certificate; // with the intermediate ones behind it
    PemSource key;
    PemSource
        clientCa; // given for RequireAndVerifyClientCert; VerifyClientCertIfGiven has the system's without
    ClientAuth clientAuth = ClientAuth::NoClientCert;
    TlsVersion minVersion = TlsVersion::Tls12;
    TlsVersion maxVersion = TlsVersion::Tls13; // not below minVersion
    // OpenSSL's names; empty: the library's choice. TLS 1.3 has suites of its own: where none of them is in
    // the list, it has the library's choice.
    std::vector<std::string> cipherSuites;
    std::vector<std::string> curves; // OpenSSL's names, the preferred ones first; empty: the library's choice
    bool prefersServerCiphers = true; // by the order of cipherSuites

    friend bool operator==(const TlsServerConfig &, const TlsServerConfig &) = default;
};

struct WebConfigFile
{
    std::optional<TlsServerConfig> tls;                       // nothing: plain HTTP
    std::vector<std::pair<std::string, std::string>> headers; // for every reply; values are not empty
    std::map<std::string, std::string> users;                 // name to bcrypt hash, a secret; empty: no auth

    friend bool operator==(const WebConfigFile &, const WebConfigFile &) = default;
};

// Reads the YAML text; all its problems are given on failure, in the order of their lines. Pure. `directory`
// is what relative file names are relative to, "" for the working directory. An empty text is a WebConfigFile
// without anything in it. No problem repeats a key or a hash.
Result<WebConfigFile, std::vector<ConfigProblem>> parseWebConfig(std::string_view yaml, std::string_view file,
                                                                 std::string_view directory);

} // namespace slurmsd
