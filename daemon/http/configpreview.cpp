// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/configpreview.h"

#include "common/jsontext.h"
#include "daemon/targets/targetdiff.h"

#include <algorithm>
#include <span>
#include <unordered_map>

namespace slurmsd {

namespace {

using JobsByName = std::unordered_map<std::string_view, const JobConfig *>;

JobsByName byName(const std::vector<JobConfig> &jobs)
{
    JobsByName map;
    for (const JobConfig &job : jobs)
        map.emplace(job.name, &job);
    return map;
}

std::string_view changeOf(const JobConfig &job, const JobsByName &before)
{
    const auto old = before.find(job.name);
    return old == before.end() ? "added" : *old->second == job ? "none" : "changed";
}

void addTargets(JsonObject &object, const std::string &key, const std::vector<std::string> &targets)
{
    const auto listed = std::span(targets).first(std::min(targets.size(), maxListedTargets));
    object.add(key, jsonArray(listed, jsonString));
    object.add(key + "_total", std::to_string(targets.size()));
}

JsonObject nameJson(std::string_view name, std::string_view change)
{
    JsonObject object;
    object.addText("job", name);
    object.addText("change", change);
    return object;
}

std::string changeJson(std::string_view name, std::string_view change, const TargetDocument &before,
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

} // namespace

std::string jobChangesJson(const TargetSet &current, const std::vector<JobConfig> &wanted)
{
    const JobsByName before = byName(current.jobs());
    const JobsByName after = byName(wanted);
    std::vector<JobConfig> differing;
    for (const JobConfig &job : wanted) {
        if (differing.size() < maxBuiltJobs && changeOf(job, before) != "none")
            differing.push_back(job);
    }
    const auto built = TargetSet::build({current.lists(), std::move(differing)});
    const auto documentOf = [](const TargetSet &set, const std::string &name) {
        return set.document(name).value_or(TargetDocument());
    };
    std::vector<std::string> changes;
    for (const JobConfig &job : wanted) {
        const std::string_view change = changeOf(job, before);
        const TargetSet &set = change == "none" ? current : *built;
        const auto document = set.document(job.name);
        changes.push_back(document ? changeJson(job.name, change, documentOf(current, job.name), *document,
                                                set.unmatched(job.name))
                                   : nameJson(job.name, change).text());
    }
    for (const JobConfig &job : current.jobs()) {
        if (!after.contains(job.name))
            changes.push_back(changeJson(job.name, "removed", documentOf(current, job.name), {}));
    }
    return jsonArray(changes, [](const std::string &change) { return change; });
}

} // namespace slurmsd
