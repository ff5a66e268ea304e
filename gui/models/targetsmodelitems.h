// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/targetsmodel.h"
#include "gui/values/jobtargets.h"

#include <optional>
#include <string_view>
#include <unordered_map>

namespace slurmsd {

// Private to TargetsModel. An index points to the branch that its row is in: null for a job, the job for a
// group, the group for a target; targets have no object of their own.
struct TargetsModel::Branch
{
    Branch *parent = nullptr; // null: this is a job
    int row = 0;              // where it is but for a change under way: see rowOf()
};

struct TargetsModel::Group : Branch
{
    const TargetGroup *source = nullptr; // of the job's answer
    // Only while the group changes: the targets as views know them then.
    std::optional<std::vector<const std::string *>> changing;
    TargetsPlan::Marks marks; // of its targets, with the job's last change
    bool isAdded = false;     // the group came with the job's last change
    mutable QString hosts;    // null: not asked for yet

    bool isMarked() const { return isAdded || !marks.isEmpty(); }
    std::size_t size() const { return changing ? changing->size() : source->targets.size(); }
    const std::string &target(int place) const
    {
        const auto at = static_cast<std::size_t>(place);
        return changing ? *(*changing)[at] : source->targets[at];
    }
};

struct TargetsModel::Job : Branch
{
    JobTargets targets;
    std::vector<std::unique_ptr<Group>> groups;
    std::optional<JobChange> change;
    // By address, in whatever group: Added or Relabelled with that change, which has the texts.
    std::unordered_map<std::string_view, Change> marks;
    Mark mark;

    std::size_t targetCount() const
    {
        std::size_t count = 0;
        for (const auto &group : groups)
            count += group->size();
        return count;
    }
};

} // namespace slurmsd
