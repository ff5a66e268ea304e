// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/json/error.hpp>

#include <string_view>

namespace slurmsd {

// An escape in a string of JSON (RFC 8259, section 7) as its characters come, one after the other, from the
// one behind the backslash on. A pair of surrogates is one escape; half of one is an error.
class JsonEscape
{
public:
    using Error = boost::json::error;

    // Error() while the escape is fine. Of a pair of surrogates that is none, the last digit is at fault.
    Error take(char c);
    // No more characters are to be taken: text() has what the escape means, 1 to 4 bytes of UTF-8.
    bool isDone() const { return m_next == Next::Nothing; }
    std::string_view text() const { return {m_text, m_size}; }

private:
    enum class Next : unsigned char { Letter, Digit, Backslash, U, Nothing };

    Error takeLetter(char c);
    Error takeDigit(char c);
    Error endOfDigits();
    void finish(char32_t codePoint);

    Next m_next = Next::Letter;
    unsigned char m_digits = 0;
    unsigned char m_size = 0;
    char m_text[4]{};
    char32_t m_unit = 0; // that the digits make
    char32_t m_high = 0; // the first of a pair
};

} // namespace slurmsd
