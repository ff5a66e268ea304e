// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nojobs.h"

namespace slurmsd {

NoJobs::NoJobs(std::string why)
{
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, [this, why = std::move(why)] {
        Q_EMIT finished({Failure{PollError{PollErrorClass::Connect, why}}});
    });
}

void NoJobs::fetch(bool) { m_nextTurn.start(0); }

} // namespace slurmsd
