// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// The token in a text as people store it: white space around it, a leading "SLURM_JWT=" (the output of
// `scontrol token`) and one pair of quotes are left out. What is no JSON Web Token (three parts of Base64url
// with dots between them, RFC 7519, section 3.1) Slurm could only refuse. The error says what it is instead,
// without quoting anything of it.
Result<std::string, std::string> cleanToken(std::string_view text);

// What this text is instead of a token, where that is plain to see: the name of a variable, a line of a
// shell, a JSON document. Nothing for all else, an empty text and a placeholder included.
std::optional<std::string> tokenSlip(std::string_view text);

} // namespace slurmsd
