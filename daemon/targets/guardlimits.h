// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"

#include <QByteArray>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The wall clock of the machine that polls: NodeSnapshot::takenAt. The guard has no clock of its own.
using GuardTime = std::chrono::system_clock::time_point;

// What the guard of one cluster goes by.
struct GuardLimits
{
    double maxNodeLoss = 0.2;   // share of a list's nodes
    double maxTargetLoss = 0.2; // share of a job's targets
    std::chrono::milliseconds lossWindow = std::chrono::hours(1);
    int holdPolls = 0; // intervals that a loss is held for; 0: no guard
    std::chrono::milliseconds interval = std::chrono::minutes(5);

    friend bool operator==(const GuardLimits &, const GuardLimits &) = default;
};

GuardLimits guardLimits(const SlurmConfig &config);

// More than that share of them, and at least two.
bool isTooMuch(std::size_t lost, std::size_t before, double maxLoss);

// Why targets went.
enum class LossReason : unsigned char {
    Explained,   // Slurm still lists the node, with a state that the job leaves out; or the node was dynamic
    WithinLimit, // unexplained, but too few to be held
    Accepted,    // held, and accepted by an operator
    GaveIn,      // held until slurm.hold_polls intervals said the same
    Config,      // an operator changed the job
};

inline constexpr std::size_t lossReasons = 5;

// "explained", "within_limit", "accepted", "gave_in", "config"; static storage.
std::string_view toString(LossReason reason);

// For how long lists that agree with each other have said the same. Polls are counted, one an interval at
// most, so that neither many polls at once nor a clock that was set make it shorter.
class HoldCount
{
public:
    // A list is held that agrees with none before it.
    void begin(GuardTime at);
    // Another one that agrees with the one before. True when that is enough.
    bool goesOn(GuardTime at, const GuardLimits &limits);

    GuardTime since() const { return m_since; }
    int intervals() const { return m_intervals; }

private:
    GuardTime m_since;
    GuardTime m_counted; // the last poll that counted
    int m_intervals = 0;
};

// The name of something that is held: 16 hexadecimal digits that follow from what it is of and what would be
// lost, in this order. So it stays the same from poll to poll as long as that does.
std::string heldId(std::string_view cluster, std::string_view job, std::span<const std::string> lost);

// The names of nodes as one hostlist, each once, cut with an ellipsis when it is long.
std::string foldedNames(const std::vector<std::string> &names);

// "19 %"; "100 %" only of all.
std::string percent(double share);

} // namespace slurmsd
