// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/result.h"

#include <QByteArray>

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// The node lists of all clusters as GET /api/v1/nodes gives them: compact, since a list may have 65,536
// nodes. A table of strings that many nodes share, the names of the columns, and one row a node; described in
// resources/docs/api.md. Reading gives equal lists.
QByteArray nodesToJson(const std::vector<std::shared_ptr<const NodeSnapshot>> &lists);
Result<std::vector<std::shared_ptr<NodeSnapshot>>, std::string> nodesFromJson(const QByteArray &json);

} // namespace slurmsd
