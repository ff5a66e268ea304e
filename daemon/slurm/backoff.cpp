// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/backoff.h"

#include <algorithm>

namespace slurmsd {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds firstDelay = std::chrono::seconds(5);
constexpr milliseconds firstHeldDelay = std::chrono::seconds(10);

milliseconds spread(milliseconds delay, double share, double random)
{
    return std::chrono::round<milliseconds>(delay * (1 + share * (2 * random - 1)));
}

} // namespace

Backoff::Backoff(milliseconds interval)
    : m_interval(interval)
    , m_next(std::min(firstDelay, interval))
    , m_nextHeld(std::min(firstHeldDelay, interval))
{}

milliseconds Backoff::afterSuccess(double random)
{
    m_next = std::min(firstDelay, m_interval);
    m_nextHeld = std::min(firstHeldDelay, m_interval);
    return spread(m_interval, 0.05, random);
}

milliseconds Backoff::whileHeld(double random)
{
    m_next = std::min(firstDelay, m_interval);
    // From then on the polls are those that count as one an interval.
    if (m_nextHeld == m_interval)
        return spread(m_interval, 0.05, random);
    const milliseconds delay = spread(m_nextHeld, 0.2, random);
    m_nextHeld = std::min(2 * m_nextHeld, m_interval);
    return std::min(delay, m_interval);
}

milliseconds Backoff::afterFailure(double random)
{
    const milliseconds delay = spread(m_next, 0.2, random);
    m_next = std::min(2 * m_next, m_interval);
    return std::min(delay, m_interval);
}

} // namespace slurmsd
