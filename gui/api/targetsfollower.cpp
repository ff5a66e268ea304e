// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/targetsfollower.h"

#include "common/apijson.h"
#include "gui/api/apidocument.h"
#include "gui/api/worker.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

constexpr int notModified = 304;
constexpr qint64 maxTargetsBytes = qint64{512} * 1024 * 1024;

using Groups = std::shared_ptr<const std::vector<TargetGroup>>;

// Differs when the targets differ. Not when the node lists do: those are there before their targets are
// built.
std::string reasonOf(const DaemonStatus &status)
{
    std::string reason = "jobs";
    for (const JobStatus &job : status.jobs)
        reason += '\n' + job.name + '\t' + std::to_string(job.port) + '\t' + job.etag;
    return reason;
}

struct ParsedGroups
{
    std::string error; // empty: none
    Groups groups;
};

// Those from before, when they are equal.
ParsedGroups parseGroups(const QByteArray &json, const Groups &before)
{
    auto groups = targetGroupsFromJson(json);
    if (!groups)
        return {groups.error(), {}};
    if (*groups == *before)
        return {{}, before};
    return {{}, std::make_shared<const std::vector<TargetGroup>>(*std::move(groups))};
}

bool isSame(const JobTargets &left, const JobTargets &right)
{
    return left.job == right.job && left.port == right.port && left.groups == right.groups;
}

} // namespace

void TargetsFollower::clear()
{
    stop();
    m_etags.clear();
    m_reason.clear();
    if (!std::exchange(m_targets, {}).empty())
        Q_EMIT changed();
}

TargetsFollower::Known TargetsFollower::knownOf(const std::string &job) const
{
    const auto found = std::ranges::find(m_targets, job, &JobTargets::job);
    if (found != m_targets.end())
        return {*found, m_etags[static_cast<std::size_t>(found - m_targets.begin())]};
    return {{job, 0, std::make_shared<const std::vector<TargetGroup>>()}, {}};
}

void TargetsFollower::ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing)
{
    m_comingReason = reasonOf(status);
    if (m_comingReason == m_reason)
        return;
    m_coming.clear();
    m_next = 0;
    for (const JobStatus &job : status.jobs) {
        m_coming.push_back(knownOf(job.name));
        m_coming.back().targets.port = job.port;
    }
    askNext(connection, timing.listDeadline, beginRun());
}

void TargetsFollower::askNext(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run)
{
    if (m_next == m_coming.size()) {
        m_reason = m_comingReason;
        publish();
        return finish(std::nullopt);
    }
    ApiRequest request;
    request.path = QStringLiteral("/targets");
    request.query = queryItem("prom_job", m_coming[m_next].targets.job);
    request.ifNoneMatch = m_coming[m_next].etag;
    request.deadline = deadline;
    request.maxBytes = maxTargetsBytes;
    connection.send(request, run, [this, &connection, deadline, run](Result<ApiAnswer, ApiError> answer) {
        if (!answer)
            return takeError(answer.error(), connection, deadline, run);
        if (answer->status != notModified)
            return parse(*answer, connection, deadline, run);
        ++m_next;
        askNext(connection, deadline, run);
    });
}

void TargetsFollower::takeError(const ApiError &error, ApiConnection &connection,
                                std::chrono::milliseconds deadline, QObject *run)
{
    if (error.step != ApiError::Step::Request)
        return finish(error);
    // No list yet, or the job has just gone: asked again with the next status. What is known of it stays.
    m_comingReason.clear();
    ++m_next;
    askNext(connection, deadline, run);
}

void TargetsFollower::parse(const ApiAnswer &answer, ApiConnection &connection,
                            std::chrono::milliseconds deadline, QObject *run)
{
    const auto work = [json = answer.body, before = m_coming[m_next].targets.groups] {
        return parseGroups(json, before);
    };
    runInWorker(run, work, [this, etag = answer.etag, &connection, deadline, run](ParsedGroups parsed) {
        if (!parsed.error.empty())
            return finish(unreadable(parsed.error));
        m_coming[m_next].targets.groups = std::move(parsed.groups);
        m_coming[m_next].etag = etag;
        ++m_next;
        askNext(connection, deadline, run);
    });
}

void TargetsFollower::publish()
{
    std::vector<JobTargets> targets;
    m_etags.clear();
    for (Known &known : m_coming) {
        targets.push_back(std::move(known.targets));
        m_etags.push_back(std::move(known.etag));
    }
    m_coming.clear();
    const bool isUnchanged = std::ranges::equal(targets, m_targets, isSame);
    auto old = std::exchange(m_targets, std::move(targets));
    if (isUnchanged)
        return;
    Q_EMIT changed();
    freeInWorker(std::move(old));
}

} // namespace slurmsd
