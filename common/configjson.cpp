// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configjson.h"

#include "common/configvalues.h"
#include "common/jobtext.h"

#include <array>
#include <charconv>

namespace slurmsd {

namespace {

std::string quoted(std::string_view text) { return yamlString(text, Quoting::Json); }

// The shortest text that parseShare() makes the same number of.
std::string shareText(double share)
{
    // No double has more digits behind the point.
    std::array<char, 1100> text;
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), share, std::chars_format::fixed);
    Q_ASSERT(error == std::errc());
    return {text.data(), end};
}

// Writes one object; values are JSON already.
class ObjectWriter
{
public:
    void add(std::string_view key, std::string_view json)
    {
        m_text += m_text.empty() ? "" : ",";
        ((m_text += quoted(key)) += ':') += json;
    }
    void addText(std::string_view key, std::string_view text) { add(key, quoted(text)); }
    std::string take() { return '{' + m_text + '}'; }

private:
    std::string m_text;
};

template <typename Value, typename ToJson>
std::string list(const std::vector<Value> &values, ToJson toJson)
{
    std::string text;
    for (const Value &value : values)
        (text += text.empty() ? "" : ",") += toJson(value);
    return '[' + text + ']';
}

std::string tlsJson(const TlsConfig &tls)
{
    ObjectWriter object;
    object.addText("ca_file", tls.caFile);
    object.addText("cert_file", tls.certFile);
    object.addText("key_file", tls.keyFile);
    object.add("insecure_skip_verify", tls.insecureSkipVerify ? "true" : "false");
    return object.take();
}

std::string clusterJson(const SlurmConfig &slurm)
{
    ObjectWriter object;
    if (!slurm.name.empty())
        object.addText("name", slurm.name);
    if (!slurm.endpoint.empty())
        object.addText("endpoint", slurm.endpoint);
    object.addText("api_version", slurm.apiVersion);
    object.addText("user_name", slurm.userName);
    object.addText("user_token_file", slurm.userTokenFile);
    if (slurm.name.empty())
        object.addText("cluster", slurm.cluster);
    object.addText("update_interval", formatDuration(slurm.updateInterval));
    object.addText("timeout", formatDuration(slurm.timeout));
    object.add("tls", tlsJson(slurm.tls));
    object.add("max_node_loss", shareText(slurm.maxNodeLoss));
    object.add("hold_polls", std::to_string(slurm.holdPolls));
    object.add("max_response_bytes", std::to_string(slurm.maxResponseBytes));
    return object.take();
}

std::string webJson(const WebConfig &web)
{
    ObjectWriter object;
    object.add("listen_address", list(web.listenAddresses, quoted));
    object.add("host_names", list(web.hostNames, quoted));
    return object.take();
}

std::string jobJson(const JobConfig &job)
{
    ObjectWriter object;
    object.addText("name", job.name);
    for (const JobField &field : jobFields(job, nullptr, Quoting::Json))
        object.add(field.key, field.value);
    return object.take();
}

} // namespace

std::string configToJson(const Config &config)
{
    ObjectWriter object;
    if (config.clusters.front().name.empty())
        object.add("slurm", clusterJson(config.clusters.front()));
    else
        object.add("clusters", list(config.clusters, clusterJson));
    object.add("web", webJson(config.web));
    object.add("jobs", list(config.jobs, jobJson));
    return object.take();
}

} // namespace slurmsd
