// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace slurmsd {

// Values for Prometheus's text format
// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format), version 0.0.4.

struct MetricSample
{
    std::vector<std::pair<std::string, std::string>> labels; // valid names; any UTF-8 values
    double value = 0;
    std::string suffix{}; // of the family's name: "_bucket", "_sum", "_count"; else empty

    friend bool operator==(const MetricSample &, const MetricSample &) = default;
};

struct MetricFamily
{
    enum class Type : unsigned char { Counter, Gauge, Histogram };

    std::string name; // "slurm_sd_polls_total"
    std::string help; // one sentence
    Type type = Type::Gauge;
    std::vector<MetricSample> samples; // a family without one is left out

    friend bool operator==(const MetricFamily &, const MetricFamily &) = default;
};

// The families in the order given, each with HELP and TYPE, escaped. Pure.
QByteArray metricsText(std::span<const MetricFamily> families);

} // namespace slurmsd
