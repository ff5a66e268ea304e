// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/runningjobs.h"
#include "gui/api/follower.h"

#include <string>
#include <vector>

namespace slurmsd {

// The Slurm jobs that have nodes, as long as somebody wants to see them.
class RunningJobsFollower : public Follower
{
    Q_OBJECT

public:
    using Follower::Follower;

    // Not wanted at first. What came stays when it is wanted no more.
    void setWanted(bool isWanted) { m_isWanted = isWanted; }
    const std::vector<RunningJob> &jobs() const { return m_jobs; }
    void clear() override;

protected:
    bool ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) override;

private:
    void parse(const ApiAnswer &answer, const std::string &reason, QObject *run);

    bool m_isWanted = false;
    std::vector<RunningJob> m_jobs;
    QByteArray m_etag;
    std::string m_reason; // what the status said when they were asked for; empty: never
};

} // namespace slurmsd
