// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace slurmsd {

struct Label
{
    std::string name;
    std::string value;

    friend bool operator==(const Label &, const Label &) = default;
};

// One element of Prometheus's HTTP and file service discovery format
// (https://prometheus.io/docs/prometheus/latest/http_sd/): targets that share one set of labels.
struct TargetGroup
{
    std::vector<std::string> targets; // "host:port", IPv6 addresses in brackets; each once
    std::vector<Label> labels;        // in the order of the job's `labels`; each name once

    friend bool operator==(const TargetGroup &, const TargetGroup &) = default;
};

} // namespace slurmsd
