// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/event.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

struct KindName
{
    Event::Kind kind;
    std::string_view name;
};

constexpr std::array kindNames{
    KindName{Event::Kind::NodeAdded, "node_added"},
    KindName{Event::Kind::NodeRemoved, "node_removed"},
    KindName{Event::Kind::NodeStateChanged, "node_state_changed"},
    KindName{Event::Kind::TargetsChanged, "targets_changed"},
    KindName{Event::Kind::PollFailed, "poll_failed"},
    KindName{Event::Kind::PollRecovered, "poll_recovered"},
    KindName{Event::Kind::ListHeld, "list_held"},
    KindName{Event::Kind::ListAccepted, "list_accepted"},
    KindName{Event::Kind::ListRestored, "list_restored"},
    KindName{Event::Kind::StorageFailed, "storage_failed"},
    KindName{Event::Kind::StorageRecovered, "storage_recovered"},
    KindName{Event::Kind::ConfigReloaded, "config_reloaded"},
    KindName{Event::Kind::ConfigReloadFailed, "config_reload_failed"},
    KindName{Event::Kind::LoginFailed, "login_failed"},
    KindName{Event::Kind::DaemonRestarted, "daemon_restarted"},
    KindName{Event::Kind::Other, "other"},
};

} // namespace

std::string_view toString(Event::Kind kind)
{
    return std::ranges::find(kindNames, kind, &KindName::kind)->name;
}

std::optional<Event::Kind> eventKindFromString(std::string_view name)
{
    const auto found = std::ranges::find(kindNames, name, &KindName::name);
    return found == kindNames.end() ? std::nullopt : std::optional(found->kind);
}

} // namespace slurmsd
