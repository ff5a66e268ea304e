// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/access/tlsnames.h"

#include "common/wording.h"

#include <array>
#include <span>
#include <vector>

namespace slurmsd {

namespace {

struct TlsName
{
    std::string_view go;
    std::string_view openssl;
};

constexpr std::string_view tls13Prefix = "TLS_";

constexpr std::array cipherSuites{
    TlsName{"TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"},
    TlsName{"TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"},
    TlsName{"TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256"},
    TlsName{"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA"},
    TlsName{"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA"},
    TlsName{"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA"},
    TlsName{"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA"},
    TlsName{"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"},
    TlsName{"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384"},
    TlsName{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"},
    TlsName{"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384"},
    TlsName{"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305"},
    TlsName{"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"},
};

constexpr std::array curves{
    TlsName{"CurveP256", "prime256v1"},
    TlsName{"CurveP384", "secp384r1"},
    TlsName{"CurveP521", "secp521r1"},
    TlsName{"X25519", "X25519"},
};

ValueResult<std::string> translated(std::string_view name, std::span<const TlsName> names,
                                    std::string_view what)
{
    std::vector<std::string_view> known;
    for (const TlsName &candidate : names) {
        if (candidate.go == name)
            return std::string(candidate.openssl);
        known.push_back(candidate.go);
    }
    return Failure{"unknown " + std::string(what) + ' ' + inQuotes(name) + "; " + suggestion(name, known)};
}

} // namespace

ValueResult<std::string> parseGoCipherSuite(std::string_view name)
{
    return translated(name, cipherSuites, "cipher suite");
}

bool isTls13CipherSuite(std::string_view opensslName) { return opensslName.starts_with(tls13Prefix); }

ValueResult<std::string> parseGoCurve(std::string_view name) { return translated(name, curves, "curve"); }

} // namespace slurmsd
