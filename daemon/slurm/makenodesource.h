// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "daemon/slurm/jobsource.h"
#include "daemon/slurm/nodesource.h"

#include <memory>

namespace slurmsd {

// The source that `config.endpoint` names: a slurmrestd over http, https or a UNIX socket, scontrol, a file,
// or the demo cluster. Never null: the endpoint must be one that parseEndpoint() accepts. `directory`: for
// long answers that are kept (SlurmrestdSource).
std::unique_ptr<NodeSource> makeNodeSource(const SlurmConfig &config, const std::string &directory = {});

// The same of its jobs. A file has none: its source always fails.
std::unique_ptr<JobListSource> makeJobSource(const SlurmConfig &config);

} // namespace slurmsd
