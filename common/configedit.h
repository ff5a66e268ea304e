// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Changes a config's text so that its jobs are `wanted`, in this order, and nothing else changes: spacing and
// every comment outside the changed jobs stay byte for byte. `text` is valid, else its problems are given.
//
// Jobs are recognised by name, or, when both names are new to the other side, by place: that is one renamed.
// In a changed job only the values that differ are written anew where that can be, else the whole item. A new
// job has the form of the last one; one that is gone is taken out with the comments right above it. Comments
// between two jobs belong to the lower one, unless they are indented as the values of the upper one. The form
// of the text is kept: block or flow lists, the short forms of jobs, JSON, Windows line ends, a missing line
// break at the end, no `jobs:` at all. Only where none of this works out is the value of `jobs:` replaced as
// a whole.
//
// The result has been parsed again: it means the same but for the jobs, which are `wanted`. When `wanted` is
// no valid list of jobs, its problems are given, without lines. Pure.
Result<std::string, std::vector<ConfigProblem>> editJobs(std::string_view text, std::string_view file,
                                                         const std::vector<JobConfig> &wanted);

// What a job of either role has that says nothing but its name and port: of the built-in defaults and the
// text's `defaults:`. `text` is valid.
JobConfig defaultJob(std::string_view text);

} // namespace slurmsd
