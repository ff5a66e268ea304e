// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/discovery/discovery.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/queryparameters.h"

#include <chrono>
#include <span>

namespace slurmsd {

// GET /slurm/{version}/nodes/ with web.slurm_proxy, as documented in resources/docs/consumers.md: what
// slurmrestd answered to the last good poll, byte for byte, for its other clients. Errors look as
// slurmrestd's own do. With several clusters, below /clusters/NAME.
//  400  for a parameter that would change the answer;
//  404  for anything else than the list of nodes in the version of the poll;
//  415  for a client that takes no JSON;
//  503  while there is no answer. Never one without nodes.
HttpReply slurmProxyReply(const HttpRequest &request, std::span<const SlurmAnswer> answers,
                          std::chrono::system_clock::time_point now);

} // namespace slurmsd
