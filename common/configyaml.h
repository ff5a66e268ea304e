// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <string_view>
#include <vector>

namespace slurmsd {

// The largest config file that is read, in bytes.
inline constexpr std::size_t maxConfigBytes = std::size_t{1} << 20;

struct ParsedConfig
{
    Config config;
    std::vector<ConfigProblem> deprecations; // old keys that still work; the message names the new key
};

// Reads the YAML text of a config file. On failure all its problems are given, in the order of their lines:
// syntax errors (then only the first), aliases and anchors, more than one document, a text over
// maxConfigBytes, unknown and repeated keys, values of the wrong type or out of range. An empty text is
// Config::builtIn(). `file` is what the problems call the file; nothing is opened.
Result<ParsedConfig, std::vector<ConfigProblem>> parseConfig(std::string_view yaml, std::string_view file);

} // namespace slurmsd
