// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/process/commandline.h"

#include <string>
#include <vector>

namespace slurmsd {

// The configuration in force and where it came from.
struct Settings
{
    Config config;
    std::string file;                        // that was read; empty: built-in defaults
    std::string sha256;                      // configRevision() of its text; empty without a file
    std::vector<ConfigProblem> deprecations; // old keys in the file
};

// Puts together the config file, the flags and the environment's SLURM_JWT (null: not set). The error is one
// line for each problem; files are read again at each call, nothing else is touched.
Result<Settings, std::vector<std::string>> loadSettings(const CommandLine &commandLine,
                                                        const char *environmentToken);

// The same once more, while `inForce` is. Its file must still be there, also the default one: the built-in
// defaults are other targets.
Result<Settings, std::vector<std::string>> reloadSettings(CommandLine commandLine, const Settings &inForce,
                                                          const char *environmentToken);

} // namespace slurmsd
