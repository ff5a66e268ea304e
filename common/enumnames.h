// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>

namespace slurmsd {

// What an enum's values are called in files, documents and metrics: the names in the enum's order, which
// begins at 0, leaves out no number and ends with `last`. Each value has one, or it does not compile.
template <auto last>
class EnumNames
{
    using Enum = decltype(last);
    static constexpr std::size_t count = static_cast<std::size_t>(last) + 1;

public:
    template <std::convertible_to<std::string_view>... Names>
    explicit(false) consteval EnumNames(Names... names) requires(sizeof...(Names) == count)
        : m_names{names...}
    {}

    constexpr std::string_view operator[](Enum value) const
    {
        return m_names[static_cast<std::size_t>(value)];
    }
    // Nothing when no value has that name.
    constexpr std::optional<Enum> find(std::string_view name) const
    {
        const auto found = std::ranges::find(m_names, name);
        return found == m_names.end() ? std::nullopt
                                      : std::optional(static_cast<Enum>(found - m_names.begin()));
    }
    constexpr const std::array<std::string_view, count> &all() const { return m_names; }

private:
    std::array<std::string_view, count> m_names;
};

} // namespace slurmsd
