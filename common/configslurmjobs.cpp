// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configslurmjobs.h"

#include "common/jobvalues.h"
#include "common/slurmjobvalues.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

using Keys = std::span<const std::string_view>;

// Of an item of `jobs:`.
constexpr std::array<std::string_view, 5> nodeKeys{"ports", "partition_ports", "extra_hosts",
                                                   "exclude_states", "allow_empty"};
constexpr std::array<std::string_view, 5> jobKeys{"annotation", "annotated", "allowed_ports", "nodes",
                                                  "max_targets"};
// Of its `match:`.
constexpr std::array<std::string_view, 3> nodeConditions{"gres", "nodes", "states"};
constexpr std::array<std::string_view, 4> jobConditions{"names", "users", "accounts", "qos"};

void refuse(MapReader &fields, Keys keys, std::string_view message)
{
    const std::vector<const YamlEntry *> remaining = fields.remaining(); // taking one changes the list
    for (const YamlEntry *entry : remaining) {
        if (std::ranges::find(keys, entry->key) != keys.end() && fields.takeUnlisted(entry->key))
            fields.problem(*entry, std::string(message));
    }
}

void refuse(MapReader &fields, JobRole role, Keys ofNode, Keys ofJob)
{
    if (role == JobRole::Job)
        refuse(fields, ofNode, "is for role: node, and this job has role: job");
    else
        refuse(fields, ofJob, "is for jobs that have role: job");
}

void readMatch(MapReader &fields, SlurmJobMatch &conditions, ProblemList &problems)
{
    const YamlEntry *entry = fields.take("match");
    if (!entry)
        return;
    const YamlPath path(fields.path(), entry->key);
    MapReader match(entry->value, entry->mark(), path, problems);
    match.readList("names", conditions.names, parsePattern);
    match.readList("users", conditions.users, parseItemName);
    match.readList("accounts", conditions.accounts, parseItemName);
    match.readList("partitions", conditions.partitions, parsePartitionPattern);
    match.readList("qos", conditions.qos, parseItemName);
    match.readList("features", conditions.features, parseJobFeature);
    refuseOtherConditions(match, JobRole::Job);
    match.finish();
}

// The entry's node, if it has a map that is no value of a job's key: {vllm: {role: job}}.
const YamlNode *namedFields(const YamlEntry &entry)
{
    constexpr std::array<std::string_view, 4> maps{"match", "partition_ports", "static_labels", "params"};
    const bool isNamed =
        entry.value.kind == YamlNode::Kind::Map && std::ranges::find(maps, entry.key) == maps.end();
    return isNamed ? &entry.value : nullptr;
}

} // namespace

JobRole roleOf(const YamlNode &item)
{
    const YamlEntry *entry = findEntry(item, "role");
    for (const YamlEntry &named : item.entries) {
        if (const YamlNode *fields = namedFields(named); fields && !entry)
            entry = findEntry(*fields, "role");
    }
    const auto role = entry ? parseJobRole(entry->value.text) : ValueResult<JobRole>(JobRole::Node);
    return role ? *role : JobRole::Node;
}

void readSlurmJobRole(MapReader &fields, SlurmJobRole &role, ProblemList &problems)
{
    fields.read("annotation", role.annotation, parseAnnotationField);
    fields.read("annotated", role.isAnnotatedOnly, parseBool);
    fields.read("allowed_ports", role.allowedPorts, parsePortRange);
    fields.read("nodes", role.onAllNodes, parseOnAllNodes);
    fields.read("max_targets", role.maxTargets, parseMaxTargets);
    readMatch(fields, role.match, problems);
    fields.readSet("labels", role.labels, parseSlurmJobLabel);
}

void refuseOtherRole(MapReader &fields, JobRole role) { refuse(fields, role, nodeKeys, jobKeys); }

void refuseOtherConditions(MapReader &match, JobRole role)
{
    refuse(match, role, nodeConditions, jobConditions);
}

void readSlurmJobsPolling(MapReader &jobs, SlurmJobsPolling &polling)
{
    jobs.read("update_interval", polling.updateInterval, parseUpdateInterval);
    jobs.read("max_age", polling.maxAge, parseUpdateInterval);
    jobs.read("metrics", polling.hasMetrics, parseBool);
    jobs.readSet("hide", polling.hiddenLabels, parseJobMetricsLabel);
    if (polling.maxAge >= polling.updateInterval)
        return;
    for (const std::string_view key : {"max_age", "update_interval"}) {
        const YamlEntry *entry = jobs.find(key);
        if (!entry)
            continue;
        jobs.problem(*entry, "max_age, " + formatDuration(polling.maxAge) +
                                 ", is less than update_interval, " + formatDuration(polling.updateInterval) +
                                 ": there would be no targets between two polls");
        return;
    }
}

} // namespace slurmsd
