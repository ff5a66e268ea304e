// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"
#include "common/yamltree.h"
#include "gui/models/relabelrule.h"

#include <QString>

namespace slurmsd {

struct RelabelProblem
{
    YamlMark mark;
    QString message;
};

// One rule, refused where Prometheus refuses it.
Result<RelabelRule, RelabelProblem> readRelabelRule(const YamlNode &node);

} // namespace slurmsd
