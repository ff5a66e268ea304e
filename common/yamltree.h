// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/problemlist.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

struct YamlEntry;

// A YAML document as a tree of plain values. Kept apart from yaml-cpp's own tree, which drops repeated keys,
// follows aliases and has no bound on depth.
struct YamlNode
{
    enum class Kind : unsigned char { Null, Scalar, List, Map };

    Kind kind = Kind::Null;
    YamlMark mark;
    std::string text;               // of a scalar, as written, without quotes; valid UTF-8
    std::vector<YamlNode> items;    // of a list
    std::vector<YamlEntry> entries; // of a map, with repeated keys
};

struct YamlEntry
{
    std::string key;
    YamlMark keyMark;
    YamlNode value;

    // Where to point at when the value is wrong: a value that is left out has no place of its own.
    YamlMark mark() const { return value.kind == YamlNode::Kind::Null ? keyMark : value.mark; }
};

// The first of this key; null when the map has none.
const YamlEntry *findEntry(const YamlNode &map, std::string_view key);

// The deepest nesting of lists and maps that is read.
inline constexpr int maxYamlDepth = 64;

// Reads one document. Nothing, and at least one problem, when the text is not UTF-8 or has control
// characters, is no valid YAML, or has what no config needs: aliases, anchors, tags, keys that are not
// scalars, a second document, deep nesting. A text without a document is Null. A byte order mark must have
// been taken off.
std::optional<YamlNode> parseYaml(std::string_view text, ProblemList &problems);

} // namespace slurmsd
