// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobtargetset.h"

#include <algorithm>

namespace slurmsd {

std::shared_ptr<const JobTargetSet> JobTargetSet::build(JobTargetInput input, const std::stop_token &stop)
{
    const std::shared_ptr<JobTargetSet> set(new JobTargetSet(std::move(input)));
    for (const JobConfig &job : set->jobs()) {
        const SlurmJobTargets targets = buildJobTargets(set->sources(), job, {}, stop);
        if (stop.stop_requested())
            return {};
        set->m_documents.push_back(makeDocument(targets.groups));
        set->m_counts.push_back(targets.counts);
    }
    return set;
}

std::optional<TargetDocument> JobTargetSet::document(std::string_view job, const JobTargetFilter &filter,
                                                     TargetFormat format) const
{
    const auto found = std::ranges::find(jobs(), job, &JobConfig::name);
    if (found == jobs().end())
        return {};
    const TargetDocument &whole = m_documents[static_cast<std::size_t>(found - jobs().begin())];
    if (filter == JobTargetFilter() && format == TargetFormat::FileSd)
        return whole;
    return m_remembered.get(job, filter, format, [&] {
        return filter == JobTargetFilter() ? whole
                                           : makeDocument(buildJobTargets(sources(), *found, filter).groups);
    });
}

} // namespace slurmsd
