// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace slurmsd {

// JSON written as text, without a tree of values in between: for documents of many megabytes.

// The text in quotes, escaped; what is not UTF-8 becomes U+FFFD.
void appendJsonString(std::string &json, std::string_view text);

// In decimal, the shortest form that reads back the same.
template <typename Number>
requires std::integral<Number> || std::floating_point<Number>
void appendNumber(std::string &json, Number number)
{
    char digits[32];
    json.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

} // namespace slurmsd
