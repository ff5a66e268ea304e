// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace slurmsd {

// How long to wait until the next poll. Pure: random numbers, from 0 up to 1, are passed in. They spread the
// polls of several daemons that were started, or lost their server, together.
class Backoff
{
public:
    explicit Backoff(std::chrono::milliseconds interval);

    // The interval, ±5 %. Forgets the failures, and what was held.
    std::chrono::milliseconds afterSuccess(double random);
    // While something of a good answer is held: 10 s after the first such poll in a row, twice as long after
    // each further one, up to the interval, as afterSuccess(); ±20 % before.
    std::chrono::milliseconds whileHeld(double random);
    // 5 s after the first failure in a row, twice as long after each further one, up to the interval; ±20 %,
    // but never over the interval.
    std::chrono::milliseconds afterFailure(double random);

private:
    std::chrono::milliseconds m_interval;
    std::chrono::milliseconds m_next;
    std::chrono::milliseconds m_nextHeld;
};

} // namespace slurmsd
