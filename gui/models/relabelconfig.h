// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "gui/models/relabelrule.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// What of a scrape configuration of Prometheus decides which labels its targets have.
struct RelabelConfig
{
    std::string jobName;
    std::string scheme = "http";
    std::string metricsPath = "/metrics";
    std::string scrapeInterval = "1m"; // as Prometheus would write it
    std::string scrapeTimeout = "10s";
    std::vector<Label> params; // name, first value
    std::vector<RelabelRule> rules;
};

// Reads a list of rules, a map with `relabel_configs`, a scrape configuration, a list of them, or a whole
// prometheus.yml; of several the one of that job, else the first. The error says what Prometheus would
// refuse, and in which line.
Result<RelabelConfig, ConfigProblem> parseRelabelConfig(std::string_view yaml, const std::string &job);

// What becomes of a discovered target.
struct RelabelledTarget
{
    enum class Fate : unsigned char {
        Scraped,
        Dropped, // by the rule
        Refused, // Prometheus makes it no target: see `problem`
    };

    Fate fate = Fate::Scraped;
    std::size_t rule = 0; // from 0
    QString problem;
    // Of a target that is scraped with those that begin with "__": address, scheme, path, parameters. None of
    // others.
    std::vector<Label> labels; // in the order of their names
};

// As Prometheus 2 does it; 3 adds no port where there is none. Pure, some microseconds a rule.
RelabelledTarget relabelTarget(const RelabelConfig &config, const TargetGroup &group,
                               const std::string &address);

} // namespace slurmsd
