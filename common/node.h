// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/nodestate.h"
#include "common/stringpool.h"

#include <QtGlobal>

#include <chrono>
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// One compute node as `scontrol show node` knows it. The same node gives equal values whatever API version it
// was read through. Strings are UTF-8 and empty when Slurm gives none. The views belong to the NodeSnapshot
// that holds the node (or to literals, in tests): copy what must outlive it.
//
// A list is one string with its items joined by commas, as Prometheus labels want it ("batch,debug"); Slurm
// allows no comma within an item of these lists.
struct Node
{
    std::string_view name;     // NodeName; never empty
    std::string_view hostname; // NodeHostname
    std::string_view address;  // NodeAddr, unresolved: a name or an address
    std::string_view architecture;
    std::string_view partitions;     // list, in Slurm's order
    std::string_view states;         // list, upper case: the base state, then the flags in alphabetical order
    std::string_view features;       // list
    std::string_view activeFeatures; // list
    std::string_view gres;           // as Slurm gives it: "gpu:a100:4(S:0-1),lustre:1"
    std::string_view operatingSystem;
    std::string_view version; // of the node's slurmd
    std::string_view owner;
    std::string_view mcsLabel;
    std::string_view comment;
    std::string_view extra;
    std::string_view reservation;
    std::string_view instanceId;
    std::string_view instanceType;
    std::string_view reason;
    std::string_view reasonUser; // who gave it; empty without one
    std::string_view topology;

    // Numbers that Slurm did not give, or gave as something else, are `notGiven`.
    static constexpr std::int64_t notGiven = -1;
    std::int64_t cpus = notGiven;
    std::int64_t boards = notGiven;
    std::int64_t sockets = notGiven;
    std::int64_t cores = notGiven;
    std::int64_t threads = notGiven;
    std::int64_t realMemory = notGiven; // MiB
    std::int64_t weight = notGiven;
    // In seconds since 1970.
    std::int64_t reasonTime = notGiven; // when the reason was given; not given without one
    std::int64_t bootTime = notGiven;
    std::int64_t lastBusy = notGiven; // when a job last ended on it, or slurmctld first saw it

    StateClass stateClass = StateClass::Unknown;

    friend bool operator==(const Node &, const Node &) = default;
};

// A complete node list of one cluster at one time. Once published it is shared as
// std::shared_ptr<const NodeSnapshot> and never changed.
struct NodeSnapshot
{
    StringPool strings; // owns what the nodes' views point to
    std::vector<Node> nodes;
    // The name in `clusters:`, else Slurm's ClusterName, else (before v0.0.40) slurm.cluster; may be empty.
    std::string cluster;
    std::string slurmCluster; // Slurm's ClusterName; empty where the answer does not tell
    std::string slurmRelease; // "24.11.5"; empty where the answer does not tell
    std::string apiVersion;   // "v0.0.42"; empty for sources without one
    std::chrono::system_clock::time_point takenAt; // when the answer was complete
    std::size_t skipped = 0; // entries that were no usable node: no name, or a name that came before

    NodeSnapshot() = default;
    Q_DISABLE_COPY_MOVE(NodeSnapshot)
};

// Sets each node's class to what its states are by these. A list has those of StateClasses::Basic until then.
void setStateClasses(NodeSnapshot &snapshot, StateClasses classes);

// Puts the nodes into the natural order of their names and drops all but the first of each name, which count
// as skipped. Cheap when they are in that order already.
void sortNodes(NodeSnapshot &snapshot);

// The order of names as people read them: n2 before n10. Runs of digits compare as numbers; strings that
// differ in leading zeros only, or not at all in that sense, compare byte by byte, so that this is a total
// order.
std::strong_ordering compareNaturally(std::string_view left, std::string_view right);

// Calls `visit` with each item of a joined list, in order; not at all for an empty list.
template <typename Visitor>
void forEachItem(std::string_view list, Visitor &&visit)
{
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        visit(list.substr(0, comma));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

} // namespace slurmsd
