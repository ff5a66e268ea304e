// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/jobtext.h"
#include "common/yamltree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// A part of configedit.cpp: how the text of a config becomes one with other jobs. What comes out has to be
// parsed again, since YAML has more forms than are thought of here.

struct JobsEdit
{
    std::string_view text; // without a byte order mark
    const YamlNode &root;  // of the text
    const YamlEntry *jobs; // in the root; null: there is no such key
    JobConfig defaults;    // of each job in this text
    const std::vector<JobConfig> &before;
    const std::vector<JobConfig> &wanted;
    std::vector<std::optional<std::size_t>> origins; // by wanted job: its index in `before`
    std::vector<bool> isKept;                        // by job of `before`: is it the origin of one?
};

// The whole text with only what differs changed; nothing when the form of the text is beyond this.
std::optional<std::string> editValues(const JobsEdit &edit);

// The same, but changed jobs are written anew as a whole.
std::optional<std::string> editItems(const JobsEdit &edit);

// The whole text with a new value of `jobs:`, or with that key added.
std::optional<std::string> replaceJobs(const JobsEdit &edit);

// A change of a text: these bytes become others.
struct TextChange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};
// Makes changes that do not overlap; insertions at one place keep their order.
std::string changed(std::string_view text, std::vector<TextChange> changes);

// What adds a field ("key: value") to the end of a map that has some.
TextChange addedField(std::string_view text, const YamlNode &map, const std::string &field);

// How much of a changed job is written anew.
enum class Changes : unsigned char { Values, Items };

// The text with another list at `jobs:`, which is one of lines with dashes, or one in brackets.
std::optional<std::string> editBlockList(const JobsEdit &edit, Changes changes);
std::optional<std::string> editFlowList(const JobsEdit &edit, Changes changes);

// The form that an item of `jobs:` has.
JobForm formOf(std::string_view text, const YamlNode &item);

// What turns the item of `before` into one of `wanted`, value by value; nothing when it must be written anew.
std::optional<std::vector<TextChange>> changesOfItem(const JobsEdit &edit, const YamlNode &item,
                                                     const JobConfig &before, const JobConfig &wanted);

// "\r\n" or "\n", as the text's first line ends.
std::string_view lineBreakOf(std::string_view text);

} // namespace slurmsd
