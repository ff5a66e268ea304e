// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/jobsource.h"

#include <QTimer>

namespace slurmsd {

// The jobs of the cluster `demo:`, those of resources/demo/jobs.json: servers of language models and others,
// on the nodes of DemoSource. They come and go with each fetch; one has a wrong annotation.
class DemoJobs : public JobListSource
{
    Q_OBJECT

public:
    DemoJobs();

    void fetch(bool isChecking) override;
    void abort() override { m_nextTurn.stop(); }

private:
    void answer();

    QTimer m_nextTurn;
    unsigned m_fetches = 0; // finished ones
};

// Lets the time since the demo cluster's start pass on its jobs: after `fetches` fetches, some of those that
// run at the start wait for their turn. The same number gives the same; with 0 all run.
void passDemoTime(JobList &list, unsigned fetches);

} // namespace slurmsd
