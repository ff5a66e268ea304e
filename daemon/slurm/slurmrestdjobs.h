// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/jobsource.h"
#include "daemon/slurm/jobsparser.h"
#include "daemon/slurm/jobstates.h"
#include "daemon/slurm/slurmrestdexchange.h"

#include <memory>
#include <optional>

namespace slurmsd {

// The query of GET /slurm/{version}/jobs/. From v0.0.40 on, flags=ALL: without it the answer has every core
// of every allocated node, up to a thousand times the size, and with another flag in its place it lacks the
// jobs of hidden partitions. flags=DETAIL beside it for `gres_detail`. Older versions take no flags and
// always give it.
std::string jobListQuery(std::string_view version, bool withGres);

// Job lists from a slurmrestd: GET /slurm/{version}/jobs/, never with `update_time`, whose "unchanged" is an
// answer with no jobs. With PrivateData=jobs, Slurm leaves jobs out without a word; from v0.0.40 on GET
// /slurm/{version}/jobs/state/ still has them.
class SlurmrestdJobs : public JobListSource, private DocumentReader
{
    Q_OBJECT

public:
    // As SlurmrestdExchange; of `config` also whether GPU metrics are wanted (SlurmJobsPolling::hasMetrics).
    SlurmrestdJobs(std::unique_ptr<HttpTransport> transport, const SlurmConfig &config,
                   std::string prefix = {});

    void fetch(bool isChecking) override;
    void abort() override;

private:
    SlurmDocument beginAnswer(const std::string &version) override;
    bool takeBytes(std::string_view bytes) override;
    void endAnswer() override;
    void endInFailure(const PollError &error) override;

    void takeList();
    void takeStates();
    void finish(Result<std::shared_ptr<JobList>, PollError> jobs, std::optional<std::size_t> hidden = {});

    const bool m_withGres;
    const bool m_overUnixSocket;
    SlurmrestdExchange m_exchange;
    std::size_t m_lastCount = 0;

    // The fetch under way.
    bool m_isChecking = false;
    std::shared_ptr<JobList> m_list; // once it is complete, while the states are asked for
    std::optional<JobsParser> m_jobs;
    std::optional<JobStatesParser> m_states;
};

} // namespace slurmsd
