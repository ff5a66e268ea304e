// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/joblabels.h"

#include "daemon/targets/labels.h"

#include <algorithm>

namespace slurmsd {

namespace {

std::string numberText(std::int64_t number)
{
    return number == SlurmJob::notGiven ? std::string() : std::to_string(number);
}

std::string metaName(SlurmJobLabel label)
{
    if (label == SlurmJobLabel::Cluster)
        return "__meta_slurm_cluster"; // as the targets of nodes have it
    std::string name = "__meta_slurm_";
    if (label != SlurmJobLabel::JobId && label != SlurmJobLabel::JobName)
        name += "job_";
    return name.append(toString(label));
}

std::string annotationValue(const Annotation &annotation, std::string_view key)
{
    const auto found = std::ranges::find(annotation.given, key, [](const auto &each) { return each.first; });
    return found == annotation.given.end() ? std::string() : found->second;
}

std::string value(SlurmJobLabel label, const JobLabelInput &input)
{
    switch (label) {
    case SlurmJobLabel::JobId:
        return numberText(input.job.id);
    case SlurmJobLabel::JobName:
        return std::string(input.job.name);
    case SlurmJobLabel::User:
        return std::string(input.job.user);
    case SlurmJobLabel::UserId:
        return numberText(input.job.userId);
    case SlurmJobLabel::Account:
        return std::string(input.job.account);
    case SlurmJobLabel::Partition:
        return std::string(input.job.partition);
    case SlurmJobLabel::Qos:
        return std::string(input.job.qos);
    case SlurmJobLabel::Node:
        return std::string(input.place.node);
    case SlurmJobLabel::NodeIndex:
        return std::to_string(input.place.index);
    case SlurmJobLabel::ArrayJobId:
        return numberText(input.job.arrayJobId);
    case SlurmJobLabel::ArrayTaskId:
        return numberText(input.job.arrayTaskId);
    case SlurmJobLabel::HetJobId:
        return numberText(input.job.hetJobId);
    case SlurmJobLabel::StartTime:
        return numberText(input.job.startTime);
    case SlurmJobLabel::Comment:
        return std::string(input.job.comment);
    case SlurmJobLabel::Cluster:
        return std::string(input.cluster);
    case SlurmJobLabel::Annotations:
        break; // one for each key
    }
    Q_UNREACHABLE();
}

void setLabel(std::vector<Label> &labels, std::string_view name, std::string value)
{
    const auto found = std::ranges::find(labels, name, &Label::name);
    if (found == labels.end())
        labels.push_back({std::string(name), std::move(value)});
    else
        found->value = std::move(value);
}

} // namespace

JobLabels::JobLabels(const JobConfig &config)
    : m_config(config)
    , m_constantLabels(constantLabels(config))
{
    for (const SlurmJobLabel label : config.slurmJobs.labels)
        addSlots(label);
}

void JobLabels::addSlots(SlurmJobLabel label)
{
    if (label == SlurmJobLabel::Annotations) {
        for (const std::string_view key : annotationKeys())
            addSlot(label, "__meta_slurm_job_annotation_" + std::string(key), key);
        return;
    }
    addSlot(label, metaName(label));
    const auto &all = m_config.slurmJobs.labels;
    const bool hasOwnNumber = std::ranges::find(all, SlurmJobLabel::UserId) != all.end();
    if (label == SlurmJobLabel::User && !hasOwnNumber)
        addSlot(SlurmJobLabel::UserId, metaName(SlurmJobLabel::UserId));
}

void JobLabels::addSlot(SlurmJobLabel label, std::string name, std::string_view annotationKey)
{
    m_slots.push_back({label, std::move(name), annotationKey});
}

std::vector<std::string> JobLabels::values(const JobLabelInput &input) const
{
    const auto &all = m_config.slurmJobs.labels;
    std::vector<std::string> values;
    values.reserve(m_slots.size() + 2);
    for (const Slot &slot : m_slots) {
        const bool isSpareNumber = slot.label == SlurmJobLabel::UserId && !input.job.user.empty() &&
                                   std::ranges::find(all, SlurmJobLabel::UserId) == all.end();
        if (slot.label == SlurmJobLabel::Annotations)
            values.push_back(annotationValue(input.request.annotation, slot.annotationKey));
        else
            values.push_back(isSpareNumber ? std::string() : value(slot.label, input));
    }
    values.push_back(input.request.annotation.scheme);
    values.push_back(input.request.annotation.path);
    return values;
}

std::vector<Label> JobLabels::labels(std::vector<std::string> values) const
{
    std::vector<Label> labels;
    labels.reserve(values.size() + m_constantLabels.size());
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (!values[i].empty())
            labels.push_back({m_slots[i].name, std::move(values[i])});
    }
    labels.insert(labels.end(), m_constantLabels.begin(), m_constantLabels.end());
    if (std::string &scheme = values[m_slots.size()]; !scheme.empty())
        setLabel(labels, "__scheme__", std::move(scheme));
    if (std::string &path = values[m_slots.size() + 1]; !path.empty())
        setLabel(labels, "__metrics_path__", std::move(path));
    return labels;
}

} // namespace slurmsd
