// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "daemon/slurm/pollerror.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// The largest token file that is read, in bytes. JWTs have some hundred.
inline constexpr std::size_t maxTokenBytes = std::size_t{64} * 1024;

// The token in a text as people store it: white space around it and a leading "SLURM_JWT=" (the output of
// `scontrol token`) are left out. The error says what is wrong, without quoting anything.
Result<std::string, std::string> cleanToken(std::string_view text);

// cleanToken() of a file. It is read at each call, so that a renewed token is used at once; it must be a
// regular file. The error (Auth) names the file.
Result<std::string, PollError> readTokenFile(const std::string &path);

// When a JWT expires: `exp` of its payload (RFC 7519, section 4.1.4), not verified. Nothing for a token
// without one, or one that is no JWT.
std::optional<std::chrono::sys_seconds> tokenExpiry(std::string_view token);

} // namespace slurmsd
