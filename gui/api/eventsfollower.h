// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "gui/api/follower.h"

#include <string>
#include <vector>

namespace slurmsd {

// The events of a daemon, page by page.
class EventsFollower : public Follower
{
    Q_OBJECT

public:
    using Follower::Follower;

    void clear() override;

Q_SIGNALS:
    // As DaemonClient::eventsArrived().
    void arrived(const std::vector<slurmsd::Event> &events, bool startsOver);

protected:
    bool ask(ApiConnection &connection, const DaemonStatus &status, const FollowTiming &timing) override;

private:
    void askPage(ApiConnection &connection, std::chrono::milliseconds deadline, QObject *run);
    bool take(const EventPage &page); // is there more?

    std::string m_log; // empty: none seen
    std::uint64_t m_after = 0;
    bool m_startsOver = true;
};

} // namespace slurmsd
