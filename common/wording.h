// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace slurmsd {

// Parts of messages. Those that repeat what a user wrote stay on one line and short, whatever that was.

// The text with control characters as \n, \t or \x07, cut with an ellipsis after some 60 bytes.
std::string printable(std::string_view text);

// The same in double quotes: "99999".
std::string inQuotes(std::string_view text);

// A count as it is read: "37,224".
std::string groupedDigits(std::size_t number);

// Do these two names differ only as a typing mistake would have it: in at most a third of the second's
// characters, upper and lower case apart?
bool isAlike(std::string_view name, std::string_view other);

// How a name that is none of `known` goes on: `did you mean "port"?` when one is close, else all of them:
// `known are: name, port`.
std::string suggestion(std::string_view name, std::span<const std::string_view> known);

} // namespace slurmsd
