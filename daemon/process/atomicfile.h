// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace slurmsd {

// Puts `bytes` in the place of the regular file at `path`, or makes it: at every moment, also after a crash
// or on a full disk, the file has all of the old bytes or all of the new ones; on success it is on the disk.
// Permissions stay, an access control list among them, and other extended attributes where they can; with
// `mode` it has that and no list, a new file too, whatever the umask. A list that cannot be kept is a
// failure, since its mask would become what the group may do. Owner and group stay where this process may
// give them. A symbolic link stays, and what it points to is replaced. What is there and is no regular file
// (a directory, a device, a FIFO) is left alone. The error names the path. Any thread; takes as long as the
// disk does.
//
// A process that is killed meanwhile may leave a file behind whose name is that of the file, a dot and six
// letters (isLeftover()).
Result<Done, std::string> replaceFile(const std::string &path, const QByteArray &bytes,
                                      std::optional<mode_t> mode = {});

// Is this the name of what a replaceFile() that was killed may have left of `name`, both without a directory?
bool isLeftover(std::string_view file, std::string_view name);

} // namespace slurmsd
