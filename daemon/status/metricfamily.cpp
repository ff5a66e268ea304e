// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/metricfamily.h"

#include "common/enumnames.h"
#include "common/jsontext.h"
#include "common/utf8.h"

#include <algorithm>
#include <cmath>

namespace slurmsd {

namespace {

constexpr EnumNames<MetricFamily::Type::Histogram> typeNames{"counter", "gauge", "histogram"};

// A HELP text has no quotes around it and keeps its own; a label value escapes them.
enum class Quotes : bool { Keep, Escape };

void appendEscaped(std::string &text, std::string_view value, Quotes quotes)
{
    // Nearly all: they need not go through UTF-16.
    if (std::ranges::all_of(value, [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\'; })) {
        text += value;
        return;
    }
    for (const char c : validUtf8(value)) {
        if (c == '\n')
            text += "\\n";
        else if (c == '\\' || (c == '"' && quotes == Quotes::Escape))
            text.append({'\\', c});
        else
            text += c;
    }
}

void appendValue(std::string &text, double value)
{
    constexpr double maxExactInteger = 9007199254740992; // 2^53
    if (std::isnan(value))
        text += "NaN";
    else if (std::isinf(value))
        text += value > 0 ? "+Inf" : "-Inf";
    else if (std::abs(value) <= maxExactInteger && std::trunc(value) == value)
        appendNumber(text, static_cast<std::int64_t>(value)); // without an exponent
    else
        appendNumber(text, value);
}

} // namespace

void MetricFamily::add(std::span<const MetricLabel> labels, double value, std::string_view suffix)
{
    lines.append(name).append(suffix);
    char separator = '{';
    for (const auto &[label, text] : labels) {
        lines += separator;
        lines.append(label).append("=\"");
        appendEscaped(lines, text, Quotes::Escape);
        lines += '"';
        separator = ',';
    }
    lines += labels.empty() ? " " : "} ";
    appendValue(lines, value);
    lines += '\n';
}

QByteArray metricsText(std::span<const MetricFamily> families)
{
    // Written once: it can be megabytes.
    constexpr qsizetype headBytes = 500;
    qsizetype bytes = 0;
    for (const MetricFamily &family : families)
        bytes += headBytes + static_cast<qsizetype>(family.lines.size());
    QByteArray text;
    text.reserve(bytes);
    const auto append = [&text](std::string_view part) {
        text.append(part.data(), static_cast<qsizetype>(part.size()));
    };
    for (const MetricFamily &family : families) {
        if (family.lines.empty())
            continue;
        std::string head = "# HELP " + family.name + ' ';
        appendEscaped(head, family.help, Quotes::Keep);
        head.append("\n# TYPE ").append(family.name).append(" ").append(typeNames[family.type]).append("\n");
        append(head);
        append(family.lines);
    }
    return text;
}

} // namespace slurmsd
