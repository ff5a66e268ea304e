// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/http/httpmessage.h"

#include <string>
#include <vector>

namespace slurmsd {

// What the operators' pages say about the daemon.
struct ServingState
{
    bool ready = false;            // can targets be served?
    std::string summary;           // one sentence in words: what is served, or why nothing is
    std::vector<std::string> jobs; // names, in the config's order
};

// 200 as long as the process serves at all.
HttpReply healthyReply();
// 200 when targets can be served, else 503; either way with the summary.
HttpReply readyReply(const ServingState &state);
// A small HTML page with version, state and links; complete without scripts.
HttpReply indexReply(const ServingState &state);

} // namespace slurmsd
