// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"

#include <string>
#include <string_view>

namespace slurmsd {

// The names of Go's crypto/tls, which web config files are written with, as OpenSSL's names.

// "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" is "ECDHE-RSA-AES128-GCM-SHA256". Those that Go's CipherSuites()
// has: none without forward secrecy (https://pkg.go.dev/crypto/tls#CipherSuites).
ValueResult<std::string> parseGoCipherSuite(std::string_view name);

// Is this one, by OpenSSL's name, of TLS 1.3?
bool isTls13CipherSuite(std::string_view opensslName);

// "CurveP256" is "prime256v1" (https://pkg.go.dev/crypto/tls#CurveID, as far as the toolkit knows them).
ValueResult<std::string> parseGoCurve(std::string_view name);

} // namespace slurmsd
