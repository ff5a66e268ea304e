// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <QByteArray>

#include <string>

namespace slurmsd {

// Puts `bytes` in the place of the regular file at `path`, or makes it: at every moment, also after a crash
// or on a full disk, the file has all of the old bytes or all of the new ones. Permissions stay; so do owner
// and group, where this process may give them. A symbolic link stays, and what it points to is replaced. What
// is there and is no regular file (a directory, a device, a FIFO) is left alone. The error names the path.
Result<Done, std::string> replaceFile(const std::string &path, const QByteArray &bytes);

} // namespace slurmsd
