// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configyaml.h"

#include "common/configjobs.h"
#include "common/configslurmjobs.h"
#include "common/enumnames.h"
#include "common/jobvalues.h"
#include "common/utf8.h"
#include "common/wording.h"
#include "common/yamlreader.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr std::size_t maxClusters = 64;

ValueResult<std::string> parseFileName(std::string_view text) { return parseHeaderValue(text); }

ValueResult<int> parseHoldPolls(std::string_view text)
{
    const auto number = parseNumber(text, 0, 1000);
    return number ? ValueResult<int>(static_cast<int>(*number)) : Failure{number.error()};
}

ValueResult<std::uint64_t> parseMaxResponseBytes(std::string_view text)
{
    return parseNumber(text, mebibyte, std::uint64_t{64} * 1024 * mebibyte, "a number of bytes");
}

ValueResult<StateClasses> parseStateClasses(std::string_view text)
{
    constexpr EnumNames<StateClasses::Detailed> names{"basic", "detailed"};
    if (const auto classes = names.find(text))
        return *classes;
    return Failure{"expected basic or detailed, got " + inQuotes(text)};
}

ValueResult<LabelKind> parseNodeMetricsLabel(std::string_view text)
{
    auto kind = parseLabelKind(text);
    if (!kind || isNodeMetricsLabel(*kind))
        return kind;
    const std::string name = inQuotes(text);
    if (*kind == LabelKind::Reason)
        return Failure{"expected a label that stays, got " + name +
                       "; node_metrics.reason: true gives it series"};
    if (*kind == LabelKind::State || *kind == LabelKind::SlurmState)
        return Failure{"expected a label that stays, got " + name + "; slurm_sd_node_state has the state"};
    if (*kind == LabelKind::Partition)
        return Failure{"expected one value a node, got " + name +
                       "; slurm_sd_node_partition_info has the partitions"};
    return Failure{name + " is there anyway"};
}

// A cluster's name is the value of a label, a part of a URL and of a file's name.
ValueResult<std::string> parseClusterName(std::string_view text)
{
    constexpr std::size_t maxNameBytes = 64;
    if (text.size() > maxNameBytes || !parseJobName(text))
        return Failure{"expected a cluster's name of at most " + std::to_string(maxNameBytes) +
                       " bytes, got " + inQuotes(text)};
    return std::string(text);
}

// As a Host header has it, without a port.
ValueResult<std::string> parseHostName(std::string_view text)
{
    const auto isAllowed = [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '.' || c == '_';
    };
    if (text.empty() || !std::ranges::all_of(text, isAllowed))
        return Failure{"expected a host name without a port, got " + inQuotes(text)};
    return std::string(text);
}

ValueResult<std::string> parseListenText(std::string_view text)
{
    const auto address = parseListenAddress(text);
    return address ? ValueResult<std::string>(std::string(text)) : Failure{address.error()};
}

// Reads a whole config from its tree.
class ConfigReader
{
public:
    ConfigReader(ProblemList &problems, ProblemList &deprecations)
        : m_problems(problems)
        , m_deprecations(deprecations)
    {}

    Config read(const YamlNode &root)
    {
        const YamlPath path;
        MapReader keys(root, root.mark, path, m_problems);
        readSection(keys, "slurm", [&](MapReader &slurm) { readSlurmSection(slurm, keys); });
        const YamlEntry *clusters = keys.take("clusters");
        if (clusters && keys.find("slurm"))
            keys.problem(*clusters, "expected either slurm or clusters, got both");
        else if (clusters)
            readClusters(*clusters, YamlPath(path, clusters->key));
        readSection(keys, "web", [&](MapReader &web) { readWeb(web, keys); });
        for (SlurmConfig &cluster : m_config.clusters)
            cluster.keepsAnswers = m_config.web.slurmProxy;
        readSection(keys, "node_metrics", [&](MapReader &metrics) {
            metrics.readSet("labels", m_config.nodeMetrics.labels, parseNodeMetricsLabel);
            metrics.read("reason", m_config.nodeMetrics.reason, parseBool);
        });
        JobsReader jobs(m_problems, clusters != nullptr);
        readSection(keys, "defaults", [&jobs](MapReader &defaults) { jobs.readDefaults(defaults); });
        const YamlEntry *entry = keys.take("jobs");
        m_config.jobs = entry ? jobs.readJobs(*entry, YamlPath(path, entry->key)) : jobs.builtInJobs();
        if (entry)
            checkStates(*entry, YamlPath(path, entry->key));
        keys.finish();
        return std::move(m_config);
    }

private:
    // A state that no cluster has would leave nothing out, or everything.
    void checkStates(const YamlEntry &entry, const YamlPath &path)
    {
        if (std::ranges::find(m_config.clusters, StateClasses::Detailed, &SlurmConfig::stateClasses) !=
            m_config.clusters.end())
            return;
        const auto hasDraining = [](const std::vector<StateClass> &states) {
            return std::ranges::find(states, StateClass::Draining) != states.end();
        };
        auto job = m_config.jobs.begin();
        for (std::size_t i = 0; i < entry.value.items.size() && job != m_config.jobs.end(); ++i) {
            const YamlNode &item = entry.value.items[i];
            if (item.kind != YamlNode::Kind::Map)
                continue;
            for (const auto &[key, states] :
                 {std::pair{".match.states", &job->match.states}, {".exclude_states", &job->excludeStates}}) {
                if (hasDraining(*states))
                    m_problems.add(
                        item.mark, YamlPath(path, i).toString() + key,
                        "draining is a state with slurm.state_classes: detailed alone; without it, such "
                        "nodes are drained");
            }
            ++job;
        }
    }

    // Calls `visit` (MapReader &) with the section's keys, also when there is no such section.
    template <typename Visit>
    void readSection(MapReader &parent, std::string_view key, Visit visit)
    {
        static const YamlNode absent;
        const YamlEntry *entry = parent.take(key);
        const YamlPath path(parent.path(), key);
        MapReader section(entry ? entry->value : absent, entry ? entry->mark() : YamlMark(), path,
                          m_problems);
        visit(section);
        section.finish();
    }

    // `root` has the keys of the Go program of the same name, which knew no sections.
    void readSlurmSection(MapReader &slurm, MapReader &root)
    {
        SlurmConfig &config = m_config.clusters.front();
        slurm.read("cluster", config.cluster, parseHeaderValue);
        readSlurm(slurm, config);
        readOldKey(root, "slurm_api_endpoint", slurm, "endpoint", config.endpoint, parseEndpoint);
        readOldKey(root, "slurm_api_version", slurm, "api_version", config.apiVersion, parseApiVersion);
        readOldKey(root, "slurm_api_username", slurm, "user_name", config.userName, parseHeaderValue);
        readOldKey(root, "slurm_api_token", slurm, "user_token", config.userToken, parseUserToken);
        readOldKey(root, "update_interval", slurm, "update_interval", config.updateInterval,
                   parseUpdateInterval);
    }

    void readClusters(const YamlEntry &entry, const YamlPath &path)
    {
        const YamlNode &list = entry.value;
        if (list.kind != YamlNode::Kind::List)
            m_problems.add(entry.mark(), path.toString(),
                           "expected a list of clusters, got " + std::string(describe(list.kind)));
        else if (list.items.empty() || list.items.size() > maxClusters)
            m_problems.add(entry.mark(), path.toString(),
                           "expected 1 to " + std::to_string(maxClusters) + " clusters, got " +
                               std::to_string(list.items.size()));
        m_config.clusters.clear();
        for (std::size_t i = 0; i < list.items.size() && !m_problems.isFull(); ++i)
            readCluster(list.items[i], YamlPath(path, i));
        if (m_config.clusters.empty())
            m_config.clusters.emplace_back();
    }

    void readCluster(const YamlNode &item, const YamlPath &path)
    {
        SlurmConfig config;
        MapReader cluster(item, item.mark, path, m_problems);
        cluster.read("name", config.name, parseClusterName);
        readSlurm(cluster, config);
        cluster.finish();
        if (item.kind != YamlNode::Kind::Map)
            return;
        if (!cluster.find("name"))
            m_problems.add(item.mark, path.toString(), "has no name; expected a name for each cluster");
        if (!cluster.find("endpoint"))
            m_problems.add(item.mark, path.toString(), "has no endpoint; expected one for each cluster");
        for (const SlurmConfig &other : m_config.clusters) {
            if (!config.name.empty() && other.name == config.name)
                cluster.problem(*cluster.find("name"),
                                "an earlier cluster has the name " + inQuotes(config.name) + " already");
        }
        m_config.clusters.push_back(std::move(config));
    }

    // What a cluster has in either form.
    void readSlurm(MapReader &slurm, SlurmConfig &config)
    {
        slurm.read("endpoint", config.endpoint, parseEndpoint);
        slurm.read("api_version", config.apiVersion, parseApiVersion);
        slurm.read("user_name", config.userName, parseHeaderValue);
        slurm.read("user_token", config.userToken, parseUserToken);
        slurm.read("user_token_file", config.userTokenFile, parseFileName);
        slurm.read("update_interval", config.updateInterval, parseUpdateInterval);
        slurm.read("min_interval", config.minInterval, parseUpdateInterval);
        slurm.read("timeout", config.timeout, parseTimeout);
        readSection(slurm, "tls", [&](MapReader &tls) { readTls(tls, config.tls); });
        slurm.read("state_classes", config.stateClasses, parseStateClasses);
        slurm.read("max_node_loss", config.maxNodeLoss, parseShare);
        slurm.read("max_target_loss", config.maxTargetLoss, parseShare);
        slurm.read("hold_polls", config.holdPolls, parseHoldPolls);
        slurm.read("loss_window", config.lossWindow, parseUpdateInterval);
        slurm.read("max_response_bytes", config.maxResponseBytes, parseMaxResponseBytes);
        readSection(slurm, "jobs", [&](MapReader &jobs) { readSlurmJobsPolling(jobs, config.jobs); });
    }

    void readTls(MapReader &tls, TlsConfig &config)
    {
        tls.read("ca_file", config.caFile, parseFileName);
        tls.read("cert_file", config.certFile, parseFileName);
        tls.read("key_file", config.keyFile, parseFileName);
        tls.read("insecure_skip_verify", config.insecureSkipVerify, parseBool);
        const YamlEntry *certFile = tls.find("cert_file");
        const YamlEntry *keyFile = tls.find("key_file");
        if (certFile && !keyFile)
            tls.problem(*certFile, "needs key_file as well");
        if (keyFile && !certFile)
            tls.problem(*keyFile, "needs cert_file as well");
    }

    void readWeb(MapReader &web, MapReader &root)
    {
        std::vector<std::string> &addresses = m_config.web.listenAddresses;
        if (const YamlEntry *entry = web.take("listen_address")) {
            web.assignList(addresses, *entry, parseListenText);
            if (entry->value.kind == YamlNode::Kind::List && entry->value.items.empty())
                web.problem(*entry, "expected at least one address");
        }
        web.readList("host_names", m_config.web.hostNames, parseHostName);
        web.read("slurm_proxy", m_config.web.slurmProxy, parseBool);
        std::string address;
        readOldKey(root, "listen_address", web, "listen_address", address, parseListenText);
        if (!address.empty())
            addresses = {address};
    }

    template <typename T, typename Parse>
    void readOldKey(MapReader &root, std::string_view oldKey, const MapReader &section, std::string_view key,
                    T &target, Parse parse)
    {
        const YamlEntry *entry = root.takeUnlisted(oldKey);
        if (!entry)
            return;
        const std::string newKey = YamlPath(section.path(), key).toString();
        m_deprecations.add(entry->keyMark, std::string(oldKey), "deprecated; use " + newKey + " instead");
        if (section.find(key))
            root.problem(*entry, "given as " + newKey + " too; leave this old key out");
        else if (entry->value.kind != YamlNode::Kind::Null)
            root.assign(target, *entry, parse);
    }

    ProblemList &m_problems;
    ProblemList &m_deprecations;
    Config m_config;
};

} // namespace

Result<ParsedConfig, std::vector<ConfigProblem>> parseConfig(std::string_view yaml, std::string_view file)
{
    if (yaml.starts_with(byteOrderMark))
        yaml.remove_prefix(byteOrderMark.size());

    ProblemList problems(yaml, file);
    ProblemList deprecations(yaml, file);
    if (yaml.size() > maxConfigBytes) {
        problems.add("expected at most " + std::to_string(maxConfigBytes) + " bytes, got " +
                     std::to_string(yaml.size()));
        return Failure{std::move(problems).take()};
    }
    const std::optional<YamlNode> root = parseYaml(yaml, problems);
    if (!root)
        return Failure{std::move(problems).take()};
    reportRepeatedKeys(*root, {}, problems);
    Config config = ConfigReader(problems, deprecations).read(*root);
    if (!problems.isEmpty())
        return Failure{std::move(problems).take()};
    return ParsedConfig{std::move(config), std::move(deprecations).take()};
}

} // namespace slurmsd
