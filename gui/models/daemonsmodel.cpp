// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/daemonsmodel.h"

#include "gui/models/problemtile.h"
#include "gui/models/statebarlayout.h"
#include "gui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace slurmsd {

namespace {

bool isNumber(int column)
{
    return column > DaemonsModel::TitleColumn && column < DaemonsModel::HealthColumn;
}

std::size_t numberOf(const DaemonRow &row, int column)
{
    switch (column) {
    case DaemonsModel::NodesColumn:
        return row.nodes;
    case DaemonsModel::DownColumn:
        return countOf(row.states, StateClass::Down);
    case DaemonsModel::DrainedColumn:
        return countOf(row.states, StateClass::Drained);
    case DaemonsModel::DrainingColumn:
        return countOf(row.states, StateClass::Draining);
    case DaemonsModel::MaintenanceColumn:
        return countOf(row.states, StateClass::Maintenance);
    case DaemonsModel::EmptyJobsColumn:
        return row.emptyJobs;
    default:
        return row.held;
    }
}

StateClass problemOf(int column)
{
    switch (column) {
    case DaemonsModel::DrainedColumn:
        return StateClass::Drained;
    case DaemonsModel::DrainingColumn:
        return StateClass::Draining;
    case DaemonsModel::MaintenanceColumn:
        return StateClass::Maintenance;
    default:
        return StateClass::Down;
    }
}

} // namespace

DaemonRow daemonRow(const QString &title, const HealthSentence &health, const DaemonStatus *status)
{
    DaemonRow row{title, health.text};
    if (!status)
        return row;
    row.isKnown = true;
    for (const ClusterStatus &cluster : status->clusters)
        row.nodes += cluster.nodes;
    row.states = allStates(*status);
    row.emptyJobs = emptyJobs(*status).size();
    row.held = heldCount(*status);
    return row;
}

void DaemonsModel::setRows(const std::vector<DaemonRow> &rows)
{
    const std::size_t kept = std::min(rows.size(), m_rows.size());
    for (std::size_t i = 0; i < kept; ++i) {
        if (m_rows[i] == rows[i])
            continue;
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
    }
    if (m_rows.size() > kept) {
        beginRemoveRows({}, int(kept), int(m_rows.size()) - 1);
        m_rows.resize(kept);
        endRemoveRows();
    } else if (rows.size() > kept) {
        beginInsertRows({}, int(kept), int(rows.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin() + std::ptrdiff_t(kept), rows.end());
        endInsertRows();
    }
}

int DaemonsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DaemonsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant DaemonsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DaemonRow &row = m_rows[std::size_t(index.row())];
    const int column = index.column();
    const bool hasNumber = isNumber(column) && row.isKnown;
    switch (role) {
    case Qt::DisplayRole:
        if (isNumber(column))
            return hasNumber ? QLocale().toString(qulonglong(numberOf(row, column))) : QString();
        return column == TitleColumn ? row.title : row.health;
    case Qt::ToolTipRole:
        return plainToolTip(row.health);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case ProblemRole:
        if (hasNumber && column != NodesColumn && numberOf(row, column) > 0)
            return int(problemOf(column));
        return {};
    default:
        return {};
    }
}

QVariant DaemonsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Daemon");
    case NodesColumn:
        return tr("Nodes");
    case EmptyJobsColumn:
        return tr("Jobs without targets");
    case HeldColumn:
        return tr("Held");
    case HealthColumn:
        return tr("How it is");
    default:
        return toQString(toString(problemOf(section)));
    }
}

} // namespace slurmsd
