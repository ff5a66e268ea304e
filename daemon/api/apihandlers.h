// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/httpserver/httpmessage.h"
#include "daemon/httpserver/queryparameters.h"
#include "daemon/jobs/jobtargetset.h"
#include "daemon/status/eventlog.h"
#include "daemon/targets/explain.h"
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace slurmsd {

// The read side of /api/v1, as documented in resources/docs/api.md. Errors have the shape of
// HttpReply::error(). Queries have only what the functions ...Parameters() name.

// A JSON document that may be another one at any time.
HttpReply jsonReply(QByteArray json, int status = 200);

// GET /api/v1/nodes: made when first asked for, and kept as long as the lists stay the same.
class NodesDocument
{
public:
    HttpReply reply(const HttpRequest &request, const NodeLists &lists);

private:
    NodeLists m_lists; // that the document is of
    QByteArray m_json;
    std::string m_etag;
};

// GET /api/v1/jobs: made when first asked for, and kept as long as the lists and the config stay the same.
class JobsDocument
{
public:
    // `set`: null before the first; without its lists there are none to tell of.
    HttpReply reply(const HttpRequest &request, const std::shared_ptr<const JobTargetSet> &set);

private:
    std::shared_ptr<const JobTargetSet> m_set; // that the document is of
    QByteArray m_json;
    std::string m_etag;
};

// As many nodes or Slurm jobs are explained in one answer, which is made while other requests wait, when each
// is explained to so many jobs of the config: at most 50, at least one. Takes some 10 ms as JSON, three times
// that as HTML.
constexpr std::size_t maxExplained(std::size_t jobs)
{
    return std::clamp<std::size_t>(3'000 / std::max<std::size_t>(jobs, 1), 1, 50);
}

// GET /api/v1/explain?node=NAME&cluster=NAME, with findNodes(): 400 without a node or for too many, 404 when
// no cluster has it.
QueryParameters explainParameters();
HttpReply explainReply(const HttpRequest &request, const NodeLists &lists, std::span<const JobConfig> jobs,
                       const HeldAnswers &held = {});

// GET /api/v1/explain?job=ID&cluster=NAME, with findJobs(): 400 for a node beside it, 404 when no cluster has
// such a job.
HttpReply explainJobReply(const HttpRequest &request, const std::shared_ptr<const JobTargetSet> &set);

// GET /api/v1/events?after=ID&limit=N
QueryParameters eventsParameters();
HttpReply eventsReply(const HttpRequest &request, const EventLog &log);

// The reply, which is 200, with that ETag, "…" or W/"…"; 304 without a body where one of the request's entity
// tags (If-None-Match) is the same. Weak tags count as well (RFC 9110, section 13.1.2).
HttpReply unlessUnchanged(const HttpRequest &request, std::string_view etag, HttpReply reply);

// Does the client take gzip? Accept-Encoding (RFC 9110, section 12.5.3): "gzip", "*", "gzip;q=0.5, br"; not
// "gzip;q=0". "*" is for what is not named.
bool takesGzip(const HttpRequest &request);

// 503, for as long as there is nothing to answer with.
HttpReply unavailable(std::string_view reason);

} // namespace slurmsd
