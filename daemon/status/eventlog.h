// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"
#include "common/node.h"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace slurmsd {

// The last events, the oldest of which give way to new ones. Takes the time from its caller.
class EventLog
{
public:
    static constexpr std::size_t capacity = 10'000;
    // Longer strings of an event are cut, so that the log has a bound whatever Slurm says.
    static constexpr std::size_t maxTextBytes = 1000;
    static constexpr std::size_t maxNameBytes = 255;

    // `name`: what EventPage::log says, another one at each start of the daemon.
    explicit EventLog(std::string name);

    // Gives the event its id.
    void add(Event event);

    // The events after that id, at most `limit` of them. An `after` that is yet to come is taken for 0.
    EventPage after(std::uint64_t after, std::size_t limit) const;

private:
    std::string m_name;
    std::deque<Event> m_events;
    std::uint64_t m_last = 0; // id
};

// What happened between two sorted lists of a cluster: nodes that came, went, or changed their state class,
// in the order of their names. With more than `limit` of them at once, one event for each kind of change that
// tells their number and folded names. Pure.
std::vector<Event> nodeEvents(const NodeSnapshot &before, const NodeSnapshot &after, WallTime when,
                              std::size_t limit = 1000);

} // namespace slurmsd
