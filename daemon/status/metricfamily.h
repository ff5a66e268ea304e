// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace slurmsd {

// Values for Prometheus's text format
// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format), version 0.0.4.

// A label's name, a valid one, and its value, any UTF-8.
using MetricLabel = std::pair<std::string_view, std::string_view>;

// A metric with its samples, which are lines of text at once: there can be tens of thousands of them.
struct MetricFamily
{
    enum class Type : unsigned char { Counter, Gauge, Histogram };

    std::string name; // "slurm_sd_polls_total"
    std::string help; // one sentence
    Type type = Type::Gauge;
    std::string lines{}; // of the samples; a family without one is left out

    // Appends a sample. `suffix` goes to the family's name: "_bucket", "_sum", "_count".
    void add(std::span<const MetricLabel> labels, double value, std::string_view suffix = {});
    void add(std::initializer_list<MetricLabel> labels, auto value, std::string_view suffix = {})
    {
        add(std::span(labels.begin(), labels.size()), static_cast<double>(value), suffix);
    }
};

inline MetricFamily gauge(std::string name, std::string help)
{
    return {std::move(name), std::move(help), MetricFamily::Type::Gauge};
}
inline MetricFamily counter(std::string name, std::string help)
{
    return {std::move(name), std::move(help), MetricFamily::Type::Counter};
}
inline MetricFamily histogram(std::string name, std::string help)
{
    return {std::move(name), std::move(help), MetricFamily::Type::Histogram};
}

// The families in the order given, each with HELP and TYPE, escaped. Pure.
QByteArray metricsText(std::span<const MetricFamily> families);

} // namespace slurmsd
