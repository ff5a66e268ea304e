// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The names, in lower case and each once, that a text in the form of /etc/hosts has on a line with
// `hostName`; `hostName` itself is the first, and what is before its first dot the second. Pure.
std::vector<std::string> namesBeside(std::string_view hostName, std::string_view hosts);

// What this machine calls itself, and its other names in /etc/hosts. DNS is not asked: that may block for
// long.
std::vector<std::string> machineNames();

} // namespace slurmsd
