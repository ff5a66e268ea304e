// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// The answer of /targets for one job, as the daemon serves it; the labels of a group are in the order of
// their names.
struct JobTargets
{
    std::string job;
    std::uint16_t port = 0;
    std::shared_ptr<const std::vector<TargetGroup>> groups; // never null
};

} // namespace slurmsd
