// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace slurmsd {

// What a user asks for in a job's comment: resources/docs/jobs.md.
struct Annotation
{
    std::vector<Port> ports; // ascending, each once; empty: none named
    std::string path;        // starts with '/'; empty: none named
    std::string scheme;      // "http" or "https"; empty: none named
    std::string job;         // the config's job that it is for; empty: any that matches
    std::optional<bool> isOnAllNodes;
    bool isScraped = true; // scrape=false
    std::vector<std::pair<std::string_view, std::string>>
        given; // keys and values, in the order of their names

    friend bool operator==(const Annotation &, const Annotation &) = default;
};

// The most ports that an annotation can name, and the longest path, in bytes.
inline constexpr std::size_t maxAnnotationPorts = 1024;
inline constexpr std::size_t maxAnnotationPath = 255;

// "job", "nodes" and so on, in the order of their names; static storage.
std::span<const std::string_view> annotationKeys();

// The annotation in a text that may hold anything beside it, of any bytes: words `prometheus.io/KEY=VALUE`
// between white space and commas, or a JSON object with the key `prometheus`. Nothing when there is none. The
// error says in words what is wrong with it; it quotes the text, which is its user's. Whatever it says, a
// path is one of letters, digits and marks that need no escaping, without `..`; there is no way to name a
// host or a parameter. Pure.
Result<std::optional<Annotation>, std::string> parseAnnotation(std::string_view text);

} // namespace slurmsd
