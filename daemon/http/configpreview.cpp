// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http/configpreview.h"

#include "common/jsontext.h"
#include "daemon/targets/targetdiff.h"

#include <algorithm>
#include <ranges>

namespace slurmsd {

namespace {

const JobConfig *findJob(const std::vector<JobConfig> &jobs, std::string_view name)
{
    const auto found = std::ranges::find(jobs, name, &JobConfig::name);
    return found == jobs.end() ? nullptr : &*found;
}

void addTargets(JsonObject &object, const std::string &key, const std::vector<std::string> &targets)
{
    object.add(key, jsonArray(targets | std::views::take(maxListedTargets), jsonString));
    object.add(key + "_total", std::to_string(targets.size()));
}

std::string changeJson(std::string_view name, std::string_view change, const TargetDocument &before,
                       const TargetDocument &after)
{
    // The ETag follows from the content.
    const TargetDiff diff = before.etag == after.etag ? TargetDiff() : diffTargets(before.json, after.json);
    JsonObject object;
    object.addText("job", name);
    object.addText("change", change);
    object.add("groups", std::to_string(after.groups));
    object.add("targets", std::to_string(after.targets));
    addTargets(object, "added", diff.added);
    addTargets(object, "removed", diff.removed);
    addTargets(object, "relabeled", diff.relabeled);
    return object.text();
}

} // namespace

std::string jobChangesJson(const TargetSet &current, const std::vector<JobConfig> &wanted)
{
    std::vector<JobConfig> differing;
    for (const JobConfig &job : wanted) {
        const JobConfig *old = findJob(current.jobs(), job.name);
        if (!old || *old != job)
            differing.push_back(job);
    }
    const auto built = TargetSet::build({current.lists(), std::move(differing)});
    const auto documentOf = [](const TargetSet &set, const std::string &name) {
        return set.document(name).value_or(TargetDocument());
    };
    std::vector<std::string> changes;
    for (const JobConfig &job : wanted) {
        const bool isNew = !findJob(current.jobs(), job.name);
        const bool isDifferent = findJob(built->jobs(), job.name);
        changes.push_back(changeJson(job.name,
                                     isNew         ? "added"
                                     : isDifferent ? "changed"
                                                   : "none",
                                     documentOf(current, job.name),
                                     documentOf(isDifferent ? *built : current, job.name)));
    }
    for (const JobConfig &job : current.jobs()) {
        if (!findJob(wanted, job.name))
            changes.push_back(changeJson(job.name, "removed", documentOf(current, job.name), {}));
    }
    return jsonArray(changes, [](const std::string &change) { return change; });
}

} // namespace slurmsd
