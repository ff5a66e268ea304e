// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/eventfilter.h"
#include "gui/models/eventkind.h"

#include <QDateTime>
#include <QSet>
#include <QSortFilterProxyModel>

#include <vector>

namespace slurmsd {

class TimelineModel;

// The events of a TimelineModel that are about some topics, that a search finds and that are of some time;
// all of these.
class TimelineProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TimelineProxy(TimelineModel &source, QObject *parent = nullptr);

    void setTopics(const QSet<EventTopic> &topics); // none: all of them
    void setFilter(const EventFilter &filter);
    void setRange(const QDateTime &from, const QDateTime &until); // both included; not valid: open

    const Event &eventAt(int row) const; // of a row of this proxy
    std::vector<Event> events() const;   // those that show, newest first

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TimelineModel &m_source;
    QSet<EventTopic> m_topics;
    EventFilter m_filter;
    QDateTime m_from;
    QDateTime m_until;
};

} // namespace slurmsd
