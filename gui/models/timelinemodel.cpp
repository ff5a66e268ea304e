// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/timelinemodel.h"

#include "gui/models/eventkind.h"
#include "gui/models/text.h"
#include "gui/models/times.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_today(QDate::currentDate())
{}

void TimelineModel::append(const std::vector<Event> &events)
{
    const std::size_t added = std::min(events.size(), capacity);
    const std::size_t kept = std::min(m_events.size(), capacity - added);
    removeOldest(m_events.size() - kept);
    if (added == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(added) - 1);
    m_events.insert(m_events.end(), events.end() - static_cast<std::ptrdiff_t>(added), events.end());
    endInsertRows();
}

void TimelineModel::removeOldest(std::size_t count)
{
    if (count == 0)
        return;
    beginRemoveRows({}, static_cast<int>(m_events.size() - count), static_cast<int>(m_events.size()) - 1);
    m_events.erase(m_events.begin(), m_events.begin() + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
}

void TimelineModel::setToday(const QDate &today)
{
    if (today == m_today)
        return;
    m_today = today;
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, WhenColumn), index(rowCount() - 1, WhenColumn), {Qt::DisplayRole});
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int TimelineModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString TimelineModel::text(const Event &event, int column) const
{
    switch (column) {
    case WhenColumn: {
        const QDateTime when = toLocalTime(event.when);
        return when.toString(when.date() == m_today ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
    }
    case KindColumn:
        return EventWords::mark(event.kind) + u' ' + EventWords::kind(event.kind);
    case ClusterColumn:
        return toQString(event.cluster);
    case SubjectColumn:
        return toQString(event.subject);
    case TextColumn:
        return toQString(event.text);
    default:
        return {};
    }
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Event &shown = eventAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(shown, index.column());
    case Qt::ToolTipRole:
        if (index.column() == WhenColumn)
            return toLocalTime(shown.when).toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s);
        return plainToolTip(text(shown, index.column()));
    case MoodRole:
        return static_cast<int>(EventWords::moodOf(shown.kind));
    default:
        return {};
    }
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhenColumn:
        return tr("When");
    case KindColumn:
        return tr("What");
    case ClusterColumn:
        return tr("Cluster");
    case SubjectColumn:
        return tr("Node or job");
    case TextColumn:
        return tr("Event");
    default:
        return {};
    }
}

} // namespace slurmsd
