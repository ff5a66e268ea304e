// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace slurmsd {

// Ends the fuzzer, which then keeps the input, when something is not as it must always be. In release builds
// too, unlike assert().
inline void require(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

// The input of a fuzzer as text.
inline std::string_view textOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}

} // namespace slurmsd
