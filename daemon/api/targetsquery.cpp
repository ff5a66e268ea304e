// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/targetsquery.h"

#include "common/node.h"
#include "daemon/api/apihandlers.h"

#include <QString>

#include <algorithm>
#include <compare>

namespace slurmsd {

namespace {

constexpr std::size_t maxListedNames = 50;
constexpr qsizetype maxQuotedCharacters = 100;

std::string allStates()
{
    std::vector<std::string_view> names;
    names.reserve(allStateClasses.size());
    for (const StateClass state : allStateClasses)
        names.push_back(toString(state));
    return enumerate(names);
}

Failure<HttpReply> badQuery(std::string_view message)
{
    return Failure{HttpReply::error(400, "bad_data", message)};
}

// Takes one of targetsParameters() into the query; what is wrong with it otherwise.
std::optional<std::string> takeParameter(TargetsQuery &query, const std::string &name,
                                         const std::string &value)
{
    if (name == "prom_job") {
        query.job = value;
    } else if (name == "state") {
        const auto state = stateClassFromString(value);
        if (!state)
            return "state: expected one of " + allStates() + ", got " + quoted(value);
        query.states.push_back(*state);
    } else if (name == "format") {
        if (value != "flat")
            return "format: expected flat, got " + quoted(value);
        query.format = TargetFormat::Flat;
    } else if (name == "partition") {
        query.partitions.push_back(value);
    } else if (name == "feature") {
        query.features.push_back(value);
    } else if (name == "user") {
        query.users.push_back(value);
    } else if (name == "account") {
        query.accounts.push_back(value);
    } else {
        query.clusters.push_back(value);
    }
    // A node without a partition has the empty one, a job without an account too; nothing else has an empty
    // name.
    if (value.empty() && name != "partition" && name != "account")
        return name + ": expected a name, got nothing";
    return {};
}

template <typename T>
void sortAndUnify(std::vector<T> &values)
{
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

std::string quoted(std::string_view text)
{
    const QString all = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    const bool isLong = all.size() > maxQuotedCharacters;
    return '"' + all.left(maxQuotedCharacters).toStdString() + (isLong ? "…\"" : "\"");
}

std::string enumerate(std::vector<std::string_view> names)
{
    std::ranges::sort(names, [](auto left, auto right) { return std::is_lt(compareNaturally(left, right)); });
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), maxListedNames); ++i)
        text.append(i == 0 ? "" : ", ").append(names[i]);
    if (names.size() > maxListedNames)
        text += " and " + std::to_string(names.size() - maxListedNames) + " more";
    return text;
}

QueryParameters targetsParameters()
{
    return {{{"prom_job"},
             {"format"},
             {"partition", true},
             {"state", true},
             {"feature", true},
             {"user", true},
             {"account", true},
             {"cluster", true}}};
}

Result<TargetsQuery, HttpReply> parseTargetsQuery(const HttpRequest &request)
{
    TargetsQuery query;
    for (const auto &[name, value] : request.query) {
        if (const auto problem = takeParameter(query, name, value))
            return badQuery(*problem);
    }
    sortAndUnify(query.partitions);
    sortAndUnify(query.states);
    sortAndUnify(query.features);
    sortAndUnify(query.users);
    sortAndUnify(query.accounts);
    return query;
}

HttpReply targetDocumentReply(const HttpRequest &request, TargetDocument document,
                              std::chrono::system_clock::time_point takenAt)
{
    HttpReply reply = jsonReply(std::move(document.json));
    reply.headers.emplace_back("Last-Modified", httpDate(takenAt));
    return unlessUnchanged(request, document.etag, std::move(reply));
}

} // namespace slurmsd
