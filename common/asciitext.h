// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace slurmsd {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

// Protocols compare letters of ASCII without regard to case, in every locale; other bytes stay as they are.

constexpr char asciiLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr char asciiUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

inline std::string asciiLower(std::string_view text)
{
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), [](char c) { return asciiLower(c); });
    return lowered;
}

inline bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](char a, char b) { return asciiLower(a) == asciiLower(b); });
}

// Without these characters at its ends; HTTP's own are space and tab.
constexpr std::string_view trimmed(std::string_view text, std::string_view space = " \t")
{
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    return text.substr(0, text.find_last_not_of(space) + 1);
}

} // namespace slurmsd
