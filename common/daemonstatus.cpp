// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/daemonstatus.h"

#include "common/enumnames.h"

namespace slurmsd {

static constexpr EnumNames<DaemonStatus::Health::NotReady> healthNames{"ok", "degraded", "not_ready"};

bool isTokenToBeRenewed(const ClusterStatus &cluster, WallTime now)
{
    using namespace std::chrono_literals;
    if (!cluster.tokenExpires || *cluster.tokenExpires - now > 24h)
        return false;
    const bool isRenewed = cluster.tokenRenewed && now - *cluster.tokenRenewed < 12h;
    return !isRenewed || now - *cluster.tokenExpires > 15min;
}

std::string_view toString(DaemonStatus::Health health) { return healthNames[health]; }

std::optional<DaemonStatus::Health> healthFromString(std::string_view name) { return healthNames.find(name); }

} // namespace slurmsd
