// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/config.h"

#include "common/enumnames.h"

namespace slurmsd {

namespace {

constexpr EnumNames<LabelKind::Topology> labelNames{
    "partition",  "state",    "architecture",     "partitions",  "slurm_state",     "cluster",
    "node",       "hostname", "address",          "features",    "active_features", "gres",
    "gres_types", "cpus",     "sockets",          "cores",       "threads",         "real_memory",
    "weight",     "boards",   "operating_system", "version",     "owner",           "mcs_label",
    "comment",    "extra",    "reservation",      "instance_id", "instance_type",   "reason",
    "topology",
};

constexpr EnumNames<SlurmJobLabel::Cluster> slurmJobLabels{
    "job_id",     "job_name", "user",        "user_id",      "account",       "partition",
    "qos",        "node",     "node_index",  "array_job_id", "array_task_id", "het_job_id",
    "start_time", "comment",  "annotations", "cluster",
};

} // namespace

std::span<const std::string_view> slurmJobLabelNames() { return slurmJobLabels.all(); }

std::string_view toString(SlurmJobLabel label) { return slurmJobLabels[label]; }

std::optional<SlurmJobLabel> slurmJobLabelFromString(std::string_view name)
{
    return slurmJobLabels.find(name);
}

std::span<const std::string_view> labelKindNames() { return labelNames.all(); }

std::string_view toString(LabelKind kind) { return labelNames[kind]; }

std::optional<LabelKind> labelKindFromString(std::string_view name) { return labelNames.find(name); }

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
