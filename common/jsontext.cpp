// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsontext.h"

#include "common/utf8.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cmath>

namespace slurmsd {

namespace {

bool isUnescaped(char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; }

void appendEscaped(std::string &json, char c)
{
    constexpr std::string_view hexDigits = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        json.append({'\\', c});
    } else if (c == '\n' || c == '\r' || c == '\t') {
        json.append({'\\', c == '\n' ? 'n' : c == '\r' ? 'r' : 't'});
    } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
        json += "\\u00";
        json.append({hexDigits[static_cast<unsigned char>(c) >> 4U], hexDigits[c & 0xf]});
    } else {
        json += c;
    }
}

} // namespace

void appendJsonString(std::string &json, std::string_view text)
{
    json += '"';
    if (std::ranges::all_of(text, isUnescaped)) {
        json += text;
    } else {
        const std::string valid = validUtf8(text);
        std::string_view rest = valid;
        while (!rest.empty()) {
            const auto plain = std::ranges::find_if_not(rest, isUnescaped) - rest.begin();
            json += rest.substr(0, static_cast<std::size_t>(plain));
            rest.remove_prefix(static_cast<std::size_t>(plain));
            if (rest.empty())
                break;
            appendEscaped(json, rest.front());
            rest.remove_prefix(1);
        }
    }
    json += '"';
}

std::string jsonString(std::string_view text)
{
    std::string json;
    appendJsonString(json, text);
    return json;
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
    appendJsonString(m_members, key);
    (m_members += ':') += json;
}

} // namespace slurmsd
