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

// Takes one character, or a byte of one, from the front of `text`.
void appendEscaped(std::string &json, std::string_view &text)
{
    const char c = text.front();
    const ControlCharacter control = controlCharacterAt(text);
    if (c == '"' || c == '\\')
        json.append({'\\', c});
    else if (c == '\n' || c == '\r' || c == '\t')
        json.append({'\\', c == '\n' ? 'n' : c == '\r' ? 'r' : 't'});
    else if (control.bytes > 0)
        json += unicodeEscape(control.code);
    else
        json += c;
    text.remove_prefix(std::max<std::size_t>(1, control.bytes));
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
            if (!rest.empty())
                appendEscaped(json, rest);
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
