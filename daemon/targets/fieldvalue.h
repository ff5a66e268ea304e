// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// What a node's text (extra, comment) says for a key: administrators keep racks, pods and the like there. The
// text is JSON when it begins with '{': "a.b" is the member b of the member a; strings are as they are,
// numbers and booleans as JSON has them. Else it is words, parted by blanks, commas or semicolons, of which
// "a.b=x" is one; a value in double quotes may hold any of those. The first counts. Empty when there is none,
// and for anything else. Pure.
std::string fieldValue(std::string_view text, std::string_view key);

} // namespace slurmsd
