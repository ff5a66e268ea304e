// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "daemon/slurm/listfields.h"

namespace slurmsd {

using NodeField = ListField<Node>;

// The field of that key of a node, or null for the keys that nobody asks for.
const NodeField *findNodeField(std::string_view key);

} // namespace slurmsd
