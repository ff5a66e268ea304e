// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QLineEdit;

namespace slurmsd {

// Shows in the empty field what may be typed there: "e.g. gpu[001-128]". Not while the field is disabled or
// read-only, when nothing may be.
void setExample(QLineEdit &edit, const QString &example);

} // namespace slurmsd
