// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/config.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

// By LabelKind.
constexpr std::array<std::string_view, 31> labelNames{
    "partition",  "state",    "architecture",     "partitions",  "slurm_state",     "cluster",
    "node",       "hostname", "address",          "features",    "active_features", "gres",
    "gres_types", "cpus",     "sockets",          "cores",       "threads",         "real_memory",
    "weight",     "boards",   "operating_system", "version",     "owner",           "mcs_label",
    "comment",    "extra",    "reservation",      "instance_id", "instance_type",   "reason",
    "topology",
};
static_assert(labelNames.size() == static_cast<std::size_t>(LabelKind::Topology) + 1);

// By SlurmJobLabel.
constexpr std::array<std::string_view, 16> slurmJobLabels{
    "job_id",     "job_name", "user",        "user_id",      "account",       "partition",
    "qos",        "node",     "node_index",  "array_job_id", "array_task_id", "het_job_id",
    "start_time", "comment",  "annotations", "cluster",
};
static_assert(slurmJobLabels.size() == static_cast<std::size_t>(SlurmJobLabel::Cluster) + 1);

} // namespace

std::span<const std::string_view> slurmJobLabelNames() { return slurmJobLabels; }

std::string_view toString(SlurmJobLabel label) { return slurmJobLabels[static_cast<std::size_t>(label)]; }

std::optional<SlurmJobLabel> slurmJobLabelFromString(std::string_view name)
{
    const auto found = std::ranges::find(slurmJobLabels, name);
    if (found == slurmJobLabels.end())
        return std::nullopt;
    return static_cast<SlurmJobLabel>(found - slurmJobLabels.begin());
}

std::span<const std::string_view> labelKindNames() { return labelNames; }

std::string_view toString(LabelKind kind) { return labelNames[static_cast<std::size_t>(kind)]; }

std::optional<LabelKind> labelKindFromString(std::string_view name)
{
    const auto found = std::ranges::find(labelNames, name);
    if (found == labelNames.end())
        return std::nullopt;
    return static_cast<LabelKind>(found - labelNames.begin());
}

bool isNodeMetricsLabel(LabelKind kind)
{
    switch (kind) {
    case LabelKind::Partition:
    case LabelKind::State:
    case LabelKind::SlurmState:
    case LabelKind::Cluster:
    case LabelKind::Node:
    case LabelKind::Address:
    case LabelKind::Reason:
        return false;
    default:
        return true;
    }
}

Config Config::builtIn()
{
    Config config;
    JobConfig &node = config.jobs.emplace_back();
    node.name = "node";
    node.port = 9100;
    return config;
}

std::string ConfigProblem::toString() const
{
    std::string text = file;
    if (line > 0)
        text += ':' + std::to_string(line) + ':' + std::to_string(column);
    for (const std::string *part : {&path, &message}) {
        if (part->empty())
            continue;
        if (!text.empty())
            text += ": ";
        text += *part;
    }
    return text;
}

} // namespace slurmsd
