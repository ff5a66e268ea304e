// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/node.h"
#include "common/result.h"

#include <QByteArray>

#include <memory>
#include <string>
#include <vector>

namespace slurmsd {

// The node lists of all clusters as GET /api/v1/nodes gives them, compact, since a list may have 65,536
// nodes:
//
//     {"columns":["name","hostname",…],
//     "clusters":[{"name":"llm","slurm_release":"24.11.5","api_version":"v0.0.42","skipped":0,"nodes":[
//     ["gpu001","gpu001","10.0.0.1",1,2,3,…],
//     …
//     ]}],
//     "strings":["","x86_64","gpu",…]}
//
// A row has one value for each column. Of a column of strings it is the string itself or, where nodes tend to
// share it, its place in `strings`; of a column of numbers, the number, or null where Slurm gave none. Column
// by column in resources/docs/api.md. When the lists were taken is not in it (that is for the status and
// Last-Modified to tell), so that equal lists give equal bytes and can have equal ETags.
QByteArray nodesToJson(const std::vector<std::shared_ptr<const NodeSnapshot>> &lists);

// The reverse, of any bytes. Unknown keys and columns are ignored, missing ones leave the default, and so
// does takenAt. The lists are sorted. The error names the place: "clusters[0].nodes[7].cpus: expected a whole
// number or null, got a string".
Result<std::vector<std::shared_ptr<NodeSnapshot>>, std::string> nodesFromJson(const QByteArray &json);

} // namespace slurmsd
