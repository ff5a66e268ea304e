// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slurmsd {

// U+FEFF, which some editors put before a text.
inline constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

// The text, with U+FFFD for what is not UTF-8 in it: readers of JSON and of Prometheus's text format refuse a
// whole document for one bad byte.
std::string validUtf8(std::string_view text);

// A character that terminals obey, or that changes how the text around it is read.
struct ControlCharacter
{
    char32_t code = 0;
    std::size_t bytes = 0; // in UTF-8; 0: none
};

// The one that `text` begins with: a control character (U+0000 to U+001F, U+007F to U+009F), a line or
// paragraph separator, or one of those for the direction of text. Text that is not UTF-8 may be given: half a
// character is none of them.
ControlCharacter controlCharacterAt(std::string_view text);
bool hasControlCharacters(std::string_view text);

// "\u009b"
std::string unicodeEscape(char32_t code);

} // namespace slurmsd
