// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configyaml.h"

#include <string>
#include <vector>

namespace slurmsd {

// Reads and parses the config file at `path`. What cannot be read is one problem of the file as a whole:
// missing, unreadable, a directory or another special file, larger than maxConfigBytes.
Result<ParsedConfig, std::vector<ConfigProblem>> loadConfigFile(const std::string &path);

} // namespace slurmsd
