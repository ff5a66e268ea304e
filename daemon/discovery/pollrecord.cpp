// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/pollrecord.h"

#include <utility>

namespace slurmsd {

static WallTime now() { return std::chrono::system_clock::now(); }

void PollRecord::end(const PollStats &stats, std::optional<PollErrorClass> error)
{
    m_status.lastPollDuration = stats.duration;
    m_status.lastPollBytes = stats.bytes;
    m_status.nextPoll = now() + stats.nextPollIn;
    ++m_counters.pollsByResult[std::string(error ? toString(*error) : "success")];
    m_counters.pollDuration.observe(stats.duration);
}

void PollRecord::expectNext(std::chrono::milliseconds in)
{
    if (m_status.nextPoll)
        m_status.nextPoll = now() + in;
}

bool PollRecord::succeed(WallTime when)
{
    m_status.lastSuccess = when;
    return std::exchange(m_status.failingSince, std::nullopt).has_value();
}

bool PollRecord::fail(const PollError &error)
{
    const bool isNews = !m_status.failingSince || m_status.lastFailure->errorClass != error.errorClass;
    m_status.lastFailure = {error.errorClass, error.message, now()};
    if (!m_status.failingSince)
        m_status.failingSince = m_status.lastFailure->when;
    return isNews;
}

} // namespace slurmsd
