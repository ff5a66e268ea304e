// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/targets/jobguard.h"

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

// What became of one job's targets of one cluster.
struct JobJudgement
{
    std::string cluster; // GuardedList::cluster
    std::string job;
    std::size_t targets = 0; // in force
    LossCounts lost{};       // with this judgement
    std::optional<HeldStatus> held{};
    bool isNews = false; // held, and it was not, or something else would be lost
    bool ended = false;  // it was held before, and is not any more

    friend bool operator==(const JobJudgement &, const JobJudgement &) = default;
};

// The guards of all jobs and clusters. A value: copies go on apart from each other. Pure.
class AnswerGuard
{
public:
    // One for each job and cluster, in the order of the jobs, then the lists. Jobs and clusters that are not
    // given any more are forgotten. Once `stop` is requested it gives up soon, and is of no use any more.
    std::vector<JobJudgement> judge(const std::vector<JobConfig> &jobs, const std::vector<GuardedList> &lists,
                                    const std::vector<std::string> &accepted = {},
                                    const std::stop_token &stop = {});

    // What that job's answer is made of; it was judged with that cluster.
    const std::shared_ptr<const NodeSnapshot> &list(const std::string &cluster, const std::string &job) const
    {
        return m_guards.at({cluster, job}).list();
    }

private:
    std::map<std::pair<std::string, std::string>, JobGuard> m_guards; // by cluster and job
};

} // namespace slurmsd
