// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"

#include <QString>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace slurmsd {

// State classes from what is wanted to what is not, as bars, charts and legends have them.
inline constexpr std::array stateOrder{
    StateClass::Active,      StateClass::Draining,    StateClass::Drained,
    StateClass::Maintenance, StateClass::Down,        StateClass::Unknown,
    StateClass::PoweringUp,  StateClass::PoweredDown, StateClass::Future,
};
static_assert(stateOrder.size() == allStateClasses.size());

// Of these, those of nodes that are there and should be in service, but are not.
inline constexpr std::array outOfService{StateClass::Draining, StateClass::Drained, StateClass::Maintenance,
                                         StateClass::Down, StateClass::Unknown};

std::size_t countOf(const StateCounts &states, StateClass stateClass);

// A part of a bar: the nodes of one class.
struct StateSegment
{
    StateClass stateClass = StateClass::Unknown;
    std::size_t count = 0; // never 0
    int begin = 0;         // from the bar's start on, in the unit of its length
    int length = 0;

    friend bool operator==(const StateSegment &, const StateSegment &) = default;
};

// The parts of a bar of `length`, in the order of stateOrder, in proportion to their counts. Each is
// `minimum` long at least, so that one node of 65,536 is seen, too; the others give for that. They fill the
// bar, unless that is too short for so many.
std::vector<StateSegment> stateSegments(const StateCounts &states, int length, int minimum);

// What finds these nodes in the language of the search box: "partition:gpu and state:down".
QString partitionSearch(const std::string &partition);
QString partitionSearch(const std::string &partition, StateClass stateClass);

} // namespace slurmsd
