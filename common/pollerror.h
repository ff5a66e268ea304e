// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace slurmsd {

// Why a poll gave no new node list, by who has to act on it.
enum class PollErrorClass : unsigned char {
    Connect, // no connection, or it broke: refused, no such host or socket, reset, torn body, unreadable file
    Timeout, // slurm.timeout passed before the last byte
    Tls,     // handshake or certificate
    Auth,    // slurmrestd or Slurm refused the user or the token: 401, 403, 407, 511, error 1007, an expired
             // token
    Http,    // another answer than 200 that is not Slurm's own error document; redirects are such answers
    TooLarge, // over slurm.max_response_bytes
    Parse,    // not JSON, or not a node list
    Slurm,    // Slurm's own error: `errors` is not empty
    Guard,    // a good list that lost too many nodes at once
    Other,    // of no poll here: what a newer daemon tells of
};

// "connect", "too_large" and so on; static storage.
std::string_view toString(PollErrorClass errorClass);
// The reverse; Other when no class has that name.
PollErrorClass pollErrorClassFromString(std::string_view name);

struct PollError
{
    PollErrorClass errorClass = PollErrorClass::Connect;
    std::string message;       // one line for an administrator; never holds a token
    std::int64_t slurmError{}; // Slurm's number, as in slurm/slurm_errno.h; 0: none

    friend bool operator==(const PollError &, const PollError &) = default;
};

} // namespace slurmsd
