// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <QByteArray>

#include <string>

namespace slurmsd {

// The parsed form of a config in JSON, with the keys of the config file: what its reader makes of the text,
// every default filled in, and no secret (`user_token` is left out). What the API gives at `parsed`, and
// takes in place of the text.
QByteArray configToJson(const Config &config);

// A YAML text of the same meaning: JSON is YAML, so parseConfig() is the one validator of both. Secrets are
// not in it. Pure.
std::string configToYaml(const Config &config);

} // namespace slurmsd
