// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Jobs as the config file has them.

// Which strings are in quotes: those that mean something else without them, or all, as in JSON.
enum class Quoting : unsigned char { WhereNeeded, Json };

// A string as a YAML value or key in one line. A string in quotes is JSON's.
std::string yamlString(std::string_view text, Quoting quoting);
// "[a, b]"
std::string yamlList(const std::vector<std::string> &texts, Quoting quoting);

// A key of a job and its value, in one line.
struct JobField
{
    std::string_view key;
    std::string value;

    friend bool operator==(const JobField &, const JobField &) = default;
};

// Everything but the job's name, in the order of the contract's example. With `defaults`, only what they do
// not say already; without, everything that has a value and that jobs of its role have. Empty scheme,
// metrics_path and match.nodes have none: the reader takes no empty text for them.
std::vector<JobField> jobFields(const JobConfig &job, const JobConfig *defaults, Quoting quoting);

// Is this one of the keys a job of this role has, which the short forms ({node: , port: 9100}) cannot use as
// a name?
bool isJobKey(std::string_view key, JobRole role);

// How an item of `jobs:` is written.
struct JobForm
{
    enum class Naming : unsigned char {
        Name,    // name: node, port: 9100
        Sibling, // node: , port: 9100
        Nested,  // node: {port: 9100}
    };

    bool isFlow = false; // {…}, in one line
    Naming naming = Naming::Name;
    Quoting quoting = Quoting::WhereNeeded;
};

// An item without the dash before it. `indent` is what the lines after the first begin with, `lineBreak` what
// they are parted by; there is none at the end.
std::string jobItem(const JobConfig &job, const JobConfig *defaults, JobForm form, std::string_view indent,
                    std::string_view lineBreak);

} // namespace slurmsd
