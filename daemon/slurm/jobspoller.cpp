// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jobspoller.h"

#include <utility>

namespace slurmsd {

namespace {

constexpr std::chrono::hours checkInterval{1};

} // namespace

JobsPoller::JobsPoller(SlurmConfig config, SourceFactory makeSource, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_makeSource(std::move(makeSource))
    , m_schedule(m_config.jobs.updateInterval)
{
    connect(&m_schedule, &PollSchedule::due, this, &JobsPoller::poll);
    this->makeSource();
}

JobsPoller::~JobsPoller()
{
    if (m_schedule.stop())
        m_source->abort();
}

void JobsPoller::configure(const SlurmConfig &config)
{
    if (config == m_config)
        return;
    m_config = config;
    dropSource();
    m_schedule.setInterval(config.jobs.updateInterval);
    m_checked.invalidate();
    m_isDoubtful = false;
    makeSource();
    pollNow();
}

void JobsPoller::makeSource()
{
    m_source = m_makeSource(m_config);
    connect(m_source.get(), &JobListSource::finished, this, &JobsPoller::handleFetched);
}

void JobsPoller::dropSource()
{
    m_source->disconnect(this);
    m_source->abort();
    // A slot of its finished() may be what led here.
    m_source.release()->deleteLater();
}

void JobsPoller::poll()
{
    const bool isCheckDue = m_isDoubtful || !m_checked.isValid() ||
                            m_checked.hasExpired(std::chrono::milliseconds(checkInterval).count());
    m_source->fetch(isCheckDue);
    Q_EMIT pollStarted();
}

void JobsPoller::handleFetched(const JobFetchResult &result)
{
    const PollSchedule::Ended ended = m_schedule.end(result.jobs.hasValue());
    const PollStats stats{ended.duration, result.bytes, ended.nextPollIn};
    if (!result.jobs) {
        Q_EMIT pollFailed(result.jobs.error(), stats);
        return;
    }
    // Copies: a slot may call configure(), which drops the source and its result.
    const std::shared_ptr<JobList> fresh = *result.jobs;
    const std::optional<std::size_t> hidden = result.hidden;
    sortJobs(*fresh);
    Q_EMIT jobsPolled(fresh, stats);
    takeHidden(hidden);
}

void JobsPoller::takeHidden(std::optional<std::size_t> hidden)
{
    if (!hidden)
        return;
    const bool isFirst = *hidden > 0 && !std::exchange(m_isDoubtful, *hidden > 0);
    if (isFirst)
        return; // a job may have begun between the two answers: asked again with the next poll
    m_isDoubtful = false;
    m_checked.start();
    Q_EMIT hiddenCounted(*hidden);
}

} // namespace slurmsd
