// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/massloss.h"

#include <cmath>

namespace slurmsd {

namespace {

std::string percent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

bool isMuchSmaller(std::size_t nodes, std::size_t before, double maxLoss)
{
    return nodes < before &&
           (nodes == 0 || static_cast<double>(before - nodes) > maxLoss * static_cast<double>(before));
}

// Why a list is too small; nothing when it is not.
std::optional<std::string> tooSmall(const NodeSnapshot *inForce, const NodeSnapshot &fresh, double maxLoss)
{
    if (fresh.nodes.empty() && (inForce == nullptr || !inForce->nodes.empty()))
        return "Slurm lists no nodes at all";
    if (inForce == nullptr || inForce->nodes.empty())
        return std::nullopt;
    const std::size_t lost = countLost(*inForce, fresh);
    const std::size_t all = inForce->nodes.size();
    const double share = static_cast<double>(lost) / static_cast<double>(all);
    if (share <= maxLoss)
        return std::nullopt;
    return std::to_string(lost) + " of " + std::to_string(all) + " nodes vanished (" + percent(share) +
           "), more than slurm.max_node_loss " + percent(maxLoss);
}

} // namespace

MassLossGuard::MassLossGuard(double maxLoss, int holdPolls)
    : m_maxLoss(maxLoss)
    , m_holdPolls(holdPolls)
{}

std::optional<std::string> MassLossGuard::judge(const NodeSnapshot *inForce, const NodeSnapshot &fresh)
{
    const auto problem = tooSmall(inForce, fresh, m_maxLoss);
    if (m_held > 0 && isMuchSmaller(fresh.nodes.size(), m_heldNodes, m_maxLoss))
        m_held = 0;
    if (!problem || m_held + 1 >= m_holdPolls) {
        m_held = 0;
        return std::nullopt;
    }
    ++m_held;
    m_heldNodes = fresh.nodes.size();
    return *problem + "; held: poll " + std::to_string(m_held) + " of " + std::to_string(m_holdPolls) +
           " that must agree";
}

std::size_t countLost(const NodeSnapshot &before, const NodeSnapshot &after)
{
    std::size_t lost = 0;
    auto candidate = after.nodes.begin();
    for (const Node &node : before.nodes) {
        while (candidate != after.nodes.end() && std::is_lt(compareNaturally(candidate->name, node.name)))
            ++candidate;
        if (candidate == after.nodes.end() || candidate->name != node.name)
            ++lost;
    }
    return lost;
}

} // namespace slurmsd
