// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <string>
#include <vector>

namespace slurmsd {

// Why a request to a daemon came to nothing. Texts are UTF-8 and hold no secrets.
struct ApiError
{
    // The step that failed, in the order in which they are taken.
    enum class Step : unsigned char {
        Url,     // no URL that can be asked
        Dns,     // the host has no address
        Tcp,     // no connection, or it broke
        Tls,     // no handshake, or a certificate that is not trusted
        Login,   // 401, 403 without a login, 503 "unauthorized", 429: name or password, or too many tries
        Api,     // an answer that is not this daemon's, or of a version that cannot be read
        Request, // the daemon refused just this request: see status
    };

    Step step = Step::Request;
    int status = 0;                      // of HTTP; 0: there was no answer
    std::string type;                    // errorType of the answer: "precondition_failed"; empty: none
    std::string message;                 // in words: the daemon's own, or Qt's
    std::vector<ConfigProblem> problems; // of a config that is refused (422)
    std::string revision;                // of the config that is in place now (412)

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

} // namespace slurmsd
