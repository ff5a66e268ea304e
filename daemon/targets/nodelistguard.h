// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/node.h"
#include "daemon/targets/guardlimits.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// Nodes whose loss is decided: no job needs to hold its answer for them.
struct DecidedLoss
{
    LossReason reason = LossReason::Accepted; // or GaveIn, or Config
    std::vector<std::string> nodes;           // sorted

    friend bool operator==(const DecidedLoss &, const DecidedLoss &) = default;
};

// The guard over a cluster's whole node list. Beside the list in force, and the nodes that left it within
// slurm.loss_window, a new one is held when
//
//   - it is empty, unless that in force is, too;
//   - more than slurm.max_node_loss of the nodes are gone, by name: half a slurm.conf, or no DNS when
//   slurmctld
//     started, which makes nodes FUTURE. Not counted: dynamic nodes, and those that were powered down;
//   - more than that share have no known state any more, and had one: slurmctld has just started;
//   - Slurm's name for the cluster is another one.
//
// It is given in to once `holdPolls` intervals of lists agree with each other: each beside the one before
// within the same limits, both ways. An empty list is never the first. Pure; times are NodeSnapshot::takenAt.
class NodeListGuard
{
public:
    // `cluster`: what heldId() needs to tell clusters apart.
    explicit NodeListGuard(std::string cluster, GuardLimits limits = {});

    // From now on. What is held is forgotten: the next list is judged anew.
    void setLimits(const GuardLimits &limits);
    // A list to start with, from before the daemon was; sorted. `isOfOtherEndpoint`: it may be of another
    // cluster; when the first list that is judged says so, an operator meant it, and that list is put in
    // force at once.
    void restore(std::shared_ptr<const NodeSnapshot> list, bool isOfOtherEndpoint = false);

    // True: the list is in force from now on. False: it is held(). It is sorted (sortNodes()).
    bool judge(std::shared_ptr<const NodeSnapshot> list);
    // Puts the list in force that is held by that id; false when there is none.
    bool accept(std::string_view id);

    // Null as long as no list was in force.
    const std::shared_ptr<const NodeSnapshot> &inForce() const { return m_inForce; }
    // What went, against the rule, with the list that judge() or accept() put in force last; nothing: it kept
    // to it.
    const std::optional<DecidedLoss> &decided() const { return m_decided; }
    const std::optional<HeldStatus> &held() const { return m_held; }

private:
    struct Loss
    {
        std::size_t before = 0;
        std::vector<std::string> gone;
        std::vector<std::string> unknown; // now, and not before
        std::string problem;              // why the list is held; empty: it is not
    };

    Loss lossOf(const NodeSnapshot &list) const;
    std::string problemOf(const Loss &loss, const NodeSnapshot &list) const;
    bool agrees(const NodeSnapshot &list) const;
    void hold(std::shared_ptr<const NodeSnapshot> list, Loss loss);
    void putInForce(std::shared_ptr<const NodeSnapshot> list, Loss loss, std::optional<LossReason> decided);

    std::string m_cluster;
    GuardLimits m_limits;
    std::shared_ptr<const NodeSnapshot> m_inForce;
    bool m_mayBeOtherCluster = false;        // the list in force
    std::map<std::string, GuardTime> m_left; // nodes that are gone, and when they went
    std::optional<DecidedLoss> m_decided;

    std::optional<HeldStatus> m_held;
    std::shared_ptr<const NodeSnapshot> m_heldList; // null: none is held
    Loss m_heldLoss;
    HoldCount m_count;
};

} // namespace slurmsd
