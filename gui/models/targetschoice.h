// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/targetcopy.h"

#include <QModelIndexList>

namespace slurmsd {

class TargetsModel;
class TargetsProxy;

// What a user chose in a view of the proxy: rows of one job, at any level (a group stands for all of its
// targets that show). No rows, or the job itself: all of the job that shows. `job` is the job's index in the
// proxy, and valid.
TargetSelection chosenTargets(const TargetsModel &model, const TargetsProxy &proxy, const QModelIndex &job,
                              const QModelIndexList &rows);

} // namespace slurmsd
