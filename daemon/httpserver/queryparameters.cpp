// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/httpserver/queryparameters.h"

#include "common/wording.h"

#include <algorithm>

namespace slurmsd {

namespace {

HttpReply badQuery(std::string_view message) { return HttpReply::error(400, "bad_data", message); }

// "expected a, b or c", "none is expected"
std::string expectation(const std::vector<QueryParameter> &parameters)
{
    std::string text = parameters.empty() ? "none is expected" : "expected ";
    for (std::size_t i = 0; i < parameters.size(); ++i)
        text.append(i == 0 ? "" : i + 1 < parameters.size() ? ", " : " or ").append(parameters[i].name);
    return text;
}

} // namespace

std::optional<HttpReply> refuseQuery(const HttpRequest &request, const QueryParameters &parameters)
{
    if (!parameters)
        return {};
    for (auto item = request.query.begin(); item != request.query.end(); ++item) {
        const auto &name = item->first;
        const auto known = std::ranges::find(*parameters, name, &QueryParameter::name);
        if (known == parameters->end())
            return badQuery("unknown parameter " + inQuotes(name) + "; " + expectation(*parameters));
        const auto isSame = [&name](const auto &other) { return other.first == name; };
        if (!known->isRepeatable && std::any_of(request.query.begin(), item, isSame))
            return badQuery(name + ": given more than once");
    }
    return {};
}

} // namespace slurmsd
