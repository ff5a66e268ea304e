// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/targetgroup.h"
#include "gui/models/listedits.h"

#include <string>
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
    // Of the targets in a group.
    struct Marks
    {
        std::size_t added = 0;
        std::size_t relabelled = 0;

        bool isEmpty() const { return added == 0 && relabelled == 0; }
    };

    ListEdits groups;
    std::vector<Group> changed; // of the groups that stay those whose targets differ
    TargetChanges changes;
    std::vector<Marks> marks; // by the group's row in the later answer; none where nothing changed
};

// Pure. Looks at each target of both answers, however few changed; see bench_gui_targets in
// tests/bench/README.md for what that takes.
TargetsPlan planTargets(const std::vector<TargetGroup> &before, const std::vector<TargetGroup> &after);

} // namespace slurmsd
