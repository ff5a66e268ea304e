// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/jobsource.h"
#include "daemon/slurm/poller.h"
#include "daemon/slurm/pollschedule.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>
#include <optional>

namespace slurmsd {

// Polls a cluster's jobs, every slurm.jobs.update_interval, and finds out once an hour whether Slurm hides
// some. One fetch is under way at most.
class JobsPoller : public QObject
{
    Q_OBJECT

public:
    // Makes the source for a config; never gives null.
    using SourceFactory = std::function<std::unique_ptr<JobListSource>(const SlurmConfig &)>;

    JobsPoller(SlurmConfig config, SourceFactory makeSource, QObject *parent = nullptr);
    ~JobsPoller() override;

    // Polls at once, then goes on until this is destroyed.
    void start() { m_schedule.start(); }
    // As Poller::pollNow().
    void pollNow() { m_schedule.pollNow(); }
    // As Poller::configure().
    void configure(const SlurmConfig &config);
    std::chrono::milliseconds nextPollIn() const { return m_schedule.nextPollIn(); }

Q_SIGNALS:
    void pollStarted();
    // The list is sorted.
    void jobsPolled(const std::shared_ptr<const slurmsd::JobList> &jobs, const slurmsd::PollStats &stats);
    // How many running jobs the list lacks; with the list, after jobsPolled(), when it was found out. Told
    // when two polls in a row say so, since one may begin between two answers.
    void hiddenCounted(std::size_t hidden);
    void pollFailed(const slurmsd::PollError &error, const slurmsd::PollStats &stats);

private:
    void makeSource();
    void dropSource();
    void poll();
    void handleFetched(const JobFetchResult &result);
    void takeHidden(std::optional<std::size_t> hidden);

    SlurmConfig m_config;
    SourceFactory m_makeSource;
    std::unique_ptr<JobListSource> m_source;
    PollSchedule m_schedule;
    QElapsedTimer m_checked;   // since the last check; not valid: one is due
    bool m_isDoubtful = false; // the last check found hidden jobs, for the first time
};

} // namespace slurmsd
