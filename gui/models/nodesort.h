// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/nodecolumn.h"

#include <Qt>

#include <vector>

namespace slurmsd {

// Sorts rows by a column: texts in natural order, numbers by value with those that are not given first, state
// classes by stateRank(). Rows that are equal in it keep their order.
void sortNodeRows(std::vector<NodeRow> &rows, NodeColumn column, Qt::SortOrder order);

// All of both, sorted so, where each is; `places` by id: the order of those that are equal in the column.
// Meant for a few `moved` rows: each is searched for its place.
std::vector<NodeRow> mergeNodeRows(const std::vector<NodeRow> &rows, const std::vector<NodeRow> &moved,
                                   NodeColumn column, Qt::SortOrder order,
                                   const std::vector<std::uint32_t> &places);

} // namespace slurmsd
