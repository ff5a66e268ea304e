// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "daemon/discovery/jobsmonitor.h"
#include "daemon/process/log.h"
#include "daemon/slurm/poller.h"
#include "daemon/slurm/pollnotices.h"
#include "daemon/store/snapshotstore.h"
#include "daemon/targets/jobguard.h"
#include "daemon/targets/nodecounts.h"
#include "daemon/targets/nodelistguard.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>

namespace slurmsd {

// One cluster: polls it, keeps its last good list, also over a restart, holds back a list that lost too much,
// and knows how it is. What happens goes to the log as well. On the event loop.
class ClusterMonitor : public QObject
{
    Q_OBJECT

public:
    // `storageDirectory`: where the list is kept; empty: nowhere.
    ClusterMonitor(SlurmConfig config, const std::string &storageDirectory,
                   const Poller::SourceFactory &makeSource, QObject *parent = nullptr);

    // Puts the stored list in force, when there is one, and begins to poll.
    void start();
    // Goes on with another config of the cluster of the same name; the list in force stays.
    void configure(const SlurmConfig &config);
    // Polls the cluster's jobs as well, or no more.
    void setPollsJobs(bool pollsJobs, const JobsPoller::SourceFactory &makeSource);
    void pollNow();
    // Something is said to have changed: a poll comes soon (PollNotices).
    void takeNotice();
    // Puts the list in force that is held by that id; false when there is none.
    bool acceptHeld(std::string_view id);
    // The targets are made from nodes() now. While some of a job are held, nodes() is not stored: after a
    // restart the list before it is what a job has to be compared with.
    void settle(bool areTargetsHeld);

    // From the config: empty for the only cluster of a section `slurm:`.
    const std::string &configName() const { return m_config.name; }
    StateClasses stateClasses() const { return m_config.stateClasses; }
    const SlurmJobsPolling &jobsPolling() const { return m_config.jobs; }
    // As labels and URLs have it; empty while nothing told it.
    const std::string &name() const;
    // The list in force; null: none yet.
    const std::shared_ptr<const NodeSnapshot> &nodes() const { return m_nodes; }
    // When each of nodes() was first seen in its class; null as that is.
    const std::shared_ptr<const StateTimes> &stateTimes() const { return m_stateTimes; }
    // nodes() and what the guard over jobs needs with it; there is a list.
    GuardedList guardedList() const;
    // Those of the cluster's jobs; null: they are not polled.
    const JobsMonitor *jobs() const { return m_jobs.get(); }
    // What the last good poll got, whatever the guard makes of it; null: it was not kept.
    const std::shared_ptr<const KeptAnswer> &answer() const { return m_answer; }
    ClusterStatus status() const;
    ClusterCounters counters() const;

Q_SIGNALS:
    // nodes() is another list than before.
    void nodesChanged();
    // Without an id.
    void happened(const slurmsd::Event &event);
    // jobs() has another list than before, or is another one.
    void jobsChanged();
    // A poll began or ended: status() is another one.
    void polled();

private:
    void restore();
    void handlePolled(const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &stats);
    void acceptNodes(const std::shared_ptr<const NodeSnapshot> &nodes);
    void logPolled(const NodeSnapshot &nodes, const PollStats &stats) const;
    void reportHeld(const PollStats &stats);
    void reportFailure(const PollError &error, const PollStats &stats);
    void fail(const PollError &error, Event::Kind kind);
    bool isUnsettled() const;
    void updateHolding();
    void reportStored(const std::string &error);
    void reportDecision(const DecidedLoss &decided);
    void takeFound(const FoundEndpoint &found);
    // The config for what is asked beside the nodes: with the endpoint that auto found.
    SlurmConfig jobsConfig() const;
    void takeStats(const PollStats &stats, std::optional<PollErrorClass> error = {});
    void putInForce(std::shared_ptr<const NodeSnapshot> nodes, StateTimes times);
    void emitEvent(Event::Kind kind, std::string text);
    void write(LogLevel level, std::string_view message, std::vector<LogField> fields) const;

    SlurmConfig m_config;
    Poller m_poller;
    PollNotices m_notices;
    NodeListGuard m_guard;
    std::unique_ptr<JobsMonitor> m_jobs;
    std::unique_ptr<SnapshotStore> m_store; // null: nothing is stored
    std::shared_ptr<const NodeSnapshot> m_nodes;
    std::shared_ptr<const KeptAnswer> m_answer;
    std::shared_ptr<const StateTimes> m_stateTimes; // of m_nodes
    NodeCounts m_counts;                            // of m_nodes
    bool m_isStored = false;
    std::optional<DecidedLoss> m_decided; // until the targets are made from a list without those nodes
    bool m_areTargetsHeld = false;
    std::shared_ptr<const NodeSnapshot> m_storedNodes; // the last that was given to m_store
    std::uint64_t m_heldLists = 0;                     // as in ClusterCounters
    std::uint64_t m_storageFailures = 0;
    std::uint64_t m_takenNotices = 0;
    std::uint64_t m_noticePolls = 0;

    bool m_isStarted = false;

    PollRecord m_polls;
    std::optional<WallTime> m_lastNotice;
    std::optional<WallTime> m_tokenExpires; // of the last poll's token, where it tells
    std::optional<WallTime> m_toldExpiry;   // of the last token that told
    std::optional<WallTime> m_tokenRenewed;
    std::string m_storageError;
    std::string m_foundEndpoint; // with slurm.endpoint: auto; empty: none yet
};

} // namespace slurmsd
