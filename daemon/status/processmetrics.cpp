// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/processmetrics.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace slurmsd {

namespace {

std::string contentOf(const char *path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// When the machine booted, in seconds since 1970.
std::optional<std::int64_t> bootTime()
{
    const std::string text = contentOf("/proc/stat");
    constexpr std::string_view key = "\nbtime ";
    const std::size_t at = text.find(key);
    std::int64_t seconds = 0;
    if (at == std::string::npos ||
        std::from_chars(text.data() + at + key.size(), text.data() + text.size(), seconds).ec != std::errc())
        return std::nullopt;
    return seconds;
}

std::optional<double> openFiles()
{
    std::error_code error;
    std::filesystem::directory_iterator files("/proc/self/fd", error);
    std::ptrdiff_t count = 0;
    for (; !error && files != std::filesystem::directory_iterator(); files.increment(error))
        ++count;
    if (error)
        return std::nullopt;
    return static_cast<double>(count - 1); // without the directory itself
}

std::optional<double> maxFiles()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return std::nullopt;
    return static_cast<double>(limit.rlim_cur);
}

void add(std::vector<MetricFamily> &families, MetricFamily family, std::optional<double> value)
{
    if (value)
        family.add({}, *value);
    families.push_back(std::move(family));
}

} // namespace

std::optional<ProcessStat> parseProcessStat(std::string_view text)
{
    // The name, in parentheses, may hold parentheses and spaces itself. A state of one letter follows.
    const std::size_t name = text.rfind(')');
    if (name == std::string_view::npos || text.size() < name + 3)
        return std::nullopt;
    constexpr std::size_t firstNumber = 4; // as proc(5) counts the fields
    std::array<std::int64_t, 21> numbers{};
    const char *at = text.data() + name + 3;
    const char *const end = text.data() + text.size();
    for (std::int64_t &number : numbers) {
        if (at == end || *at != ' ')
            return std::nullopt;
        const auto [rest, error] = std::from_chars(at + 1, end, number);
        if (error != std::errc())
            return std::nullopt;
        at = rest;
    }
    const auto field = [&](std::size_t i) { return numbers[i - firstNumber]; };
    return ProcessStat{field(14), field(15), field(22), field(23), field(24)};
}

std::vector<MetricFamily> processMetrics()
{
    using enum MetricFamily::Type;
    const auto ticksPerSecond = static_cast<double>(sysconf(_SC_CLK_TCK));
    const auto pageSize = static_cast<double>(sysconf(_SC_PAGESIZE));
    // Read once: the kernel's own figure wanders as the clock is corrected.
    static const std::optional<std::int64_t> booted = bootTime();

    std::optional<double> cpuTime;
    std::optional<double> residentMemory;
    std::optional<double> virtualMemory;
    std::optional<double> startTime;
    if (const auto stat = parseProcessStat(contentOf("/proc/self/stat"))) {
        cpuTime = static_cast<double>(stat->userTicks + stat->systemTicks) / ticksPerSecond;
        residentMemory = static_cast<double>(stat->residentPages) * pageSize;
        virtualMemory = static_cast<double>(stat->virtualBytes);
        if (booted)
            startTime = static_cast<double>(*booted) + static_cast<double>(stat->startTicks) / ticksPerSecond;
    }

    std::vector<MetricFamily> families;
    add(families, {"process_cpu_seconds_total", "Total user and system CPU time spent.", Counter}, cpuTime);
    add(families, {"process_resident_memory_bytes", "Resident memory size.", Gauge}, residentMemory);
    add(families, {"process_virtual_memory_bytes", "Virtual memory size.", Gauge}, virtualMemory);
    add(families, {"process_start_time_seconds", "Start time of the process since the Unix epoch.", Gauge},
        startTime);
    add(families, {"process_open_fds", "Number of open file descriptors.", Gauge}, openFiles());
    add(families, {"process_max_fds", "Maximum number of open file descriptors.", Gauge}, maxFiles());
    return families;
}

} // namespace slurmsd
