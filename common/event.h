// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Something that changed, as GET /api/v1/events tells it.
struct Event
{
    enum class Kind : unsigned char {
        NodeAdded,
        NodeRemoved,
        NodeStateChanged, // another state class
        TargetsChanged,   // of one job: some came or went
        PollFailed,       // the first of a row of failures, or one of another class than that before
        PollRecovered,
        ListHeld,     // by the guard
        ListAccepted, // a list that was held is in force now
        ListRestored, // the stored list is in force at start
        StorageFailed,
        StorageRecovered,
        ConfigReloaded,
        ConfigReloadFailed,
        LoginFailed,     // to this daemon: at most one an address and minute
        DaemonRestarted, // never of a daemon: told by who follows its log, when another one has begun
        Other,           // of a newer daemon: only the text tells
    };

    std::uint64_t id = 0; // from 1, one more for each; given by the event log
    WallTime when;
    Kind kind = Kind::NodeAdded;
    std::string cluster; // empty: of none, or it has no name
    std::string subject; // the node or job it is about; empty: none
    std::string text;    // one line in words, complete without the other fields: "gpu064: active → down"

    friend bool operator==(const Event &, const Event &) = default;
};

// "node_added" and so on; static storage.
std::string_view toString(Event::Kind kind);
std::optional<Event::Kind> eventKindFromString(std::string_view name);

// What follows an event that the asker knows already.
struct EventPage
{
    // Changes with each start of the daemon, whose ids start over: whoever sees another one asks again from
    // 0.
    std::string log;
    std::vector<Event> events; // oldest first
    std::uint64_t next = 0;    // `after` of the next request
    std::uint64_t dropped = 0; // events after the one asked for that are no longer kept

    friend bool operator==(const EventPage &, const EventPage &) = default;
};

} // namespace slurmsd
