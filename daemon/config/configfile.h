// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/configyaml.h"

#include <string>
#include <vector>

namespace slurmsd {

// The bytes of the config file at `path`; the error is in words that follow its name. See loadConfigFile().
Result<std::string, std::string> readConfigFile(const std::string &path);

struct LoadedConfigFile
{
    ParsedConfig parsed;
    std::string text; // that it was parsed from
};

// Reads and parses the config file at `path`. What cannot be read is one problem of the file as a whole:
// missing, unreadable, a directory or another special file, larger than maxConfigBytes.
Result<LoadedConfigFile, std::vector<ConfigProblem>> loadConfigFile(const std::string &path);

} // namespace slurmsd
