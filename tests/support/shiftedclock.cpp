// SPDX-License-Identifier: GPL-3.0-or-later
// To be preloaded into a program (LD_PRELOAD): its wall clock is ahead of the machine's by as many seconds as
// the file says that CLOCK_SHIFT_FILE names, now and then; CLOCK_MONOTONIC stays what it is, as when somebody
// sets the time.
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

time_t shift()
{
    const char *file = std::getenv("CLOCK_SHIFT_FILE");
    const int descriptor = file ? ::open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return 0;
    char text[32] = {};
    const ssize_t size = ::read(descriptor, text, sizeof text - 1);
    ::close(descriptor);
    return size > 0 ? std::strtol(text, nullptr, 10) : 0;
}

} // namespace

extern "C" int clock_gettime(clockid_t clock, timespec *now) noexcept
{
    const auto result = static_cast<int>(::syscall(SYS_clock_gettime, clock, now));
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += shift();
    return result;
}

extern "C" int gettimeofday(timeval *now, void *) noexcept
{
    timespec precise = {};
    ::clock_gettime(CLOCK_REALTIME, &precise);
    *now = {precise.tv_sec, precise.tv_nsec / 1000};
    return 0;
}

extern "C" time_t time(time_t *now) noexcept
{
    timespec precise = {};
    ::clock_gettime(CLOCK_REALTIME, &precise);
    if (now)
        *now = precise.tv_sec;
    return precise.tv_sec;
}
