// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/daemonstatus.h"

#include <QtGlobal>

namespace slurmsd {

bool isTokenToBeRenewed(const ClusterStatus &cluster, WallTime now)
{
    using namespace std::chrono_literals;
    if (!cluster.tokenExpires || *cluster.tokenExpires - now > 24h)
        return false;
    const bool isRenewed = cluster.tokenRenewed && now - *cluster.tokenRenewed < 12h;
    return !isRenewed || now - *cluster.tokenExpires > 15min;
}

std::string_view toString(DaemonStatus::Health health)
{
    switch (health) {
    case DaemonStatus::Health::Ok:
        return "ok";
    case DaemonStatus::Health::Degraded:
        return "degraded";
    case DaemonStatus::Health::NotReady:
        return "not_ready";
    }
    Q_UNREACHABLE();
}

std::optional<DaemonStatus::Health> healthFromString(std::string_view name)
{
    using Health = DaemonStatus::Health;
    for (const Health health : {Health::Ok, Health::Degraded, Health::NotReady}) {
        if (toString(health) == name)
            return health;
    }
    return std::nullopt;
}

} // namespace slurmsd
