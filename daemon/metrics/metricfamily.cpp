// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/metrics/metricfamily.h"

#include "common/jsontext.h"
#include "common/utf8.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace slurmsd {

namespace {

std::string_view toString(MetricFamily::Type type)
{
    switch (type) {
    case MetricFamily::Type::Counter:
        return "counter";
    case MetricFamily::Type::Gauge:
        return "gauge";
    case MetricFamily::Type::Histogram:
        return "histogram";
    }
    Q_UNREACHABLE();
}

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

void appendSample(std::string &text, const std::string &family, const MetricSample &sample)
{
    text.append(family).append(sample.suffix);
    char separator = '{';
    for (const auto &[name, value] : sample.labels) {
        text += separator;
        text.append(name).append("=\"");
        appendEscaped(text, value, Quotes::Escape);
        text += '"';
        separator = ',';
    }
    text += sample.labels.empty() ? " " : "} ";
    appendValue(text, sample.value);
    text += '\n';
}

} // namespace

QByteArray metricsText(std::span<const MetricFamily> families)
{
    std::string text;
    for (const MetricFamily &family : families) {
        if (family.samples.empty())
            continue;
        text.append("# HELP ").append(family.name).append(" ");
        appendEscaped(text, family.help, Quotes::Keep);
        text.append("\n# TYPE ").append(family.name).append(" ").append(toString(family.type)).append("\n");
        for (const MetricSample &sample : family.samples)
            appendSample(text, family.name, sample);
    }
    return QByteArray::fromStdString(text);
}

} // namespace slurmsd
