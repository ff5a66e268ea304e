// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/eventlog.h"

#include "common/hostlist.h"
#include "common/shorttext.h"
#include "common/wording.h"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace slurmsd {

namespace {

void bound(std::string &text, std::size_t maxBytes)
{
    if (text.size() > maxBytes)
        text = shortened(text, maxBytes);
}

// What happened to a node. It has no `from` when it came, and no `to` when it went.
struct NodeChange
{
    std::optional<StateClass> from;
    std::optional<StateClass> to;
    const Node *node; // as it is now, or was
};

std::vector<NodeChange> changes(const NodeSnapshot &before, const NodeSnapshot &after)
{
    std::vector<NodeChange> changes;
    auto left = before.nodes.begin();
    auto right = after.nodes.begin();
    while (left != before.nodes.end() || right != after.nodes.end()) {
        const auto order = left == before.nodes.end()   ? std::strong_ordering::greater
                           : right == after.nodes.end() ? std::strong_ordering::less
                                                        : compareNaturally(left->name, right->name);
        if (std::is_lt(order)) {
            changes.push_back({left->stateClass, {}, &*left});
        } else if (std::is_gt(order)) {
            changes.push_back({{}, right->stateClass, &*right});
        } else if (left->stateClass != right->stateClass) {
            changes.push_back({left->stateClass, right->stateClass, &*right});
        }
        left += std::is_lteq(order) ? 1 : 0;
        right += std::is_gteq(order) ? 1 : 0;
    }
    return changes;
}

Event::Kind kindOf(const NodeChange &change)
{
    if (!change.from)
        return Event::Kind::NodeAdded;
    return change.to ? Event::Kind::NodeStateChanged : Event::Kind::NodeRemoved;
}

// "active → down", "came, active", "went, was down"
std::string wordsOf(const NodeChange &change)
{
    if (!change.from)
        return "came, " + std::string(toString(*change.to));
    if (!change.to)
        return "went, was " + std::string(toString(*change.from));
    return std::string(toString(*change.from)) + " → " + std::string(toString(*change.to));
}

// Slurm keeps the reason of a node that is taken out of use.
std::string reasonOf(const NodeChange &change)
{
    const bool isOut = change.to == StateClass::Down || change.to == StateClass::Drained ||
                       change.to == StateClass::Draining;
    return isOut && !change.node->reason.empty() ? " (" + printable(change.node->reason) + ')'
                                                 : std::string();
}

Event eventOf(const NodeChange &change)
{
    Event event;
    event.kind = kindOf(change);
    event.subject = change.node->name;
    event.text = printable(change.node->name) + ": " + wordsOf(change) + reasonOf(change);
    return event;
}

// One for each kind of change: "1200 nodes active → down: n[1-1200]".
std::vector<Event> foldedEvents(const std::vector<NodeChange> &changes)
{
    std::map<std::pair<std::optional<StateClass>, std::optional<StateClass>>, std::vector<const NodeChange *>>
        kinds;
    for (const NodeChange &change : changes)
        kinds[{change.from, change.to}].push_back(&change);

    std::vector<Event> events;
    for (const auto &[kind, alike] : kinds) {
        std::vector<std::string_view> names;
        names.reserve(alike.size());
        for (const NodeChange *change : alike)
            names.push_back(change->node->name);
        Event &event = events.emplace_back();
        event.kind = kindOf(*alike.front());
        event.text = groupedDigits(names.size()) + (names.size() == 1 ? " node " : " nodes ") +
                     wordsOf(*alike.front()) + ": " + shortened(foldHostlist(names), 800);
    }
    return events;
}

} // namespace

EventLog::EventLog(std::string name)
    : m_name(std::move(name))
{}

void EventLog::add(Event event)
{
    event.id = ++m_last;
    bound(event.cluster, maxNameBytes);
    bound(event.subject, maxNameBytes);
    bound(event.text, maxTextBytes);
    m_events.push_back(std::move(event));
    if (m_events.size() > capacity)
        m_events.pop_front();
}

EventPage EventLog::after(std::uint64_t after, std::size_t limit) const
{
    const std::uint64_t known = after > m_last ? 0 : after;
    const std::uint64_t forgotten = m_last - m_events.size(); // the last id that is no longer kept
    EventPage page;
    page.log = m_name;
    page.dropped = forgotten > known ? forgotten - known : 0;
    page.next = std::max(known, forgotten);
    const auto first = m_events.begin() + static_cast<std::ptrdiff_t>(page.next - forgotten);
    const auto count = std::min(limit, static_cast<std::size_t>(m_events.end() - first));
    page.events.assign(first, first + static_cast<std::ptrdiff_t>(count));
    page.next += count;
    return page;
}

std::vector<Event> nodeEvents(const NodeSnapshot &before, const NodeSnapshot &after, WallTime when,
                              std::size_t limit)
{
    const std::vector<NodeChange> all = changes(before, after);
    std::vector<Event> events;
    if (all.size() > limit) {
        events = foldedEvents(all);
    } else {
        std::ranges::transform(all, std::back_inserter(events), eventOf);
    }
    for (Event &event : events) {
        event.when = when;
        event.cluster = after.cluster;
    }
    return events;
}

} // namespace slurmsd
