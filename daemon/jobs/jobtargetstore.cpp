// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobtargetstore.h"

#include <utility>

namespace slurmsd {

void JobTargetStore::setInput(JobTargetInput input)
{
    const auto before = std::exchange(m_current, JobTargetSet::build(std::move(input)));
    m_changes.clear();
    if (before == nullptr)
        return;
    for (const JobConfig &job : m_current->jobs()) {
        const auto then = before->document(job.name);
        const auto now = m_current->document(job.name);
        if (then && then->etag != now->etag)
            m_changes.push_back({job.name, diffTargets(then->json, now->json)});
    }
}

} // namespace slurmsd
