// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/filesdloss.h"

#include "common/wording.h"
#include "daemon/targets/filesd.h"
#include "daemon/targets/guardlimits.h"
#include "daemon/targets/labels.h"
#include "daemon/targets/targetloss.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace slurmsd {

namespace {

// Of one job: the state label of each target, by the target and its partition.
using Targets = std::map<std::pair<std::string, std::string>, std::string>;
using TargetsByJob = std::map<std::string, Targets>; // "" where groups tell no job

std::string label(const QJsonObject &group, std::string_view name)
{
    const QLatin1String key(name.data(), static_cast<qsizetype>(name.size()));
    return group[QLatin1String("labels")].toObject()[key].toString().toStdString();
}

std::optional<TargetsByJob> read(const QByteArray &json)
{
    if (json.trimmed().isEmpty())
        return TargetsByJob();
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return {};
    TargetsByJob jobs;
    for (const QJsonValue value : document.array()) {
        const QJsonObject group = value.toObject();
        if (!group[QLatin1String("targets")].isArray())
            return {};
        Targets &targets = jobs[label(group, jobLabel)];
        for (const QJsonValue target : group[QLatin1String("targets")].toArray())
            targets.emplace(
                std::pair(target.toString().toStdString(), label(group, labelName(LabelKind::Partition))),
                label(group, labelName(LabelKind::State)));
    }
    return jobs;
}

std::string hostOf(const std::string &target)
{
    std::string host = target.substr(0, target.rfind(':'));
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    return host;
}

// The nodes of the lists by each name that a target can have.
class NodesByHost
{
public:
    NodesByHost(const NodeLists &lists, std::span<const JobConfig> jobs)
    {
        for (const JobConfig &job : jobs) {
            if (!job.addressTemplate.empty())
                m_makers.emplace_back(HostRule(job));
        }
        for (const auto &list : lists) {
            for (const Node &node : list->nodes) {
                for (const std::string_view host : {node.address, node.hostname, node.name})
                    m_nodes.emplace(host, &node);
                for (HostMaker &maker : m_makers)
                    m_nodes.emplace(maker.host(node), &node);
            }
        }
    }

    const Node *find(const std::string &target) const
    {
        const auto found = m_nodes.find(hostOf(target));
        return found == m_nodes.end() ? nullptr : found->second;
    }

private:
    std::vector<HostMaker> m_makers; // of the jobs with a pattern
    std::unordered_map<std::string_view, const Node *> m_nodes;
};

// Empty when the job loses no more than it may.
std::string lossOf(const JobConfig &job, const Targets &before, const Targets &after,
                   const NodesByHost &nodes, double maxLoss)
{
    std::vector<std::string> lost;
    for (const auto &[target, state] : before) {
        const auto now = after.find(target);
        const bool isKept = now != after.end() && (now->second != "unknown" || state == "unknown");
        const Node *const node = nodes.find(target.first);
        const bool isExplained = now == after.end() && node != nullptr && isLeftOut(job, *node);
        if (!isKept && !isExplained)
            lost.push_back(node != nullptr ? std::string(node->name) : hostOf(target.first));
    }
    if (lost.empty() ||
        !(isTooMuch(lost.size(), before.size(), maxLoss) || lost.size() == before.size() || after.empty()))
        return {};
    return "job " + job.name + ": " + groupedDigits(lost.size()) + " of " + groupedDigits(before.size()) +
           " targets would go (" + foldedNames(lost) + ')';
}

} // namespace

Result<std::vector<std::string>, std::string> fileSdLosses(const FileSdUpdate &update)
{
    const auto before = read(update.before);
    const auto after = read(update.after);
    if (!before || !after)
        return Failure{std::string("it is not in Prometheus's file_sd format")};
    const NodesByHost nodes(update.lists, update.jobs);
    std::vector<std::string> losses;
    for (const JobConfig &job : update.jobs) {
        static const Targets none;
        const auto targetsOf = [&](const TargetsByJob &jobs) -> const Targets & {
            const auto named = jobs.find(job.name);
            const auto found = named == jobs.end() && update.jobs.size() == 1 ? jobs.find("") : named;
            return found == jobs.end() ? none : found->second;
        };
        std::string loss = lossOf(job, targetsOf(*before), targetsOf(*after), nodes, update.maxTargetLoss);
        if (!loss.empty())
            losses.push_back(std::move(loss));
    }
    return losses;
}

} // namespace slurmsd
