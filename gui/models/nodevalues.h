// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/models/noderows.h"

#include <QStringList>

#include <string_view>

namespace slurmsd {

// The values that nodes have in a field of the search box (gui/models/searchfields.h), each once and in
// natural order; the items of lists. None of fields whose values are all different, of numbers, and of other
// names.
QStringList nodeFieldValues(const NodeRows::Lists &lists, std::string_view field);

} // namespace slurmsd
