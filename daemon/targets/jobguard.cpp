// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/jobguard.h"

#include "common/wording.h"
#include "daemon/targets/targethost.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

std::size_t &countOf(LossCounts &counts, LossReason reason)
{
    return counts[static_cast<std::size_t>(reason)];
}

// More than the limit, or all, or as good as all: what else went is explained, and nothing would be left.
bool isToBeHeld(const TargetLoss &loss, double maxLoss)
{
    const std::size_t lost = loss.unexplained.size();
    return lost > 0 && (isTooMuch(lost, loss.before, maxLoss) || lost == loss.before || loss.after == 0);
}

std::vector<std::string> names(const std::vector<LostTarget> &targets)
{
    std::vector<std::string> names;
    names.reserve(targets.size());
    for (const LostTarget &target : targets)
        names.push_back(target.node);
    return names;
}

// What tells one loss from another.
std::vector<std::string> keys(const std::vector<LostTarget> &targets)
{
    std::vector<std::string> keys;
    keys.reserve(targets.size());
    for (const LostTarget &target : targets)
        keys.push_back(target.node + ' ' + target.partition + ' ' + hostAndPort(target.host, target.port));
    std::ranges::sort(keys);
    return keys;
}

std::string messageOf(const TargetLoss &loss, const GuardLimits &limits)
{
    const std::string targets = groupedDigits(loss.unexplained.size()) + " of " + groupedDigits(loss.before) +
                                " targets would go without a word of Slurm's";
    if (loss.unexplained.size() == loss.before || loss.after == 0)
        return targets + ", and none would be left of them";
    return targets + " (" +
           percent(static_cast<double>(loss.unexplained.size()) / static_cast<double>(loss.before)) +
           "), more than slurm.max_target_loss " + percent(limits.maxTargetLoss);
}

// Leaves what else is unexplained; how many targets of these nodes went.
std::size_t takeDecided(TargetLoss &loss, const DecidedLoss &decided)
{
    return std::erase_if(loss.unexplained, [&decided](const LostTarget &target) {
        return std::ranges::binary_search(decided.nodes, target.node);
    });
}

HeldStatus heldStatus(const JobConfig &job, const TargetLoss &loss, const GuardedList &list)
{
    HeldStatus held;
    held.job = job.name;
    held.id = heldId(list.cluster, job.name, keys(loss.unexplained));
    held.before = loss.before;
    held.after = loss.after;
    held.lost = loss.unexplained.size();
    held.what = foldedNames(names(loss.unexplained));
    held.message = messageOf(loss, list.limits);
    return held;
}

} // namespace

LossCounts JobGuard::judge(const JobConfig &job, const GuardedList &list,
                           const std::vector<std::string> &accepted)
{
    LossCounts counts{};
    if (!m_list) {
        m_job = job;
        m_list = list.nodes;
        m_targets = countTargets({job, *m_list});
        return counts;
    }
    if (job != *m_job)
        changeJob(job, counts);
    if (list.nodes == m_list)
        return counts;
    std::erase_if(m_earlier, [&](const LostTarget &target) {
        return list.nodes->takenAt - target.lostAt > list.limits.lossWindow;
    });
    TargetLoss loss = targetLoss({*m_job, *m_list}, {*m_job, *list.nodes}, m_earlier);
    const std::size_t decided = list.decided ? takeDecided(loss, *list.decided) : 0;
    if (const auto reason = decide(loss, list, accepted)) {
        if (list.decided)
            countOf(counts, list.decided->reason) += decided;
        putInForce(list, std::move(loss), *reason, counts);
    }
    return counts;
}

// The same nodes with the job as it is now: what goes so is the operator's will.
void JobGuard::changeJob(const JobConfig &job, LossCounts &counts)
{
    const TargetLoss loss = targetLoss({*m_job, *m_list}, {job, *m_list});
    countOf(counts, LossReason::Config) += loss.explained.size() + loss.unexplained.size();
    m_job = job;
    m_targets = loss.after;
    m_earlier.clear();
    m_held.reset();
    m_heldList.reset();
}

std::optional<LossReason> JobGuard::decide(const TargetLoss &loss, const GuardedList &list,
                                           const std::vector<std::string> &accepted)
{
    if (list.limits.holdPolls == 0 || !isToBeHeld(loss, list.limits.maxTargetLoss))
        return LossReason::WithinLimit;
    HeldStatus held = heldStatus(*m_job, loss, list);
    if (std::ranges::find(accepted, held.id) != accepted.end())
        return LossReason::Accepted;
    const GuardTime at = list.nodes->takenAt;
    if (!m_heldList || !agrees(list)) {
        m_count.begin(at);
    } else if (list.nodes != m_heldList && m_count.goesOn(at, list.limits)) {
        return LossReason::GaveIn;
    }
    held.since = m_count.since();
    m_held = std::move(held);
    m_heldList = list.nodes;
    return {};
}

// With the list held before it: within the limits, both ways.
bool JobGuard::agrees(const GuardedList &list) const
{
    const JobAnswer earlier{*m_job, *m_heldList};
    const JobAnswer later{*m_job, *list.nodes};
    return !isToBeHeld(targetLoss(earlier, later), list.limits.maxTargetLoss) &&
           !isToBeHeld(targetLoss(later, earlier), list.limits.maxTargetLoss);
}

void JobGuard::putInForce(const GuardedList &list, TargetLoss loss, LossReason reason, LossCounts &counts)
{
    countOf(counts, LossReason::Explained) += loss.explained.size();
    // Those of earlier lists went then.
    countOf(counts, reason) += static_cast<std::size_t>(std::ranges::count_if(
        loss.unexplained, [](const LostTarget &target) { return target.lostAt == GuardTime(); }));
    m_earlier.clear();
    if (reason == LossReason::WithinLimit) {
        m_earlier = std::move(loss.unexplained);
        for (LostTarget &target : m_earlier)
            target.lostAt = target.lostAt == GuardTime() ? list.nodes->takenAt : target.lostAt;
    }
    m_list = list.nodes;
    m_targets = loss.after;
    m_held.reset();
    m_heldList.reset();
}

} // namespace slurmsd
