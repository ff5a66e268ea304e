// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/node.h"
#include "daemon/targets/namepatterns.h"
#include "daemon/targets/pooledstringcache.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace slurmsd {

// Why a job leaves a node out: the first condition that does not hold, in this order.
struct Rejection
{
    enum class Condition : unsigned char {
        ExcludeStates,
        MatchNodes,
        MatchPartitions,
        MatchFeatures,
        MatchGres,
        MatchStates,
    };

    Condition condition;
    std::string_view value; // what the node has there: its class, name or list; owned by the node

    friend bool operator==(const Rejection &, const Rejection &) = default;
};

// The conditions of one job (`match` and `exclude_states`), made ready for many nodes. What it learns about
// the lists of a node it keeps by their address: use it for the nodes of one snapshot, then drop it. Not
// thread-safe.
class NodeSelector
{
public:
    // The job must be a valid one and outlive the selector.
    explicit NodeSelector(const JobConfig &job);

    // Nothing when the job is for this node.
    std::optional<Rejection> reject(const Node &node);

    // Those of the node's partitions that the job is for, as a list in Slurm's order, each once. Empty for a
    // node in no partition. The view is the selector's.
    std::string_view partitions(const Node &node);

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    std::string matchingPartitions(std::string_view partitions) const;
    bool hasFeature(const Node &node);
    bool hasGres(const Node &node);

    const JobConfig &m_job;
    NamePatterns m_partitionPatterns;
    std::unordered_set<std::string, Hash, std::equal_to<>> m_names;
    PooledStringCache<std::string> m_partitions;
    PooledStringCache<bool> m_hasFeature;
    PooledStringCache<bool> m_hasGres;
};

} // namespace slurmsd
