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

// Copies a label of the discovery, where targets have it.
std::string rule(const TargetSelection &selection, std::string_view source, std::string_view target)
{
    const auto hasLabel = [source](const TargetGroup &group) { return findLabel(group, source) != nullptr; };
    if (!selection.all->empty() && std::ranges::none_of(*selection.all, hasLabel))
        return {};
    return "      - source_labels: [" + std::string(source) +
           "]\n        target_label: " + std::string(target) + '\n';
}

} // namespace

QString targetsAsScrapeConfig(const TargetSelection &selection, const ConnectionProfile &profile)
{
    const QString url = targetsUrl(profile, selection.job).toString(QUrl::FullyEncoded);
    std::string text = "scrape_configs:\n  - job_name: " + jsonString(selection.job);
    text += "\n    http_sd_configs:\n      - url: " + yaml(url) + '\n';
    text += basicAuth(profile) + tlsConfig(profile);
    text += "    relabel_configs:\n"
            "      - source_labels: [__address__]\n"
            "        regex: \"(.*):[0-9]+\"\n"
            "        target_label: instance\n";
    text += rule(selection, "__meta_slurm_partition", "partition");
    text += rule(selection, "__meta_state", "state");
    return toQString(text);
}

} // namespace slurmsd
