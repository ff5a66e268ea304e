// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/explanation.h"
#include "common/runningjobs.h"

#include <QPalette>
#include <QString>

#include <functional>
#include <vector>

namespace slurmsd {

// What is to be said of the node behind its reason, in plain text; may be empty.
using NodeRemark = std::function<QString(const NodeExplanation &)>;

// What the daemon says about a node, in HTML for a QTextBrowser with that palette. Texts are escaped,
// whatever they hold. The names of jobs are links: jobOfLink().
QString explanationHtml(const std::vector<NodeExplanation> &explanations, const QPalette &palette,
                        const NodeRemark &remark = {});
// Likewise about a Slurm job.
QString explanationHtml(const SlurmJobExplanation &explanation, const QPalette &palette);
// The same in plain text, to be copied.
QString explanationText(const std::vector<NodeExplanation> &explanations, const NodeRemark &remark = {});
// The name of the job that a link of explanationHtml() stands for.
QString jobOfLink(const QString &link);

} // namespace slurmsd
