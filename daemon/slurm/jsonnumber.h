// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace slurmsd {

// A number of JSON (RFC 8259, section 6) as its characters come, one after the other.
class JsonNumber
{
public:
    // False for a character with which the number does not go on: it ends before it, if it canEnd().
    bool take(char c);
    bool canEnd() const;

    // The number when it is whole, without a fraction or an exponent, and of 64 bits with a sign.
    std::optional<std::int64_t> integer() const;

private:
    enum class After : unsigned char { Nothing, Minus, Zero, Digit, Point, Fraction, E, Sign, Exponent };

    bool takeDigit(char c);
    bool takePointOrE(char c);

    After m_after = After::Nothing;
    bool m_isNegative = false;
    bool m_isTooLarge = false;
    std::uint64_t m_digits = 0;
};

} // namespace slurmsd
