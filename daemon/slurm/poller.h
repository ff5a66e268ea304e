// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/backoff.h"
#include "daemon/slurm/massloss.h"
#include "daemon/slurm/nodesource.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <memory>

namespace slurmsd {

// What a poll took.
struct PollStats
{
    std::chrono::milliseconds duration{};
    std::uint64_t bytes = 0;
    std::chrono::milliseconds nextPollIn{};                 // unless pollNow() or configure() comes first
    std::optional<std::chrono::sys_seconds> tokenExpires{}; // as in FetchResult

    friend bool operator==(const PollStats &, const PollStats &) = default;
};

// Gives the list the name that its cluster goes by: that of the config's list of clusters, else Slurm's own,
// else slurm.cluster.
void nameCluster(NodeSnapshot &nodes, const SlurmConfig &config);

// Polls a node source: at start, then every slurm.update_interval; sooner after a failure (Backoff). A list
// that lost too many nodes at once is held (MassLossGuard): that poll failed, but is not repeated sooner. One
// fetch is under way at most. A poll that failed leaves the list in force as it is.
class Poller : public QObject
{
    Q_OBJECT

public:
    // Makes the source for a config; never gives null.
    using SourceFactory = std::function<std::unique_ptr<NodeSource>(const SlurmConfig &)>;

    Poller(SlurmConfig config, SourceFactory makeSource, QObject *parent = nullptr);
    ~Poller() override;

    // Polls at once, then goes on until stop().
    void start();
    // Ends the fetch under way without a signal. start() goes on.
    void stop();
    // Polls at once instead of when the next poll is due. A poll under way is the one asked for. Not when
    // stopped.
    void pollNow();
    // A list to start with, from before the daemon was: new lists are compared with it. Sorted; before
    // start().
    void restore(std::shared_ptr<const NodeSnapshot> nodes) { m_inForce = std::move(nodes); }
    // Puts the list in force that the guard held last, when there is one: false when there is none.
    bool acceptHeld();
    // That list; null when there is none.
    const std::shared_ptr<const NodeSnapshot> &held() const { return m_held; }
    // Goes on with another config: polls at once, through a new source; a fetch under way is given up. The
    // list in force stays; where the endpoint is another, new lists are not compared with it. Does nothing
    // when the config is the same.
    void configure(const SlurmConfig &config);

Q_SIGNALS:
    void pollStarted();
    // A list is in force from now on. It is sorted, and has its name (NodeSnapshot::cluster).
    void nodesAccepted(const std::shared_ptr<const slurmsd::NodeSnapshot> &nodes,
                       const slurmsd::PollStats &stats);
    // Guard when a list was held.
    void pollFailed(const slurmsd::PollError &error, const slurmsd::PollStats &stats);

private:
    void makeSource();
    void dropSource();
    void poll();
    void handleFetched(const FetchResult &result);
    // Schedules the next poll.
    PollStats finishPoll(const FetchResult &result, std::chrono::milliseconds nextPollIn);

    SlurmConfig m_config;
    SourceFactory m_makeSource;
    std::unique_ptr<NodeSource> m_source;
    Backoff m_backoff;
    MassLossGuard m_guard;
    std::shared_ptr<const NodeSnapshot> m_inForce; // null: nothing to compare with
    std::shared_ptr<const NodeSnapshot> m_held;    // by the guard, at the last poll that was complete
    PollStats m_heldStats;
    QTimer m_timer;
    QElapsedTimer m_duration;
    bool m_running = false;
    bool m_polling = false;
};

} // namespace slurmsd
