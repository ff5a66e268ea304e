// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace slurmsd {

// JSON written as text, without a tree of values in between: for documents of many megabytes, and for such
// whose keys keep their order. What is written here is YAML as well.

// The text in quotes, escaped; what is not UTF-8 becomes U+FFFD.
void appendJsonString(std::string &json, std::string_view text);
std::string jsonString(std::string_view text);

// In decimal, the shortest form that reads back the same.
template <typename Number>
requires std::integral<Number> || std::floating_point<Number>
void appendNumber(std::string &json, Number number)
{
    char digits[32];
    json.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// A finite number without an exponent, which not every reader of YAML takes.
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
