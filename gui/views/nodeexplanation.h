// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/explanation.h"
#include "common/runningjobs.h"

#include <QPalette>
#include <QString>

#include <vector>

namespace slurmsd {

// What the daemon says about a node, in HTML for a QTextBrowser with that palette. Texts are escaped,
// whatever they hold. The names of jobs are links: jobOfLink().
QString explanationHtml(const std::vector<NodeExplanation> &explanations, const QPalette &palette);
// Likewise about a Slurm job.
QString explanationHtml(const SlurmJobExplanation &explanation, const QPalette &palette);
// The same in plain text, to be copied.
QString explanationText(const std::vector<NodeExplanation> &explanations);
// The name of the job that a link of explanationHtml() stands for.
QString jobOfLink(const QString &link);

} // namespace slurmsd
