// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/yamltree.h"

#include <cstddef>
#include <string_view>

namespace slurmsd {

// Where the parts of a tree end in the text that it was read from: yaml-cpp says only where they begin.
// `text` is the one that parseYaml() read, so that all offsets are those of its marks. An end is behind the
// last character that counts: neither spaces nor a comment that follow belong to the node. Pure.

std::size_t endOf(std::string_view text, const YamlNode &node);
std::size_t endOfKey(std::string_view text, const YamlEntry &entry);
// Behind the value; where there is none, behind the colon, or the key that has no colon ({a, b}).
std::size_t endOf(std::string_view text, const YamlEntry &entry);

// Is this list or map in brackets?
bool isFlow(std::string_view text, const YamlNode &node);

// The line that `offset` is in: its first byte, the end of its text (before the line break), and the first
// byte behind it.
std::size_t lineStart(std::string_view text, std::size_t offset);
std::size_t lineTextEnd(std::string_view text, std::size_t offset);
std::size_t lineEnd(std::string_view text, std::size_t offset);
// How far into its line `offset` is, in bytes.
std::size_t columnOf(std::string_view text, std::size_t offset);

// The first byte from `offset` on that is neither white space nor in a comment.
std::size_t skipSpaceAndComments(std::string_view text, std::size_t offset);

} // namespace slurmsd
