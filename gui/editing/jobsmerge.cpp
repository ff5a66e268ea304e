// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editing/jobsmerge.h"

#include <algorithm>

namespace slurmsd {

namespace {

using Jobs = std::vector<JobConfig>;
using Names = std::vector<std::string>;

std::optional<JobConfig> find(const Jobs &jobs, const std::string &name)
{
    const auto found = std::ranges::find(jobs, name, &JobConfig::name);
    return found == jobs.end() ? std::nullopt : std::optional(*found);
}

Names namesOf(const Jobs &jobs)
{
    Names names;
    for (const JobConfig &job : jobs)
        names.push_back(job.name);
    return names;
}

Names namesIn(const Jobs &jobs, const Jobs &others)
{
    Names names = namesOf(jobs);
    std::erase_if(names, [&](const std::string &name) { return !find(others, name); });
    return names;
}

// All names of both, in the order of `leading`; each of the others behind the one that it follows there.
Names joined(const Names &leading, const Names &others)
{
    Names names = leading;
    auto place = names.begin();
    for (const std::string &name : others) {
        const auto found = std::ranges::find(names, name);
        place = found != names.end() ? found : names.insert(place, name);
        ++place;
    }
    return names;
}

Names mergedOrder(const Jobs &base, const Jobs &mine, const Jobs &theirs)
{
    const bool hasMineOrder = namesIn(mine, base) != namesIn(base, mine);
    const bool hasTheirOrder = namesIn(theirs, base) != namesIn(base, theirs);
    return hasMineOrder && !hasTheirOrder ? joined(namesOf(mine), namesOf(theirs))
                                          : joined(namesOf(theirs), namesOf(mine));
}

} // namespace

MergedJobs mergeJobs(const Jobs &base, const Jobs &mine, const Jobs &theirs,
                     const std::map<std::string, MergeSide> &choices)
{
    std::map<std::string, JobConfig> kept;
    MergedJobs merged;
    for (const std::string &name : joined(namesOf(mine), namesOf(theirs))) {
        const JobConflict sides{name, find(base, name), find(mine, name), find(theirs, name)};
        MergeSide side = sides.mine == sides.base ? MergeSide::Theirs : MergeSide::Mine;
        if (sides.mine != sides.base && sides.theirs != sides.base && sides.mine != sides.theirs) {
            merged.conflicts.push_back(sides);
            if (const auto choice = choices.find(name); choice != choices.end())
                side = choice->second;
        }
        if (const auto &job = side == MergeSide::Mine ? sides.mine : sides.theirs)
            kept.emplace(name, *job);
    }
    for (const std::string &name : mergedOrder(base, mine, theirs)) {
        if (const auto job = kept.find(name); job != kept.end())
            merged.jobs.push_back(job->second);
    }
    return merged;
}

} // namespace slurmsd
