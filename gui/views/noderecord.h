// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/daemonstatus.h"
#include "common/explanation.h"
#include "gui/models/noderows.h"

#include <QPalette>
#include <QString>

#include <optional>

namespace slurmsd {

// The node of that name, in that cluster or, with an empty `cluster`, in the first that has one. Good as long
// as the lists are.
std::optional<NodeRow> findNode(const NodeRows::Lists &lists, std::string_view cluster,
                                std::string_view node);

// Who took the node out of use, and when: "root set the reason 2026-11-20 10:02, 3 d 2 h ago". Empty where
// Slurm tells neither.
QString reasonOrigin(const Node &node, WallTime now);

// All that Slurm tells of the node, a line for each field that it gives, those included that only
// explanations have: in HTML, escaped, for that palette; and in plain text.
QString nodeRecordHtml(const NodeRow &row, const NodeExplanation &explained, WallTime now,
                       const QPalette &palette);
QString nodeRecordText(const NodeRow &row, const NodeExplanation &explained, WallTime now);

} // namespace slurmsd
