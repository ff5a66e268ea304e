// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace slurmsd {

// Reads the text that fileSdJson() writes, so that nobody has to keep the groups that it is of.

// Where the closing quote of the string is that the text begins with; at or behind the end: there is none.
std::size_t endOfString(std::string_view text);

// The string that JSON has so, between its quotes.
std::string unescaped(std::string_view json);

// Calls `visit` with each target of the answer and the labels of its group, both as JSON has them: equal
// strings are equal there, too. False when the text is not what fileSdJson() writes.
template <typename Visitor>
bool forEachTarget(std::string_view json, Visitor &&visit)
{
    constexpr std::string_view beforeTargets = R"({"targets":[)";
    constexpr std::string_view labelsStart = R"(],"labels":)"; // a quote within a string is escaped
    if (json.empty() || json == "[]\n")
        return true;
    if (!json.starts_with("[\n") || !json.ends_with("\n]\n"))
        return false;
    json.remove_prefix(2);
    json.remove_suffix(2);
    while (!json.empty()) {
        const std::string_view line = json.substr(0, json.find('\n')); // a newline in a string is escaped
        json.remove_prefix(line.size() + 1);
        const std::size_t end = line.find(labelsStart);
        if (!line.starts_with(beforeTargets) || end == std::string_view::npos)
            return false;
        std::string_view targets = line.substr(beforeTargets.size(), end - beforeTargets.size());
        std::string_view labels = line.substr(end + labelsStart.size());
        labels.remove_suffix(labels.ends_with(',') ? 1 : 0);
        while (targets.starts_with('"')) {
            const std::size_t quote = endOfString(targets);
            if (quote >= targets.size())
                return false;
            visit(targets.substr(1, quote - 1), labels);
            targets.remove_prefix(std::min(quote + 2, targets.size())); // with the comma
        }
    }
    return true;
}

} // namespace slurmsd
