// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/runningjobsfollower.h"

#include "common/apijson.h"
#include "common/timestamp.h"
#include "gui/api/apidocument.h"
#include "gui/api/worker.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace slurmsd {

namespace {

// Differs when the answer may differ; empty while there is none to ask for.
std::string reasonOf(const DaemonStatus &status)
{
    const auto timeText = [](const std::optional<WallTime> &time) {
        return time ? toTimestamp(*time) : std::string();
    };
    std::string reason = toTimestamp(status.startedAt) + '\t' + toTimestamp(status.config.loadedAt);
    bool hasJobs = false;
    for (const ClusterStatus &cluster : status.clusters) {
        const auto jobsTakenAt = cluster.jobs ? cluster.jobs->listTakenAt : std::nullopt;
        hasJobs = hasJobs || jobsTakenAt;
        reason += '\n' + cluster.name + '\t' + timeText(cluster.listTakenAt) + '\t' + timeText(jobsTakenAt);
    }
    return hasJobs ? reason : std::string();
}

} // namespace

void RunningJobsFollower::clear()
{
    stop();
    m_etag.clear();
    m_reason.clear();
    if (!std::exchange(m_jobs, {}).empty())
        Q_EMIT changed();
}

bool RunningJobsFollower::ask(ApiConnection &connection, const DaemonStatus &status,
                              const FollowTiming &timing)
{
    const std::string reason = reasonOf(status);
    if (reason.empty())
        clear();
    if (!m_isWanted || reason.empty() || reason == m_reason)
        return false;
    ApiRequest request;
    request.path = QStringLiteral("/api/v1/jobs");
    request.ifNoneMatch = m_etag;
    request.deadline = timing.listDeadline;
    request.maxBytes = maxListBytes;
    QObject *run = beginRun();
    connection.send(request, run, [this, reason, run](Result<ApiAnswer, ApiError> answer) {
        if (!answer)
            return finish(answer.error());
        if (answer->status != notModified)
            return parse(*answer, reason, run);
        m_reason = reason;
        finish(std::nullopt);
    });
    return true;
}

void RunningJobsFollower::parse(const ApiAnswer &answer, const std::string &reason, QObject *run)
{
    const auto work = [json = answer.body] { return runningJobsFromJson(json); };
    runInWorker(run, work, [this, etag = answer.etag, reason](Result<RunningJobs, std::string> read) {
        if (!read)
            return finish(unreadable(read.error()));
        m_etag = etag;
        m_reason = reason;
        auto old = std::exchange(m_jobs, std::move(read->jobs));
        if (old != m_jobs)
            Q_EMIT changed();
        freeInWorker(std::move(old));
        finish(std::nullopt);
    });
}

} // namespace slurmsd
