// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/jobs/jobtargetset.h"
#include "daemon/targets/targetdiff.h"

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// Holds the answers of /targets for jobs of role Job, and makes them anew when a list of jobs, a list of
// nodes or the config changes. There is no guard: that jobs end is what jobs do.
class JobTargetStore
{
public:
    struct Change
    {
        std::string job;
        TargetDiff diff;
    };

    // Makes the answers, which takes some 10 ms for 5,000 Slurm jobs with targets; a source that is not there
    // has no list yet.
    void setInput(JobTargetInput input);

    // Null before the first setInput(). A set stays valid for as long as the pointer is held.
    const std::shared_ptr<const JobTargetSet> &current() const { return m_current; }
    // What the jobs that both current() and the set before it have lost and gained; those alone that did.
    const std::vector<Change> &changes() const { return m_changes; }

private:
    std::shared_ptr<const JobTargetSet> m_current;
    std::vector<Change> m_changes;
};

} // namespace slurmsd
