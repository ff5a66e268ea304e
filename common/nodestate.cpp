// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/nodestate.h"

#include "common/enumnames.h"

#include <algorithm>

namespace slurmsd {

namespace {

struct StateRule
{
    std::string_view state;
    StateClass stateClass;
};

// The first rule whose state a node has decides. A node with a base state that no rule names is active.
constexpr std::array stateRules{
    StateRule{"FUTURE", StateClass::Future},
    StateRule{"DYNAMIC_FUTURE", StateClass::Future},
    StateRule{"POWERED_DOWN", StateClass::PoweredDown},
    StateRule{"POWERING_DOWN", StateClass::PoweredDown},
    StateRule{"POWERING_UP", StateClass::PoweringUp},
    // Before DOWN, which Slurm makes the base state while a planned reboot runs.
    StateRule{"MAINTENANCE", StateClass::Maintenance},
    StateRule{"REBOOT_ISSUED", StateClass::Maintenance},
    StateRule{"DOWN", StateClass::Down},
    StateRule{"ERROR", StateClass::Down},
    StateRule{"FAIL", StateClass::Down},
    StateRule{"NOT_RESPONDING", StateClass::Down},
    StateRule{"INVALID_REG", StateClass::Down},
    StateRule{"DRAIN", StateClass::Drained},
    StateRule{"UNKNOWN", StateClass::Unknown},
    StateRule{"INVALID", StateClass::Unknown},
};

constexpr std::array<std::string_view, 9> baseStates{
    "INVALID", "UNKNOWN", "DOWN", "IDLE", "ALLOCATED", "ERROR", "MIXED", "FUTURE", "EXTERNAL",
};

constexpr EnumNames<StateClass::Active> classNames{
    "future",  "powered_down", "powering_up", "down",   "maintenance",
    "drained", "draining",     "unknown",     "active",
};

} // namespace

StateClass classifyState(std::span<const std::string_view> states, StateClasses classes)
{
    const auto has = [states](std::string_view state) {
        return std::ranges::find(states, state) != states.end();
    };
    for (const StateRule &rule : stateRules) {
        if (!has(rule.state))
            continue;
        // As sinfo has it: "drng" for as long as there is work on the node.
        const bool isDraining =
            rule.stateClass == StateClass::Drained && (has("ALLOCATED") || has("MIXED") || has("COMPLETING"));
        return isDraining && classes == StateClasses::Detailed ? StateClass::Draining : rule.stateClass;
    }
    return std::ranges::any_of(states, isBaseState) ? StateClass::Active : StateClass::Unknown;
}

std::string_view toString(StateClass stateClass) { return classNames[stateClass]; }

std::optional<StateClass> stateClassFromString(std::string_view name) { return classNames.find(name); }

bool isBaseState(std::string_view state) { return std::ranges::find(baseStates, state) != baseStates.end(); }

} // namespace slurmsd
