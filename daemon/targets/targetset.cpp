// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetset.h"

namespace slurmsd {

TargetSet::TargetSet(TargetInput input)
    : m_input(std::move(input))
{
    std::erase_if(m_input.jobs, [](const JobConfig &job) { return job.role == JobRole::Job; });
    for (const auto &list : lists())
        m_names.push_back(filterNames(*list));
    for (const JobConfig &job : m_input.jobs) {
        m_hosts.try_emplace({&listsOf(job), HostRule(job)}, listsOf(job), HostRule(job));
        m_indexes.emplace(job.name, m_indexes.size());
    }
}

const NodeLists &TargetSet::listsOf(const JobConfig &job) const
{
    const auto held = m_input.heldLists.find(job.name);
    return held == m_input.heldLists.end() ? m_input.lists : held->second;
}

std::shared_ptr<const TargetSet> TargetSet::build(TargetInput input, const std::stop_token &stop)
{
    const std::shared_ptr<TargetSet> set(new TargetSet(std::move(input)));
    for (const JobConfig &job : set->jobs()) {
        set->m_documents.push_back(set->buildDocument(job, {}, stop));
        if (stop.stop_requested())
            return {};
    }
    if (set->m_input.isForAll)
        (void)set->document({});
    set->m_unmatched = unmatchedConditions(set->lists(), set->jobs());
    return set;
}

std::optional<TargetDocument> TargetSet::document(std::optional<std::string_view> job,
                                                  const TargetFilter &filter, TargetFormat format) const
{
    std::optional<std::size_t> index;
    if (job) {
        const auto found = m_indexes.find(*job);
        if (found == m_indexes.end())
            return {};
        index = found->second;
        if (filter == TargetFilter() && format == TargetFormat::FileSd)
            return m_documents[*index];
    }

    return m_remembered.get(job.value_or(""), filter, format, [&] { return makeAnswer(index, filter); });
}

// Of one job, or all.
TargetDocument TargetSet::makeAnswer(std::optional<std::size_t> index, const TargetFilter &filter) const
{
    if (!index)
        return allJobs(filter);
    return filter == TargetFilter() ? m_documents[*index] : buildDocument(jobs()[*index], filter);
}

const std::vector<UnmatchedCondition> &TargetSet::unmatched(std::string_view job) const
{
    static const std::vector<UnmatchedCondition> none;
    const auto found = m_indexes.find(job);
    return found == m_indexes.end() ? none : m_unmatched[found->second];
}

TargetDocument TargetSet::buildDocument(const JobConfig &job, const TargetFilter &filter,
                                        const std::stop_token &stop) const
{
    const NodeLists &lists = listsOf(job);
    std::vector<TargetGroup> groups =
        buildTargets(lists, m_hosts.at({&lists, HostRule(job)}), job, filter, stop);
    // They have none of what a filter asks for.
    if (filter == TargetFilter())
        addExtraHosts(groups, job);
    return makeDocument(groups);
}

TargetDocument TargetSet::allJobs(const TargetFilter &filter) const
{
    std::vector<JobDocument> documents;
    for (std::size_t i = 0; i < jobs().size(); ++i)
        documents.push_back({jobs()[i].name, makeAnswer(i, filter)});
    return joinDocuments(documents);
}

} // namespace slurmsd
