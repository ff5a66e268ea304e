// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/configpreview.h"

#include "common/configapi.h"
#include "common/jsontext.h"
#include "daemon/targets/targetdiff.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <unordered_map>

namespace slurmsd {

namespace {

using Change = JobEffect::Change;
using JobsByName = std::unordered_map<std::string_view, const JobConfig *>;

JobsByName byName(const std::vector<JobConfig> &jobs)
{
    JobsByName map;
    for (const JobConfig &job : jobs)
        map.emplace(job.name, &job);
    return map;
}

Change changeOf(const JobConfig &job, const JobsByName &before)
{
    const auto old = before.find(job.name);
    return old == before.end() ? Change::Added : *old->second == job ? Change::None : Change::Changed;
}

void addTargets(JsonObject &object, const std::string &key, const std::vector<std::string> &targets)
{
    const auto listed = std::span(targets).first(std::min(targets.size(), maxListedTargets));
    object.add(key, jsonArray(listed, jsonString));
    object.add(key + "_total", std::to_string(targets.size()));
}

JsonObject nameJson(std::string_view name, Change change)
{
    JsonObject object;
    object.addText("job", name);
    object.addText("change", toString(change));
    return object;
}

std::string changeJson(std::string_view name, Change change, const TargetDocument &before,
                       const TargetDocument &after, const std::vector<UnmatchedCondition> &unmatched = {})
{
    // The ETag follows from the content.
    const TargetDiff diff = before.etag == after.etag ? TargetDiff() : diffTargets(before.json, after.json);
    JsonObject object = nameJson(name, change);
    object.add("groups", std::to_string(after.groups));
    object.add("targets", std::to_string(after.targets));
    addTargets(object, "added", diff.added);
    addTargets(object, "removed", diff.removed);
    addTargets(object, "relabeled", diff.relabeled);
    object.add("warnings", jsonArray(unmatched, [](const UnmatchedCondition &condition) {
                   return jsonString(condition.toString());
               }));
    return object.text();
}

// The answers of one config, of both roles.
struct Answers
{
    const TargetSet &nodes;
    const JobTargetSet *jobs;

    std::optional<TargetDocument> of(const JobConfig &job) const
    {
        if (job.role == JobRole::Node)
            return nodes.document(job.name);
        return jobs != nullptr ? jobs->document(job.name) : std::nullopt;
    }
    std::vector<JobConfig> config() const
    {
        std::vector<JobConfig> config = nodes.jobs();
        if (jobs != nullptr)
            config.insert(config.end(), jobs->jobs().begin(), jobs->jobs().end());
        return config;
    }
};

std::vector<JobConfig> ofRole(const std::vector<JobConfig> &jobs, JobRole role)
{
    std::vector<JobConfig> chosen;
    std::ranges::copy_if(jobs, std::back_inserter(chosen),
                         [role](const JobConfig &job) { return job.role == role; });
    return chosen;
}

} // namespace

std::string jobChangesJson(const TargetSet &current, const JobTargetSet *currentJobs,
                           const std::vector<JobConfig> &wanted)
{
    const Answers now{current, currentJobs};
    const std::vector<JobConfig> config = now.config();
    const JobsByName before = byName(config);
    const JobsByName after = byName(wanted);
    std::vector<JobConfig> differing;
    for (const JobConfig &job : wanted) {
        if (differing.size() < maxBuiltJobs && changeOf(job, before) != Change::None)
            differing.push_back(job);
    }
    const auto nodes = TargetSet::build({current.lists(), ofRole(differing, JobRole::Node)});
    const auto jobs = currentJobs == nullptr
                          ? nullptr
                          : JobTargetSet::build({currentJobs->sources(), ofRole(differing, JobRole::Job)});
    const Answers built{*nodes, jobs.get()};
    std::vector<std::string> changes;
    for (const JobConfig &job : wanted) {
        const Change change = changeOf(job, before);
        const Answers &answers = change == Change::None ? now : built;
        const auto document = answers.of(job);
        const auto old = before.find(job.name);
        const auto then = old == before.end() ? std::nullopt : now.of(*old->second);
        changes.push_back(document ? changeJson(job.name, change, then.value_or(TargetDocument()), *document,
                                                answers.nodes.unmatched(job.name))
                                   : nameJson(job.name, change).text());
    }
    for (const JobConfig &job : config) {
        if (!after.contains(job.name))
            changes.push_back(changeJson(job.name, Change::Removed, now.of(job).value_or(TargetDocument()),
                                         TargetDocument()));
    }
    return jsonArray(changes, [](const std::string &change) { return change; });
}

} // namespace slurmsd
