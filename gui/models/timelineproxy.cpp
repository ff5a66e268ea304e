// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/timelineproxy.h"

#include "gui/models/timelinemodel.h"
#include "gui/models/times.h"

namespace slurmsd {

TimelineProxy::TimelineProxy(TimelineModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_source(source)
{
    setSourceModel(&source);
}

void TimelineProxy::setTopics(const QSet<EventTopic> &topics)
{
    if (topics == m_topics)
        return;
    m_topics = topics;
    invalidateFilter();
}

void TimelineProxy::setFilter(const EventFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    invalidateFilter();
}

void TimelineProxy::setRange(const QDateTime &from, const QDateTime &until)
{
    if (from == m_from && until == m_until)
        return;
    m_from = from;
    m_until = until;
    invalidateFilter();
}

const Event &TimelineProxy::eventAt(int row) const
{
    return m_source.eventAt(mapToSource(index(row, 0)).row());
}

std::vector<Event> TimelineProxy::events() const
{
    std::vector<Event> shown;
    shown.reserve(static_cast<std::size_t>(rowCount()));
    for (int row = 0; row < rowCount(); ++row)
        shown.push_back(eventAt(row));
    return shown;
}

bool TimelineProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const Event &event = m_source.eventAt(row);
    if (!m_topics.isEmpty() && !m_topics.contains(EventWords::topicOf(event.kind)))
        return false;
    if ((m_from.isValid() && event.when < fromLocalTime(m_from)) ||
        (m_until.isValid() && event.when > fromLocalTime(m_until)))
        return false;
    return m_filter.matches(event);
}

} // namespace slurmsd
