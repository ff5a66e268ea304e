// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/config/jobchanges.h"

#include "common/wording.h"

#include <algorithm>
#include <string_view>

namespace slurmsd {

namespace {

const JobConfig *find(const std::vector<JobConfig> &jobs, const std::string &name)
{
    const auto found = std::ranges::find(jobs, name, &JobConfig::name);
    return found == jobs.end() ? nullptr : &*found;
}

// Appends "WHAT NAME, NAME" with those of the jobs that are meant.
template <typename Meant>
void append(std::string &words, std::string_view what, const std::vector<JobConfig> &jobs,
            const Meant &isMeant)
{
    bool isFirst = true;
    for (const JobConfig &job : jobs) {
        if (!isMeant(job))
            continue;
        if (isFirst)
            words.append(words.empty() ? "" : "; ").append(what).append(" ");
        else
            words += ", ";
        words += printable(job.name);
        isFirst = false;
    }
}

} // namespace

std::string jobChanges(const std::vector<JobConfig> &before, const std::vector<JobConfig> &after)
{
    std::string words;
    append(words, "added", after, [&](const JobConfig &job) { return !find(before, job.name); });
    append(words, "removed", before, [&](const JobConfig &job) { return !find(after, job.name); });
    append(words, "changed", after, [&](const JobConfig &job) {
        const JobConfig *was = find(before, job.name);
        return was && *was != job;
    });
    return words;
}

} // namespace slurmsd
