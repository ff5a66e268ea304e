// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace slurmsd {

// The program's own, in several sizes.
QIcon programIcon();

} // namespace slurmsd
