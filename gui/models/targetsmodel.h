// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "gui/models/targetsplan.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

struct JobTargets;

// Jobs, their groups and the groups' targets, as /targets has them. A group is known by its labels, a target
// by its address; another answer comes as rows removed and inserted, never as a reset. Each job keeps what
// its last change was.
class TargetsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum class Level : unsigned char { Job, Group, Target };
    enum Column {
        NameColumn,    // the job's name, the group's labels in words, the target
        GroupsColumn,  // of a job
        TargetsColumn, // of a job or a group
        HostsColumn,   // of a group, as a hostlist; no more of it than a line can show
        ChangeColumn,  // in words, with a mark
        ColumnCount,
    };
    enum class Change : unsigned char { None, Added, Relabelled, Changed };
    enum Role {
        ChangeRole = Qt::UserRole, // int(Change): of a job or a group Added or Changed
        ChangeTimeRole,            // QDateTime, local; not valid where there is no change
        AddressRole,               // QString, of a target
        JobRole,                   // QString, at every level
    };
    // What a job's last change was. Targets of a job that is new count as none.
    struct JobChange
    {
        WallTime when;
        TargetChanges targets;
    };

    explicit TargetsModel(QObject *parent = nullptr);
    ~TargetsModel() override;

    // `now`: the time of the change. What the model had before nothing is not a change: the first jobs come
    // unmarked. A job whose `groups` are the same object as before is not looked at.
    void setTargets(const std::vector<JobTargets> &jobs, WallTime now);

    static Level level(const QModelIndex &index); // of a valid one
    // At every level, of a valid index; valid until setTargets().
    const JobTargets &job(const QModelIndex &index) const;
    const std::optional<JobChange> &lastChange(const QModelIndex &index) const;
    // Of a group or one of its targets; null for a job.
    const TargetGroup *group(const QModelIndex &index) const;
    const std::string *address(const QModelIndex &index) const; // of a target, else null

    QModelIndex indexOfJob(std::string_view job) const;
    // The first target of the job with that address; not valid where there is none.
    QModelIndex indexOfTarget(std::string_view job, std::string_view address) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override { return rowCount(parent) > 0; }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void targetsAboutToChange(); // before the first row of a setTargets() comes or goes
    void targetsChanged();       // after the last

private:
    struct Branch;
    struct Group;
    struct Job;
    template <typename Row>
    class RowChanges;
    struct Mark
    {
        Change change = Change::None;
        WallTime when;
    };

    static Branch *branchOf(const QModelIndex &parent);
    static const Group *groupOf(const QModelIndex &index); // of a group or a target
    int rowOf(const Branch &branch) const;
    QModelIndex indexOf(const Branch &branch, int column = 0) const;
    Mark markOf(const QModelIndex &index) const;
    QString text(const QModelIndex &index) const;
    QString changeText(const QModelIndex &index) const;
    QString toolTip(const QModelIndex &index) const;
    static const QString &hosts(const Group &group);

    static std::unique_ptr<Job> makeJob(const JobTargets &targets);
    void updateJob(Job &job, const JobTargets &next, WallTime now);
    static std::vector<int> setMarks(Job &job, TargetsPlan &plan, WallTime now);
    void changeGroups(Job &job, const JobTargets &next, const TargetsPlan &plan, bool isChange);
    void changeTargets(Group &group, const TargetGroup &next, const ListEdits &edits);
    void announceMarks(const Job &job, const std::vector<int> &rows);

    std::vector<std::unique_ptr<Job>> m_jobs;
};

} // namespace slurmsd
