// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobdraft.h"

#include "common/configvalues.h"
#include "common/enumnames.h"
#include "common/jobvalues.h"
#include "common/slurmjobvalues.h"
#include "gui/models/listtext.h"
#include "gui/models/text.h"

#include <algorithm>
#include <charconv>

namespace slurmsd {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<JobKey::ScrapeTimeout> keyNames{"name",
                                                    "role",
                                                    "port",
                                                    "partition_ports",
                                                    "annotation",
                                                    "annotated",
                                                    "allowed_ports",
                                                    "nodes",
                                                    "max_targets",
                                                    "match.names",
                                                    "match.users",
                                                    "match.accounts",
                                                    "match.partitions",
                                                    "match.qos",
                                                    "match.features",
                                                    "match.gres",
                                                    "match.nodes",
                                                    "match.states",
                                                    "address",
                                                    "address_template",
                                                    "extra_hosts",
                                                    "labels",
                                                    "labels",
                                                    "exclude_states",
                                                    "static_labels",
                                                    "scheme",
                                                    "metrics_path",
                                                    "params",
                                                    "scrape_interval",
                                                    "scrape_timeout"};

template <typename Kind>
QString namesText(const std::vector<Kind> &kinds)
{
    std::vector<std::string> names;
    for (const Kind kind : kinds)
        names.emplace_back(toString(kind));
    return listText(names);
}

QString portsText(const std::map<std::string, Port> &ports)
{
    TextPairs pairs;
    for (const auto &[partition, port] : ports)
        pairs.emplace_back(partition, std::to_string(port));
    return pairsText(pairs);
}

QString extraHostsText(const std::vector<ExtraHosts> &extraHosts)
{
    std::vector<std::string> items;
    for (const ExtraHosts &hosts : extraHosts)
        items.push_back(hosts.hosts +
                        (hosts.labels.empty() ? "" : ' ' + toStdString(pairsText(hosts.labels))));
    return listText(items);
}

QString labelsText(const JobConfig &job)
{
    std::vector<std::string> items;
    for (const LabelKind kind : job.labels)
        items.emplace_back(toString(kind));
    for (const FieldLabel &label : job.fieldLabels)
        items.push_back(label.name + '=' + std::string(toString(label.field)) + '.' + label.key);
    return listText(items);
}

QString timeText(std::chrono::milliseconds time)
{
    return time.count() == 0 ? QString() : toQString(formatDuration(time));
}

} // namespace

std::array<JobKey, jobKeyCount> allJobKeys()
{
    std::array<JobKey, jobKeyCount> keys{};
    for (std::size_t i = 0; i < jobKeyCount; ++i)
        keys[i] = static_cast<JobKey>(i);
    return keys;
}

std::string_view toString(JobKey key) { return keyNames[key]; }

bool isKeyOf(JobKey key, JobRole role)
{
    switch (key) {
    case JobKey::PartitionPorts:
    case JobKey::Gres:
    case JobKey::Nodes:
    case JobKey::States:
    case JobKey::ExtraHosts:
    case JobKey::Labels:
    case JobKey::ExcludeStates:
        return role == JobRole::Node;
    case JobKey::Annotation:
    case JobKey::Annotated:
    case JobKey::AllowedPorts:
    case JobKey::NodesOfJob:
    case JobKey::MaxTargets:
    case JobKey::Names:
    case JobKey::Users:
    case JobKey::Accounts:
    case JobKey::Qos:
    case JobKey::JobLabels:
        return role == JobRole::Job;
    default:
        return true;
    }
}

JobDraft JobDraft::of(const JobConfig &job, const JobConfig &defaults)
{
    const bool isOfNodes = job.role == JobRole::Node;
    JobDraft draft;
    draft.setText(JobKey::Name, toQString(job.name));
    draft.setText(JobKey::Role, toQString(toString(job.role)));
    draft.setNodeTexts(isOfNodes ? job : defaults);
    draft.setSlurmJobTexts(isOfNodes ? defaults.slurmJobs : job.slurmJobs);
    // Both roles have these, though they are of something else there.
    const SlurmJobMatch &jobs = job.slurmJobs.match;
    draft.setText(JobKey::Partitions, listText(isOfNodes ? job.match.partitions : jobs.partitions));
    draft.setText(JobKey::Features, listText(isOfNodes ? job.match.features : jobs.features));
    draft.setScrapeTexts(job);
    draft.m_isEmptyAllowed = job.allowEmpty;
    return draft;
}

void JobDraft::setNodeTexts(const JobConfig &job)
{
    setText(JobKey::PartitionPorts, portsText(job.partitionPorts));
    setText(JobKey::Gres, listText(job.match.gres));
    setText(JobKey::Nodes, toQString(job.match.nodes));
    setText(JobKey::States, namesText(job.match.states));
    setText(JobKey::ExtraHosts, extraHostsText(job.extraHosts));
    setText(JobKey::Labels, labelsText(job));
    setText(JobKey::ExcludeStates, namesText(job.excludeStates));
}

void JobDraft::setSlurmJobTexts(const SlurmJobRole &jobs)
{
    setText(JobKey::Annotation, toQString(toString(jobs.annotation)));
    setText(JobKey::Annotated, jobs.isAnnotatedOnly ? u"true"_s : u"false"_s);
    setText(JobKey::AllowedPorts, toQString(toString(jobs.allowedPorts)));
    setText(JobKey::NodesOfJob, jobs.onAllNodes ? u"all"_s : u"first"_s);
    setText(JobKey::MaxTargets, QString::number(jobs.maxTargets));
    setText(JobKey::Names, listText(jobs.match.names));
    setText(JobKey::Users, listText(jobs.match.users));
    setText(JobKey::Accounts, listText(jobs.match.accounts));
    setText(JobKey::Qos, listText(jobs.match.qos));
    setText(JobKey::JobLabels, namesText(jobs.labels));
}

void JobDraft::setScrapeTexts(const JobConfig &job)
{
    std::vector<std::string> ports;
    if (job.port != 0)
        ports.push_back(std::to_string(job.port));
    for (const Port port : job.morePorts)
        ports.push_back(std::to_string(port));
    setText(JobKey::TargetPort, listText(ports));
    setText(JobKey::Address, toQString(toString(job.address)));
    setText(JobKey::AddressTemplate, toQString(job.addressTemplate));
    setText(JobKey::StaticLabels, pairsText(job.staticLabels));
    setText(JobKey::Scheme, toQString(job.scheme));
    setText(JobKey::MetricsPath, toQString(job.metricsPath));
    setText(JobKey::Params, pairsText(job.params));
    setText(JobKey::ScrapeInterval, timeText(job.scrapeInterval));
    setText(JobKey::ScrapeTimeout, timeText(job.scrapeTimeout));
}

JobRole JobDraft::role() const
{
    const auto role = parseJobRole(toStdString(text(JobKey::Role)));
    return role ? *role : JobRole::Node;
}

bool JobReading::isValid() const { return std::ranges::all_of(problems, &QString::isEmpty); }

std::optional<ProblemPlace> placeOfProblem(std::string_view path)
{
    constexpr std::string_view start = "jobs[";
    if (!path.starts_with(start))
        return {};
    path.remove_prefix(start.size());
    ProblemPlace place;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), place.job);
    if (error != std::errc() || end == path.data() + path.size() || *end != ']')
        return {};
    path.remove_prefix(static_cast<std::size_t>(end - path.data()) + 1);
    if (!path.starts_with('.'))
        return place;
    path.remove_prefix(1);
    const auto isIn = [path](std::string_view key) {
        return path.starts_with(key) &&
               (path.size() == key.size() || path[key.size()] == '.' || path[key.size()] == '[');
    };
    if (isIn("ports"))
        place.key = JobKey::TargetPort;
    else if (const auto found = std::ranges::find_if(keyNames.all(), isIn); found != keyNames.all().end())
        place.key = static_cast<JobKey>(found - keyNames.all().begin());
    return place;
}

} // namespace slurmsd
