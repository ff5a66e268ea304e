// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/yamlreader.h"

#include <vector>

namespace slurmsd {

// Reads what every job has in common, `defaults:`, and the list `jobs:`. A part of configyaml.cpp.
class JobsReader
{
public:
    // Of several clusters, targets name theirs unless the file says otherwise.
    JobsReader(ProblemList &problems, bool hasSeveralClusters)
        : m_problems(problems)
    {
        if (!hasSeveralClusters)
            return;
        m_defaults.labels.insert(m_defaults.labels.begin(), LabelKind::Cluster);
        auto &labels = m_defaults.slurmJobs.labels;
        labels.insert(labels.begin(), SlurmJobLabel::Cluster);
    }

    // The keys of `defaults:`.
    void readDefaults(MapReader &defaults);
    // The value of `jobs:`, in any of its forms.
    std::vector<JobConfig> readJobs(const YamlEntry &jobs, const YamlPath &path) const;
    // Those of Config::builtIn(), with these defaults, for a file without `jobs:`.
    std::vector<JobConfig> builtInJobs() const;
    // What jobs of either role have where they say nothing themselves, without a name and a port.
    const JobConfig &defaults() const { return m_defaults; }

private:
    // Of one role: the rest is as built in.
    JobConfig defaultsOf(JobRole role) const;

    ProblemList &m_problems;
    JobConfig m_defaults; // of both roles, without a name and a port
};

} // namespace slurmsd
