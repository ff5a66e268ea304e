// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/jobtext.h"

#include "common/configvalues.h"
#include "common/jobvalues.h"
#include "common/jsontext.h"
#include "common/slurmjobvalues.h"

#include <algorithm>
#include <array>

namespace slurmsd {

namespace {

constexpr std::array<std::string_view, 18> keysOfNodes{
    "name",         "port",    "ports",           "address_template", "extra_hosts",   "partition_ports",
    "match",        "address", "labels",          "exclude_states",   "static_labels", "scheme",
    "metrics_path", "params",  "scrape_interval", "scrape_timeout",   "allow_empty",   "role"};
// Of role Job besides. (Those of nodes alone are no names there either.)
constexpr std::array<std::string_view, 5> keysOfJobs{"annotation", "annotated", "allowed_ports", "nodes",
                                                     "max_targets"};

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

std::string matchText(const SlurmJobMatch &match, bool isWhole, Quoting quoting)
{
    FlowMap map(quoting);
    const auto addList = [&](std::string_view key, const std::vector<std::string> &texts) {
        if (isWhole || !texts.empty())
            map.add(key, yamlList(texts, quoting));
    };
    addList("names", match.names);
    addList("users", match.users);
    addList("accounts", match.accounts);
    addList("partitions", match.partitions);
    addList("qos", match.qos);
    addList("features", match.features);
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

// Collects the fields that need to be said: those that differ from the defaults, or all where there are none.
class FieldWriter
{
public:
    FieldWriter(const JobConfig &job, const JobConfig *defaults, Quoting quoting)
        : m_job(job)
        , m_defaults(defaults)
        , m_quoting(quoting)
    {}

    std::vector<JobField> write()
    {
        const bool isOfNodes = m_job.role == JobRole::Node;
        add("role", &JobConfig::role, text(toString(m_job.role)));
        writePort();
        isOfNodes ? writeNodeMatch() : writeSlurmJobs();
        add("address", &JobConfig::address, text(toString(m_job.address)));
        if (!m_job.addressTemplate.empty())
            add("address_template", &JobConfig::addressTemplate, text(m_job.addressTemplate));
        isOfNodes ? writeNodeLabels() : add("labels", &SlurmJobRole::labels, names(m_job.slurmJobs.labels));
        writeScraping();
        if (isOfNodes)
            add("allow_empty", &JobConfig::allowEmpty, yesOrNo(m_job.allowEmpty));
        return std::move(m_fields);
    }

private:
    static std::string yesOrNo(bool is) { return is ? "true" : "false"; }
    std::string text(std::string_view value) const { return yamlString(value, m_quoting); }
    template <typename Kind>
    std::string names(const std::vector<Kind> &kinds) const
    {
        return yamlList(namesOf(kinds), m_quoting);
    }

    template <typename Value>
    void add(std::string_view key, Value JobConfig::*member, std::string value)
    {
        if (!m_defaults || m_job.*member != m_defaults->*member)
            m_fields.push_back({key, std::move(value)});
    }
    template <typename Value>
    void add(std::string_view key, Value SlurmJobRole::*member, std::string value)
    {
        if (!m_defaults || m_job.slurmJobs.*member != m_defaults->slurmJobs.*member)
            m_fields.push_back({key, std::move(value)});
    }

    void writePort()
    {
        if (!m_job.morePorts.empty())
            m_fields.push_back({"ports", allPortsText(m_job)});
        else if (m_job.port > 0 || m_job.role == JobRole::Node)
            m_fields.push_back({"port", std::to_string(m_job.port)});
    }

    void writeNodeMatch()
    {
        add("partition_ports", &JobConfig::partitionPorts, portsText(m_job.partitionPorts, m_quoting));
        add("match", &JobConfig::match, matchText(m_job.match, !m_defaults, m_quoting));
    }

    void writeSlurmJobs()
    {
        const SlurmJobRole &role = m_job.slurmJobs;
        add("annotation", &SlurmJobRole::annotation, text(toString(role.annotation)));
        add("annotated", &SlurmJobRole::isAnnotatedOnly, yesOrNo(role.isAnnotatedOnly));
        add("allowed_ports", &SlurmJobRole::allowedPorts, text(toString(role.allowedPorts)));
        add("nodes", &SlurmJobRole::onAllNodes, text(role.onAllNodes ? "all" : "first"));
        add("max_targets", &SlurmJobRole::maxTargets, std::to_string(role.maxTargets));
        add("match", &SlurmJobRole::match, matchText(role.match, !m_defaults, m_quoting));
    }

    void writeNodeLabels()
    {
        if (!m_job.extraHosts.empty())
            add("extra_hosts", &JobConfig::extraHosts, extraHostsText(m_job.extraHosts, m_quoting));
        if (!m_defaults || m_job.labels != m_defaults->labels || m_job.fieldLabels != m_defaults->fieldLabels)
            m_fields.push_back({"labels", labelsText(m_job, m_quoting)});
        add("exclude_states", &JobConfig::excludeStates, names(m_job.excludeStates));
    }

    void writeScraping()
    {
        add("static_labels", &JobConfig::staticLabels, pairsText(m_job.staticLabels, m_quoting));
        if (!m_job.scheme.empty())
            add("scheme", &JobConfig::scheme, text(m_job.scheme));
        if (!m_job.metricsPath.empty())
            add("metrics_path", &JobConfig::metricsPath, text(m_job.metricsPath));
        add("params", &JobConfig::params, pairsText(m_job.params, m_quoting));
        if (m_job.scrapeInterval.count() > 0)
            add("scrape_interval", &JobConfig::scrapeInterval, text(formatDuration(m_job.scrapeInterval)));
        if (m_job.scrapeTimeout.count() > 0)
            add("scrape_timeout", &JobConfig::scrapeTimeout, text(formatDuration(m_job.scrapeTimeout)));
    }

    const JobConfig &m_job;
    const JobConfig *m_defaults;
    const Quoting m_quoting;
    std::vector<JobField> m_fields;
};

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

bool isJobKey(std::string_view key, JobRole role)
{
    const auto isIn = [key](const auto &keys) { return std::ranges::find(keys, key) != keys.end(); };
    return isIn(keysOfNodes) || (role == JobRole::Job && isIn(keysOfJobs));
}

std::vector<JobField> jobFields(const JobConfig &job, const JobConfig *defaults, Quoting quoting)
{
    return FieldWriter(job, defaults, quoting).write();
}

std::string jobItem(const JobConfig &job, const JobConfig *defaults, JobForm form, std::string_view indent,
                    std::string_view lineBreak)
{
    using Naming = JobForm::Naming;
    const Quoting quoting = form.quoting;
    const std::string name = yamlString(job.name, quoting);
    const Naming naming = isJobKey(job.name, job.role) ? Naming::Name : form.naming;
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
