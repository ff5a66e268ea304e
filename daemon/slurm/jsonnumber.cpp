// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jsonnumber.h"

#include "common/asciitext.h"

#include <limits>

namespace slurmsd {

namespace {

constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();

} // namespace

bool JsonNumber::take(char c)
{
    switch (m_after) {
    case After::Nothing:
        m_isNegative = c == '-';
        if (!m_isNegative)
            return takeDigit(c);
        m_after = After::Minus;
        return true;
    case After::Minus:
        return takeDigit(c);
    case After::Digit:
        return takeDigit(c) || takePointOrE(c);
    case After::Zero:
        return takePointOrE(c);
    case After::Point:
    case After::Fraction:
        if (isDigit(c))
            m_after = After::Fraction;
        else if (m_after == After::Fraction && (c == 'e' || c == 'E'))
            m_after = After::E;
        else
            return false;
        return true;
    case After::E:
    case After::Sign:
    case After::Exponent:
        if (isDigit(c))
            m_after = After::Exponent;
        else if (m_after == After::E && (c == '+' || c == '-'))
            m_after = After::Sign;
        else
            return false;
        return true;
    }
    return false;
}

bool JsonNumber::takeDigit(char c)
{
    if (!isDigit(c))
        return false;
    m_after = m_after != After::Digit && c == '0' ? After::Zero : After::Digit;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    const std::uint64_t limit = m_isNegative ? largest + 1 : largest;
    if (m_digits > (limit - digit) / 10)
        m_isTooLarge = true;
    else
        m_digits = m_digits * 10 + digit;
    return true;
}

bool JsonNumber::takePointOrE(char c)
{
    if (c == '.')
        m_after = After::Point;
    else if (c == 'e' || c == 'E')
        m_after = After::E;
    else
        return false;
    return true;
}

bool JsonNumber::canEnd() const
{
    return m_after == After::Zero || m_after == After::Digit || m_after == After::Fraction ||
           m_after == After::Exponent;
}

std::optional<std::int64_t> JsonNumber::integer() const
{
    if ((m_after != After::Zero && m_after != After::Digit) || m_isTooLarge)
        return std::nullopt;
    return static_cast<std::int64_t>(m_isNegative ? 0 - m_digits : m_digits);
}

} // namespace slurmsd
