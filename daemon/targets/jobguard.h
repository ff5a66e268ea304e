// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/daemonstatus.h"
#include "daemon/targets/guardlimits.h"
#include "daemon/targets/nodelistguard.h"
#include "daemon/targets/targetloss.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Numbers of targets by why they went, in the order of LossReason.
using LossCounts = std::array<std::size_t, lossReasons>;

// A cluster's list in force, and what its guard goes by.
struct GuardedList
{
    std::string cluster; // unique, and the same from list to list; the name in `clusters:`
    std::shared_ptr<const NodeSnapshot> nodes;
    GuardLimits limits{};
    std::optional<DecidedLoss> decided{}; // of the list
};

// The guard over what one job gets of one cluster. Its answer goes on being made of the list before when with
// the new one it would lose more than slurm.max_target_loss of its targets without a word of Slurm's about
// those nodes (TargetLoss::unexplained), or all of them; losses within slurm.loss_window add up. Given in to
// as NodeListGuard does. What an operator decided about the nodes, and a change of the job itself, are never
// held. Pure; times are NodeSnapshot::takenAt.
class JobGuard
{
public:
    // The list has become the cluster's. Says what went with it; `accepted`: ids of what an operator accepts.
    LossCounts judge(const JobConfig &job, const GuardedList &list,
                     const std::vector<std::string> &accepted = {});

    // What the job's answer is made of: null before the first judge().
    const std::shared_ptr<const NodeSnapshot> &list() const { return m_list; }
    std::size_t targets() const { return m_targets; }
    const std::optional<HeldStatus> &held() const { return m_held; }

private:
    void changeJob(const JobConfig &job, LossCounts &counts);
    // Why it is put in force after all; nothing: it is held.
    std::optional<LossReason> decide(const TargetLoss &loss, const GuardedList &list,
                                     const std::vector<std::string> &accepted);
    bool agrees(const GuardedList &list) const;
    void putInForce(const GuardedList &list, TargetLoss loss, LossReason reason, LossCounts &counts);

    std::optional<JobConfig> m_job;
    std::shared_ptr<const NodeSnapshot> m_list;
    std::size_t m_targets = 0;
    std::vector<LostTarget> m_earlier; // lost unexplained within the window

    std::optional<HeldStatus> m_held;
    std::shared_ptr<const NodeSnapshot> m_heldList; // the last that was judged and held
    HoldCount m_count;
};

} // namespace slurmsd
