// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/mediatype.h"

#include "common/asciitext.h"

#include <array>

namespace slurmsd {

namespace {

// Without its parameters.
std::string_view mediaType(std::string_view contentType)
{
    return trimmed(contentType.substr(0, contentType.find(';')));
}

} // namespace

bool isJsonType(std::string_view contentType)
{
    return equalsIgnoringCase(mediaType(contentType), "application/json");
}

bool isYamlType(std::string_view contentType)
{
    constexpr std::array<std::string_view, 4> types{"application/yaml", "application/x-yaml", "text/yaml",
                                                    "text/x-yaml"};
    const std::string_view type = mediaType(contentType);
    return std::ranges::any_of(types, [type](auto known) { return equalsIgnoringCase(type, known); });
}

} // namespace slurmsd
