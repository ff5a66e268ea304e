// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daemon/process/commandline.h"

#include <string>
#include <vector>

namespace slurmsd {

// The keys of the config file that the flags, the environment's SLURM_JWT (null: not set), or sockets that
// systemd passed stand in for, whatever the file says: "slurm.endpoint", "web.listen_address" and so on, in
// the order of the file's schema. For each cluster, where there are several. See withOverrides().
std::vector<std::string> overriddenKeys(const CommandLine &commandLine, const char *environmentToken,
                                        bool hasPassedSockets);

} // namespace slurmsd
