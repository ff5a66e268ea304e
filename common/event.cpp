// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/event.h"

#include "common/enumnames.h"

namespace slurmsd {

static constexpr EnumNames<Event::Kind::Other> names{
    "node_added",           "node_removed",   "node_state_changed", "targets_changed",
    "poll_failed",          "poll_recovered", "list_held",          "list_accepted",
    "list_restored",        "storage_failed", "storage_recovered",  "config_reloaded",
    "config_reload_failed", "login_failed",   "daemon_restarted",   "other",
};

std::string_view toString(Event::Kind kind) { return names[kind]; }

std::optional<Event::Kind> eventKindFromString(std::string_view name) { return names.find(name); }

} // namespace slurmsd
