// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/event.h"

#include <QByteArray>

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What the labels of some targets became.
struct LabelChange
{
    static constexpr std::size_t maxNamed = 10;

    std::string what;                 // "__meta_state active → down", on one line
    std::size_t targets = 0;          // of which it is so
    std::vector<std::string> named{}; // at least the first ten, where they are as many

    friend bool operator==(const LabelChange &, const LabelChange &) = default;
};

// The targets ("host:port", in their order) that one answer has and the other has not, and those whose labels
// differ. One that is in several groups is several targets, as everywhere: of its groups in one answer alone,
// as many as both have are relabeled, and the others came or went.
struct TargetDiff
{
    std::vector<std::string> added;          // in the order of the later answer
    std::vector<std::string> removed;        // in that of the earlier one
    std::vector<std::string> relabeled;      // in that of the earlier one
    std::vector<LabelChange> labelChanges{}; // of `relabeled`, the most frequent first

    bool isEmpty() const { return added.empty() && removed.empty() && relabeled.empty(); }
    friend bool operator==(const TargetDiff &, const TargetDiff &) = default;
};

// Of two answers as fileSdJson() writes them, which is asserted; read from the text, so that nobody has to
// keep the groups. A null QByteArray is an answer without targets. Some 4 ms for 65,536 targets. Pure.
TargetDiff diffTargets(const QByteArray &before, const QByteArray &after);

// What one job has lost and gained.
struct JobChange
{
    std::string job;
    TargetDiff diff;

    friend bool operator==(const JobChange &, const JobChange &) = default;
};

// Of the jobs that both sets of answers have, those that differ. A set has jobs() and, for the name of each,
// a document().
template <typename Set>
std::vector<JobChange> jobChanges(const Set &before, const Set &after)
{
    std::vector<JobChange> changes;
    for (const auto &job : after.jobs()) {
        const auto then = before.document(job.name);
        const auto now = after.document(job.name);
        if (then && then->etag != now->etag)
            changes.push_back({job.name, diffTargets(then->json, now->json)});
    }
    return changes;
}

// The event that tells of a difference, which is not empty: "node: 3 targets came (n1:9100, n2:9100, …), 1
// went (n9:9100), 2 changed labels: __meta_state active → down (n4:9100, n5:9100)". Names ten of each at
// most, and the three most frequent changes of labels. Pure.
Event targetsEvent(std::string_view job, const TargetDiff &diff, WallTime when);

} // namespace slurmsd
