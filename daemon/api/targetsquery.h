// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/nodestate.h"
#include "common/result.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/queryparameters.h"
#include "daemon/targets/targetdocument.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

QueryParameters targetsParameters();

// The query of a GET /targets.
struct TargetsQuery
{
    std::optional<std::string> job; // nothing: all
    // Alternatives, each once and in order, so that equal queries compare equal.
    std::vector<std::string> partitions;
    std::vector<StateClass> states;
    std::vector<std::string> features;
    std::vector<std::string> users;
    std::vector<std::string> accounts;
    std::vector<std::string> clusters; // as asked
    TargetFormat format = TargetFormat::FileSd;
};

// The error is a reply with 400. The query has targetsParameters() only.
Result<TargetsQuery, HttpReply> parseTargetsQuery(const HttpRequest &request);

// A part of the request as an error message may show it.
std::string quoted(std::string_view text);
// "a, b, c", in natural order; a long list is cut.
std::string enumerate(std::vector<std::string_view> names);

// 200 with the document, or 304 where the client has it (RFC 9110, section 13.1.2).
HttpReply targetDocumentReply(const HttpRequest &request, TargetDocument document,
                              std::chrono::system_clock::time_point takenAt);

} // namespace slurmsd
