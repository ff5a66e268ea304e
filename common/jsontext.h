// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace slurmsd {

// JSON written in the order of the calls, which Qt's documents do not keep.

// In quotes, with as few escapes as JSON allows (and one for DEL): what yaml-cpp reads as the same string.
// `text` is UTF-8.
std::string jsonString(std::string_view text);

// The shortest decimal number, without an exponent, that is read back as the same double. `number` is
// finite.
std::string jsonNumber(double number);

// One object; values are JSON already.
class JsonObject
{
public:
    void add(std::string_view key, std::string_view json);
    void addText(std::string_view key, std::string_view text) { add(key, jsonString(text)); }
    std::string text() const { return '{' + m_members + '}'; }

private:
    std::string m_members;
};

// One array of all values, as `toJson` makes them.
template <typename Values, typename ToJson>
std::string jsonArray(const Values &values, ToJson toJson)
{
    std::string items;
    for (const auto &value : values)
        (items += items.empty() ? "" : ",") += toJson(value);
    return '[' + items + ']';
}

} // namespace slurmsd
