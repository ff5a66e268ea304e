// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/timestamp.h"

#include "common/asciitext.h"

#include <algorithm>
#include <cstdio>

namespace slurmsd {

namespace {

using std::chrono::milliseconds;

// Takes from the start of a text what it must begin with; once that failed, everything else does.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {}

    int number(std::size_t digits)
    {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i)
            value = value * 10 + digit();
        return value;
    }
    void skip(char c)
    {
        m_isGood = m_isGood && m_rest.starts_with(c);
        m_rest.remove_prefix(m_isGood ? 1 : 0);
    }
    milliseconds fraction()
    {
        if (!m_rest.starts_with('.'))
            return milliseconds(0);
        skip('.');
        int value = digit() * 100;
        for (int unit = 10; m_isGood && !m_rest.empty() && isDigit(m_rest.front()); unit /= 10)
            value += digit() * unit;
        return milliseconds(value);
    }
    bool isDone() const { return m_isGood && m_rest.empty(); }

private:
    int digit()
    {
        m_isGood = m_isGood && !m_rest.empty() && isDigit(m_rest.front());
        if (!m_isGood)
            return 0;
        const int value = m_rest.front() - '0';
        m_rest.remove_prefix(1);
        return value;
    }

    std::string_view m_rest;
    bool m_isGood = true;
};

} // namespace

std::string toTimestamp(std::chrono::system_clock::time_point time)
{
    using namespace std::chrono;
    const auto rounded = floor<milliseconds>(time);
    const auto day = floor<days>(rounded);
    const year_month_day date(day);
    const hh_mm_ss clock(rounded - day);
    char text[64];
    const int size = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                                   unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                                   int(clock.minutes().count()), int(clock.seconds().count()),
                                   int(clock.subseconds().count()));
    return {text, static_cast<std::size_t>(size)};
}

std::optional<std::chrono::system_clock::time_point> fromTimestamp(std::string_view text)
{
    using namespace std::chrono;
    Scanner scanner(text);
    const year y(scanner.number(4));
    scanner.skip('-');
    const month m(static_cast<unsigned>(scanner.number(2)));
    scanner.skip('-');
    const year_month_day date(y, m, day(static_cast<unsigned>(scanner.number(2))));
    scanner.skip('T');
    const hours h(scanner.number(2));
    scanner.skip(':');
    const minutes min(scanner.number(2));
    scanner.skip(':');
    const seconds s(scanner.number(2));
    const milliseconds fraction = scanner.fraction();
    scanner.skip('Z');
    // The clock's nanoseconds hold no other years in full.
    const bool isDate = date.ok() && y >= year(1678) && y <= year(2261);
    if (!scanner.isDone() || !isDate || h >= days(1) || min >= hours(1) || s >= minutes(1))
        return std::nullopt;
    return sys_days(date) + h + min + s + fraction;
}

} // namespace slurmsd
