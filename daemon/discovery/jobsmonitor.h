// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "common/slurmjob.h"
#include "daemon/discovery/pollrecord.h"
#include "daemon/process/log.h"
#include "daemon/slurm/jobspoller.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The jobs of one cluster: polls them, keeps the last good list, and knows how it is. What happens goes to
// the log as well. On the event loop.
class JobsMonitor : public QObject
{
    Q_OBJECT

public:
    JobsMonitor(SlurmConfig config, const JobsPoller::SourceFactory &makeSource, QObject *parent = nullptr);

    void start() { m_poller.start(); }
    // Goes on with another config of the same cluster. The list stays, unless the endpoint is another one.
    void configure(const SlurmConfig &config);
    void pollNow() { m_poller.pollNow(); }

    // The last good list, of whatever age; null: none yet.
    const std::shared_ptr<const JobList> &jobs() const { return m_jobs; }
    // Why its targets cannot be served now, at the end of a sentence; nothing when they can.
    std::optional<std::string> objection(WallTime now) const;
    JobListStatus status(WallTime now) const;
    const PollCounters &counters() const { return m_polls.counters(); }

Q_SIGNALS:
    // jobs() is another list than before.
    void jobsChanged();
    // Without an id and a cluster.
    void happened(const slurmsd::Event &event);
    // A poll began or ended.
    void polled();

private:
    void takeJobs(const std::shared_ptr<const JobList> &jobs, const PollStats &stats);
    void takeHidden(std::size_t hidden);
    void reportFailure(const PollError &error, const PollStats &stats);
    bool isTooOld(WallTime now) const;
    void emitEvent(Event::Kind kind, std::string text);
    void write(LogLevel level, std::string_view message, std::vector<LogField> fields) const;

    SlurmConfig m_config;
    JobsPoller m_poller;
    std::shared_ptr<const JobList> m_jobs;
    std::size_t m_running = 0; // of m_jobs
    std::size_t m_hidden = 0;
    PollRecord m_polls;
};

} // namespace slurmsd
