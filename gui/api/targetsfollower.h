// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/follower.h"
#include "gui/api/jobtargets.h"

#include <string>
#include <vector>

namespace slurmsd {

// What /targets says for each job, one after the other.
class TargetsFollower : public Follower
{
    Q_OBJECT

public:
    using Follower::Follower;

    const std::vector<JobTargets> &targets() const { return m_targets; }
    void clear() override;

protected:
    void ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) override;

private:
    struct Known // of a job
    {
        JobTargets targets;
        QByteArray etag;
    };
    void askNext(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run);
    // False: nothing more can be asked for now.
    void takeError(const ApiError &error, ApiConnection &connection, std::chrono::milliseconds deadline,
                   QObject *run);
    void parse(const ApiAnswer &answer, ApiConnection &connection, std::chrono::milliseconds deadline,
               QObject *run);
    Known knownOf(const std::string &job) const;
    void publish();

    std::vector<JobTargets> m_targets;
    std::vector<QByteArray> m_etags; // of m_targets
    std::vector<Known> m_coming;     // the first m_next have been asked for
    std::size_t m_next = 0;
    std::string m_comingReason;
    std::string m_reason; // what the status said of the targets that there are; empty: ask in any case
};

} // namespace slurmsd
