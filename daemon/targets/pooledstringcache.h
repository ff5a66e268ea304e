// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <unordered_map>

namespace slurmsd {

// Remembers what was found out about a string by where the string is, without reading it: the nodes of a
// snapshot share the bytes of equal lists (StringPool::intern). Only as long as those strings live.
template <typename Value>
class PooledStringCache
{
public:
    // What `make(view)` gave for this very view when it was first asked for. The reference stays valid.
    template <typename Make>
    const Value &get(std::string_view view, Make &&make)
    {
        if (m_last == nullptr || !(m_lastPlace == Place(view))) {
            m_lastPlace = Place(view);
            const auto found = m_values.find(m_lastPlace);
            m_last = found != m_values.end() ? &found->second
                                             : &m_values.emplace(m_lastPlace, make(view)).first->second;
        }
        return *m_last;
    }

private:
    struct Place
    {
        Place() = default;
        explicit Place(std::string_view view)
            : data(view.data())
            , size(view.size())
        {}
        const char *data = nullptr;
        std::size_t size = 0;

        friend bool operator==(const Place &, const Place &) = default;
    };
    struct Hash
    {
        std::size_t operator()(const Place &place) const
        {
            return std::hash<const char *>()(place.data) ^ place.size;
        }
    };

    std::unordered_map<Place, Value, Hash> m_values;
    Place m_lastPlace;
    const Value *m_last = nullptr; // runs of nodes tend to share their lists
};

} // namespace slurmsd
