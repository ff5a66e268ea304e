// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/jobs/jobtargets.h"
#include "daemon/status/metricfamily.h"

#include <vector>

namespace slurmsd {

// The jobs of one cluster, and what is not said of them.
struct JobMetricsList
{
    JobSource source;
    std::vector<JobMetricsLabel> hiddenLabels;

    friend bool operator==(const JobMetricsList &, const JobMetricsList &) = default;
};

// GET /metrics/jobs: which running job has which nodes and GPUs. Names and meaning are in
// resources/docs/metrics.md. A GPU that two running jobs have for themselves, which cannot be, has no series:
// it would make a query that joins with it fail for all GPUs. Pure.
std::vector<MetricFamily> jobMetrics(const std::vector<JobMetricsList> &lists);

// The same as text, made anew for other lists: for 10,000 jobs it is megabytes.
class JobMetricsText
{
public:
    const QByteArray &of(std::vector<JobMetricsList> lists);

private:
    std::vector<JobMetricsList> m_lists; // that the text is of
    QByteArray m_text;
};

} // namespace slurmsd
