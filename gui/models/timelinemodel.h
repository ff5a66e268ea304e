// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QAbstractTableModel>
#include <QDate>

#include <deque>
#include <vector>

namespace slurmsd {

// The events of a daemon, the newest in the first row; at most `capacity` of them, the newest.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { WhenColumn, KindColumn, ClusterColumn, SubjectColumn, TextColumn, ColumnCount };
    enum Role { MoodRole = Qt::UserRole }; // int(EventMood)
    static constexpr std::size_t capacity = 10'000;

    explicit TimelineModel(QObject *parent = nullptr);

    // Oldest first, newer than all before. Rows come and go, the model is never reset.
    void append(const std::vector<Event> &events);
    // Times of this day come without the date. Of other days with it.
    void setToday(const QDate &today);
    QDate today() const { return m_today; }

    const Event &eventAt(int row) const
    {
        return m_events[m_events.size() - 1 - static_cast<std::size_t>(row)];
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Event &event, int column) const;
    void removeOldest(std::size_t count);

    std::deque<Event> m_events; // oldest first
    QDate m_today;
};

} // namespace slurmsd
