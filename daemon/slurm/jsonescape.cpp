// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jsonescape.h"

#include <utility>

namespace slurmsd {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// What the letter behind the backslash stands for; NUL when there is no such escape.
char meaningOf(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

} // namespace

JsonEscape::Error JsonEscape::take(char c)
{
    switch (m_next) {
    case Next::Letter:
        return takeLetter(c);
    case Next::Digit:
        return takeDigit(c);
    case Next::Backslash:
        m_next = Next::U;
        return c == '\\' ? Error() : Error::syntax;
    case Next::U:
        m_next = Next::Digit;
        return c == 'u' ? Error() : Error::syntax;
    case Next::Nothing:
        break;
    }
    return Error::syntax;
}

JsonEscape::Error JsonEscape::takeLetter(char c)
{
    if (c == 'u') {
        m_next = Next::Digit;
        return {};
    }
    const char meaning = meaningOf(c);
    if (meaning == '\0')
        return Error::syntax;
    finish(static_cast<char32_t>(meaning));
    return {};
}

JsonEscape::Error JsonEscape::takeDigit(char c)
{
    const int digit = hexDigit(c);
    if (digit < 0)
        return Error::expected_hex_digit;
    m_unit = m_unit << 4U | static_cast<char32_t>(digit);
    return ++m_digits % 4 == 0 ? endOfDigits() : Error();
}

JsonEscape::Error JsonEscape::endOfDigits()
{
    const bool isHigh = m_unit >= 0xd800 && m_unit <= 0xdbff;
    const bool isLow = m_unit >= 0xdc00 && m_unit <= 0xdfff;
    if (m_high != 0) {
        if (!isLow)
            return Error::illegal_trailing_surrogate;
        finish(0x10000 + ((m_high - 0xd800) << 10U) + (m_unit - 0xdc00));
    } else if (isLow) {
        return Error::illegal_leading_surrogate;
    } else if (isHigh) {
        m_high = std::exchange(m_unit, 0);
        m_next = Next::Backslash;
    } else {
        finish(m_unit);
    }
    return {};
}

void JsonEscape::finish(char32_t codePoint)
{
    const auto add = [this](char32_t byte) { m_text[m_size++] = static_cast<char>(byte); };
    if (codePoint < 0x80) {
        add(codePoint);
    } else {
        int shift = codePoint < 0x800 ? 6 : codePoint < 0x10000 ? 12 : 18;
        add((shift == 6 ? 0xc0U : shift == 12 ? 0xe0U : 0xf0U) | codePoint >> shift);
        while (shift > 0) {
            shift -= 6;
            add(0x80U | (codePoint >> shift & 0x3fU));
        }
    }
    m_next = Next::Nothing;
}

} // namespace slurmsd
