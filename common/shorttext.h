// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slurmsd {

// The UTF-8 text, cut with an ellipsis when it has more bytes than that; never within a character. With the
// ellipsis, too, the result has at most `maxBytes` (at least 3).
std::string shortened(std::string_view text, std::size_t maxBytes);

} // namespace slurmsd
