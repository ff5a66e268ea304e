// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobtext.h"

#include "common/configvalues.h"
#include "common/jsontext.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

constexpr std::array<std::string_view, 17> jobKeys{
    "name",         "port",    "ports",           "address_template", "extra_hosts",   "partition_ports",
    "match",        "address", "labels",          "exclude_states",   "static_labels", "scheme",
    "metrics_path", "params",  "scrape_interval", "scrape_timeout",   "allow_empty"};

bool isPlain(std::string_view text)
{
    const auto isLetterOrDigit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto isAllowed = [&](char c) {
        return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
    };
    constexpr std::array<std::string_view, 3> nulls{"null", "Null", "NULL"};
    return !text.empty() && (isLetterOrDigit(text.front()) || text.front() == '/' || text.front() == '_') &&
           std::ranges::all_of(text, isAllowed) && std::ranges::find(nulls, text) == nulls.end();
}

std::string_view toString(AddressSource source)
{
    constexpr std::array<std::string_view, 3> names{"address", "hostname", "name"};
    return names[static_cast<std::size_t>(source)];
}

template <typename Kind>
std::vector<std::string> namesOf(const std::vector<Kind> &kinds)
{
    std::vector<std::string> names;
    names.reserve(kinds.size());
    for (const Kind kind : kinds)
        names.emplace_back(slurmsd::toString(kind));
    return names;
}

// Collects the keys of a map in one line.
class FlowMap
{
public:
    explicit FlowMap(Quoting quoting)
        : m_quoting(quoting)
    {}

    void add(std::string_view key, std::string_view value)
    {
        m_text += m_text.empty() ? "" : ", ";
        ((m_text += yamlString(key, m_quoting)) += ": ") += value;
    }
    std::string take() { return '{' + m_text + '}'; }

private:
    std::string m_text;
    Quoting m_quoting;
};

std::string matchText(const MatchConfig &match, bool isWhole, Quoting quoting)
{
    FlowMap map(quoting);
    const auto addList = [&](std::string_view key, const std::vector<std::string> &texts) {
        if (isWhole || !texts.empty())
            map.add(key, yamlList(texts, quoting));
    };
    addList("partitions", match.partitions);
    addList("features", match.features);
    addList("gres", match.gres);
    if (!match.nodes.empty())
        map.add("nodes", yamlString(match.nodes, quoting));
    addList("states", namesOf(match.states));
    return map.take();
}

std::string portsText(const std::map<std::string, Port> &ports, Quoting quoting)
{
    FlowMap map(quoting);
    for (const auto &[partition, port] : ports)
        map.add(partition, std::to_string(port));
    return map.take();
}

std::string pairsText(const std::vector<std::pair<std::string, std::string>> &pairs, Quoting quoting)
{
    FlowMap map(quoting);
    for (const auto &[name, value] : pairs)
        map.add(name, yamlString(value, quoting));
    return map.take();
}

std::string allPortsText(const JobConfig &job)
{
    std::string list = '[' + std::to_string(job.port);
    for (const Port port : job.morePorts)
        list += ", " + std::to_string(port);
    return list + ']';
}

std::string extraHostsText(const std::vector<ExtraHosts> &extraHosts, Quoting quoting)
{
    std::string list;
    for (const ExtraHosts &hosts : extraHosts) {
        FlowMap map(quoting);
        map.add("hosts", yamlString(hosts.hosts, quoting));
        if (!hosts.labels.empty())
            map.add("labels", pairsText(hosts.labels, quoting));
        (list += list.empty() ? "" : ", ") += map.take();
    }
    return '[' + list + ']';
}

std::string labelsText(const JobConfig &job, Quoting quoting)
{
    std::string list = yamlList(namesOf(job.labels), quoting);
    list.pop_back();
    for (const FieldLabel &label : job.fieldLabels) {
        FlowMap map(quoting);
        map.add(label.name,
                yamlString(std::string(slurmsd::toString(label.field)) + '.' + label.key, quoting));
        (list += list.size() > 1 ? ", " : "") += map.take();
    }
    return list + ']';
}

} // namespace

std::string yamlString(std::string_view text, Quoting quoting)
{
    return quoting == Quoting::WhereNeeded && isPlain(text) ? std::string(text) : jsonString(text);
}

std::string yamlList(const std::vector<std::string> &texts, Quoting quoting)
{
    std::string list;
    for (const std::string &text : texts)
        (list += list.empty() ? "" : ", ") += yamlString(text, quoting);
    return '[' + list + ']';
}

bool isJobKey(std::string_view key) { return std::ranges::find(jobKeys, key) != jobKeys.end(); }

std::vector<JobField> jobFields(const JobConfig &job, const JobConfig *defaults, Quoting quoting)
{
    std::vector<JobField> fields;
    // What needs to be said: `value` differs from that of the defaults, or there are none.
    const auto add = [&](std::string_view key, const auto JobConfig::*member, auto toText) {
        if (!defaults || job.*member != defaults->*member)
            fields.push_back({key, toText(job.*member)});
    };
    const auto text = [quoting](std::string_view value) { return yamlString(value, quoting); };
    const auto names = [quoting](const auto &kinds) { return yamlList(namesOf(kinds), quoting); };
    const auto pairs = [quoting](const auto &values) { return pairsText(values, quoting); };

    if (job.morePorts.empty())
        fields.push_back({"port", std::to_string(job.port)});
    else
        fields.push_back({"ports", allPortsText(job)});
    add("partition_ports", &JobConfig::partitionPorts,
        [quoting](const auto &ports) { return portsText(ports, quoting); });
    add("match", &JobConfig::match,
        [&](const MatchConfig &match) { return matchText(match, !defaults, quoting); });
    add("address", &JobConfig::address, [&](AddressSource source) { return text(toString(source)); });
    if (!job.addressTemplate.empty())
        add("address_template", &JobConfig::addressTemplate, text);
    if (!job.extraHosts.empty())
        add("extra_hosts", &JobConfig::extraHosts,
            [quoting](const auto &hosts) { return extraHostsText(hosts, quoting); });
    if (!defaults || job.labels != defaults->labels || job.fieldLabels != defaults->fieldLabels)
        fields.push_back({"labels", labelsText(job, quoting)});
    add("exclude_states", &JobConfig::excludeStates, names);
    add("static_labels", &JobConfig::staticLabels, pairs);
    if (!job.scheme.empty())
        add("scheme", &JobConfig::scheme, text);
    if (!job.metricsPath.empty())
        add("metrics_path", &JobConfig::metricsPath, text);
    add("params", &JobConfig::params, pairs);
    const auto duration = [&text](std::chrono::milliseconds time) { return text(formatDuration(time)); };
    if (job.scrapeInterval.count() > 0)
        add("scrape_interval", &JobConfig::scrapeInterval, duration);
    if (job.scrapeTimeout.count() > 0)
        add("scrape_timeout", &JobConfig::scrapeTimeout, duration);
    add("allow_empty", &JobConfig::allowEmpty, [](bool isAllowed) { return isAllowed ? "true" : "false"; });
    return fields;
}

std::string jobItem(const JobConfig &job, const JobConfig *defaults, JobForm form, std::string_view indent,
                    std::string_view lineBreak)
{
    using Naming = JobForm::Naming;
    const Quoting quoting = form.quoting;
    const std::string name = yamlString(job.name, quoting);
    const Naming naming = isJobKey(job.name) ? Naming::Name : form.naming;
    const std::string_view nothing = quoting == Quoting::Json ? "null" : "";
    const std::vector<JobField> fields = jobFields(job, defaults, quoting);
    if (form.isFlow) {
        FlowMap map(quoting);
        FlowMap nested(quoting);
        if (naming == Naming::Name)
            map.add("name", name);
        else if (naming == Naming::Sibling)
            map.add(job.name, nothing);
        for (const JobField &field : fields)
            (naming == Naming::Nested ? nested : map).add(field.key, field.value);
        if (naming == Naming::Nested)
            map.add(job.name, nested.take());
        return map.take();
    }
    std::string item = naming == Naming::Name ? "name: " + name : name + ':';
    for (const JobField &field : fields) {
        (item += lineBreak) += indent;
        item += naming == Naming::Nested ? "  " : "";
        ((item += yamlString(field.key, quoting)) += ": ") += field.value;
    }
    return item;
}

} // namespace slurmsd
