// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/eventkind.h"

namespace slurmsd {

QString EventWords::kind(Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::NodeAdded:
        return tr("node added");
    case Event::Kind::NodeRemoved:
        return tr("node removed");
    case Event::Kind::NodeStateChanged:
        return tr("node state changed");
    case Event::Kind::TargetsChanged:
        return tr("targets changed");
    case Event::Kind::PollFailed:
        return tr("poll failed");
    case Event::Kind::PollRecovered:
        return tr("poll recovered");
    case Event::Kind::ListHeld:
        return tr("list held back");
    case Event::Kind::ListAccepted:
        return tr("list accepted");
    case Event::Kind::ListRestored:
        return tr("stored list used");
    case Event::Kind::StorageFailed:
        return tr("storing failed");
    case Event::Kind::StorageRecovered:
        return tr("storing recovered");
    case Event::Kind::ConfigReloaded:
        return tr("config reloaded");
    case Event::Kind::ConfigReloadFailed:
        return tr("config refused");
    case Event::Kind::LoginFailed:
        return tr("login failed");
    case Event::Kind::DaemonRestarted:
        return tr("daemon restarted");
    case Event::Kind::Other:
        break;
    }
    return tr("other");
}

QString EventWords::topic(EventTopic topic)
{
    switch (topic) {
    case EventTopic::Nodes:
        return tr("Nodes");
    case EventTopic::Targets:
        return tr("Targets");
    case EventTopic::Polls:
        return tr("Polls");
    case EventTopic::Lists:
        return tr("Lists");
    case EventTopic::Storage:
        return tr("Storage");
    case EventTopic::Config:
        return tr("Config");
    case EventTopic::Other:
        break;
    }
    return tr("Other");
}

QString EventWords::mark(Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::NodeAdded:
        return QStringLiteral("+");
    case Event::Kind::NodeRemoved:
        return QStringLiteral("−");
    case Event::Kind::NodeStateChanged:
        return QStringLiteral("→");
    case Event::Kind::TargetsChanged:
        return QStringLiteral("±");
    case Event::Kind::DaemonRestarted:
        return QStringLiteral("⟳");
    default:
        break;
    }
    switch (moodOf(kind)) {
    case EventMood::Bad:
        return QStringLiteral("✕");
    case EventMood::Good:
        return QStringLiteral("✓");
    case EventMood::Neutral:
        break;
    }
    return QStringLiteral("·");
}

EventTopic EventWords::topicOf(Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::NodeAdded:
    case Event::Kind::NodeRemoved:
    case Event::Kind::NodeStateChanged:
        return EventTopic::Nodes;
    case Event::Kind::TargetsChanged:
        return EventTopic::Targets;
    case Event::Kind::PollFailed:
    case Event::Kind::PollRecovered:
        return EventTopic::Polls;
    case Event::Kind::ListHeld:
    case Event::Kind::ListAccepted:
    case Event::Kind::ListRestored:
        return EventTopic::Lists;
    case Event::Kind::StorageFailed:
    case Event::Kind::StorageRecovered:
        return EventTopic::Storage;
    case Event::Kind::ConfigReloaded:
    case Event::Kind::ConfigReloadFailed:
        return EventTopic::Config;
    case Event::Kind::LoginFailed:
    case Event::Kind::DaemonRestarted:
    case Event::Kind::Other:
        break;
    }
    return EventTopic::Other;
}

EventMood EventWords::moodOf(Event::Kind kind)
{
    switch (kind) {
    case Event::Kind::PollFailed:
    case Event::Kind::ListHeld:
    case Event::Kind::StorageFailed:
    case Event::Kind::ConfigReloadFailed:
    case Event::Kind::LoginFailed:
        return EventMood::Bad;
    case Event::Kind::PollRecovered:
    case Event::Kind::ListAccepted:
    case Event::Kind::StorageRecovered:
    case Event::Kind::ConfigReloaded:
        return EventMood::Good;
    default:
        return EventMood::Neutral;
    }
}

} // namespace slurmsd
