// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/pollerror.h"
#include "common/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace slurmsd {

// The largest token file that is read, in bytes. JWTs have some hundred.
inline constexpr std::size_t maxTokenBytes = std::size_t{64} * 1024;

// Where the token of this cluster is from, in words: "the token file /etc/token", "$SLURM_JWT of the
// environment, which stands in for slurm.user_token_file /etc/token".
std::string tokenSource(const SlurmConfig &config);

// The token to send, empty without one. The error (Auth) names the source.
Result<std::string, PollError> currentToken(const SlurmConfig &config);

// cleanToken() (common/tokentext.h) of a file. It is read at each call, so that a renewed token is used at
// once; it must be a regular file. The error (Auth) names the file.
Result<std::string, PollError> readTokenFile(const std::string &path);

// When a JWT expires: `exp` of its payload (RFC 7519, section 4.1.4), not verified. Nothing for a token
// without one, or one that is no JWT.
std::optional<std::chrono::sys_seconds> tokenExpiry(std::string_view token);

} // namespace slurmsd
