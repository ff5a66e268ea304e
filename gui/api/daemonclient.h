// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configapi.h"
#include "common/daemonstatus.h"
#include "common/event.h"
#include "common/explanation.h"
#include "common/node.h"
#include "common/result.h"
#include "common/runningjobs.h"
#include "gui/api/followtiming.h"
#include "gui/values/apierror.h"
#include "gui/values/connectionprofile.h"
#include "gui/values/connectionstate.h"
#include "gui/values/jobtargets.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

// The node lists of a daemon's clusters, each in natural order; shared, never changed.
using NodeLists = std::vector<std::shared_ptr<const NodeSnapshot>>;

// Follows one daemon over its HTTP API and keeps what it said last: status, node lists, targets, events, and,
// while that is wanted, running jobs. When the connection breaks it goes on trying, with the data kept. Large
// answers are read in a thread of their own, so that the event loop stays free. Lives in the GUI's thread,
// and emits and calls back there.
class DaemonClient : public QObject
{
    Q_OBJECT

public:
    using State = ConnectionState; // Refused: waits for open() with another login; Lost: see error()
    template <typename T>
    using Callback = std::function<void(Result<T, ApiError>)>;

    explicit DaemonClient(QObject *parent = nullptr);
    ~DaemonClient() override;

    // From the next open() on; tests are in more of a hurry than people.
    void setTiming(const FollowTiming &timing);

    // Forgets what another daemon said, and connects. With the URL that it has already (after another login),
    // the data stay.
    void open(const ConnectionProfile &profile, const ConnectionSecrets &secrets);
    // Ends all requests. The data stay until the next open().
    void close();
    // Tries at once, when it is Lost, instead of waiting for the next try.
    void retry();
    const ConnectionProfile &profile() const;

    State state() const;
    const std::optional<ApiError> &error() const;      // why it is Lost or Refused
    std::optional<WallTime> lastAnswer() const;        // by this machine's clock
    const std::optional<DaemonStatus> &status() const; // the last one; nothing before the first
    // The daemon's clock now, as far as its last status tells; this machine's before that. Ages and
    // countdowns go by it.
    WallTime daemonNow() const;
    const NodeLists &nodes() const;
    const std::vector<JobTargets> &targets() const; // in the config's order; empty while there are none
    // The Slurm jobs that have nodes, as GET /api/v1/jobs has them; empty while there is no list of them.
    // Kept up to date only while they are followed: not at first.
    const std::vector<RunningJob> &runningJobs() const;
    void followRunningJobs(bool isWanted);

    // Requests. The callback is called once, from the event loop, unless `context` or the client goes first.
    // `context` null: the client. When there is no connection, or close() ends it: an error of Step::Tcp.
    void explain(const std::string &node, const std::string &cluster, QObject *context,
                 Callback<std::vector<NodeExplanation>> callback);
    // All Slurm jobs that somebody may mean by that id: those of an array, say.
    void explainJob(std::uint64_t id, const std::string &cluster, QObject *context,
                    Callback<std::vector<SlurmJobExplanation>> callback);
    void fetchConfig(QObject *context, Callback<ConfigDocument> callback);
    // With these jobs in the place of the file's, or with this whole text. An error has the problems.
    void previewJobs(const std::vector<JobConfig> &jobs, QObject *context, Callback<ConfigPreview> callback);
    void previewText(const std::string &text, QObject *context, Callback<ConfigPreview> callback);
    // `revision`: of the config that the change was made from. Status 412: another one is in place.
    void putJobs(const std::vector<JobConfig> &jobs, const std::string &revision, QObject *context,
                 Callback<ConfigWritten> callback);
    void putText(const std::string &text, const std::string &revision, QObject *context,
                 Callback<ConfigWritten> callback);
    // Poll Slurm now. `cluster` empty: all.
    void refresh(const std::string &cluster, QObject *context, Callback<Done> callback);
    // Accept what the guard holds by that id, HeldStatus::id.
    void acceptHeld(const std::string &id, QObject *context, Callback<Done> callback);
    void reload(QObject *context, Callback<Done> callback);

Q_SIGNALS:
    void stateChanged();   // state() or error()
    void statusChanged();  // with each status, some every 2 s
    void nodesChanged();   // other lists than before
    void targetsChanged(); // of any job, or other jobs than before
    void runningJobsChanged();
    // Events that are new, oldest first, each once. `startsOver`: the first of all, or the daemon was
    // started anew, and tells no more of what was before; ids begin with 1 again.
    void eventsArrived(const std::vector<slurmsd::Event> &events, bool startsOver);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace slurmsd
