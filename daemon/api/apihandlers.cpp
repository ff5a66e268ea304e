// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/api/apihandlers.h"

#include "common/apijson.h"
#include "common/asciitext.h"
#include "common/configvalues.h"
#include "common/nodesjson.h"
#include "common/wording.h"
#include "daemon/jobs/jobexplain.h"

#include <QCryptographicHash>

#include <algorithm>
#include <limits>

namespace slurmsd {

namespace {

constexpr std::uint64_t defaultEvents = 1000;

HttpReply badQuery(std::string_view message) { return HttpReply::error(400, "bad_data", message); }

using Parameters = std::vector<std::pair<std::string, std::string>>;

// The value of a parameter that is there at most once.
std::optional<std::string> parameter(const Parameters &query, std::string_view name)
{
    const auto found = std::ranges::find(query, name, &Parameters::value_type::first);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

// A number of the query, or `fallback`.
ValueResult<std::uint64_t> numberOf(const Parameters &query, std::string_view name, std::uint64_t fallback,
                                    std::uint64_t most)
{
    const auto text = parameter(query, name);
    if (!text)
        return fallback;
    const auto number = parseNumber(*text, 0, most);
    return number ? number : Failure{std::string(name) + ": " + number.error()};
}

// Does a list of entity tags hold this one? `etag` holds no comma.
bool holdsTag(std::string_view list, std::string_view etag)
{
    bool found = false;
    forEachItem(list, [&](std::string_view tag) {
        tag = trimmed(tag);
        if (tag.starts_with("W/"))
            tag.remove_prefix(2);
        found = found || tag == "*" || tag == etag;
    });
    return found;
}

std::string etagOf(const QByteArray &json)
{
    const QByteArray hash = QCryptographicHash::hash(json, QCryptographicHash::Blake2b_256);
    return '"' + hash.left(16).toHex().toStdString() + '"';
}

} // namespace

HttpReply jsonReply(QByteArray json, int status)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "application/json";
    reply.headers = {{"Cache-Control", "no-cache"}};
    reply.body = std::move(json);
    return reply;
}

HttpReply unavailable(std::string_view reason)
{
    HttpReply reply = HttpReply::error(503, "unavailable", reason);
    reply.headers.emplace_back("Retry-After", "5");
    return reply;
}

HttpReply unlessUnchanged(const HttpRequest &request, std::string_view etag, HttpReply reply)
{
    reply.headers.emplace_back("ETag", etag);
    const std::string_view strong = etag.substr(etag.starts_with("W/") ? 2 : 0);
    if (std::ranges::any_of(request.headers, [strong](const auto &header) {
            return header.first == "if-none-match" && holdsTag(header.second, strong);
        })) {
        reply.status = 304;
        reply.contentType.clear();
        reply.body.clear();
    }
    return reply;
}

bool takesGzip(const HttpRequest &request)
{
    std::optional<bool> takesGzip;
    bool takesOthers = false;
    forEachItem(request.header("accept-encoding").value_or(std::string_view()), [&](std::string_view item) {
        const std::size_t semicolon = item.find(';');
        const std::string name = asciiLower(trimmed(item.substr(0, semicolon)));
        std::string_view weight =
            semicolon == std::string_view::npos ? std::string_view() : trimmed(item.substr(semicolon + 1));
        if (name != "gzip" && name != "x-gzip" && name != "*")
            return;
        const bool isRefused =
            weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
        if (name == "*")
            takesOthers = !isRefused;
        else
            takesGzip = !isRefused;
    });
    return takesGzip.value_or(takesOthers);
}

HttpReply NodesDocument::reply(const HttpRequest &request, const NodeLists &lists)
{
    if (lists.empty())
        return unavailable("no node list yet");
    if (m_lists != lists) {
        m_json = nodesToJson(lists);
        m_etag = etagOf(m_json);
        m_lists = lists;
    }
    return unlessUnchanged(request, m_etag, jsonReply(m_json));
}

HttpReply JobsDocument::reply(const HttpRequest &request, const std::shared_ptr<const JobTargetSet> &set)
{
    if (set == nullptr || set->sources().empty())
        return unavailable("no list of jobs yet");
    if (m_set != set) {
        m_json = toJson(runningJobs(set->sources(), set->jobs()));
        m_etag = etagOf(m_json);
        m_set = set;
    }
    return unlessUnchanged(request, m_etag, jsonReply(m_json));
}

QueryParameters explainParameters() { return {{{"node"}, {"job"}, {"cluster"}}}; }

HttpReply explainReply(const HttpRequest &request, const NodeLists &lists, std::span<const JobConfig> jobs,
                       const HeldAnswers &held)
{
    const auto node = parameter(request.query, "node");
    if (!node || node->empty())
        return badQuery("node: expected the name, hostname or address of a node, or a hostlist");
    if (lists.empty())
        return unavailable("no node list yet");
    const auto cluster = parameter(request.query, "cluster");
    const std::size_t most = maxExplained(jobs.size());
    std::vector<NodeExplanation> explanations;
    for (const auto &list : lists) {
        if (cluster && *cluster != list->cluster)
            continue;
        const auto found = findNodes(*list, *node);
        if (explanations.size() + found.size() > most)
            return badQuery("node: " + inQuotes(*node) + " are more than " + std::to_string(most) +
                            (most == 1 ? " node" : " nodes") +
                            "; ask for fewer at a time, or for one cluster's");
        for (const Node *each : found)
            explanations.push_back(explainNode(*list, jobs, *each, held));
    }
    if (explanations.empty())
        return HttpReply::error(404, "not_found",
                                "no node " + inQuotes(*node) +
                                    (cluster ? " in the cluster " + inQuotes(*cluster) : "") + "; " +
                                    notFoundHint(lists, *node, jobs));
    return jsonReply(toJson(explanations));
}

HttpReply explainJobReply(const HttpRequest &request, const std::shared_ptr<const JobTargetSet> &set)
{
    const std::string id = parameter(request.query, "job").value_or("");
    if (id.empty() || parameter(request.query, "node"))
        return badQuery("job: expected the id of a job as Slurm has it, 53 or 17_2, and no node beside it");
    if (set == nullptr || set->sources().empty())
        return unavailable("no list of jobs yet");
    const auto cluster = parameter(request.query, "cluster");
    const std::size_t most = maxExplained(set->jobs().size());
    std::vector<SlurmJobExplanation> explanations;
    for (const JobSource &source : set->sources()) {
        if (cluster && *cluster != source.nodes->cluster)
            continue;
        const auto found = findJobs(*source.jobs, id);
        if (explanations.size() + found.size() > most)
            return badQuery("job: " + inQuotes(id) + " are more than " + std::to_string(most) +
                            (most == 1 ? " job" : " jobs") + "; ask for one task");
        for (const SlurmJob *job : found)
            explanations.push_back(explainJob(source, set->jobs(), *job));
    }
    if (explanations.empty())
        return HttpReply::error(404, "not_found",
                                "no job " + inQuotes(id) +
                                    (cluster ? " in the cluster " + inQuotes(*cluster) : "") +
                                    "; one that has just started is in the next list of jobs, and Slurm "
                                    "forgets jobs some minutes after their end (MinJobAge)");
    return jsonReply(toJson(explanations));
}

QueryParameters eventsParameters() { return {{{"after"}, {"limit"}}}; }

HttpReply eventsReply(const HttpRequest &request, const EventLog &log)
{
    const auto after = numberOf(request.query, "after", 0, std::numeric_limits<std::int64_t>::max());
    const auto limit = numberOf(request.query, "limit", defaultEvents, EventLog::capacity);
    if (!after || !limit)
        return badQuery(after ? limit.error() : after.error());
    return jsonReply(toJson(log.after(*after, *limit)));
}

} // namespace slurmsd
