// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// U+FEFF, which some editors put before a text.
inline constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

// The text, with U+FFFD for what is not UTF-8 in it: readers of JSON and of Prometheus's text format refuse a
// whole document for one bad byte.
std::string validUtf8(std::string_view text);

} // namespace slurmsd
