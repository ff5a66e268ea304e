// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/follower.h"
#include "gui/values/jobtargets.h"

#include <string>
#include <vector>

namespace slurmsd {

// What /targets says for each job of which the status tells a new answer, one job after the other.
class TargetsFollower : public Follower
{
    Q_OBJECT

public:
    using Follower::Follower;

    const std::vector<JobTargets> &targets() const { return m_targets; }
    void clear() override;

protected:
    bool ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) override;

private:
    struct Known // of a job
    {
        JobTargets targets;
        QByteArray etag;  // of the answer
        std::string told; // the etag that the status told before it was asked for; empty: never asked
        std::string next; // the one that the status tells now; empty: there is no answer yet
    };
    // Of the job that is the next to be asked for, or of none: publishes what came.
    void askNext(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run);
    // Of the job that was asked for: what is known is what the status tells.
    void passOn(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run);
    void takeError(const ApiError &error, ApiConnection &connection, std::chrono::milliseconds deadline,
                   QObject *run);
    void parse(const ApiAnswer &answer, ApiConnection &connection, std::chrono::milliseconds deadline,
               QObject *run);
    Known knownOf(const JobStatus &job) const;
    void publish();

    std::vector<JobTargets> m_targets;
    std::vector<Known> m_known;  // of m_targets
    std::vector<Known> m_coming; // the first m_next are done with
    std::size_t m_next = 0;
};

} // namespace slurmsd
