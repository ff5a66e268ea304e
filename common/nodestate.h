// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace slurmsd {

// What a node's Slurm state means to monitoring: the value of the label __meta_state.
enum class StateClass : unsigned char {
    Future,
    PoweredDown,
    PoweringUp,
    Down,
    Maintenance,
    Drained,
    Draining, // only with StateClasses::Detailed
    Unknown,
    Active,
};

inline constexpr std::array allStateClasses{
    StateClass::Future,   StateClass::PoweredDown, StateClass::PoweringUp,
    StateClass::Down,     StateClass::Maintenance, StateClass::Drained,
    StateClass::Draining, StateClass::Unknown,     StateClass::Active,
};

// slurm.state_classes: whether nodes that drain and still have work count as drained, or are a class of their
// own.
enum class StateClasses : unsigned char { Basic, Detailed };

// The class of a node's states: its base state and flags as Slurm's REST API names them, upper case, in any
// order (https://slurm.schedmd.com/sinfo.html, NODE STATE CODES). Unknown names count for nothing.
StateClass classifyState(std::span<const std::string_view> states,
                         StateClasses classes = StateClasses::Basic);

// "powered_down" and so on; the view is of static storage.
std::string_view toString(StateClass stateClass);
// The reverse; nothing when no class has that name.
std::optional<StateClass> stateClassFromString(std::string_view name);

// Is this one of Slurm's base states (IDLE, ALLOCATED, …), of which a node has exactly one, and not a flag?
bool isBaseState(std::string_view state);

} // namespace slurmsd
