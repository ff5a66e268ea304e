// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsontext.h"

#include <QtGlobal>

#include <array>
#include <charconv>
#include <cmath>

namespace slurmsd {

std::string jsonString(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (byte < 0x20 || byte == 0x7f)
            ((out += "\\u00") += hex[byte >> 4]) += hex[byte & 0xf];
        else
            out += c;
    }
    return out += '"';
}

std::string jsonNumber(double number)
{
    Q_ASSERT(std::isfinite(number));
    // No double has more digits, before and behind the point.
    std::array<char, 1200> text;
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    Q_ASSERT(error == std::errc());
    return {text.data(), end};
}

void JsonObject::add(std::string_view key, std::string_view json)
{
    m_members += m_members.empty() ? "" : ",";
    ((m_members += jsonString(key)) += ':') += json;
}

} // namespace slurmsd
