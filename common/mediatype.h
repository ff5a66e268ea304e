// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace slurmsd {

// What a Content-Type such as "Application/JSON; charset=utf-8" says of a body.

bool isJsonType(std::string_view contentType);

// application/yaml (RFC 9512), or one of the names that YAML had before.
bool isYamlType(std::string_view contentType);

} // namespace slurmsd
