// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetbuilder.h"

#include "common/hostlist.h"
#include "daemon/targets/fieldvalue.h"
#include "daemon/targets/labels.h"
#include "daemon/targets/nodetargets.h"
#include "daemon/targets/pooledstringcache.h"
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

namespace slurmsd {

namespace {

struct Target
{
    std::uint32_t rank = 0; // of its host
    std::uint32_t node = 0; // index
    Port port = 0;

    // Nodes of one host are the same target.
    friend bool operator==(const Target &left, const Target &right)
    {
        return left.rank == right.rank && left.port == right.port;
    }
};

bool targetOrder(const Target &left, const Target &right)
{
    return left.rank == right.rank ? left.port < right.port : left.rank < right.rank;
}

using LabelValues = std::vector<std::string>; // one for each of the builder's label kinds

struct Group
{
    LabelValues values;
    std::vector<Target> targets;
};

// Most values of two groups are equal, and that is found out fast.
bool groupOrder(const Group &left, const Group &right)
{
    const auto [l, r] = std::ranges::mismatch(left.values, right.values);
    return l != left.values.end() && std::is_lt(compareNaturally(*l, *r));
}

struct ValuesHash
{
    const std::vector<Group> *groups = nullptr;

    std::size_t operator()(std::size_t group) const
    {
        std::size_t hash = 0;
        for (const std::string &value : (*groups)[group].values)
            hash = hash * 31 + std::hash<std::string>()(value);
        return hash;
    }
};

struct SameValues
{
    const std::vector<Group> *groups = nullptr;

    bool operator()(std::size_t left, std::size_t right) const
    {
        return (*groups)[left].values == (*groups)[right].values;
    }
};

// By host, then port, each once. Names are different; addresses need not be, as with several slurmds on a
// host.
void sortTargets(Group &group)
{
    if (!std::ranges::is_sorted(group.targets, targetOrder))
        std::ranges::sort(group.targets, targetOrder);
    group.targets.erase(std::unique(group.targets.begin(), group.targets.end()), group.targets.end());
}

// What decides the label values of a target, compared by address.
using LabelSources = std::vector<LabelSource>;

bool isSame(const LabelSource &left, const LabelSource &right)
{
    return left.text.data() == right.text.data() && left.text.size() == right.text.size() &&
           left.number == right.number;
}

struct SameSources
{
    bool operator()(const LabelSources &left, const LabelSources &right) const
    {
        return std::ranges::equal(left, right, isSame);
    }
};

struct SourcesHash
{
    std::size_t operator()(const LabelSources &sources) const
    {
        std::uint64_t hash = 0;
        const auto mix = [&hash](std::uint64_t word) {
            hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
            hash ^= hash >> 32U;
        };
        for (const LabelSource &source : sources) {
            mix(std::hash<const char *>()(source.text.data()));
            mix(source.text.size() ^ static_cast<std::uint64_t>(source.number));
        }
        return hash;
    }
};

template <typename T>
bool contains(const std::vector<T> &values, const auto &wanted)
{
    return std::ranges::find(values, wanted) != values.end();
}

class Builder
{
public:
    Builder(const TargetHosts &hosts, const JobConfig &job, const TargetFilter &filter);

    // `index` counts through all lists.
    void add(const Node &node, std::uint32_t index, std::string_view cluster);
    std::vector<TargetGroup> takeGroups(const std::stop_token &stop);

private:
    bool isWanted(const Node &node);
    bool isWantedPartition(std::string_view partition) const;
    bool isInWantedPartition(std::string_view partitions) const;
    Group &groupOf(const LabelInput &input);
    std::size_t groupOfSources();
    std::vector<Label> labelsOf(LabelValues values) const;

    const TargetHosts &m_hosts;
    const JobConfig &m_job;
    const TargetFilter &m_filter;
    NodeTargets m_targets;
    PooledStringCache<bool> m_hasWantedFeature;
    std::vector<Label> m_constantLabels;
    std::vector<Group> m_groups;
    // Indices of groups. Different sources may give equal values after all; where each target goes to its
    // group at once, it is in order there most of the time.
    std::unordered_map<LabelSources, std::size_t, SourcesHash, SameSources> m_groupsBySources;
    std::unordered_set<std::size_t, ValuesHash, SameValues> m_groupsByValues{0, ValuesHash{&m_groups},
                                                                             SameValues{&m_groups}};
    LabelSources m_sources; // scratch, so that a node costs no allocation
};

Builder::Builder(const TargetHosts &hosts, const JobConfig &job, const TargetFilter &filter)
    : m_hosts(hosts)
    , m_job(job)
    , m_filter(filter)
    , m_targets(job)
    , m_constantLabels(constantLabels(job))
{}

void Builder::add(const Node &node, std::uint32_t index, std::string_view cluster)
{
    if (m_hosts.host(index).empty() || !isWanted(node))
        return;
    m_targets.forEach(node, [&](std::string_view partition, std::string_view partitions, Port port) {
        if (partition.empty() ? isInWantedPartition(partitions) : isWantedPartition(partition))
            groupOf({node, partition, partitions, cluster})
                .targets.push_back({m_hosts.rank(index), index, port});
    });
}

bool Builder::isWanted(const Node &node)
{
    if (!m_filter.states.empty() && !contains(m_filter.states, node.stateClass))
        return false;
    return m_filter.features.empty() || m_hasWantedFeature.get(node.features, [this](std::string_view list) {
        bool found = false;
        forEachItem(list,
                    [&](std::string_view feature) { found = found || contains(m_filter.features, feature); });
        return found;
    });
}

bool Builder::isWantedPartition(std::string_view partition) const
{
    return m_filter.partitions.empty() || contains(m_filter.partitions, partition);
}

bool Builder::isInWantedPartition(std::string_view partitions) const
{
    if (partitions.empty())
        return isWantedPartition({});
    bool found = m_filter.partitions.empty();
    if (!found)
        forEachItem(partitions, [&](std::string_view item) { found = found || isWantedPartition(item); });
    return found;
}

Group &Builder::groupOf(const LabelInput &input)
{
    m_sources.clear();
    for (const LabelKind kind : m_job.labels)
        m_sources.push_back(labelSource(kind, input));
    for (const FieldLabel &label : m_job.fieldLabels)
        m_sources.push_back(labelSource(label.field, input));
    auto found = m_groupsBySources.find(m_sources);
    if (found == m_groupsBySources.end())
        found = m_groupsBySources.emplace(m_sources, groupOfSources()).first;
    return m_groups[found->second];
}

std::size_t Builder::groupOfSources()
{
    Group &group = m_groups.emplace_back();
    group.values.reserve(m_job.labels.size() + m_job.fieldLabels.size());
    for (std::size_t i = 0; i < m_job.labels.size(); ++i)
        group.values.push_back(labelValue(m_job.labels[i], m_sources[i]));
    for (std::size_t i = 0; i < m_job.fieldLabels.size(); ++i)
        group.values.push_back(fieldValue(m_sources[m_job.labels.size() + i].text, m_job.fieldLabels[i].key));
    const auto [found, isNew] = m_groupsByValues.insert(m_groups.size() - 1);
    if (!isNew)
        m_groups.pop_back();
    return *found;
}

std::vector<Label> Builder::labelsOf(LabelValues values) const
{
    std::vector<Label> labels;
    labels.reserve(m_job.labels.size() + m_constantLabels.size());
    for (std::size_t i = 0; i < m_job.labels.size(); ++i) {
        if (!values[i].empty() || isAlwaysPresent(m_job.labels[i]))
            labels.push_back({std::string(labelName(m_job.labels[i])), std::move(values[i])});
    }
    for (std::size_t i = 0; i < m_job.fieldLabels.size(); ++i) {
        std::string &value = values[m_job.labels.size() + i];
        if (!value.empty())
            labels.push_back({m_job.fieldLabels[i].name, std::move(value)});
    }
    labels.insert(labels.end(), m_constantLabels.begin(), m_constantLabels.end());
    return labels;
}

std::vector<TargetGroup> Builder::takeGroups(const std::stop_token &stop)
{
    // With many groups this is memory that somebody else could use.
    m_groupsBySources = {};
    m_groupsByValues = {};
    std::ranges::sort(m_groups, groupOrder);

    std::vector<TargetGroup> result;
    result.reserve(m_groups.size());
    for (Group &group : m_groups) {
        if (stop.stop_requested())
            return {};
        sortTargets(group);
        TargetGroup &built = result.emplace_back();
        built.targets.reserve(group.targets.size());
        for (const Target &target : group.targets)
            built.targets.push_back(hostAndPort(m_hosts.host(target.node), target.port));
        built.labels = labelsOf(std::move(group.values));
        group.targets = {};
    }
    return result;
}

} // namespace

std::vector<TargetGroup> buildTargets(const NodeLists &lists, const TargetHosts &hosts, const JobConfig &job,
                                      const TargetFilter &filter, const std::stop_token &stop)
{
    Builder builder(hosts, job, filter);
    std::uint32_t index = 0;
    for (const auto &list : lists) {
        const bool isWanted = filter.clusters.empty() || contains(filter.clusters, list->cluster);
        for (const Node &node : list->nodes) {
            if (stop.stop_requested())
                return {};
            if (isWanted)
                builder.add(node, index, list->cluster);
            ++index;
        }
    }
    return builder.takeGroups(stop);
}

void addExtraHosts(std::vector<TargetGroup> &groups, const JobConfig &job,
                   std::span<const std::string_view> only)
{
    std::vector<Port> ports = job.morePorts;
    ports.push_back(job.port);
    std::ranges::sort(ports);
    std::vector<std::pair<std::vector<Label>, std::vector<std::string>>>
        hostsByLabels; // in the config's order
    for (const ExtraHosts &extra : job.extraHosts) {
        std::vector<Label> labels;
        for (const auto &[name, value] : extra.labels)
            labels.push_back({name, value});
        for (Label &label : constantLabels(job)) {
            if (std::ranges::find(labels, label.name, &Label::name) == labels.end())
                labels.push_back(std::move(label));
        }
        auto found =
            std::ranges::find_if(hostsByLabels, [&labels](const auto &each) { return each.first == labels; });
        if (found == hostsByLabels.end())
            found = hostsByLabels.insert(found, {std::move(labels), {}});
        auto hosts = expandHostlist(extra.hosts);
        for (std::string &host : *hosts) {
            if (only.empty() || std::ranges::find(only, host) != only.end())
                found->second.push_back(std::move(host));
        }
    }
    for (auto &[labels, hosts] : hostsByLabels) {
        if (hosts.empty())
            continue;
        std::ranges::sort(hosts, [](const auto &left, const auto &right) {
            return std::is_lt(compareNaturally(left, right));
        });
        hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
        TargetGroup &group = groups.emplace_back(TargetGroup{{}, std::move(labels)});
        for (const std::string &host : hosts) {
            for (const Port port : ports)
                group.targets.push_back(hostAndPort(host, port));
        }
    }
}

} // namespace slurmsd
