// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configedit.h"

#include "common/configjobs.h"
#include "common/configyaml.h"
#include "common/jobsedit.h"
#include "common/utf8.h"

#include <algorithm>
#include <unordered_map>

namespace slurmsd {

namespace {

// `text` is valid.
YamlNode treeOf(std::string_view text)
{
    ProblemList problems(text, {});
    auto root = parseYaml(text, problems);
    Q_ASSERT(root);
    return *std::move(root);
}

// What jobs of either role have that say nothing themselves.
JobsReader defaultsOf(const YamlNode &root, ProblemList &problems)
{
    JobsReader jobs(problems, findEntry(root, "clusters") != nullptr);
    if (const YamlEntry *entry = findEntry(root, "defaults")) {
        const YamlPath path;
        MapReader defaults(entry->value, entry->mark(), path, problems);
        jobs.readDefaults(defaults);
    }
    return jobs;
}

// For each wanted job, the index of the one that it was, if any.
std::vector<std::optional<std::size_t>> match(const std::vector<JobConfig> &before,
                                              const std::vector<JobConfig> &wanted)
{
    const auto indexes = [](const std::vector<JobConfig> &jobs) {
        std::unordered_map<std::string_view, std::size_t> byName;
        for (std::size_t i = 0; i < jobs.size(); ++i)
            byName.emplace(jobs[i].name, i);
        return byName;
    };
    const auto old = indexes(before);
    const auto now = indexes(wanted);
    std::vector<std::optional<std::size_t>> origins(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto found = old.find(wanted[i].name);
        // A name that is wanted twice is refused later.
        if (found != old.end() && now.at(wanted[i].name) == i)
            origins[i] = found->second;
        else if (found == old.end() && i < before.size() && !now.contains(before[i].name))
            origins[i] = i;
    }
    return origins;
}

// Problems of a text that nobody has seen have no lines.
std::vector<ConfigProblem> withoutPlaces(std::vector<ConfigProblem> problems)
{
    for (ConfigProblem &problem : problems)
        problem.line = problem.column = 0;
    return problems;
}

} // namespace

JobConfig defaultJob(std::string_view text)
{
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    ProblemList problems(text, {});
    return defaultsOf(treeOf(text), problems).defaults();
}

Result<std::string, std::vector<ConfigProblem>> editJobs(std::string_view text, std::string_view file,
                                                         const std::vector<JobConfig> &wanted)
{
    const auto before = parseConfig(text, file);
    if (!before)
        return Failure{before.error()};
    if (before->config.jobs == wanted)
        return std::string(text);
    if (wanted.empty())
        return Failure{
            std::vector{ConfigProblem{std::string(file), 0, 0, "jobs", "expected at least one job"}}};
    Config meant = before->config;
    meant.jobs = wanted;

    const std::string_view prefix = text.substr(0, text.starts_with(byteOrderMark) ? 3 : 0);
    text.remove_prefix(prefix.size());
    const YamlNode root = treeOf(text);
    ProblemList none(text, {}); // `text` is valid
    JobsEdit edit{text,
                  root,
                  findEntry(root, "jobs"),
                  defaultsOf(root, none).defaults(),
                  before->config.jobs,
                  wanted,
                  match(before->config.jobs, wanted),
                  {}};
    edit.isKept.resize(before->config.jobs.size());
    for (const auto origin : edit.origins) {
        if (origin)
            edit.isKept[*origin] = true;
    }
    std::vector<ConfigProblem> problems;
    for (const auto attempt : {editValues, editItems, replaceJobs}) {
        const std::optional<std::string> result = attempt(edit);
        if (!result)
            continue;
        std::string edited = std::string(prefix) + *result;
        const auto after = parseConfig(edited, file);
        if (after && after->config == meant)
            return edited;
        problems = after ? std::vector<ConfigProblem>() : withoutPlaces(after.error());
    }
    if (problems.empty())
        problems.push_back({std::string(file), 0, 0, "jobs",
                            "cannot be changed in this text without changing what else it means; change the "
                            "text itself"});
    return Failure{std::move(problems)};
}

} // namespace slurmsd
