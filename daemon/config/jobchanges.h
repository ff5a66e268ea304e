// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <string>
#include <vector>

namespace slurmsd {

// Which jobs another config brings, drops or changes, by name and in words, for the event of a reload: "added
// dcgm; removed ipmi, lustre; changed node". Empty when all are as they were; their order does not count.
// Pure.
std::string jobChanges(const std::vector<JobConfig> &before, const std::vector<JobConfig> &after);

} // namespace slurmsd
