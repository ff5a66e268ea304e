// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/targetsfollower.h"

#include "common/apijson.h"
#include "gui/api/apidocument.h"
#include "gui/api/worker.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

using Groups = std::shared_ptr<const std::vector<TargetGroup>>;

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
    m_known.clear();
    if (!std::exchange(m_targets, {}).empty())
        Q_EMIT changed();
}

TargetsFollower::Known TargetsFollower::knownOf(const JobStatus &job) const
{
    const auto jobName = [](const Known &known) -> const std::string & { return known.targets.job; };
    const auto found = std::ranges::find(m_known, job.name, jobName);
    Known known = found != m_known.end()
                      ? *found
                      : Known{{job.name, 0, std::make_shared<const std::vector<TargetGroup>>()}, {}, {}, {}};
    known.targets.port = job.port;
    known.next = job.etag;
    return known;
}

bool TargetsFollower::ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing)
{
    m_coming.clear();
    m_next = 0;
    for (const JobStatus &job : status.jobs)
        m_coming.push_back(knownOf(job));
    askNext(connection, timing.listDeadline, beginRun());
    return true;
}

void TargetsFollower::askNext(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run)
{
    const auto isNew = [](const Known &known) { return !known.next.empty() && known.next != known.told; };
    while (m_next < m_coming.size() && !isNew(m_coming[m_next]))
        ++m_next;
    if (m_next == m_coming.size()) {
        publish();
        return finish(std::nullopt);
    }
    ApiRequest request;
    request.path = QStringLiteral("/targets");
    request.query = queryItem("prom_job", m_coming[m_next].targets.job);
    request.ifNoneMatch = m_coming[m_next].etag;
    request.deadline = deadline;
    request.maxBytes = maxListBytes;
    connection.send(request, run, [this, &connection, deadline, run](Result<ApiAnswer, ApiError> answer) {
        if (!answer)
            return takeError(answer.error(), connection, deadline, run);
        if (answer->status != notModified)
            return parse(*answer, connection, deadline, run);
        passOn(connection, deadline, run);
    });
}

void TargetsFollower::passOn(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run)
{
    m_coming[m_next].told = m_coming[m_next].next;
    ++m_next;
    askNext(connection, deadline, run);
}

void TargetsFollower::takeError(const ApiError &error, ApiConnection &connection,
                                std::chrono::milliseconds deadline, QObject *run)
{
    if (error.step != ApiError::Step::Request)
        return finish(error);
    // The job has just gone, say: asked again with the next status. What is known of it stays.
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
        passOn(connection, deadline, run);
    });
}

void TargetsFollower::publish()
{
    m_known = std::exchange(m_coming, {});
    std::vector<JobTargets> targets;
    for (const Known &known : m_known)
        targets.push_back(known.targets);
    if (std::ranges::equal(targets, m_targets, isSame))
        return;
    auto old = std::exchange(m_targets, std::move(targets));
    Q_EMIT changed();
    freeInWorker(std::move(old));
}

} // namespace slurmsd
