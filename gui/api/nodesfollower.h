// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "gui/api/follower.h"

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// The node lists of a daemon's clusters.
class NodesFollower : public Follower
{
    Q_OBJECT

public:
    using Lists = std::vector<std::shared_ptr<const NodeSnapshot>>;

    using Follower::Follower;

    const Lists &lists() const { return m_lists; }
    void clear() override;

protected:
    bool ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) override;

private:
    void parse(const ApiAnswer &answer, const std::string &reason, QObject *run);

    Lists m_lists;
    QByteArray m_etag;
    std::string m_reason; // what the status said when the lists were asked for; empty: never
};

} // namespace slurmsd
