// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/asciitext.h"

#include <cstdint>
#include <string_view>

namespace slurmsd {

// Not one of the ways in which Slurm says "no value" and "infinite" in a plain number: NO_VAL and INFINITE of
// slurm/slurm.h.
constexpr bool isGivenNumber(std::int64_t value)
{
    return value >= 0 && value != 0xfffffffe && value != 0xffffffff;
}

// Calls `visit` with each item between the separators, trimmed; empty ones are left out.
template <typename Visitor>
void splitItems(std::string_view text, std::string_view separators, Visitor &&visit)
{
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(separators);
        if (const std::string_view item = trimmed(text.substr(0, end), " \t\r\n"); !item.empty())
            visit(item);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

} // namespace slurmsd
