// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jsontext.h"
#include "gui/models/targetaddress.h"
#include "gui/models/targetcopy.h"
#include "gui/models/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

// A scalar in double quotes, which YAML reads as JSON.
std::string yaml(const QString &text) { return jsonString(toStdString(text)); }

std::string tlsConfig(const ConnectionProfile &profile)
{
    std::string lines;
    for (const auto &[key, file] : {std::pair{"ca_file", profile.caFile},
                                    {"cert_file", profile.certFile},
                                    {"key_file", profile.keyFile}}) {
        if (!file.isEmpty())
            lines += std::string("          ") + key + ": " + yaml(file) + '\n';
    }
    return lines.empty() ? lines : "        tls_config:\n" + lines;
}

std::string basicAuth(const ConnectionProfile &profile)
{
    if (profile.userName.isEmpty())
        return {};
    return "        basic_auth:\n          username: " + yaml(profile.userName) +
           "\n          # A file with the password alone in it.\n"
           "          password_file: \"/etc/prometheus/prometheus-slurm-sd.password\"\n";
}

bool hasLabel(const TargetSelection &selection, std::string_view name)
{
    return std::ranges::any_of(
        *selection.all, [name](const TargetGroup &group) { return findLabel(group, name) != nullptr; });
}

// Copies a label of the discovery.
std::string rule(std::string_view source, std::string_view target)
{
    return "      - source_labels: [" + std::string(source) +
           "]\n        target_label: " + std::string(target) + '\n';
}

// Rules for the labels that the job's targets have, and for those of our samples where there are no targets.
// Not for the state: with a label that changes with it, each change begins new series. It is a metric of the
// daemon's.
std::string rules(const TargetSelection &selection)
{
    const bool isUnknown = selection.all->empty();
    std::string text;
    if (isUnknown || hasLabel(selection, "__meta_slurm_node")) {
        text += rule("__meta_slurm_node", "instance") + rule("__meta_slurm_node", "node");
    } else {
        text += "      - source_labels: [__address__]\n"
                "        regex: \"(.*):[0-9]+\"\n"
                "        target_label: instance\n";
    }
    if (isUnknown || hasLabel(selection, "__meta_slurm_partitions"))
        text += rule("__meta_slurm_partitions", "partitions");
    if (hasLabel(selection, "__meta_slurm_partition"))
        text += rule("__meta_slurm_partition", "partition");
    if (hasLabel(selection, "__meta_slurm_cluster"))
        text += rule("__meta_slurm_cluster", "cluster");
    return text;
}

} // namespace

QString targetsAsScrapeConfig(const TargetSelection &selection, const ConnectionProfile &profile)
{
    const QString url = targetsUrl(profile, selection.job).toString(QUrl::FullyEncoded);
    std::string text = "scrape_configs:\n  - job_name: " + jsonString(selection.job);
    text += "\n    http_sd_configs:\n      - url: " + yaml(url) + '\n';
    text += basicAuth(profile) + tlsConfig(profile);
    text += "    relabel_configs:\n" + rules(selection);
    return toQString(text);
}

} // namespace slurmsd
