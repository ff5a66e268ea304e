// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/timewords.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace slurmsd {

namespace {

using namespace std::chrono;

struct Unit
{
    seconds size;
    const char *name;
};

// A part's value with that of the next smaller unit, unless it says enough alone.
std::string twoUnits(seconds duration, Unit large, Unit small, int largeIsEnough)
{
    const auto whole = duration / large.size;
    const auto rest = (duration % large.size) / small.size;
    std::string text = std::to_string(whole) + ' ' + large.name;
    if (rest > 0 && whole < largeIsEnough)
        text += ' ' + std::to_string(rest) + ' ' + small.name;
    return text;
}

template <typename... Numbers>
std::string formatted(const char *format, Numbers... numbers)
{
    std::array<char, 96> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), format, numbers...);
    return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string dateOf(sys_days day)
{
    const year_month_day date(day);
    return formatted("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

} // namespace

std::string durationInWords(milliseconds duration)
{
    const auto whole = std::max(floor<seconds>(duration), seconds(0));
    constexpr Unit second{seconds(1), "s"};
    constexpr Unit minute{minutes(1), "min"};
    constexpr Unit hour{hours(1), "h"};
    constexpr Unit day{hours(24), "d"};
    if (whole >= day.size)
        return twoUnits(whole, day, hour, 10);
    if (whole >= hour.size)
        return twoUnits(whole, hour, minute, 24);
    if (whole >= minute.size)
        return twoUnits(whole, minute, second, 10);
    return std::to_string(whole.count()) + " s";
}

std::string durationInWords(WallTime from, WallTime to)
{
    return durationInWords(duration_cast<milliseconds>(to - from));
}

std::string clockInWords(WallTime when, WallTime now)
{
    const auto day = floor<days>(when);
    const hh_mm_ss time(floor<seconds>(when - day));
    const std::string clock = formatted("%02d:%02d UTC", static_cast<int>(time.hours().count()),
                                        static_cast<int>(time.minutes().count()));
    return day == floor<days>(now) ? clock : dateOf(day) + ' ' + clock;
}

std::string isoTime(WallTime when)
{
    const auto day = floor<days>(when);
    const hh_mm_ss time(floor<seconds>(when - day));
    return dateOf(day) + formatted("T%02d:%02d:%02dZ", static_cast<int>(time.hours().count()),
                                   static_cast<int>(time.minutes().count()),
                                   static_cast<int>(time.seconds().count()));
}

} // namespace slurmsd
