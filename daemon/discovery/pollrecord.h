// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "daemon/slurm/poller.h"
#include "daemon/status/counters.h"

#include <optional>

namespace slurmsd {

// How the polls for one list went: of a cluster's nodes, or of its jobs.
class PollRecord
{
public:
    const PollStatus &status() const { return m_status; }
    const PollCounters &counters() const { return m_counters; }

    // A poll began.
    void begin() { m_status.nextPoll.reset(); }
    // A poll ended, in such an error or with a list.
    void end(const PollStats &stats, std::optional<PollErrorClass> error = {});
    // The next poll comes so much later than now, unless one is under way.
    void expectNext(std::chrono::milliseconds in);

    // A list that was asked for then is in force. Whether the poll before it had failed.
    bool succeed(WallTime when);
    // Whether that is news: the first of a row of failures, or one of another class than that before.
    bool fail(const PollError &error);

private:
    PollStatus m_status;
    PollCounters m_counters;
};

} // namespace slurmsd
