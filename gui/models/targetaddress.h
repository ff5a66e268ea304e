// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Parts of a target "host:port" or "[IPv6]:port"; views into `address`. Without a port all of it is host.
std::string_view hostOf(std::string_view address);
std::string_view portOf(std::string_view address); // empty: none

// The value of a label; nothing (a null pointer) where the group has none of that name.
const std::string *findLabel(const TargetGroup &group, std::string_view name);

// A label's name without what all of Slurm's begin with: "partition" for "__meta_slurm_partition", "state"
// for "__meta_state".
QString shortLabelName(std::string_view name);

// "partition gpu · state active · gres –": what a group's targets have in common, on one line,
// the best known labels first.
QString labelsInWords(const std::vector<Label> &labels);

} // namespace slurmsd
