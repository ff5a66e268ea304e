// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// Why no server can use this certificate with this key, both PEM, in the TLS library's words: "key values
// mismatch", "ee key too small"; empty when one can. Qt would say so only when the first client comes.
std::string certificateProblem(std::string_view certificatePem, std::string_view keyPem);

} // namespace slurmsd
