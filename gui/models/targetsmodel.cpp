// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetsmodel.h"

#include "gui/models/targetaddress.h"
#include "gui/models/targetsmodelitems.h"
#include "gui/models/text.h"
#include "gui/models/times.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace slurmsd {

TargetsModel::TargetsModel(QObject *parent)
    : QAbstractItemModel(parent)
{}

TargetsModel::~TargetsModel() = default;

TargetsModel::Level TargetsModel::level(const QModelIndex &index)
{
    const auto *branch = static_cast<const Branch *>(index.constInternalPointer());
    if (!branch)
        return Level::Job;
    return branch->parent ? Level::Target : Level::Group;
}

// The branch whose children the rows below `parent` are; null below nothing and below a target.
TargetsModel::Branch *TargetsModel::branchOf(const QModelIndex &parent)
{
    if (!parent.isValid() || level(parent) == Level::Target)
        return nullptr;
    const auto *model = static_cast<const TargetsModel *>(parent.model());
    const auto row = static_cast<std::size_t>(parent.row());
    auto *branch = static_cast<Branch *>(parent.internalPointer());
    return branch ? static_cast<Branch *>(static_cast<Job *>(branch)->groups[row].get())
                  : model->m_jobs[row].get();
}

const TargetsModel::Group *TargetsModel::groupOf(const QModelIndex &index)
{
    const Branch *branch = level(index) == Level::Group
                               ? branchOf(index)
                               : static_cast<const Branch *>(index.constInternalPointer());
    return static_cast<const Group *>(branch);
}

// While rows come and go the rows that branches know are a hint only: setting all of them each time would
// take longer than looking around now and then.
int TargetsModel::rowOf(const Branch &branch) const
{
    const auto find = [&branch](const auto &siblings) {
        const int count = static_cast<int>(siblings.size());
        const auto isAt = [&](int row) {
            return row >= 0 && row < count && siblings[static_cast<std::size_t>(row)].get() == &branch;
        };
        int away = 0;
        while (!isAt(branch.row - away) && !isAt(branch.row + away) && away <= count + branch.row)
            ++away;
        return isAt(branch.row - away) ? branch.row - away : branch.row + away;
    };
    return branch.parent ? find(static_cast<const Job *>(branch.parent)->groups) : find(m_jobs);
}

QModelIndex TargetsModel::indexOf(const Branch &branch, int column) const
{
    return createIndex(rowOf(branch), column, branch.parent);
}

QModelIndex TargetsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, branchOf(parent));
}

QModelIndex TargetsModel::parent(const QModelIndex &index) const
{
    const auto *branch = static_cast<const Branch *>(index.constInternalPointer());
    return branch ? indexOf(*branch) : QModelIndex();
}

int TargetsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_jobs.size());
    if (parent.column() != 0)
        return 0;
    const Branch *branch = branchOf(parent);
    if (!branch)
        return 0;
    return static_cast<int>(branch->parent ? static_cast<const Group *>(branch)->size()
                                           : static_cast<const Job *>(branch)->groups.size());
}

int TargetsModel::columnCount(const QModelIndex &) const { return ColumnCount; }

const JobTargets &TargetsModel::job(const QModelIndex &index) const
{
    QModelIndex top = index;
    while (top.parent().isValid())
        top = top.parent();
    return m_jobs[static_cast<std::size_t>(top.row())]->targets;
}

const std::optional<TargetsModel::JobChange> &TargetsModel::lastChange(const QModelIndex &index) const
{
    QModelIndex top = index;
    while (top.parent().isValid())
        top = top.parent();
    return m_jobs[static_cast<std::size_t>(top.row())]->change;
}

const TargetGroup *TargetsModel::group(const QModelIndex &index) const
{
    return level(index) == Level::Job ? nullptr : groupOf(index)->source;
}

const std::string *TargetsModel::address(const QModelIndex &index) const
{
    return level(index) == Level::Target ? &groupOf(index)->target(index.row()) : nullptr;
}

QModelIndex TargetsModel::indexOfJob(std::string_view job) const
{
    const auto found = std::ranges::find(m_jobs, job, [](const auto &item) { return item->targets.job; });
    return found == m_jobs.end() ? QModelIndex() : indexOf(**found);
}

QModelIndex TargetsModel::indexOfTarget(std::string_view job, std::string_view address) const
{
    const QModelIndex top = indexOfJob(job);
    if (!top.isValid())
        return {};
    for (const auto &group : m_jobs[static_cast<std::size_t>(top.row())]->groups) {
        const auto &targets = group->source->targets;
        if (const auto found = std::ranges::find(targets, address); found != targets.end())
            return createIndex(static_cast<int>(found - targets.begin()), 0,
                               static_cast<Branch *>(group.get()));
    }
    return {};
}

TargetsModel::Mark TargetsModel::markOf(const QModelIndex &index) const
{
    if (level(index) == Level::Job)
        return m_jobs[static_cast<std::size_t>(index.row())]->mark;
    const Group *group = groupOf(index);
    const Job &job = *static_cast<const Job *>(group->parent);
    if (!job.change)
        return {};
    if (level(index) == Level::Group) {
        const Change change = group->isAdded      ? Change::Added
                              : group->isMarked() ? Change::Changed
                                                  : Change::None;
        return {change, job.change->when};
    }
    const auto found = job.marks.find(group->target(index.row()));
    return found == job.marks.end() ? Mark{} : Mark{found->second, job.change->when};
}

Qt::ItemFlags TargetsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    // Views then do not ask each of them.
    flags.setFlag(Qt::ItemNeverHasChildren, index.isValid() && level(index) == Level::Target);
    return flags;
}

QVariant TargetsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::TextAlignmentRole:
        return index.column() == GroupsColumn || index.column() == TargetsColumn
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant();
    case ChangeRole:
        return static_cast<int>(markOf(index).change);
    case ChangeTimeRole: {
        const Mark mark = markOf(index);
        return mark.change == Change::None ? QDateTime() : toLocalTime(mark.when);
    }
    case AddressRole:
        return level(index) == Level::Target ? QVariant(toQString(*address(index))) : QVariant();
    case JobRole:
        return toQString(job(index).job);
    default:
        return {};
    }
}

QVariant TargetsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == GroupsColumn || section == TargetsColumn))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case GroupsColumn:
        return tr("Groups");
    case TargetsColumn:
        return tr("Targets");
    case HostsColumn:
        return tr("Hosts");
    case ChangeColumn:
        return tr("Last change");
    default:
        return {};
    }
}

} // namespace slurmsd
