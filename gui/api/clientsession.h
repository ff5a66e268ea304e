// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/apiconnection.h"
#include "gui/api/daemonclient.h"
#include "gui/api/eventsfollower.h"
#include "gui/api/nodesfollower.h"
#include "gui/api/runningjobsfollower.h"
#include "gui/api/targetsfollower.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>

namespace slurmsd {

// What DaemonClient does: asks for the status again and again, has the followers ask for what it says is new,
// and keeps the state of the connection.
class ClientSession : public QObject
{
    Q_OBJECT

public:
    using State = DaemonClient::State;

    explicit ClientSession(QObject *parent);
    ~ClientSession() override;

    void open(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    void close();
    void retry();
    // Whether the Slurm jobs are asked for; at once, when there is a status.
    void followRunningJobs(bool isWanted);
    void setTiming(const FollowTiming &timing) { m_timing = timing; }

    // Asks for something else; an error at once (but from the event loop) when it is closed.
    void send(const ApiRequest &request, QObject *context, ApiConnection::Handler handler);

    const ConnectionProfile &profile() const { return m_profile; }
    State state() const { return m_state; }
    const std::optional<ApiError> &error() const { return m_error; }
    const std::optional<DaemonStatus> &status() const { return m_status; }
    std::optional<WallTime> lastAnswer() const { return m_lastAnswer; }
    WallTime daemonNow() const;
    const NodesFollower &nodes() const { return m_nodes; }
    const TargetsFollower &targets() const { return m_targets; }
    const RunningJobsFollower &runningJobs() const { return m_runningJobs; }
    const EventsFollower &events() const { return m_events; }

Q_SIGNALS:
    void stateChanged();
    void statusChanged();

private:
    static constexpr std::size_t followerCount = 4;

    void endConnection();
    void poll();
    void handleStatus(const Result<ApiAnswer, ApiError> &answer);
    void handlePart(std::size_t part, const std::optional<ApiError> &error);
    void settle();
    void setState(State state, const std::optional<ApiError> &error);

    ConnectionProfile m_profile;
    FollowTiming m_timing;
    std::unique_ptr<ApiConnection> m_connection; // while it is open
    std::unique_ptr<QObject> m_statusRun;        // in whose name m_connection is asked for the status
    EventsFollower m_events;
    NodesFollower m_nodes;
    TargetsFollower m_targets;
    RunningJobsFollower m_runningJobs;
    std::array<Follower *, followerCount> m_followers{&m_events, &m_nodes, &m_targets, &m_runningJobs};

    State m_state = State::Closed;
    std::optional<ApiError> m_error;
    std::optional<ApiError> m_statusError;                           // of the last request for it
    std::array<std::optional<ApiError>, followerCount> m_partErrors; // of the followers' last ones
    std::optional<DaemonStatus> m_status;
    std::optional<WallTime> m_lastAnswer;
    QElapsedTimer m_sinceStatus;
    std::chrono::milliseconds m_retry{}; // the last pause before a try
    QTimer m_timer;
};

} // namespace slurmsd
