// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace slurmsd {

// A value as a search takes it for just this text, in quotes where it has to be: `gpu`, `"bad DIMM"`.
QString quotedForSearch(QString value);

} // namespace slurmsd
