// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/result.h"

#include <cstddef>
#include <string>

namespace slurmsd {

// The bytes of a regular file that is small, such as a config, a key or a token. Never blocks, as the open of
// a FIFO would. The error is in words that follow the file's name: "cannot be opened: No such file or
// directory", "is a directory", "is too large: expected at most 65536 bytes". Any thread.
Result<std::string, std::string> readFile(const std::string &path, std::size_t mostBytes);

} // namespace slurmsd
