// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodecolumn.h"

#include <Qt>

#include <vector>

namespace slurmsd {

// Sorts rows by a column: texts in natural order, numbers by value with those that are not given first, state
// classes by stateRank(). Rows that are equal in it keep their order.
void sortNodeRows(std::vector<NodeRow> &rows, NodeColumn column, Qt::SortOrder order);

} // namespace slurmsd
