// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/jobsmonitor.h"

#include "common/configvalues.h"
#include "common/wording.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

std::string hiddenText(std::size_t hidden)
{
    return "Slurm hides " + groupedDigits(hidden) +
           " running jobs from this user (PrivateData=jobs): they have no targets";
}

} // namespace

JobsMonitor::JobsMonitor(SlurmConfig config, const JobsPoller::SourceFactory &makeSource, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_poller(m_config, makeSource)
{
    connect(&m_poller, &JobsPoller::jobsPolled, this, &JobsMonitor::takeJobs);
    connect(&m_poller, &JobsPoller::hiddenCounted, this, &JobsMonitor::takeHidden);
    connect(&m_poller, &JobsPoller::pollFailed, this, &JobsMonitor::reportFailure);
    connect(&m_poller, &JobsPoller::pollStarted, this, [this] {
        m_polls.begin();
        Q_EMIT polled();
    });
}

void JobsMonitor::configure(const SlurmConfig &config)
{
    const bool isElsewhere = config.endpoint != m_config.endpoint;
    m_config = config;
    m_poller.configure(config);
    if (!isElsewhere || !m_jobs)
        return;
    // Another Slurm's jobs are not on these nodes.
    m_jobs.reset();
    m_hidden = 0;
    Q_EMIT jobsChanged();
}

bool JobsMonitor::isTooOld(WallTime when) const
{
    return m_jobs && when - m_jobs->takenAt > m_config.jobs.maxAge;
}

std::optional<std::string> JobsMonitor::objection(WallTime when) const
{
    std::string failure;
    if (const PollStatus &polls = m_polls.status(); polls.failingSince)
        failure = std::string(toString(polls.lastFailure->errorClass)) + ": " + polls.lastFailure->message;
    if (!m_jobs)
        return "no list of jobs yet: " + (failure.empty() ? "the first poll is under way" : failure);
    if (!isTooOld(when))
        return {};
    return "the list of jobs is older than " + formatDuration(m_config.jobs.maxAge) +
           " (slurm.jobs.max_age)" + (failure.empty() ? "" : ": " + failure);
}

JobListStatus JobsMonitor::status(WallTime when) const
{
    JobListStatus status;
    static_cast<PollStatus &>(status) = m_polls.status();
    if (m_jobs) {
        status.listTakenAt = m_jobs->takenAt;
        status.isTooOld = isTooOld(when);
        status.jobs = m_jobs->jobs.size();
        status.running = m_running;
        status.skipped = m_jobs->skipped;
    }
    status.hidden = m_hidden;
    return status;
}

void JobsMonitor::takeJobs(const std::shared_ptr<const JobList> &jobs, const PollStats &stats)
{
    m_polls.end(stats);
    m_jobs = jobs;
    m_running = static_cast<std::size_t>(std::ranges::count(jobs->jobs, JobPhase::Running, &SlurmJob::phase));
    write(LogLevel::Info, "jobs polled",
          {{"jobs", std::to_string(jobs->jobs.size())},
           {"running", std::to_string(m_running)},
           {"skipped", std::to_string(jobs->skipped)},
           {"api_version", jobs->apiVersion},
           {"duration", formatDuration(stats.duration)},
           {"bytes", std::to_string(stats.bytes)},
           {"next_poll_in", formatDuration(stats.nextPollIn)}});
    if (m_polls.succeed(jobs->takenAt)) {
        write(LogLevel::Info, "polling jobs works again", {});
        emitEvent(Event::Kind::PollRecovered, "polling jobs works again");
    }
    Q_EMIT jobsChanged();
    Q_EMIT polled();
}

void JobsMonitor::takeHidden(std::size_t hidden)
{
    const std::size_t before = std::exchange(m_hidden, hidden);
    if (hidden > 0)
        write(LogLevel::Warn, hiddenText(hidden), {});
    if (hidden > 0 && before == 0)
        emitEvent(Event::Kind::PollFailed, hiddenText(hidden));
    Q_EMIT polled();
}

void JobsMonitor::reportFailure(const PollError &error, const PollStats &stats)
{
    const std::string errorClass(toString(error.errorClass));
    m_polls.end(stats, error.errorClass);
    write(LogLevel::Warn, "polling jobs failed",
          {{"class", errorClass},
           {"error", error.message},
           {"serving", m_jobs ? "the last good list" : "nothing yet"},
           {"duration", formatDuration(stats.duration)},
           {"next_poll_in", formatDuration(stats.nextPollIn)}});
    if (m_polls.fail(error))
        emitEvent(Event::Kind::PollFailed, "jobs: " + errorClass + ": " + error.message);
    Q_EMIT polled();
}

void JobsMonitor::emitEvent(Event::Kind kind, std::string text)
{
    Event event;
    event.when = std::chrono::system_clock::now();
    event.kind = kind;
    event.text = std::move(text);
    Q_EMIT happened(event);
}

// With the cluster's name, where there are several.
void JobsMonitor::write(LogLevel level, std::string_view message, std::vector<LogField> fields) const
{
    if (!m_config.name.empty())
        fields.insert(fields.begin(), {"cluster", m_config.name});
    log(level, message, fields);
}

} // namespace slurmsd
