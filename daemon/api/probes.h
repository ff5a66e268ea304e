// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpmessage.h"

#include <string>

namespace slurmsd {

// What the pages for load balancers and scripts say about the daemon.
struct ServingState
{
    bool ready = false;  // can targets be served?
    std::string summary; // one sentence in words: what is served, or why nothing is
};

// 200 as long as the process serves at all.
HttpReply healthyReply();
// 200 when targets can be served, else 503; either way with the summary.
HttpReply readyReply(const ServingState &state);

} // namespace slurmsd
