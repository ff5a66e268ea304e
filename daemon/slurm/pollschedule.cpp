// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/pollschedule.h"

#include <QRandomGenerator>

#include <utility>

namespace slurmsd {

namespace {

double random() { return QRandomGenerator::global()->generateDouble(); }

} // namespace

PollSchedule::PollSchedule(std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_backoff(interval)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one is due up to 5 % from what end() told
    connect(&m_timer, &QTimer::timeout, this, &PollSchedule::begin);
}

void PollSchedule::start()
{
    m_running = true;
    pollNow();
}

bool PollSchedule::stop()
{
    m_running = false;
    m_timer.stop();
    return std::exchange(m_polling, false);
}

void PollSchedule::pollNow()
{
    if (m_running && !m_polling)
        begin();
}

void PollSchedule::setInterval(std::chrono::milliseconds interval)
{
    m_backoff = Backoff(interval);
    m_polling = false;
    m_timer.stop();
}

void PollSchedule::setHolding(bool isHolding)
{
    const bool isNew = isHolding && !m_isHolding;
    m_isHolding = isHolding;
    if (isNew && m_timer.isActive())
        m_timer.start(m_backoff.whileHeld(random()));
}

std::chrono::milliseconds PollSchedule::nextPollIn() const
{
    return m_timer.isActive() ? m_timer.remainingTimeAsDuration() : std::chrono::milliseconds{};
}

void PollSchedule::begin()
{
    m_timer.stop();
    m_polling = true;
    m_duration.start();
    Q_EMIT due();
}

PollSchedule::Ended PollSchedule::end(bool isGood)
{
    m_polling = false;
    const auto nextPollIn = !isGood       ? m_backoff.afterFailure(random())
                            : m_isHolding ? m_backoff.whileHeld(random())
                                          : m_backoff.afterSuccess(random());
    m_timer.start(nextPollIn);
    return {std::chrono::milliseconds(m_duration.elapsed()), nextPollIn};
}

} // namespace slurmsd
