// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// The lines that differ between two texts, each with three lines around it, in the unified format
// (https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html), so that `patch` makes
// `after` of `before`. Empty when the texts are equal. The names are what the two header lines call them.
//
// The shortest list of changes as long as there are at most a thousand of them; beyond that, what lies
// between the equal starts and ends of the texts counts as replaced. Pure.
std::string unifiedDiff(std::string_view before, std::string_view after, std::string_view beforeName,
                        std::string_view afterName);

} // namespace slurmsd
