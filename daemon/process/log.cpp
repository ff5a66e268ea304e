// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process/log.h"

#include "common/enumnames.h"
#include "common/jsontext.h"
#include "common/secretmask.h"
#include "common/utf8.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <atomic>
#include <unistd.h>

namespace slurmsd {

namespace {

constexpr EnumNames<LogLevel::Error> levelNames{"debug", "info", "warn", "error"};
constexpr EnumNames<LogFormat::Json> formatNames{"logfmt", "json"};

std::atomic<LogLevel> lowestLevel = LogLevel::Info;
std::atomic<LogFormat> lineFormat = LogFormat::Logfmt;

std::string timestamp(std::chrono::system_clock::time_point when)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(when.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count())
        .toUTC()
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

bool needsQuotes(std::string_view text)
{
    return text.find_first_of(" \"=\\") != std::string_view::npos || text.empty() ||
           hasControlCharacters(text);
}

void append(std::string &line, LogFormat format, std::string_view key, std::string_view bytes)
{
    // File names and what servers send need not be UTF-8; a line must.
    const std::string value = maskSecrets(validUtf8(bytes));
    if (format == LogFormat::Json) {
        line += line.empty() ? '{' : ',';
        line += jsonString(key) + ':' + jsonString(value);
        return;
    }
    if (!line.empty())
        line += ' ';
    line += key;
    line += '=';
    // A JSON string literal is also how logfmt readers expect a value that needs quotes.
    line += needsQuotes(value) ? jsonString(value) : value;
}

void writeQtMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    LogLevel level = LogLevel::Error;
    if (type == QtDebugMsg)
        level = LogLevel::Debug;
    else if (type == QtInfoMsg)
        level = LogLevel::Info;
    else if (type == QtWarningMsg)
        level = LogLevel::Warn;
    log(level, text.toStdString(), {{"source", "qt"}});
}

} // namespace

std::optional<LogLevel> logLevelFromString(std::string_view name) { return levelNames.find(name); }

std::optional<LogFormat> logFormatFromString(std::string_view name) { return formatNames.find(name); }

std::string formatLogLine(LogFormat format, std::chrono::system_clock::time_point when, LogLevel level,
                          std::string_view message, std::span<const LogField> fields)
{
    std::string line;
    append(line, format, "ts", timestamp(when));
    append(line, format, "level", levelNames[level]);
    append(line, format, "msg", message);
    for (const LogField &field : fields)
        append(line, format, field.key, field.value);
    line += format == LogFormat::Json ? "}\n" : "\n";
    return line;
}

void configureLog(LogLevel lowest, LogFormat format)
{
    lowestLevel = lowest;
    lineFormat = format;
    qInstallMessageHandler(writeQtMessage);
}

void log(LogLevel level, std::string_view message, const std::vector<LogField> &fields)
{
    if (level < lowestLevel)
        return;
    const std::string line =
        formatLogLine(lineFormat, std::chrono::system_clock::now(), level, message, fields);
    // Nothing useful can be done when stderr is gone or full.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace slurmsd
