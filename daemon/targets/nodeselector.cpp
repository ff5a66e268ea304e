// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodeselector.h"

#include "common/hostlist.h"
#include "daemon/targets/gres.h"

#include <algorithm>

namespace slurmsd {

namespace {

template <typename Predicate>
bool anyItem(std::string_view list, Predicate predicate)
{
    bool found = false;
    forEachItem(list, [&](std::string_view item) { found = found || predicate(item); });
    return found;
}

bool contains(const std::vector<StateClass> &classes, StateClass wanted)
{
    return std::ranges::find(classes, wanted) != classes.end();
}

} // namespace

NodeSelector::NodeSelector(const JobConfig &job)
    : m_job(job)
    , m_partitionPatterns(job.match.partitions)
{
    if (!job.match.nodes.empty()) {
        auto names = expandHostlist(job.match.nodes);
        Q_ASSERT(names);
        for (std::string &name : *names)
            m_names.insert(std::move(name));
    }
}

std::optional<Rejection> NodeSelector::reject(const Node &node)
{
    using enum Rejection::Condition;
    const MatchConfig &match = m_job.match;
    if (contains(m_job.excludeStates, node.stateClass))
        return Rejection{ExcludeStates, toString(node.stateClass)};
    if (!match.nodes.empty() && !m_names.contains(node.name))
        return Rejection{MatchNodes, node.name};
    if (!match.partitions.empty() && partitions(node).empty())
        return Rejection{MatchPartitions, node.partitions};
    if (!match.features.empty() && !hasFeature(node))
        return Rejection{MatchFeatures, node.features};
    if (!match.gres.empty() && !hasGres(node))
        return Rejection{MatchGres, node.gres};
    if (!match.states.empty() && !contains(match.states, node.stateClass))
        return Rejection{MatchStates, toString(node.stateClass)};
    return {};
}

std::string_view NodeSelector::partitions(const Node &node)
{
    return m_partitions.get(node.partitions,
                            [this](std::string_view all) { return matchingPartitions(all); });
}

std::string NodeSelector::matchingPartitions(std::string_view partitions) const
{
    std::string matching;
    std::unordered_set<std::string_view> seen;
    forEachItem(partitions, [&](std::string_view partition) {
        if (partition.empty() || !seen.insert(partition).second || !m_partitionPatterns.match(partition))
            return;
        if (!matching.empty())
            matching += ',';
        matching += partition;
    });
    return matching;
}

bool NodeSelector::hasFeature(const Node &node)
{
    return m_hasFeature.get(node.features, [this](std::string_view features) {
        return anyItem(features, [this](std::string_view feature) {
            return std::ranges::find(m_job.match.features, feature) != m_job.match.features.end();
        });
    });
}

bool NodeSelector::hasGres(const Node &node)
{
    return m_hasGres.get(node.gres, [this](std::string_view gres) {
        return anyItem(gresItems(gres), [this](std::string_view item) {
            return std::ranges::any_of(m_job.match.gres,
                                       [item](const std::string &wanted) { return isGres(item, wanted); });
        });
    });
}

} // namespace slurmsd
