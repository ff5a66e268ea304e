// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/api/connectionurl.h"
#include "gui/values/connectionprofile.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QSettings;
QT_END_NAMESPACE

namespace slurmsd {

// The saved connections, in the order in which they are shown, at the array "connections". There is never a
// secret in the settings: see secretstore.h. Entries that problemOfProfile() objects to are passed over.
std::vector<ConnectionProfile> readProfiles(QSettings &settings);
// Replaces those that are there.
void writeProfiles(QSettings &settings, const std::vector<ConnectionProfile> &profiles);

} // namespace slurmsd
