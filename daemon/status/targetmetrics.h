// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/status/counters.h"
#include "daemon/status/metricfamily.h"

#include <QByteArray>

#include <vector>

namespace slurmsd {

// The families of /metrics that have series for each job of the config; daemonMetrics() has the others. Pure.
std::vector<MetricFamily> targetMetrics(const DaemonStatus &status, const Counters &counters);

// The same as text without secrets, made anew when something of it is another: with thousands of jobs it is
// megabytes, and most scrapes between two polls are told the same.
class TargetMetricsText
{
public:
    const QByteArray &of(const DaemonStatus &status, const Counters &counters);

private:
    DaemonStatus m_status; // that the text is of
    decltype(Counters::lostTargets) m_lostTargets;
    QByteArray m_text;
};

} // namespace slurmsd
