// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/explain.h"

#include "common/asciitext.h"
#include "common/hostlist.h"
#include "common/wording.h"
#include "daemon/targets/gres.h"
#include "daemon/targets/nodeselector.h"
#include "daemon/targets/targetbuilder.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <unordered_set>

namespace slurmsd {

namespace {

constexpr std::size_t maxListed = 10;

// The list as a sentence has it, "a100, h100"; whatever it holds, it stays on one line and short. `form`
// makes one item's text.
template <typename Items>
std::string listed(const Items &items, auto &&form)
{
    std::string text;
    std::size_t shown = 0;
    for (const auto &item : items) {
        if (shown == maxListed)
            return text + " and " + std::to_string(items.size() - shown) + " more";
        text.append(shown++ == 0 ? "" : ", ").append(form(item));
    }
    return text;
}

template <typename Items>
std::string listed(const Items &items)
{
    return listed(items, printable);
}

std::string listed(const std::vector<StateClass> &classes)
{
    return listed(classes, [](StateClass stateClass) { return toString(stateClass); });
}

std::vector<std::string> splitList(std::string_view list)
{
    std::vector<std::string> items;
    forEachItem(list, [&items](std::string_view item) { items.emplace_back(item); });
    return items;
}

std::optional<std::chrono::system_clock::time_point> timeOf(std::int64_t seconds)
{
    if (seconds == Node::notGiven)
        return std::nullopt;
    return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

// How a sentence about things that the node should have ends.
std::string butHas(std::string_view list)
{
    return " (it has " + (list.empty() ? "none" : listed(splitList(list))) + ')';
}

std::string noPartitionMatches(std::string_view partitions, const std::vector<std::string> &patterns)
{
    if (partitions.empty())
        return "is in no partition";
    return "no partition of " + listed(splitList(partitions)) + " matches " +
           (patterns.size() > 1 ? "any of " : "") + listed(patterns, inQuotes);
}

std::string noState(std::string_view stateClass, const std::vector<StateClass> &wanted)
{
    return "state class " + std::string(stateClass) + (wanted.size() > 1 ? " is none of " : " is not ") +
           listed(wanted);
}

std::string noFeature(std::string_view features, const std::vector<std::string> &wanted)
{
    return (wanted.size() > 1 ? "has none of the features " : "does not have the feature ") + listed(wanted) +
           butHas(features);
}

std::string noGres(std::string_view gres, const std::vector<std::string> &wanted)
{
    return (wanted.size() > 1 ? "has none of the GRES " : "has no GRES ") + listed(wanted) +
           butHas(gresItems(gres));
}

struct Reason
{
    std::string text;
    std::string_view key;
};

Reason reasonOf(const Rejection &rejection, const JobConfig &job)
{
    using enum Rejection::Condition;
    switch (rejection.condition) {
    case ExcludeStates:
        return {"state class " + std::string(rejection.value) +
                    " is excluded (exclude_states: " + listed(job.excludeStates) + ')',
                "exclude_states"};
    case MatchNodes:
        return {"its name is not in " + inQuotes(job.match.nodes), "match.nodes"};
    case MatchPartitions:
        return {noPartitionMatches(rejection.value, job.match.partitions), "match.partitions"};
    case MatchFeatures:
        return {noFeature(rejection.value, job.match.features), "match.features"};
    case MatchGres:
        return {noGres(rejection.value, job.match.gres), "match.gres"};
    case MatchStates:
        return {noState(rejection.value, job.match.states), "match.states"};
    }
    Q_UNREACHABLE();
}

// Where nothing rejects the node: what targetHost() tried in vain.
Reason noHost(const JobConfig &job)
{
    if (!job.addressTemplate.empty())
        return {inQuotes(job.addressTemplate) + " makes no host of it", "address_template"};
    constexpr std::array tried{"no address, hostname or name can be a target",
                               "no hostname or name can be a target", "its name cannot be a target"};
    return {tried[static_cast<std::size_t>(job.address)], "address"};
}

// Those of one node alone, which most jobs have in common.
using HostsByRule = std::map<HostRule, TargetHosts>;

JobExplanation explainJob(const Node &node, const NodeLists &alone, const JobConfig &job, HostsByRule &hosts)
{
    JobExplanation explanation;
    explanation.job = job.name;
    const HostRule rule(job);
    explanation.groups = buildTargets(alone, hosts.try_emplace(rule, alone, rule).first->second, job);
    const std::array names{node.name, node.hostname, node.address};
    addExtraHosts(explanation.groups, job, names);
    if (!explanation.groups.empty())
        return explanation;
    const auto rejection = NodeSelector(job).reject(node);
    Reason reason = rejection ? reasonOf(*rejection, job) : noHost(job);
    explanation.reason = std::move(reason.text);
    explanation.key = reason.key;
    return explanation;
}

const Node *findNode(const NodeSnapshot &nodes, std::string_view name)
{
    const auto found = std::ranges::lower_bound(
        nodes.nodes, name,
        [](std::string_view left, std::string_view right) {
            return std::is_lt(compareNaturally(left, right));
        },
        &Node::name);
    return found != nodes.nodes.end() && found->name == name ? &*found : nullptr;
}

// The jobs that have this host among their `extra_hosts`, with its targets: "login (login01:9100)".
std::string extraHostOf(std::string_view host, std::span<const JobConfig> jobs)
{
    std::vector<std::string> found;
    for (const JobConfig &job : jobs) {
        std::vector<TargetGroup> groups;
        addExtraHosts(groups, job, {&host, 1});
        std::vector<std::string> targets;
        for (TargetGroup &group : groups)
            std::ranges::move(group.targets, std::back_inserter(targets));
        if (!targets.empty())
            found.push_back(job.name + " (" + listed(targets) + ')');
    }
    return found.empty() ? std::string() : listed(found);
}

// In lower case, and without the zeros before a number.
std::string canonicalName(std::string_view name)
{
    std::string canonical;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool isInNumber = !canonical.empty() && isDigit(canonical.back());
        const bool hasDigitNext = i + 1 < name.size() && isDigit(name[i + 1]);
        if (name[i] != '0' || isInNumber || !hasDigitNext)
            canonical += asciiLower(name[i]);
    }
    return canonical;
}

const Node *findAlike(const NodeLists &lists, std::string_view wanted)
{
    const std::string canonical = canonicalName(trimmed(wanted));
    for (const auto &list : lists) {
        const auto found = std::ranges::find_if(list->nodes, [&canonical](const Node &node) {
            return node.name.size() <= 2 * canonical.size() + 8 && canonicalName(node.name) == canonical;
        });
        if (found != list->nodes.end())
            return &*found;
    }
    return nullptr;
}

// Those that a hostlist names, in its order.
std::vector<const Node *> findListed(const NodeSnapshot &nodes, std::string_view hostlist)
{
    std::vector<const Node *> found;
    const auto names = expandHostlist(hostlist);
    std::unordered_set<std::string_view> seen;
    for (const std::string &name : names ? *names : std::vector<std::string>()) {
        const Node *node = seen.insert(name).second ? findNode(nodes, name) : nullptr;
        if (node)
            found.push_back(node);
    }
    return found;
}

} // namespace

std::vector<const Node *> findNodes(const NodeSnapshot &nodes, std::string_view wanted)
{
    if (const Node *node = findNode(nodes, wanted))
        return {node};
    std::vector<const Node *> found;
    for (const Node &node : nodes.nodes) {
        if (node.address == wanted || node.hostname == wanted)
            found.push_back(&node);
    }
    return found.empty() ? findListed(nodes, wanted) : found;
}

NodeExplanation explainNode(const NodeSnapshot &nodes, std::span<const JobConfig> jobs, const Node &node,
                            const HeldAnswers &held)
{
    // Its strings stay those of `nodes`.
    const auto alone = std::make_shared<NodeSnapshot>();
    alone->nodes = {node};
    alone->cluster = nodes.cluster;

    NodeExplanation explanation;
    explanation.node = node.name;
    explanation.cluster = nodes.cluster;
    explanation.address = node.address;
    explanation.hostname = node.hostname;
    explanation.stateClass = toString(node.stateClass);
    explanation.states = splitList(node.states);
    explanation.partitions = splitList(node.partitions);
    explanation.reason = node.reason;
    explanation.bootTime = timeOf(node.bootTime);
    explanation.lastBusy = timeOf(node.lastBusy);
    if (!node.address.empty())
        explanation.sameAddress =
            static_cast<std::size_t>(std::ranges::count(nodes.nodes, node.address, &Node::address)) - 1;
    const NodeLists lists{alone};
    HostsByRule hosts;
    explanation.jobs.reserve(jobs.size());
    for (const JobConfig &job : jobs) {
        JobExplanation &added = explanation.jobs.emplace_back(explainJob(node, lists, job, hosts));
        const auto found = held.empty() ? held.end() : held.find({nodes.cluster, job.name});
        if (found != held.end())
            added.held = found->second;
    }
    return explanation;
}

std::string unlistedHint(std::string_view wanted, std::span<const JobConfig> jobs)
{
    if (const std::string jobsOfHost = extraHostOf(wanted, jobs); !jobsOfHost.empty())
        return "it is one of the extra_hosts of " + jobsOfHost;
    // To be pasted into a shell as it is.
    const auto isPlain = [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
               c == '.';
    };
    const bool isName = !wanted.empty() && wanted.front() != '-' && std::ranges::all_of(wanted, isPlain);
    const std::string example = isName ? printable(wanted) : "NAME";
    return "sinfo does not list nodes that are FUTURE, as one is whose NodeAddr did not resolve when "
           "slurmctld "
           "started: see scontrol --future show node " +
           example;
}

std::string notFoundHint(const NodeLists &lists, std::string_view wanted, std::span<const JobConfig> jobs)
{
    if (wanted.find_first_of("[]") != std::string_view::npos) {
        if (const auto count = countHostlist(wanted); !count)
            return count.error();
    }
    for (const auto &list : lists) {
        if (findNode(*list, wanted))
            return "it is one of the cluster " + inQuotes(list->cluster);
    }
    const Node *alike = findAlike(lists, wanted);
    if (alike != nullptr && extraHostOf(wanted, jobs).empty())
        return "did you mean " + inQuotes(alike->name) + '?';
    return unlistedHint(wanted, jobs);
}

} // namespace slurmsd
