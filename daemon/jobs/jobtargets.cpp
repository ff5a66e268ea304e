// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobtargets.h"

#include "daemon/jobs/joblabels.h"
#include "daemon/jobs/jobplaces.h"
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

using HostAndPort = std::pair<std::string_view, Port>;

struct Group
{
    std::vector<std::string> values;
    std::vector<HostAndPort> targets;
};

bool isBefore(std::string_view left, std::string_view right)
{
    return std::is_lt(compareNaturally(left, right));
}

bool groupOrder(const Group &left, const Group &right)
{
    const auto [l, r] = std::ranges::mismatch(left.values, right.values);
    return l != left.values.end() && isBefore(*l, *r);
}

bool targetOrder(const HostAndPort &left, const HostAndPort &right)
{
    return left.first == right.first ? left.second < right.second : isBefore(left.first, right.first);
}

bool isListed(const std::vector<std::string> &wanted, std::string_view name)
{
    return wanted.empty() || std::ranges::find(wanted, name) != wanted.end();
}

class Builder
{
public:
    Builder(const JobConfig &config, const JobTargetFilter &filter)
        : m_rule(config)
        , m_labels(config)
        , m_hosts(HostRule(config))
        , m_filter(filter)
    {}

    void add(const SlurmJob &job, const NodeSnapshot &nodes);
    SlurmJobTargets take();

private:
    bool isWanted(const SlurmJob &job) const;
    void mergeEqualGroups();

    JobRule m_rule;
    JobLabels m_labels;
    HostMaker m_hosts;
    const JobTargetFilter &m_filter;
    std::vector<Group> m_groups;
    JobTargetCounts m_counts;
};

bool Builder::isWanted(const SlurmJob &job) const
{
    const bool isUsers =
        isListed(m_filter.users, job.user) ||
        (job.userId != SlurmJob::notGiven && isListed(m_filter.users, std::to_string(job.userId)));
    return isUsers && isListed(m_filter.accounts, job.account) &&
           isListed(m_filter.partitions, job.partition);
}

void Builder::add(const SlurmJob &job, const NodeSnapshot &nodes)
{
    auto request = m_rule.judge(job);
    const bool isAsking = request || request.error().reason > JobRefusal::NotAnnotated;
    if (isAsking)
        ++m_counts.annotated;
    if (!request) {
        ++m_counts.refused[static_cast<std::size_t>(request.error().reason)];
        return;
    }
    const auto places = jobPlaces(job, *request, nodes, m_hosts, m_rule.config().slurmJobs.maxTargets);
    if (!places) {
        ++m_counts.refused[static_cast<std::size_t>(places.error().reason)];
        return;
    }
    ++m_counts.withTargets;
    if (!isWanted(job))
        return;
    for (const JobPlace &place : *places) {
        Group &group = m_groups.emplace_back();
        group.values = m_labels.values({job, *request, place, nodes.cluster});
        for (const Port port : request->ports)
            group.targets.emplace_back(place.host, port);
    }
}

void Builder::mergeEqualGroups()
{
    std::vector<Group> merged;
    for (Group &group : m_groups) {
        if (!merged.empty() && merged.back().values == group.values)
            merged.back().targets.insert(merged.back().targets.end(), group.targets.begin(),
                                         group.targets.end());
        else
            merged.push_back(std::move(group));
    }
    m_groups = std::move(merged);
}

SlurmJobTargets Builder::take()
{
    std::ranges::stable_sort(m_groups, groupOrder);
    mergeEqualGroups();
    SlurmJobTargets result{{}, m_counts};
    result.groups.reserve(m_groups.size());
    for (Group &group : m_groups) {
        std::ranges::sort(group.targets, targetOrder);
        group.targets.erase(std::unique(group.targets.begin(), group.targets.end()), group.targets.end());
        TargetGroup &built = result.groups.emplace_back();
        for (const auto &[host, port] : group.targets)
            built.targets.push_back(hostAndPort(host, port));
        built.labels = m_labels.labels(std::move(group.values));
    }
    return result;
}

} // namespace

SlurmJobTargets buildJobTargets(const std::vector<JobSource> &sources, const JobConfig &config,
                                const JobTargetFilter &filter, const std::stop_token &stop)
{
    Builder builder(config, filter);
    for (const JobSource &source : sources) {
        if (!isListed(filter.clusters, source.nodes->cluster))
            continue;
        for (const SlurmJob &job : source.jobs->jobs) {
            if (stop.stop_requested())
                return {};
            builder.add(job, *source.nodes);
        }
    }
    return builder.take();
}

} // namespace slurmsd
