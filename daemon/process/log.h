// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

enum class LogLevel : unsigned char { Debug, Info, Warn, Error };
enum class LogFormat : unsigned char { Logfmt, Json };

// "debug", "info", "warn", "error"; "logfmt", "json".
std::optional<LogLevel> logLevelFromString(std::string_view name);
std::optional<LogFormat> logFormatFromString(std::string_view name);

struct LogField
{
    std::string_view key; // letters, digits and '_'
    std::string value;    // UTF-8
};

// One line, ended by a newline, as Prometheus's own programs write it:
//     ts=2026-01-31T12:00:00.000Z level=info msg="…" key=value
// or the same as a JSON object. Values are quoted and escaped where needed, so that a line is always one
// line.
std::string formatLogLine(LogFormat format, std::chrono::system_clock::time_point when, LogLevel level,
                          std::string_view message, std::span<const LogField> fields);

// Sets what log() writes from now on, and sends Qt's own messages the same way. Both settings hold for the
// whole process, as Qt's message handler does.
void configureLog(LogLevel lowest, LogFormat format);

// Writes one line to stderr in one write, when `level` is at least the lowest one. Any thread.
void log(LogLevel level, std::string_view message, const std::vector<LogField> &fields = {});

} // namespace slurmsd
