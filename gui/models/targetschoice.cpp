// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/targetschoice.h"

#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/values/jobtargets.h"

#include <map>
#include <optional>
#include <set>

namespace slurmsd {

namespace {

// The rows of targets that are chosen of a group; nothing: all that show.
using Rows = std::optional<std::set<int>>;

// By the group's row.
std::map<int, Rows> chosenRows(const QModelIndexList &rows)
{
    std::map<int, Rows> chosen;
    for (const QModelIndex &row : rows) {
        if (row.parent().parent().isValid()) {
            Rows &targets = chosen.try_emplace(row.parent().row(), std::set<int>()).first->second;
            if (targets)
                targets->insert(row.row());
        } else {
            chosen[row.row()] = std::nullopt;
        }
    }
    return chosen;
}

TargetGroup chosenOf(const TargetsModel &model, const TargetsProxy &proxy, const QModelIndex &group,
                     const Rows &rows)
{
    TargetGroup chosen{{}, model.group(proxy.mapToSource(group))->labels};
    const auto add = [&](int row) {
        chosen.targets.push_back(*model.address(proxy.mapToSource(proxy.index(row, 0, group))));
    };
    if (rows)
        std::ranges::for_each(*rows, add);
    else if (!proxy.hasFilter())
        chosen.targets = model.group(proxy.mapToSource(group))->targets;
    else
        for (int row = 0; row < proxy.rowCount(group); ++row)
            add(row);
    return chosen;
}

} // namespace

TargetSelection chosenTargets(const TargetsModel &model, const TargetsProxy &proxy, const QModelIndex &job,
                              const QModelIndexList &rows)
{
    const JobTargets &targets = model.job(proxy.mapToSource(job));
    TargetSelection selection;
    selection.job = targets.job;
    selection.all = targets.groups;
    const bool isAll = rows.isEmpty() || rows.contains(job);
    selection.isWholeJob = isAll && !proxy.hasFilter();
    std::map<int, Rows> chosen;
    if (!isAll)
        chosen = chosenRows(rows);
    for (int row = 0; isAll && row < proxy.rowCount(job); ++row)
        chosen[row] = std::nullopt;
    for (const auto &[row, of] : chosen)
        selection.groups.push_back(chosenOf(model, proxy, proxy.index(row, 0, job), of));
    return selection;
}

} // namespace slurmsd
