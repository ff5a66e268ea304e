// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/nodesource.h"
#include "daemon/slurm/pollschedule.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace slurmsd {

// What a poll took.
struct PollStats
{
    std::chrono::milliseconds duration{};
    std::uint64_t bytes = 0;
    std::chrono::milliseconds nextPollIn{};                 // unless something else is asked for before
    std::optional<std::chrono::sys_seconds> tokenExpires{}; // as in FetchResult
    std::optional<FoundEndpoint> found{};                   // likewise
    std::shared_ptr<const KeptAnswer> answer{};             // likewise

    friend bool operator==(const PollStats &, const PollStats &) = default;
};

// Makes a fetched list ready for use: sorted, with the state classes that the config asks for, and with the
// name that its cluster goes by: that of the config's list of clusters, else Slurm's own, else slurm.cluster.
// Slurm's own is NodeSnapshot::slurmCluster then.
void completeList(NodeSnapshot &nodes, const SlurmConfig &config);

// Polls a node source: at start, then every slurm.update_interval; sooner after a failure, and while
// something of what it got is held (Backoff). One fetch is under way at most.
class Poller : public QObject
{
    Q_OBJECT

public:
    // Makes the source for a config; never gives null.
    using SourceFactory = std::function<std::unique_ptr<NodeSource>(const SlurmConfig &)>;

    Poller(SlurmConfig config, SourceFactory makeSource, QObject *parent = nullptr);
    ~Poller() override;

    // Polls at once, then goes on until stop().
    void start() { m_schedule.start(); }
    // Ends the fetch under way without a signal. start() goes on.
    void stop();
    // Polls at once instead of when the next poll is due. A poll under way is the one asked for. Not when
    // stopped.
    void pollNow() { m_schedule.pollNow(); }
    // Whether something of the last good list, or of one before it, is held: the next poll comes sooner then.
    void setHolding(bool isHolding) { m_schedule.setHolding(isHolding); }
    // Until the next poll; zero while one is under way, and when stopped.
    std::chrono::milliseconds nextPollIn() const { return m_schedule.nextPollIn(); }
    // Goes on with another config: polls at once, through a new source; a fetch under way is given up. Does
    // nothing when the config is the same.
    void configure(const SlurmConfig &config);

Q_SIGNALS:
    void pollStarted();
    // It is sorted, and has its name (NodeSnapshot::cluster).
    void nodesPolled(const std::shared_ptr<const slurmsd::NodeSnapshot> &nodes,
                     const slurmsd::PollStats &stats);
    void pollFailed(const slurmsd::PollError &error, const slurmsd::PollStats &stats);

private:
    void makeSource();
    void dropSource();
    void poll();
    void handleFetched(const FetchResult &result);
    // Schedules the next poll.
    PollStats finishPoll(const FetchResult &result);

    SlurmConfig m_config;
    SourceFactory m_makeSource;
    std::unique_ptr<NodeSource> m_source;
    PollSchedule m_schedule;
};

} // namespace slurmsd
