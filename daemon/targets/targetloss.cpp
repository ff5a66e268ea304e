// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetloss.h"

#include "daemon/targets/nodetargets.h"
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <compare>
#include <deque>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace slurmsd {

namespace {

bool hasState(const Node &node, auto &&predicate)
{
    bool found = false;
    forEachItem(node.states, [&](std::string_view state) { found = found || predicate(state); });
    return found;
}

bool contains(const std::vector<StateClass> &classes, StateClass wanted)
{
    return std::ranges::find(classes, wanted) != classes.end();
}

const Node *find(const NodeSnapshot &nodes, std::string_view name)
{
    const auto found = std::ranges::lower_bound(
        nodes.nodes, name,
        [](std::string_view left, std::string_view right) {
            return std::is_lt(compareNaturally(left, right));
        },
        &Node::name);
    return found != nodes.nodes.end() && found->name == name ? &*found : nullptr;
}

struct TargetKey
{
    std::string_view host;
    std::string_view partition;
    Port port;

    friend bool operator==(const TargetKey &, const TargetKey &) = default;
};

struct TargetKeyHash
{
    std::size_t operator()(const TargetKey &key) const
    {
        const std::hash<std::string_view> hash;
        return (hash(key.host) * 31 + hash(key.partition)) * 31 + key.port;
    }
};

// Targets of earlier answers that the later one may not have, each once.
class Candidates
{
public:
    explicit Candidates(const JobAnswer &after)
        : m_after(after)
    {}

    // `now` is the node in the later list; null: it is not there.
    void add(LostTarget target, const Node *now, bool isOfEarlier = false, bool turnedUnknown = false);
    // The later answer has this one.
    void keep(const TargetKey &key);
    void moveTo(TargetLoss &loss);

private:
    struct Candidate
    {
        LostTarget target;
        bool isExplained;
        bool isOfEarlier;
        bool turnedUnknown;
        bool isKept = false;
    };

    bool isExplained(const LostTarget &target, const Node *now) const;

    const JobAnswer &m_after;
    std::deque<Candidate> m_candidates; // the keys' strings stay where they are
    std::unordered_map<TargetKey, Candidate *, TargetKeyHash> m_byKey;
};

void Candidates::add(LostTarget target, const Node *now, bool isOfEarlier, bool turnedUnknown)
{
    const bool isExplained = !turnedUnknown && this->isExplained(target, now);
    const auto known = m_byKey.find({target.host, target.partition, target.port});
    if (known != m_byKey.end()) {
        // Of several nodes that share it, one without a word of Slurm's is enough.
        known->second->isExplained = known->second->isExplained && isExplained;
        known->second->turnedUnknown = known->second->turnedUnknown || turnedUnknown;
        return;
    }
    Candidate &added =
        m_candidates.emplace_back(Candidate{std::move(target), isExplained, isOfEarlier, turnedUnknown});
    m_byKey.emplace(TargetKey{added.target.host, added.target.partition, added.target.port}, &added);
}

bool Candidates::isExplained(const LostTarget &target, const Node *now) const
{
    return now != nullptr ? isLeftOut(m_after.job, *now) : target.wasDynamic && !m_after.nodes.nodes.empty();
}

void Candidates::keep(const TargetKey &key)
{
    if (m_byKey.empty())
        return;
    if (const auto found = m_byKey.find(key); found != m_byKey.end())
        found->second->isKept = true;
}

void Candidates::moveTo(TargetLoss &loss)
{
    for (Candidate &candidate : m_candidates) {
        if (candidate.isKept && !candidate.turnedUnknown)
            continue;
        loss.before += candidate.isOfEarlier ? 1 : 0;
        (candidate.isExplained ? loss.explained : loss.unexplained).push_back(std::move(candidate.target));
    }
}

// Would the later answer have the same targets of this node, as far as its addresses and partitions go?
bool isSame(const Node &node, const Node *now)
{
    return now != nullptr && node.partitions == now->partitions && node.address == now->address &&
           node.hostname == now->hostname;
}

using TargetKeys = std::unordered_set<TargetKey, TargetKeyHash>;

// What `before` may have and `after` may not goes into the candidates. Gives all of `before`, whose
// partitions belong to `targets`.
TargetKeys addLosses(Candidates &candidates, NodeTargets &targets, HostMaker &hosts, const JobAnswer &before,
                     const JobAnswer &after)
{
    const bool isSameJob = before.job == after.job;
    NodeSelector selectorAfter(after.job);
    TargetKeys keys(before.nodes.nodes.size());
    for (auto now = after.nodes.nodes.begin(); const Node &node : before.nodes.nodes) {
        while (now != after.nodes.nodes.end() && std::is_lt(compareNaturally(now->name, node.name)))
            ++now;
        const Node *const later = now != after.nodes.nodes.end() && now->name == node.name ? &*now : nullptr;
        const bool turnedUnknown = later != nullptr && later->stateClass == StateClass::Unknown &&
                                   node.stateClass != StateClass::Unknown;
        const bool isKept =
            isSameJob && !turnedUnknown && isSame(node, later) && !selectorAfter.reject(*later);
        const std::string_view host = hosts.host(node);
        targets.forEach(node, [&](std::string_view partition, std::string_view, Port port) {
            if (host.empty())
                return;
            keys.insert({host, partition, port});
            if (!isKept)
                candidates.add({std::string(node.name), std::string(partition), std::string(host), port,
                                isDynamic(node)},
                               later, false, turnedUnknown);
        });
    }
    return keys;
}

TargetKeys targetKeys(NodeTargets &targets, HostMaker &hosts, const JobAnswer &answer)
{
    TargetKeys keys(answer.nodes.nodes.size());
    for (const Node &node : answer.nodes.nodes) {
        const std::string_view host = hosts.host(node);
        targets.forEach(node, [&](std::string_view partition, std::string_view, Port port) {
            if (!host.empty())
                keys.insert({host, partition, port});
        });
    }
    return keys;
}

} // namespace

bool hasKnownState(const Node &node) { return hasState(node, isBaseState); }

bool isLeftOut(const JobConfig &job, const Node &node)
{
    if (node.stateClass == StateClass::Unknown || !hasKnownState(node))
        return false;
    return contains(job.excludeStates, node.stateClass) ||
           (!job.match.states.empty() && !contains(job.match.states, node.stateClass));
}

bool isDynamic(const Node &node)
{
    return hasState(node, [](std::string_view state) { return state == "DYNAMIC_NORM"; });
}

TargetLoss targetLoss(const JobAnswer &before, const JobAnswer &after, const std::vector<LostTarget> &earlier)
{
    Candidates candidates(after);
    NodeTargets targetsBefore(before.job);
    HostMaker hostsBefore{HostRule(before.job)};
    const TargetKeys keysBefore = addLosses(candidates, targetsBefore, hostsBefore, before, after);
    for (const LostTarget &target : earlier) {
        const Node *const now = find(after.nodes, target.node);
        const bool isUnknown = now != nullptr && now->stateClass == StateClass::Unknown;
        const bool isOfEarlier = !keysBefore.contains({target.host, target.partition, target.port});
        candidates.add(target, now, isOfEarlier, isUnknown);
    }

    TargetLoss loss;
    loss.before = keysBefore.size();
    NodeTargets targetsAfter(after.job);
    HostMaker hostsAfter{HostRule(after.job)};
    const TargetKeys keysAfter = targetKeys(targetsAfter, hostsAfter, after);
    for (const TargetKey &key : keysAfter)
        candidates.keep(key);
    loss.after = keysAfter.size();
    candidates.moveTo(loss);
    return loss;
}

std::size_t countTargets(const JobAnswer &answer)
{
    NodeTargets targets(answer.job);
    HostMaker hosts{HostRule(answer.job)};
    return targetKeys(targets, hosts, answer).size();
}

} // namespace slurmsd
