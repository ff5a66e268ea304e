// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/answerguard.h"

namespace slurmsd {

std::vector<JobJudgement> AnswerGuard::judge(const std::vector<JobConfig> &jobs,
                                             const std::vector<GuardedList> &lists,
                                             const std::vector<std::string> &accepted,
                                             const std::stop_token &stop)
{
    std::vector<JobJudgement> judgements;
    auto before = std::exchange(m_guards, {});
    for (const JobConfig &job : jobs) {
        for (const GuardedList &list : lists) {
            if (stop.stop_requested())
                return {};
            const std::pair key(list.cluster, job.name);
            JobGuard &guard = m_guards[key];
            if (const auto known = before.find(key); known != before.end())
                guard = std::move(known->second);
            const std::optional<HeldStatus> held = guard.held();
            JobJudgement &judgement = judgements.emplace_back(JobJudgement{list.cluster, job.name});
            judgement.lost = guard.judge(job, list, accepted);
            judgement.targets = guard.targets();
            judgement.held = guard.held();
            judgement.isNews = judgement.held && (!held || held->id != judgement.held->id);
            judgement.ended = held && !judgement.held;
        }
    }
    return judgements;
}

} // namespace slurmsd
