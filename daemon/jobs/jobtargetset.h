// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/jobs/jobtargets.h"
#include "daemon/targets/rememberedanswers.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What the answers of one time are made from.
struct JobTargetInput
{
    std::vector<JobSource> sources; // of the clusters that have both lists
    std::vector<JobConfig> jobs;    // of role Job
};

// The targets of all jobs of role Job, as ready bytes. Never changes; it may be built in any thread, but
// document() belongs to one thread at a time, since it remembers answers.
class JobTargetSet
{
public:
    // Null when `stop` was requested before it was done. Some 10 ms a job of the config for 5,000 Slurm jobs
    // with targets.
    static std::shared_ptr<const JobTargetSet> build(JobTargetInput input, const std::stop_token &stop = {});

    // The answer for one job; nothing when there is no such job of role Job.
    std::optional<TargetDocument> document(std::string_view job, const JobTargetFilter &filter = {},
                                           TargetFormat format = TargetFormat::FileSd) const;

    const std::vector<JobSource> &sources() const { return m_input.sources; }
    const std::vector<JobConfig> &jobs() const { return m_input.jobs; }
    // Of each of jobs(), in their order.
    const std::vector<JobTargetCounts> &counts() const { return m_counts; }

private:
    explicit JobTargetSet(JobTargetInput input)
        : m_input(std::move(input))
    {}

    JobTargetInput m_input;
    std::vector<TargetDocument> m_documents; // one for each job, in their order
    std::vector<JobTargetCounts> m_counts;
    mutable RememberedAnswers<JobTargetFilter> m_remembered;
};

} // namespace slurmsd
