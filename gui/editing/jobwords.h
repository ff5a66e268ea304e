// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/configapi.h"
#include "gui/editing/jobdraft.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace slurmsd {

// "every node", "every running job that asks for it", or the conditions of a job: "partition gpu or gpu-.*;
// state active". Without exclude_states.
QString matchWords(const JobConfig &job);

// What a preview says of one job: "+12 −3 ~1", with only what is there; empty when nothing changes.
QString effectWords(const JobEffect &effect);

// What Prometheus would lose by it, a sentence each: jobs that go, and jobs with fewer targets than before by
// at least two and more than `share`, 0 to 1, of them.
QStringList lossWords(const ConfigPreview &preview, double share);

// How a list of jobs differs from another in one job.
struct JobDifference
{
    enum class Kind : unsigned char { Added, Removed, Changed };

    std::string name;
    Kind kind = Kind::Changed;
    std::vector<JobKey> keys; // of Changed

    friend bool operator==(const JobDifference &, const JobDifference &) = default;
};

// In the order of `after`, then what is gone. A job with another name is one added and one removed. Jobs in
// another order are no change.
std::vector<JobDifference> jobDifferences(const std::vector<JobConfig> &before,
                                          const std::vector<JobConfig> &after);

// "dcgm: port 9401 → 9402", "new job ipmi: port 9290; every node", "lustre removed".
QStringList changeWords(const std::vector<JobConfig> &before, const std::vector<JobConfig> &after);
// The same of one job; `before` or `after` may be nothing.
QString changeWords(const std::optional<JobConfig> &before, const std::optional<JobConfig> &after);

} // namespace slurmsd
