// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/labels.h"

#include "common/configvalues.h"
#include "daemon/targets/gres.h"

#include <array>

namespace slurmsd {

namespace {

enum class Form : unsigned char {
    Required, // text, present even when empty
    Text,
    List,
    Gres,
    GresTypes,
    Number,
};

struct LabelRow
{
    LabelKind kind;
    std::string_view name;
    Form form;
    LabelSource (*source)(const LabelInput &input);
};

template <std::string_view Node::*member>
LabelSource text(const LabelInput &input)
{
    return {input.node.*member};
}

template <std::int64_t Node::*member>
LabelSource number(const LabelInput &input)
{
    return {{}, input.node.*member};
}

LabelSource state(const LabelInput &input) { return {toString(input.node.stateClass)}; }
LabelSource partition(const LabelInput &input) { return {input.partition}; }
LabelSource partitions(const LabelInput &input) { return {input.partitions}; }
LabelSource cluster(const LabelInput &input) { return {input.cluster}; }

constexpr std::array labelRows{
    LabelRow{LabelKind::Partition, "__meta_slurm_partition", Form::Required, partition},
    LabelRow{LabelKind::State, "__meta_state", Form::Required, state},
    LabelRow{LabelKind::Architecture, "__meta_architecture", Form::Required, text<&Node::architecture>},
    LabelRow{LabelKind::Partitions, "__meta_slurm_partitions", Form::List, partitions},
    LabelRow{LabelKind::SlurmState, "__meta_slurm_state", Form::List, text<&Node::states>},
    LabelRow{LabelKind::Cluster, "__meta_slurm_cluster", Form::Text, cluster},
    LabelRow{LabelKind::Node, "__meta_slurm_node", Form::Text, text<&Node::name>},
    LabelRow{LabelKind::Hostname, "__meta_slurm_hostname", Form::Text, text<&Node::hostname>},
    LabelRow{LabelKind::Address, "__meta_slurm_address", Form::Text, text<&Node::address>},
    LabelRow{LabelKind::Features, "__meta_slurm_features", Form::List, text<&Node::features>},
    LabelRow{LabelKind::ActiveFeatures, "__meta_slurm_active_features", Form::List,
             text<&Node::activeFeatures>},
    LabelRow{LabelKind::Gres, "__meta_slurm_gres", Form::Gres, text<&Node::gres>},
    LabelRow{LabelKind::GresTypes, "__meta_slurm_gres_types", Form::GresTypes, text<&Node::gres>},
    LabelRow{LabelKind::Cpus, "__meta_slurm_cpus", Form::Number, number<&Node::cpus>},
    LabelRow{LabelKind::Sockets, "__meta_slurm_sockets", Form::Number, number<&Node::sockets>},
    LabelRow{LabelKind::Cores, "__meta_slurm_cores", Form::Number, number<&Node::cores>},
    LabelRow{LabelKind::Threads, "__meta_slurm_threads", Form::Number, number<&Node::threads>},
    LabelRow{LabelKind::RealMemory, "__meta_slurm_real_memory", Form::Number, number<&Node::realMemory>},
    LabelRow{LabelKind::Weight, "__meta_slurm_weight", Form::Number, number<&Node::weight>},
    LabelRow{LabelKind::Boards, "__meta_slurm_boards", Form::Number, number<&Node::boards>},
    LabelRow{LabelKind::OperatingSystem, "__meta_slurm_operating_system", Form::Text,
             text<&Node::operatingSystem>},
    LabelRow{LabelKind::Version, "__meta_slurm_version", Form::Text, text<&Node::version>},
    LabelRow{LabelKind::Owner, "__meta_slurm_owner", Form::Text, text<&Node::owner>},
    LabelRow{LabelKind::McsLabel, "__meta_slurm_mcs_label", Form::Text, text<&Node::mcsLabel>},
    LabelRow{LabelKind::Comment, "__meta_slurm_comment", Form::Text, text<&Node::comment>},
    LabelRow{LabelKind::Extra, "__meta_slurm_extra", Form::Text, text<&Node::extra>},
    LabelRow{LabelKind::Reservation, "__meta_slurm_reservation", Form::Text, text<&Node::reservation>},
    LabelRow{LabelKind::InstanceId, "__meta_slurm_instance_id", Form::Text, text<&Node::instanceId>},
    LabelRow{LabelKind::InstanceType, "__meta_slurm_instance_type", Form::Text, text<&Node::instanceType>},
    LabelRow{LabelKind::Reason, "__meta_slurm_reason", Form::Text, text<&Node::reason>},
    LabelRow{LabelKind::Topology, "__meta_slurm_topology", Form::Text, text<&Node::topology>},
};

constexpr bool isInOrderOfKinds()
{
    for (std::size_t i = 0; i < labelRows.size(); ++i) {
        if (labelRows[i].kind != static_cast<LabelKind>(i))
            return false;
    }
    return true;
}
static_assert(isInOrderOfKinds() && labelRows.back().kind == LabelKind::Topology,
              "a row for each LabelKind, in the order of that enum");

const LabelRow &rowOf(LabelKind kind) { return labelRows[static_cast<std::size_t>(kind)]; }

std::string enclosed(std::string_view list)
{
    std::string value;
    if (!list.empty())
        value.append(",").append(list).append(",");
    return value;
}

} // namespace

std::string_view labelName(LabelKind kind) { return rowOf(kind).name; }

LabelSource labelSource(LabelKind kind, const LabelInput &input) { return rowOf(kind).source(input); }

std::string labelValue(LabelKind kind, const LabelSource &source)
{
    switch (rowOf(kind).form) {
    case Form::Required:
    case Form::Text:
        break;
    case Form::List:
        return enclosed(source.text);
    case Form::Gres:
        return enclosed(gresItems(source.text));
    case Form::GresTypes:
        return enclosed(gresTypes(source.text));
    case Form::Number:
        return source.number == Node::notGiven ? std::string() : std::to_string(source.number);
    }
    return std::string(source.text);
}

bool isAlwaysPresent(LabelKind kind) { return rowOf(kind).form == Form::Required; }

std::vector<Label> constantLabels(const JobConfig &job)
{
    std::vector<Label> labels;
    for (const auto &[name, value] : job.staticLabels)
        labels.push_back({name, value});
    if (!job.scheme.empty())
        labels.push_back({"__scheme__", job.scheme});
    if (!job.metricsPath.empty())
        labels.push_back({"__metrics_path__", job.metricsPath});
    for (const auto &[name, value] : job.params)
        labels.push_back({"__param_" + name, value});
    if (job.scrapeInterval.count() > 0)
        labels.push_back({"__scrape_interval__", formatDuration(job.scrapeInterval)});
    if (job.scrapeTimeout.count() > 0)
        labels.push_back({"__scrape_timeout__", formatDuration(job.scrapeTimeout)});
    return labels;
}

} // namespace slurmsd
