// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <string>
#include <vector>

namespace slurmsd {

// The parsed form of a config in JSON, in one line, with the keys of the config file: what its reader makes
// of the text, every default filled in, and no secret (`user_token` is left out). What the API gives at
// `parsed`, and takes in place of the text. Keys that have no value at all are left out: endpoint, scheme,
// metrics_path, match.nodes.
//
// JSON is YAML, and this text keeps to what yaml-cpp reads (no \uD83D\uDE00, \/): parseConfig() of it gives
// `config` again, without the secrets. Pure.
std::string configToJson(const Config &config);

// The jobs alone: the list at `jobs` of that form.
std::string jobsToJson(const std::vector<JobConfig> &jobs);

} // namespace slurmsd
