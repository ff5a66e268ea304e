// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configjson.h"

#include "common/configvalues.h"
#include "common/jobtext.h"
#include "common/jsontext.h"
#include "common/slurmjobvalues.h"

namespace slurmsd {

namespace {

std::string tlsJson(const TlsConfig &tls)
{
    JsonObject object;
    object.addText("ca_file", tls.caFile);
    object.addText("cert_file", tls.certFile);
    object.addText("key_file", tls.keyFile);
    object.add("insecure_skip_verify", tls.insecureSkipVerify ? "true" : "false");
    return object.text();
}

std::string jobsPollingJson(const SlurmJobsPolling &jobs)
{
    JsonObject object;
    object.addText("update_interval", formatDuration(jobs.updateInterval));
    object.addText("max_age", formatDuration(jobs.maxAge));
    object.add("metrics", jobs.hasMetrics ? "true" : "false");
    object.add("hide", jsonArray(jobs.hiddenLabels,
                                 [](JobMetricsLabel label) { return jsonString(toString(label)); }));
    return object.text();
}

std::string clusterJson(const SlurmConfig &slurm)
{
    JsonObject object;
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
    object.addText("min_interval", formatDuration(slurm.minInterval));
    object.addText("timeout", formatDuration(slurm.timeout));
    object.add("tls", tlsJson(slurm.tls));
    object.addText("state_classes", slurm.stateClasses == StateClasses::Basic ? "basic" : "detailed");
    object.add("max_node_loss", jsonNumber(slurm.maxNodeLoss));
    object.add("max_target_loss", jsonNumber(slurm.maxTargetLoss));
    object.add("hold_polls", std::to_string(slurm.holdPolls));
    object.addText("loss_window", formatDuration(slurm.lossWindow));
    object.add("max_response_bytes", std::to_string(slurm.maxResponseBytes));
    object.add("jobs", jobsPollingJson(slurm.jobs));
    return object.text();
}

std::string webJson(const WebConfig &web)
{
    JsonObject object;
    object.add("listen_address", jsonArray(web.listenAddresses, jsonString));
    object.add("host_names", jsonArray(web.hostNames, jsonString));
    object.add("slurm_proxy", web.slurmProxy ? "true" : "false");
    return object.text();
}

std::string nodeMetricsJson(const NodeMetricsConfig &metrics)
{
    JsonObject object;
    object.add("labels",
               jsonArray(metrics.labels, [](LabelKind kind) { return jsonString(toString(kind)); }));
    object.add("reason", metrics.reason ? "true" : "false");
    return object.text();
}

std::string jobJson(const JobConfig &job)
{
    JsonObject object;
    object.addText("name", job.name);
    for (const JobField &field : jobFields(job, nullptr, Quoting::Json))
        object.add(field.key, field.value);
    return object.text();
}

} // namespace

std::string configToJson(const Config &config)
{
    JsonObject object;
    if (config.clusters.front().name.empty())
        object.add("slurm", clusterJson(config.clusters.front()));
    else
        object.add("clusters", jsonArray(config.clusters, clusterJson));
    object.add("web", webJson(config.web));
    object.add("node_metrics", nodeMetricsJson(config.nodeMetrics));
    object.add("jobs", jobsToJson(config.jobs));
    return object.text();
}

std::string jobsToJson(const std::vector<JobConfig> &jobs) { return jsonArray(jobs, jobJson); }

} // namespace slurmsd
