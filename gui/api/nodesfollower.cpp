// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/nodesfollower.h"

#include "common/nodesjson.h"
#include "common/timestamp.h"
#include "gui/api/apidocument.h"
#include "gui/api/worker.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

// Differs when the lists may differ.
std::string reasonOf(const DaemonStatus &status)
{
    std::string reason = toTimestamp(status.startedAt);
    for (const ClusterStatus &cluster : status.clusters) {
        reason += '\n' + cluster.name + '\t' + std::to_string(cluster.nodes) + '\t' +
                  (cluster.listTakenAt ? toTimestamp(*cluster.listTakenAt) : std::string());
    }
    return reason;
}

bool isEqual(const std::shared_ptr<const NodeSnapshot> &left,
             const std::shared_ptr<const NodeSnapshot> &right)
{
    return left->cluster == right->cluster && left->slurmRelease == right->slurmRelease &&
           left->apiVersion == right->apiVersion && left->skipped == right->skipped &&
           left->nodes == right->nodes;
}

struct Parsed
{
    std::string error; // empty: none
    NodesFollower::Lists lists;
    bool isChanged = false;
};

// Lists that are as before stay the same objects.
Parsed parseLists(const QByteArray &json, const NodesFollower::Lists &before)
{
    auto lists = nodesFromJson(json);
    if (!lists)
        return {lists.error(), {}, false};
    Parsed parsed;
    parsed.isChanged = lists->size() != before.size();
    for (std::size_t i = 0; i < lists->size(); ++i) {
        const std::shared_ptr<const NodeSnapshot> list = lists->at(i);
        const bool isSame = i < before.size() && isEqual(before[i], list);
        parsed.isChanged = parsed.isChanged || !isSame;
        parsed.lists.push_back(isSame ? before[i] : list);
    }
    return parsed;
}

} // namespace

void NodesFollower::clear()
{
    stop();
    m_etag.clear();
    m_reason.clear();
    if (!std::exchange(m_lists, {}).empty())
        Q_EMIT changed();
}

bool NodesFollower::ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing)
{
    const std::string reason = reasonOf(status);
    const auto hasList = [](const ClusterStatus &cluster) { return cluster.listTakenAt.has_value(); };
    if (reason == m_reason || std::ranges::none_of(status.clusters, hasList))
        return false;
    ApiRequest request;
    request.path = QStringLiteral("/api/v1/nodes");
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

void NodesFollower::parse(const ApiAnswer &answer, const std::string &reason, QObject *run)
{
    const auto work = [json = answer.body, before = m_lists] { return parseLists(json, before); };
    runInWorker(run, work, [this, etag = answer.etag, reason](Parsed parsed) {
        if (!parsed.error.empty())
            return finish(unreadable(parsed.error));
        m_etag = etag;
        m_reason = reason;
        auto old = std::exchange(m_lists, std::move(parsed.lists));
        if (parsed.isChanged)
            Q_EMIT changed();
        freeInWorker(std::move(old));
        finish(std::nullopt);
    });
}

} // namespace slurmsd
