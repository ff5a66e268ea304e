// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/foreignfile.h"

#include "common/asciitext.h"

#include <algorithm>
#include <array>
#include <vector>

namespace slurmsd {

namespace {

struct Known
{
    std::string_view sign; // a key of the document, or how it begins
    std::string_view what;
};

// Keys of the documents of Slurm's other commands, and of others that are mistaken for one.
constexpr std::array knownKeys{
    Known{"sinfo", "the output of sinfo --json"},
    Known{"jobs", "a list of jobs, as squeue --json has it"},
    Known{"partitions", "the output of scontrol show partitions --json"},
    Known{"reservations", "the output of scontrol show reservations --json"},
    Known{"licenses", "the output of scontrol show licenses --json"},
    Known{"pings", "the output of scontrol ping --json"},
    Known{"statistics", "the output of sdiag --json"},
    Known{"clusters", "a list of clusters of sacctmgr"},
    Known{"paths", "the description of slurmrestd's API (/openapi/v3)"},
    Known{"slurm", "a config"},
    Known{"explanations", "an answer of this program's own"},
};

constexpr std::array knownStarts{
    Known{"NodeName=", "the output of scontrol show nodes without --json"},
    Known{"PARTITION ", "the output of sinfo without --json"},
    Known{"NODELIST ", "the output of sinfo without --json"},
    Known{"nodes:", "YAML"},
    Known{"meta:", "YAML"},
    Known{"---", "YAML"},
    Known{"HTTP/1.", "an answer with its HTTP head, as curl -i prints it"},
    Known{"\x1f\x8b", "compressed (gzip)"},
    Known{"<", "HTML or XML"},
    Known{"[", "a list"},
};

// Behind the quote that ends the string which begins at `begin`.
std::size_t endOfString(std::string_view json, std::size_t begin)
{
    std::size_t at = begin + 1;
    while (at < json.size() && json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return std::min(at + 1, json.size());
}

// The keys of the outermost object, as far as the text goes.
std::vector<std::string_view> outermostKeys(std::string_view json)
{
    std::vector<std::string_view> keys;
    int depth = 0;
    bool isKeyNext = false;
    for (std::size_t at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            const std::size_t end = endOfString(json, at);
            if (depth == 1 && isKeyNext && end - at > 2)
                keys.push_back(json.substr(at + 1, end - at - 2));
            isKeyNext = false;
            at = end;
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        if (c == '{' || c == ',')
            isKeyNext = true;
        ++at;
    }
    return keys;
}

std::string_view whatItIs(std::string_view start, const std::vector<std::string_view> &keys)
{
    const auto hasKey = [&keys](const Known &known) {
        return std::ranges::find(keys, known.sign) != keys.end();
    };
    if (const auto known = std::ranges::find_if(knownKeys, hasKey); known != knownKeys.end())
        return known->what;
    if (start.starts_with('[') && start.find("\"targets\"") != std::string_view::npos)
        return "a list of targets for Prometheus";
    const auto known = std::ranges::find_if(
        knownStarts, [start](const Known &each) { return start.starts_with(each.sign); });
    return known == knownStarts.end() ? std::string_view() : known->what;
}

} // namespace

std::string foreignFileHint(std::string_view start)
{
    start = trimmed(start, " \t\r\n");
    const bool isObject = start.starts_with('{');
    const auto keys = isObject ? outermostKeys(start) : std::vector<std::string_view>();
    if (start.empty() || std::ranges::find(keys, "nodes") != keys.end())
        return {};
    const std::string_view what = whatItIs(start, keys);
    return (what.empty() ? "; expected" : "; it is " + std::string(what) + ": expected") +
           " the output of scontrol show nodes --json";
}

} // namespace slurmsd
