// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/pollnotices.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

using Clock = std::chrono::steady_clock;

PollNotices::PollNotices(std::chrono::milliseconds minInterval, std::chrono::milliseconds joinTime,
                         QObject *parent)
    : QObject(parent)
    , m_joinTime(joinTime)
    , m_minInterval(minInterval)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PollNotices::poll);
}

void PollNotices::take()
{
    if (!std::exchange(m_isWaiting, true) && !m_isPolling)
        schedule();
}

void PollNotices::beginPoll()
{
    m_isPolling = true;
    m_isWaiting = false;
    m_timer.stop();
}

void PollNotices::endPoll()
{
    m_isPolling = false;
    if (m_isWaiting)
        schedule();
}

void PollNotices::schedule()
{
    auto delay = m_joinTime;
    if (m_lastPoll)
        delay = std::max(
            delay, std::chrono::ceil<std::chrono::milliseconds>(*m_lastPoll + m_minInterval - Clock::now()));
    m_timer.start(delay);
}

void PollNotices::poll()
{
    m_lastPoll = Clock::now();
    Q_EMIT due();
}

} // namespace slurmsd
