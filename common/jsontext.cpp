// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsontext.h"

#include "common/utf8.h"

#include <algorithm>

namespace slurmsd {

namespace {

bool isPlain(char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; }

void appendEscaped(std::string &json, char c)
{
    constexpr std::string_view hexDigits = "0123456789abcdef";
    if (c == '"' || c == '\\') {
        json.append({'\\', c});
    } else if (static_cast<unsigned char>(c) < ' ') {
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
    if (std::ranges::all_of(text, isPlain)) {
        json += text;
    } else {
        for (const char c : validUtf8(text))
            appendEscaped(json, c);
    }
    json += '"';
}

} // namespace slurmsd
