// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/nojobs.h"

namespace slurmsd {

NoJobs::NoJobs()
{
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, [this] {
        Q_EMIT finished({Failure{
            PollError{PollErrorClass::Connect, "file: and scontrol: give nodes alone, and auto has found no "
                                               "other: jobs of role job take a slurmrestd"}}});
    });
}

void NoJobs::fetch(bool) { m_nextTurn.start(0); }

} // namespace slurmsd
