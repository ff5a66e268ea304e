// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configvalues.h"

#include <string>
#include <string_view>

namespace slurmsd {

// The single values of `role: job` and `slurm.jobs:` in the config file; errors as in configvalues.h. What a
// parse function takes, toString() writes; its texts are in static storage unless it returns a string.

// "node" or "job".
ValueResult<JobRole> parseJobRole(std::string_view text);
std::string_view toString(JobRole role);

// "comment", "admin_comment" or "extra".
ValueResult<AnnotationField> parseAnnotationField(std::string_view text);
std::string_view toString(AnnotationField field);

// "first" or "all": SlurmJobRole::onAllNodes.
ValueResult<bool> parseOnAllNodes(std::string_view text);

// "1024-65535", or one port alone.
ValueResult<PortRange> parsePortRange(std::string_view text);
std::string toString(PortRange range);

// Against a job of role Job with annotated: false and without a port.
inline constexpr std::string_view portOfAllJobs =
    "expected a port, got nothing: with annotated: false, Slurm jobs without an annotation need it";

// 1 to 65536.
ValueResult<int> parseMaxTargets(std::string_view text);

// The name of a feature that a job asked for, alone: no expression ("a100&ib") as sbatch takes it.
ValueResult<std::string> parseJobFeature(std::string_view text);

// A name under `labels:` of role job; the error proposes the nearest, and knows those of role node.
ValueResult<SlurmJobLabel> parseSlurmJobLabel(std::string_view text);

// "user", "name" or "account".
ValueResult<JobMetricsLabel> parseJobMetricsLabel(std::string_view text);
std::string_view toString(JobMetricsLabel label);

} // namespace slurmsd
