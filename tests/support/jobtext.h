// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/slurmjob.h"

#include <QString>
#include <QStringList>

namespace slurmsd {

// A job as one line that a failed comparison can show: "17_0 running c03 user=alice name=arr", with every
// member that is given, in the order of SlurmJob; line breaks are ' / '.
QString jobText(const SlurmJob &job);

// All of a list's jobs so, in its order.
QStringList jobTexts(const JobList &list);

} // namespace slurmsd
