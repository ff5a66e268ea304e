// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/configjobs.h"

#include "common/asciitext.h"
#include "common/configslurmjobs.h"
#include "common/hostlist.h"
#include "common/jobvalues.h"
#include "common/slurmjobvalues.h"
#include "common/wording.h"

#include <algorithm>
#include <unordered_map>

namespace slurmsd {

namespace {

constexpr std::string_view jobExample = "a job such as {name: node, port: 9100}";

ValueResult<std::string> parseText(std::string_view text) { return std::string(text); }

// An item {rack: extra.rack} of `labels:`.
Result<FieldLabel, std::string> readFieldLabel(const YamlNode &item, const std::vector<FieldLabel> &others)
{
    if (item.entries.size() != 1 || item.entries.front().value.kind != YamlNode::Kind::Scalar)
        return Failure{std::string("expected one label and what it is made of, such as {rack: extra.rack}")};
    const YamlEntry &entry = item.entries.front();
    const auto name = parseStaticLabelName(entry.key);
    if (!name)
        return Failure{name.error()};
    auto label = parseFieldSource(entry.value.text);
    if (!label)
        return Failure{label.error()};
    if (std::ranges::find(others, *name, &FieldLabel::name) != others.end())
        return Failure{std::string("repeats what is in the list already")};
    label->name = *name;
    return *std::move(label);
}

// `labels:` names what a node has, and may name parts of its texts: [partitions, {rack: extra.rack}].
void readLabels(MapReader &fields, JobConfig &job, ProblemList &problems)
{
    const YamlEntry *entry = fields.take("labels");
    if (!entry)
        return;
    job.labels.clear();
    job.fieldLabels.clear();
    fields.forEachItem(*entry, [&](const YamlNode &item, const YamlPath &path) {
        if (item.kind == YamlNode::Kind::Map) {
            auto label = readFieldLabel(item, job.fieldLabels);
            if (label)
                job.fieldLabels.push_back(*std::move(label));
            else
                problems.add(item.mark, path.toString(), label.error());
            return;
        }
        const auto kind = fields.parseScalar(item, item.mark, path, parseLabelKind);
        if (kind && std::ranges::find(job.labels, *kind) != job.labels.end())
            problems.add(item.mark, path.toString(), "repeats what is in the list already");
        else if (kind)
            job.labels.push_back(*kind);
    });
}

// One item of `jobs:` while it is read.
class JobReader
{
public:
    // `job` is what it has before its own keys are read.
    JobReader(const YamlNode &item, const YamlPath &path, JobConfig job, ProblemList &problems)
        : m_item(item)
        , m_path(path)
        , m_problems(problems)
        , m_job(std::move(job))
        , m_nameMark(item.mark)
    {}

    JobConfig read()
    {
        MapReader fields(m_item, m_item.mark, m_path, m_problems);
        if (const YamlEntry *name = fields.take("name"); name && name->value.kind != YamlNode::Kind::Null)
            takeName(fields, *name);
        readFields(fields);
        if (!m_hasName)
            readShortForm(fields);
        // Only now: a key that means something with the other role can be a job's name ({nodes: , port:
        // 9100}).
        refuseOtherRole(fields, m_job.role);
        fields.finish();
        check();
        return std::move(m_job);
    }

    // Where the name is given.
    YamlMark nameMark() const { return m_nameMark; }

private:
    void takeName(MapReader &fields, const YamlEntry &entry)
    {
        m_hasName = true;
        m_nameMark = entry.mark();
        fields.assign(m_job.name, entry, parseJobName);
    }

    // {node: , port: 9100} and {node: {port: 9100}}: the first key that is no other, without a value or with
    // the job's other keys, is the name.
    void readShortForm(MapReader &fields)
    {
        const std::vector<const YamlEntry *> candidates = fields.remaining();
        for (const YamlEntry *entry : candidates) {
            if (entry->value.kind != YamlNode::Kind::Null && entry->value.kind != YamlNode::Kind::Map)
                continue;
            if (m_hasName) {
                if (fields.takeUnlisted(entry->key))
                    fields.problem(*entry, "a second name for the job " + inQuotes(m_job.name) +
                                               "; each job is an item of its own");
                continue;
            }
            fields.takeUnlisted(entry->key);
            readNamedEntry(fields, *entry);
        }
        if (!m_hasName && !m_hasPort)
            readPortForm(fields, candidates);
    }

    // {node: 9100}: where nothing else is the name or the port, a number can only be the port.
    void readPortForm(MapReader &fields, const std::vector<const YamlEntry *> &candidates)
    {
        const auto isNumber = [](const YamlEntry *entry) {
            return entry->value.kind == YamlNode::Kind::Scalar && !entry->value.text.empty() &&
                   entry->value.text != "0" && std::ranges::all_of(entry->value.text, isDigit);
        };
        const auto entry = std::ranges::find_if(candidates, isNumber);
        if (entry == candidates.end() || std::ranges::count_if(candidates, isNumber) > 1)
            return;
        m_hasPort = true;
        fields.takeUnlisted((*entry)->key);
        fields.assign(m_job.port, **entry, parsePort);
        takeKeyAsName(**entry);
    }

    void takeKeyAsName(const YamlEntry &entry)
    {
        m_hasName = true;
        m_nameMark = entry.keyMark;
        if (auto name = parseJobName(entry.key))
            m_job.name = *std::move(name);
        else
            m_problems.add(entry.keyMark, m_path.toString(), name.error());
    }

    void readNamedEntry(MapReader &fields, const YamlEntry &entry)
    {
        takeKeyAsName(entry);
        MapReader nested(entry.value, entry.mark(), m_path, m_problems);
        for (const YamlEntry &field : entry.value.entries) {
            if (fields.find(field.key))
                nested.problem(field, "given for the job a second time");
        }
        readFields(nested);
        refuseOtherRole(nested, m_job.role);
        nested.finish();
    }

    void readFields(MapReader &fields)
    {
        fields.read("role", m_job.role, parseJobRole);
        m_hasPort = m_hasPort || fields.find("port") != nullptr;
        fields.read("port", m_job.port, parsePort);
        if (m_job.role == JobRole::Node)
            readNodeRole(fields);
        else
            readJobRole(fields);
        fields.read("address", m_job.address, parseAddressSource);
        fields.read("address_template", m_job.addressTemplate, parseAddressTemplate);
        readStaticLabels(fields);
        fields.read("scheme", m_job.scheme, parseScheme);
        fields.read("metrics_path", m_job.metricsPath, parseMetricsPath);
        readParams(fields);
        readScrapeTimes(fields);
    }

    void readNodeRole(MapReader &fields)
    {
        readPorts(fields);
        readPartitionPorts(fields);
        readMatch(fields);
        readExtraHosts(fields);
        readLabels(fields, m_job, m_problems);
        fields.readSet("exclude_states", m_job.excludeStates, parseStateClass);
        fields.read("allow_empty", m_job.allowEmpty, parseBool);
    }

    void readJobRole(MapReader &fields)
    {
        readSlurmJobRole(fields, m_job.slurmJobs, m_problems);
        // Before the short forms, where a map or nothing would be the name.
        refuseOtherRole(fields, m_job.role);
    }

    // Calls `visit` (MapReader &, const YamlEntry &) with each entry of a map whose keys are the user's.
    template <typename Visit>
    void forEachEntry(MapReader &fields, std::string_view key, Visit visit, const YamlPath *parent = nullptr)
    {
        const YamlEntry *entry = fields.take(key);
        if (!entry)
            return;
        const YamlPath path(parent ? *parent : m_path, key);
        MapReader map(entry->value, entry->mark(), path, m_problems);
        for (const YamlEntry &item : entry->value.entries)
            visit(map, item);
    }

    // The key of such a map, as `parse` makes it; nothing when it is a problem.
    template <typename Parse>
    std::optional<std::string> parseKey(MapReader &map, const YamlEntry &entry, Parse parse)
    {
        auto name = parse(std::string_view(entry.key));
        if (!name) {
            m_problems.add(entry.keyMark, YamlPath(map.path(), entry.key).toString(), name.error());
            return std::nullopt;
        }
        return *std::move(name);
    }

    void readPartitionPorts(MapReader &fields)
    {
        forEachEntry(fields, "partition_ports", [this](MapReader &ports, const YamlEntry &entry) {
            const auto partition = parseKey(ports, entry, parseItemName);
            const auto port = ports.value(entry, parsePort);
            if (partition && port)
                m_job.partitionPorts.emplace(*partition, *port);
        });
    }

    void readPorts(MapReader &fields)
    {
        const YamlEntry *entry = fields.take("ports");
        if (!entry)
            return;
        if (m_hasPort)
            fields.problem(*entry, "expected either port or ports, got both");
        m_hasPort = true;
        std::vector<Port> ports;
        fields.assignSet(ports, *entry, parsePort);
        if (entry->value.kind == YamlNode::Kind::List && entry->value.items.empty())
            fields.problem(*entry, "expected at least one port");
        if (ports.empty())
            return;
        m_job.port = ports.front();
        m_job.morePorts.assign(ports.begin() + 1, ports.end());
        if (const YamlEntry *partitionPorts = fields.find("partition_ports");
            partitionPorts && !partitionPorts->value.entries.empty() && ports.size() > 1)
            fields.problem(*partitionPorts,
                           "is for a job with one port; this one has " + std::to_string(ports.size()));
    }

    void readExtraHosts(MapReader &fields)
    {
        const YamlEntry *entry = fields.take("extra_hosts");
        if (!entry)
            return;
        const YamlPath path(m_path, entry->key);
        const YamlNode &list = entry->value;
        if (list.kind != YamlNode::Kind::List)
            m_problems.add(entry->mark(), path.toString(),
                           "expected a list such as [{hosts: login01, labels: {role: login}}], got " +
                               std::string(describe(list.kind)));
        std::size_t count = 0;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const YamlNode &item = list.items[i];
            const YamlPath itemPath(path, i);
            MapReader extra(item, item.mark, itemPath, m_problems);
            ExtraHosts hosts;
            extra.read("hosts", hosts.hosts, parseHostlist);
            readLabelMap(extra, "labels", itemPath, hosts.labels);
            extra.finish();
            if (hosts.hosts.empty() && item.kind == YamlNode::Kind::Map && !extra.find("hosts"))
                m_problems.add(item.mark, itemPath.toString(), "has no hosts; expected a hostlist");
            if (hosts.hosts.empty())
                continue;
            count += *countHostlist(hosts.hosts);
            m_job.extraHosts.push_back(std::move(hosts));
        }
        if (count > maxHostlistNames)
            fields.problem(*entry, "more than " + std::to_string(maxHostlistNames) + " hosts in all");
    }

    void readMatch(MapReader &fields)
    {
        const YamlEntry *entry = fields.take("match");
        if (!entry)
            return;
        const YamlPath path(m_path, entry->key);
        MapReader match(entry->value, entry->mark(), path, m_problems);
        match.readList("partitions", m_job.match.partitions, parsePartitionPattern);
        match.readList("features", m_job.match.features, parseFeature);
        match.readList("gres", m_job.match.gres, parseGres);
        readNodes(match);
        const YamlEntry *states = match.take("states");
        if (states) {
            m_statesMark = states->mark();
            match.assignSet(m_job.match.states, *states, parseStateClass);
        }
        refuseOtherConditions(match, m_job.role);
        match.finish();
    }

    void readNodes(MapReader &match)
    {
        const YamlEntry *entry = match.take("nodes");
        if (!entry)
            return;
        std::vector<std::string> hostlists;
        match.assignList(hostlists, *entry, parseHostlist);
        std::size_t count = 0;
        for (const std::string &hostlist : hostlists) {
            (m_job.match.nodes += m_job.match.nodes.empty() ? "" : ",") += hostlist;
            count += *countHostlist(hostlist);
        }
        if (count > maxHostlistNames)
            match.problem(*entry, "more than " + std::to_string(maxHostlistNames) + " names in all");
    }

    void readStaticLabels(MapReader &fields)
    {
        readLabelMap(fields, "static_labels", m_path, m_job.staticLabels);
    }

    void readLabelMap(MapReader &fields, std::string_view key, const YamlPath &path,
                      std::vector<std::pair<std::string, std::string>> &target)
    {
        forEachEntry(
            fields, key,
            [this, &target](MapReader &labels, const YamlEntry &entry) {
                auto name = parseKey(labels, entry, parseStaticLabelName);
                auto value = labels.value(entry, parseText);
                if (name && value)
                    target.emplace_back(*std::move(name), *std::move(value));
            },
            &path);
    }

    // The first of the values counts: a label has room for one.
    void readParams(MapReader &fields)
    {
        forEachEntry(fields, "params", [this](MapReader &params, const YamlEntry &entry) {
            auto name = parseKey(params, entry, parseParamName);
            std::vector<std::string> values;
            params.assignList(values, entry, parseText);
            if (entry.value.kind == YamlNode::Kind::List && entry.value.items.empty())
                params.problem(entry, "expected at least one value");
            if (name && !values.empty())
                m_job.params.emplace_back(*std::move(name), std::move(values.front()));
        });
    }

    void readScrapeTimes(MapReader &fields)
    {
        fields.read("scrape_interval", m_job.scrapeInterval, parseScrapeTime);
        const YamlEntry *timeout = fields.take("scrape_timeout");
        if (!timeout || timeout->value.kind == YamlNode::Kind::Null)
            return;
        fields.assign(m_job.scrapeTimeout, *timeout, parseScrapeTime);
        if (const auto problem = scrapeTimesProblem(m_job))
            fields.problem(*timeout, *problem);
    }

    // What only the job as a whole can tell.
    void check()
    {
        if (!m_hasName)
            m_problems.add(m_item.mark, m_path.toString(),
                           "has no name; expected " + std::string(jobExample));
        if (!m_hasPort && m_job.role == JobRole::Node)
            m_problems.add(m_item.mark, m_path.toString(),
                           "has no port; expected " + std::string(jobExample));
        if (!m_hasPort && !m_job.slurmJobs.isAnnotatedOnly)
            m_problems.add(m_item.mark, m_path.toString() + ".port", std::string(portOfAllJobs));
        checkLabelNames();
        const auto isExcluded = [this](StateClass state) {
            return std::ranges::find(m_job.excludeStates, state) != m_job.excludeStates.end();
        };
        const auto &states = m_job.match.states;
        if (m_statesMark && !states.empty() && std::ranges::all_of(states, isExcluded))
            m_problems.add(*m_statesMark, m_path.toString() + ".match.states",
                           "exclude_states leaves out all of these states: the job could have no target");
    }

    // No target may have two labels of one name; those that start with __meta_ cannot be set by hand.
    void checkLabelNames()
    {
        const auto isMadeBySetting = [this](std::string_view name) {
            return (name == "__scrape_interval__" && m_job.scrapeInterval.count() > 0) ||
                   (name == "__scrape_timeout__" && m_job.scrapeTimeout.count() > 0);
        };
        const auto complain = [this](std::string_view key, const std::string &name, std::string_view other) {
            m_problems.add(m_item.mark, m_path.toString() + '.' + std::string(key),
                           "has " + name + ", which " + std::string(other) + " as well");
        };
        for (const FieldLabel &label : m_job.fieldLabels) {
            if (isMadeBySetting(label.name))
                complain("labels", label.name, "the job sets");
        }
        for (const auto &[name, value] : m_job.staticLabels) {
            if (isMadeBySetting(name))
                complain("static_labels", name, "the job sets");
            if (std::ranges::find(m_job.fieldLabels, name, &FieldLabel::name) != m_job.fieldLabels.end())
                complain("static_labels", name, "labels has");
        }
    }

    const YamlNode &m_item;
    const YamlPath &m_path;
    ProblemList &m_problems;
    JobConfig m_job;
    YamlMark m_nameMark;
    std::optional<YamlMark> m_statesMark;
    bool m_hasName = false;
    bool m_hasPort = false;
};

} // namespace

void JobsReader::readDefaults(MapReader &defaults)
{
    defaults.read("address", m_defaults.address, parseAddressSource);
    readLabels(defaults, m_defaults, m_problems);
    defaults.readSet("exclude_states", m_defaults.excludeStates, parseStateClass);
}

std::vector<JobConfig> JobsReader::readJobs(const YamlEntry &entry, const YamlPath &path) const
{
    const YamlNode &list = entry.value;
    if (list.kind != YamlNode::Kind::List)
        m_problems.add(entry.mark(), path.toString(),
                       "expected a list of jobs, got " + std::string(describe(list.kind)));
    else if (list.items.empty())
        m_problems.add(entry.mark(), path.toString(), "expected at least one job");

    std::vector<JobConfig> jobs;
    std::unordered_map<std::string, std::size_t> indexByName;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const YamlNode &item = list.items[i];
        const YamlPath itemPath(path, i);
        if (item.kind != YamlNode::Kind::Map) {
            m_problems.add(item.mark, itemPath.toString(),
                           "expected " + std::string(jobExample) + ", got " +
                               std::string(describe(item.kind)));
            continue;
        }
        JobReader reader(item, itemPath, defaultsOf(roleOf(item)), m_problems);
        const JobConfig &job = jobs.emplace_back(reader.read());
        const auto [first, isNew] = indexByName.emplace(job.name, i);
        if (!isNew && !job.name.empty())
            m_problems.add(reader.nameMark(), itemPath.toString(),
                           "jobs[" + std::to_string(first->second) + "] has the name " + inQuotes(job.name) +
                               " already");
    }
    return jobs;
}

std::vector<JobConfig> JobsReader::builtInJobs() const
{
    std::vector<JobConfig> jobs;
    for (const JobConfig &builtIn : Config::builtIn().jobs) {
        JobConfig &job = jobs.emplace_back(defaultsOf(builtIn.role));
        job.name = builtIn.name;
        job.port = builtIn.port;
    }
    return jobs;
}

JobConfig JobsReader::defaultsOf(JobRole role) const
{
    JobConfig job;
    job.role = role;
    job.address = m_defaults.address;
    if (role == JobRole::Job) {
        job.slurmJobs = m_defaults.slurmJobs;
        return job;
    }
    job.labels = m_defaults.labels;
    job.fieldLabels = m_defaults.fieldLabels;
    job.excludeStates = m_defaults.excludeStates;
    return job;
}

} // namespace slurmsd
