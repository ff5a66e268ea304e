// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/process/commandline.h"

namespace slurmsd {

// `--once`: polls once and writes the targets in file_sd format to stdout or, whole or not at all, to a file.
// Runs an event loop of its own until that is done. Returns the exit status; when it is not 0, nothing was
// written and the reason is in the log.
int runOnce(const Config &config, const CommandLine &commandLine);

} // namespace slurmsd
