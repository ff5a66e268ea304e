// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/eventkind.h"

#include <QDateTime>
#include <QSet>
#include <QSortFilterProxyModel>

#include <vector>

namespace slurmsd {

class TimelineModel;

// The events of a TimelineModel that are about some topics, hold a text (in any field that shows, in either
// case) and are of some time; all of these.
class TimelineProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TimelineProxy(TimelineModel &source, QObject *parent = nullptr);

    void setTopics(const QSet<EventTopic> &topics); // none: all of them
    void setText(const QString &text);
    void setRange(const QDateTime &from, const QDateTime &until); // both included; not valid: open

    const Event &eventAt(int row) const; // of a row of this proxy
    std::vector<Event> events() const;   // those that show, newest first

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    TimelineModel &m_source;
    QSet<EventTopic> m_topics;
    QString m_text;
    QDateTime m_from;
    QDateTime m_until;
};

} // namespace slurmsd
