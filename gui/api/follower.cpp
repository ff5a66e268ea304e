// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/api/follower.h"

namespace slurmsd {

void Follower::follow(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing)
{
    if (!m_run && !ask(connection, status, timing))
        Q_EMIT done(std::nullopt);
}

QObject *Follower::beginRun()
{
    m_run = std::make_unique<QObject>();
    return m_run.get();
}

void Follower::finish(const std::optional<ApiError> &error)
{
    if (!m_run)
        return;
    // Later: it is the context of the function that calls this.
    m_run.release()->deleteLater();
    Q_EMIT done(error);
}

} // namespace slurmsd
