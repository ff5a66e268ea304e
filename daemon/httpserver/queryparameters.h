// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/httpserver/httpmessage.h"

#include <optional>
#include <string_view>
#include <vector>

namespace slurmsd {

// A parameter of a route's query.
struct QueryParameter
{
    std::string_view name; // static storage
    bool isRepeatable = false;
};

// Those that a route takes; nothing: it takes no notice of its query, whatever that is.
using QueryParameters = std::optional<std::vector<QueryParameter>>;
inline constexpr std::nullopt_t anyParameters = std::nullopt;

// The reply to a query with a parameter that the route does not take, or takes once and got twice: a
// misspelled one would be answered as if it were not there, and a change would be made to everything. Nothing
// where all is well.
std::optional<HttpReply> refuseQuery(const HttpRequest &request, const QueryParameters &parameters);

} // namespace slurmsd
