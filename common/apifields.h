// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/daemonstatus.h"
#include "common/event.h"
#include "common/explanation.h"
#include "common/runningjobs.h"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <vector>

namespace slurmsd {

// The keys of the API's documents, each named once for both directions: describe() shows an archive, which is
// a JsonWriter or a JsonReader, every field of a value. Found through the archive's namespace.

template <typename T, typename Value>
concept SameValue = std::same_as<std::remove_const_t<T>, Value>;

// Where no name of `value` is meant: what would have been expected; else empty.
inline std::string_view fromString(std::string_view name, DaemonStatus::Health &value)
{
    const auto health = healthFromString(name);
    value = health.value_or(value);
    return health ? "" : "\"ok\", \"degraded\" or \"not_ready\"";
}

inline std::string_view fromString(std::string_view name, PollErrorClass &value)
{
    value = pollErrorClassFromString(name);
    return {};
}

inline std::string_view fromString(std::string_view name, Event::Kind &value)
{
    value = eventKindFromString(name).value_or(Event::Kind::Other);
    return {};
}

void describe(auto &archive, SameValue<StateCounts> auto &counts)
{
    for (std::size_t i = 0; i < counts.size(); ++i)
        archive.field(toString(allStateClasses[i]), counts[i]);
}

void describe(auto &archive, SameValue<PartitionStatus> auto &partition)
{
    archive.field("name", partition.name);
    archive.field("nodes", partition.nodes);
    archive.field("states", partition.states);
}

void describe(auto &archive, SameValue<FailureStatus> auto &failure)
{
    archive.field("class", failure.errorClass);
    archive.field("message", failure.message);
    archive.field("when", failure.when);
}

// What both the list of nodes and that of jobs have.
void describePolls(auto &archive, auto &polls)
{
    archive.field("last_success", polls.lastSuccess);
    archive.field("last_failure", polls.lastFailure);
    archive.field("failing_since", polls.failingSince);
    archive.field("next_poll", polls.nextPoll);
    archive.field("last_poll_duration_seconds", polls.lastPollDuration);
    archive.field("last_poll_bytes", polls.lastPollBytes);
}

void describe(auto &archive, SameValue<HeldStatus> auto &held)
{
    archive.field("job", held.job);
    archive.field("id", held.id);
    archive.field("before", held.before);
    archive.field("after", held.after);
    archive.field("lost", held.lost);
    archive.field("what", held.what);
    archive.field("message", held.message);
    archive.field("since", held.since);
}

void describe(auto &archive, SameValue<JobTargetsStatus> auto &job)
{
    archive.field("job", job.job);
    archive.field("targets", job.targets);
}

void describe(auto &archive, SameValue<JobListStatus> auto &jobs)
{
    archive.field("list_taken_at", jobs.listTakenAt);
    archive.field("too_old", jobs.isTooOld);
    archive.field("jobs", jobs.jobs);
    archive.field("running", jobs.running);
    archive.field("hidden", jobs.hidden);
    archive.field("skipped", jobs.skipped);
    describePolls(archive, jobs);
}

void describe(auto &archive, SameValue<ClusterStatus> auto &cluster)
{
    archive.field("name", cluster.name);
    archive.field("endpoint", cluster.endpoint);
    archive.field("api_version", cluster.apiVersion);
    archive.field("slurm_release", cluster.slurmRelease);
    archive.field("list_taken_at", cluster.listTakenAt);
    archive.field("list_stored", cluster.isListStored);
    archive.field("nodes", cluster.nodes);
    archive.field("skipped", cluster.skipped);
    archive.field("states", cluster.states);
    archive.field("partitions", cluster.partitions);
    describePolls(archive, cluster);
    archive.field("last_notice", cluster.lastNotice);
    archive.field("held", cluster.held);
    archive.field("targets", cluster.targets);
    archive.field("token_expires", cluster.tokenExpires);
    archive.field("token_renewed", cluster.tokenRenewed);
    archive.field("storage_error", cluster.storageError);
    archive.field("jobs", cluster.jobs);
}

void describe(auto &archive, SameValue<JobRefusalStatus> auto &refused)
{
    archive.field("reason", refused.reason);
    archive.field("jobs", refused.jobs);
}

void describe(auto &archive, SameValue<SlurmJobsStatus> auto &jobs)
{
    archive.field("annotated", jobs.annotated);
    archive.field("with_targets", jobs.withTargets);
    archive.field("refused", jobs.refused);
}

void describe(auto &archive, SameValue<JobStatus> auto &job)
{
    archive.field("name", job.name);
    archive.field("port", job.port);
    archive.field("groups", job.groups);
    archive.field("targets", job.targets);
    archive.field("etag", job.etag);
    archive.field("warnings", job.warnings);
    archive.field("empty_allowed", job.isEmptyAllowed);
    archive.field("slurm_jobs", job.slurmJobs);
}

void describe(auto &archive, SameValue<ConfigStatus> auto &config)
{
    archive.field("file", config.file);
    archive.field("sha256", config.sha256);
    archive.field("loaded_at", config.loadedAt);
    archive.field("last_reload", config.lastReload);
    archive.field("reload_problems", config.reloadProblems);
    archive.field("deprecations", config.deprecations);
}

void describe(auto &archive, SameValue<DaemonStatus> auto &status)
{
    archive.field("health", status.health);
    archive.field("summary", status.summary);
    archive.field("version", status.version);
    archive.field("now", status.now);
    archive.field("started_at", status.startedAt);
    archive.field("lifecycle_enabled", status.isLifecycleEnabled);
    archive.field("admin_api_enabled", status.isAdminApiEnabled);
    archive.field("config", status.config);
    archive.field("clusters", status.clusters);
    archive.field("jobs", status.jobs);
}

void describe(auto &archive, SameValue<Event> auto &event)
{
    archive.field("id", event.id);
    archive.field("when", event.when);
    archive.field("kind", event.kind);
    archive.field("cluster", event.cluster);
    archive.field("subject", event.subject);
    archive.field("text", event.text);
}

void describe(auto &archive, SameValue<EventPage> auto &page)
{
    archive.field("log", page.log);
    archive.field("events", page.events);
    archive.field("next", page.next);
    archive.field("dropped", page.dropped);
}

// Read only: problems are written by daemon/config/configcandidate.cpp.
void describe(auto &archive, SameValue<ConfigProblem> auto &problem)
{
    archive.field("line", problem.line);
    archive.field("column", problem.column);
    archive.field("path", problem.path);
    archive.field("message", problem.message);
}

void describe(auto &archive, SameValue<TargetGroup> auto &group)
{
    archive.field("targets", group.targets);
    archive.field("labels", group.labels);
}

void describe(auto &archive, SameValue<JobExplanation> auto &job)
{
    archive.field("job", job.job);
    archive.field("groups", job.groups);
    archive.field("reason", job.reason);
    archive.field("key", job.key);
    archive.field("held", job.held);
}

void describe(auto &archive, SameValue<NodeExplanation> auto &node)
{
    archive.field("node", node.node);
    archive.field("cluster", node.cluster);
    archive.field("address", node.address);
    archive.field("hostname", node.hostname);
    archive.field("state_class", node.stateClass);
    archive.field("states", node.states);
    archive.field("partitions", node.partitions);
    archive.field("reason", node.reason);
    archive.field("same_address", node.sameAddress);
    archive.field("boot_time", node.bootTime);
    archive.field("last_busy", node.lastBusy);
    archive.field("jobs", node.jobs);
}

// What is said of a Slurm job in every document.
void describeSlurmJob(auto &archive, auto &job)
{
    archive.field("cluster", job.cluster);
    archive.field("id", job.id);
    archive.field("task", job.task);
    archive.field("name", job.name);
    archive.field("user", job.user);
    archive.field("account", job.account);
    archive.field("partition", job.partition);
    archive.field("qos", job.qos);
    archive.field("state", job.state);
    archive.field("nodes", job.nodes);
    archive.field("started_at", job.startedAt);
    archive.field("comment", job.comment);
}

void describe(auto &archive, SameValue<RunningJob> auto &job)
{
    describeSlurmJob(archive, job);
    archive.field("targets", job.targets);
    archive.field("why", job.why);
}

void describe(auto &archive, SameValue<RunningJobs> auto &jobs) { archive.field("jobs", jobs.jobs); }

void describe(auto &archive, SameValue<SlurmJobExplanation> auto &explanation)
{
    describeSlurmJob(archive, explanation.job);
    archive.field("jobs", explanation.jobs);
}

void describe(auto &archive, SameValue<std::vector<SlurmJobExplanation>> auto &explanations)
{
    archive.field("explanations", explanations);
}

void describe(auto &archive, SameValue<std::vector<NodeExplanation>> auto &explanations)
{
    archive.field("explanations", explanations);
}

} // namespace slurmsd
