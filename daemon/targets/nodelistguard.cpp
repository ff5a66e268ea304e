// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/nodelistguard.h"

#include "common/hostlist.h"
#include "common/wording.h"
#include "daemon/targets/targetloss.h"

#include <algorithm>
#include <compare>
#include <utility>

namespace slurmsd {

namespace {

constexpr std::string_view wholeList; // no job's name

// It has no targets to lose, or is gone because it is not needed.
bool mayGo(const Node &node, const NodeSnapshot &later)
{
    return node.stateClass == StateClass::PoweredDown || node.stateClass == StateClass::Future ||
           (isDynamic(node) && !later.nodes.empty());
}

struct Changes
{
    std::vector<std::string> gone;
    std::vector<std::string> unknown; // now, and not before
};

// Both are sorted, so that one walk over both tells.
Changes changes(const NodeSnapshot &earlier, const NodeSnapshot &later)
{
    Changes changes;
    for (auto now = later.nodes.begin(); const Node &node : earlier.nodes) {
        while (now != later.nodes.end() && std::is_lt(compareNaturally(now->name, node.name)))
            ++now;
        const bool isGone = now == later.nodes.end() || now->name != node.name;
        if (isGone && !mayGo(node, later))
            changes.gone.emplace_back(node.name);
        else if (!isGone && now->stateClass == StateClass::Unknown && node.stateClass != StateClass::Unknown)
            changes.unknown.emplace_back(node.name);
    }
    return changes;
}

bool has(const NodeSnapshot &list, std::string_view name)
{
    return std::ranges::binary_search(
        list.nodes, name,
        [](std::string_view left, std::string_view right) {
            return std::is_lt(compareNaturally(left, right));
        },
        &Node::name);
}

bool isOtherCluster(const NodeSnapshot &left, const NodeSnapshot &right)
{
    return !left.slurmCluster.empty() && !right.slurmCluster.empty() &&
           left.slurmCluster != right.slurmCluster;
}

// "19 of 100 nodes vanished (19 %), more than slurm.max_node_loss 10 %"
std::string tooMany(std::size_t nodes, std::size_t before, const char *what, double maxLoss)
{
    return groupedDigits(nodes) + " of " + groupedDigits(before) + " nodes " + what + " (" +
           percent(static_cast<double>(nodes) / static_cast<double>(before)) +
           "), more than slurm.max_node_loss " + percent(maxLoss);
}

} // namespace

NodeListGuard::NodeListGuard(std::string cluster, GuardLimits limits)
    : m_cluster(std::move(cluster))
    , m_limits(limits)
{}

void NodeListGuard::setLimits(const GuardLimits &limits)
{
    m_limits = limits;
    m_held.reset();
    m_heldList.reset();
}

void NodeListGuard::restore(std::shared_ptr<const NodeSnapshot> list, bool isOfOtherEndpoint)
{
    m_inForce = std::move(list);
    m_mayBeOtherCluster = isOfOtherEndpoint;
}

bool NodeListGuard::judge(std::shared_ptr<const NodeSnapshot> list)
{
    if (std::exchange(m_mayBeOtherCluster, false) && isOtherCluster(*m_inForce, *list)) {
        Loss all;
        for (const Node &node : m_inForce->nodes)
            all.gone.emplace_back(node.name);
        putInForce(std::move(list), std::move(all), LossReason::Config);
        return true;
    }
    Loss loss = lossOf(*list);
    if (loss.problem.empty()) {
        putInForce(std::move(list), std::move(loss), {});
        return true;
    }
    if (!m_heldList || !agrees(*list)) {
        m_count.begin(list->takenAt);
    } else if (m_count.goesOn(list->takenAt, m_limits) && m_inForce) {
        putInForce(std::move(list), std::move(loss), LossReason::GaveIn);
        return true;
    }
    hold(std::move(list), std::move(loss));
    return false;
}

bool NodeListGuard::accept(std::string_view id)
{
    if (!m_held || m_held->id != id)
        return false;
    putInForce(m_heldList, m_heldLoss, LossReason::Accepted);
    return true;
}

NodeListGuard::Loss NodeListGuard::lossOf(const NodeSnapshot &list) const
{
    Loss loss;
    if (m_limits.holdPolls == 0)
        return loss;
    if (m_inForce) {
        Changes changed = changes(*m_inForce, list);
        loss.before = m_inForce->nodes.size();
        loss.gone = std::move(changed.gone);
        loss.unknown = std::move(changed.unknown);
        for (const auto &[name, when] : m_left) {
            if (list.takenAt - when > m_limits.lossWindow || has(list, name))
                continue;
            loss.gone.push_back(name);
            ++loss.before;
        }
    }
    loss.problem = problemOf(loss, list);
    return loss;
}

std::string NodeListGuard::problemOf(const Loss &loss, const NodeSnapshot &list) const
{
    const NodeSnapshot *const before = m_inForce.get();
    if (list.nodes.empty() && (before == nullptr || !before->nodes.empty()))
        return "Slurm lists no nodes at all";
    if (before == nullptr)
        return {};
    if (isOtherCluster(*before, list))
        return "the cluster was " + inQuotes(before->slurmCluster) + " and is " +
               inQuotes(list.slurmCluster) + " now";
    if (isTooMuch(loss.gone.size(), loss.before, m_limits.maxNodeLoss))
        return tooMany(loss.gone.size(), loss.before, "vanished", m_limits.maxNodeLoss);
    if (isTooMuch(loss.unknown.size(), before->nodes.size(), m_limits.maxNodeLoss))
        return tooMany(loss.unknown.size(), before->nodes.size(), "have no known state",
                       m_limits.maxNodeLoss);
    return {};
}

// With the list held before it: within the limits, both ways.
bool NodeListGuard::agrees(const NodeSnapshot &list) const
{
    const auto isMuch = [this](const NodeSnapshot &earlier, const NodeSnapshot &later) {
        const Changes changed = changes(earlier, later);
        const std::size_t all = earlier.nodes.size();
        return (later.nodes.empty() && all > 0) ||
               isTooMuch(changed.gone.size(), all, m_limits.maxNodeLoss) ||
               isTooMuch(changed.unknown.size(), all, m_limits.maxNodeLoss);
    };
    return !isOtherCluster(*m_heldList, list) && !isMuch(*m_heldList, list) && !isMuch(list, *m_heldList);
}

void NodeListGuard::hold(std::shared_ptr<const NodeSnapshot> list, Loss loss)
{
    std::vector<std::string> lost = loss.gone;
    lost.insert(lost.end(), loss.unknown.begin(), loss.unknown.end());
    HeldStatus &held = m_held.emplace();
    held.lost = lost.size();
    held.what = foldedNames(lost);
    lost.push_back(list->slurmCluster); // that can be what is held
    held.id = heldId(m_cluster, wholeList, lost);
    held.before = loss.before;
    held.after = list->nodes.size();
    held.message = loss.problem;
    held.since = m_count.since();
    m_heldList = std::move(list);
    m_heldLoss = std::move(loss);
}

void NodeListGuard::putInForce(std::shared_ptr<const NodeSnapshot> list, Loss loss,
                               std::optional<LossReason> decided)
{
    const std::map<std::string, GuardTime> earlier = std::exchange(m_left, {});
    m_decided.reset();
    if (decided) {
        std::ranges::move(loss.unknown, std::back_inserter(loss.gone));
        std::ranges::sort(loss.gone);
        m_decided = DecidedLoss{*decided, std::move(loss.gone)};
    } else {
        for (std::string &name : loss.gone) {
            const auto known = earlier.find(name);
            m_left.emplace(std::move(name), known == earlier.end() ? list->takenAt : known->second);
        }
    }
    m_inForce = std::move(list);
    m_held.reset();
    m_heldList.reset();
    m_heldLoss = {};
}

} // namespace slurmsd
