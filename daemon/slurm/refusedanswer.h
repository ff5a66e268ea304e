// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/httptransport.h"

#include <chrono>
#include <optional>
#include <string>

namespace slurmsd {

// How much of a body that is not a node list is looked at, in bytes.
inline constexpr std::size_t maxRefusalBytes = std::size_t{64} * 1024;

// An answer with another status than 200.
struct RefusedAnswer
{
    std::string path; // that was asked for
    HttpHead head;
    std::string body; // its first maxRefusalBytes, without secrets
};

// What was sent with the request.
struct RequestFacts
{
    bool overUnixSocket = false;
    bool withUserName = false;
    bool withToken = false;
    std::optional<std::chrono::sys_seconds> tokenExpiry;
    std::string tokenSource{}; // tokenSource() (token.h)
};

// Who has to act, and on what: Slurm's own error document gives Slurm; a refused user or token, or a token
// that has expired by `now`, gives Auth; anything else Http. Pure.
PollError explainRefusal(const RefusedAnswer &answer, const RequestFacts &facts,
                         std::chrono::sys_seconds now);

} // namespace slurmsd
