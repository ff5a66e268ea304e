// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"
#include "gui/models/listedits.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The targets of a job that one answer has and the earlier one had not, and the reverse. A target is
// relabelled when the labels of the groups that it is in are others than before; as the daemon's own events
// count.
struct TargetChanges
{
    std::vector<std::string> added;      // in the order of the later answer
    std::vector<std::string> relabelled; // likewise
    std::vector<std::string> removed;    // in the order of the earlier answer

    bool isEmpty() const { return added.empty() && relabelled.empty() && removed.empty(); }
    friend bool operator==(const TargetChanges &, const TargetChanges &) = default;
};

// How the groups of a job become those of a later answer: groups are the same when their labels are, targets
// when their addresses are.
struct TargetsPlan
{
    struct Group
    {
        int row = 0; // in the later answer
        ListEdits edits;
    };
    struct Mark
    {
        int group = 0; // row in the later answer
        std::string_view target;
        bool isRelabelled = false; // else added
    };

    std::vector<int> origins; // of each group, as listEdits() leaves them
    ListEdits groups;
    std::vector<Group> changed; // of the groups that stay those whose targets differ
    std::vector<Mark> marks;    // each place of an added or relabelled target; views into `after`
    TargetChanges changes;
};

// Pure. A few milliseconds for 65,536 targets of which few changed.
TargetsPlan planTargets(const std::vector<TargetGroup> &before, const std::vector<TargetGroup> &after);

} // namespace slurmsd
