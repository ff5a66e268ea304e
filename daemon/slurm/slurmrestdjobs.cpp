// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/slurmrestdjobs.h"

#include "daemon/slurm/apiversion.h"

#include <algorithm>

namespace slurmsd {

namespace {

// The first version with flags that do something, and with /jobs/state/.
constexpr std::string_view firstWithFlags = "v0.0.40";

PollError hiddenError(std::size_t hidden, bool overUnixSocket)
{
    std::string text = "Slurm shows none of its jobs to this user, though it has " + std::to_string(hidden) +
                       ": with PrivateData=jobs in slurm.conf it shows others' jobs only to root, SlurmUser, "
                       "operators and administrators";
    text += overUnixSocket
                ? ", and over a UNIX socket to nobody: take the TCP port and a token of one of them"
                : ": take a token of one of them";
    return {PollErrorClass::Auth, text};
}

} // namespace

std::string jobListQuery(std::string_view version, bool withGres)
{
    if (!isFromVersion(version, firstWithFlags))
        return {};
    return withGres ? "flags=ALL&flags=DETAIL" : "flags=ALL";
}

SlurmrestdJobs::SlurmrestdJobs(std::unique_ptr<HttpTransport> transport, const SlurmConfig &config,
                               std::string prefix)
    : m_withGres(config.jobs.hasMetrics)
    , m_overUnixSocket(config.endpoint.starts_with("unix:"))
    , m_exchange(std::move(transport), config, std::move(prefix), *this)
{}

void SlurmrestdJobs::fetch(bool isChecking)
{
    m_isChecking = isChecking;
    m_list.reset();
    m_exchange.fetch();
}

void SlurmrestdJobs::abort()
{
    m_exchange.abort();
    m_list.reset();
    m_jobs.reset();
    m_states.reset();
}

SlurmDocument SlurmrestdJobs::beginAnswer(const std::string &version)
{
    if (m_list) {
        m_states.emplace();
        return {"/jobs/state/"};
    }
    m_jobs.emplace(m_lastCount);
    return {"/jobs/", jobListQuery(version, m_withGres)};
}

bool SlurmrestdJobs::takeBytes(std::string_view bytes)
{
    return m_states ? m_states->feed(bytes) : m_jobs->feed(bytes);
}

void SlurmrestdJobs::endAnswer()
{
    if (m_states)
        takeStates();
    else
        takeList();
}

void SlurmrestdJobs::takeList()
{
    auto jobs = m_jobs->finish();
    if (!jobs) {
        m_exchange.refuse(jobs.error());
        return;
    }
    JobList &list = **jobs;
    list.takenAt = std::chrono::system_clock::now();
    list.apiVersion = m_exchange.version();
    m_lastCount = list.jobs.size();
    const bool isChecked =
        (m_isChecking || list.jobs.empty()) && isFromVersion(m_exchange.version(), firstWithFlags);
    m_exchange.noteRelease(list.slurmRelease);
    if (!isChecked || m_exchange.version().empty()) {
        finish(*std::move(jobs));
        return;
    }
    m_list = *std::move(jobs);
    m_exchange.ask();
}

// Tasks that wait are one job in the list, and one each here: but for an empty list, those that run are what
// can be compared.
void SlurmrestdJobs::takeStates()
{
    const auto states = m_states->finish();
    if (!states) { // the list is good all the same
        finish(std::move(m_list));
        return;
    }
    if (m_list->jobs.empty() && states->all > 0) {
        finish(Failure{hiddenError(states->all, m_overUnixSocket)});
        return;
    }
    const auto listed = static_cast<std::size_t>(std::ranges::count_if(
        m_list->jobs, [](const SlurmJob &job) { return job.states.starts_with("RUNNING"); }));
    const std::size_t hidden = states->running - std::min(states->running, listed);
    finish(std::move(m_list), hidden);
}

void SlurmrestdJobs::endInFailure(const PollError &error)
{
    if (m_list && !m_list->jobs.empty())
        finish(std::move(m_list));
    else
        finish(Failure{error});
}

void SlurmrestdJobs::finish(Result<std::shared_ptr<JobList>, PollError> jobs,
                            std::optional<std::size_t> hidden)
{
    m_list.reset();
    m_jobs.reset();
    m_states.reset();
    Q_EMIT finished({std::move(jobs), m_exchange.bytes(), hidden});
}

} // namespace slurmsd
