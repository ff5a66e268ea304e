// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/slurm/jobsource.h"

#include <QTimer>

namespace slurmsd {

// The jobs of an endpoint that has none, a file of nodes or scontrol: every fetch fails, and says why.
class NoJobs : public JobListSource
{
    Q_OBJECT

public:
    explicit NoJobs(std::string why);

    void fetch(bool isChecking) override;
    void abort() override { m_nextTurn.stop(); }

private:
    QTimer m_nextTurn;
};

} // namespace slurmsd
