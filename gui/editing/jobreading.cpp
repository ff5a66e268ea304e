// SPDX-License-Identifier: GPL-3.0-or-later
// What a JobDraft means.
#include "common/configvalues.h"
#include "common/hostlist.h"
#include "common/jobvalues.h"
#include "common/slurmjobvalues.h"
#include "common/wording.h"
#include "gui/editing/jobdraft.h"
#include "gui/models/listtext.h"
#include "gui/models/text.h"

#include <algorithm>

namespace slurmsd {

namespace {

// As messages name a value of a list.
std::string nameOf(Port port) { return std::to_string(port); }
template <typename Kind>
std::string nameOf(Kind kind)
{
    return std::string(toString(kind));
}

class DraftReader
{
public:
    explicit DraftReader(const JobDraft &draft)
        : m_draft(draft)
    {}

    JobReading read()
    {
        JobConfig &job = m_reading.job;
        readRequired(JobKey::Name, job.name, parseJobName);
        readRequired(JobKey::Role, job.role, parseJobRole);
        if (job.role == JobRole::Node)
            readNodeRole();
        else
            readJobRole();
        readRequired(JobKey::Address, job.address, parseAddressSource);
        readValue(JobKey::AddressTemplate, job.addressTemplate, parseAddressTemplate);
        readPairs(JobKey::StaticLabels, job.staticLabels, parseStaticLabelName);
        readValue(JobKey::Scheme, job.scheme, parseScheme);
        readValue(JobKey::MetricsPath, job.metricsPath, parseMetricsPath);
        readPairs(JobKey::Params, job.params, parseParamName);
        readValue(JobKey::ScrapeInterval, job.scrapeInterval, parseScrapeTime);
        readValue(JobKey::ScrapeTimeout, job.scrapeTimeout, parseScrapeTime);
        if (const auto tooLong = scrapeTimesProblem(job))
            problem(JobKey::ScrapeTimeout, *tooLong);
        return std::move(m_reading);
    }

private:
    // The first problem of a key is shown; the next one when that is solved.
    void problem(JobKey key, const QString &message)
    {
        QString &text = m_reading.problems[static_cast<std::size_t>(key)];
        if (text.isEmpty())
            text = message;
    }
    void problem(JobKey key, const std::string &message) { problem(key, toQString(message)); }

    template <typename T, typename Parse>
    void readRequired(JobKey key, T &target, Parse parse)
    {
        if (auto value = parse(toStdString(m_draft.text(key).trimmed())))
            target = *std::move(value);
        else
            problem(key, value.error());
    }

    template <typename T, typename Parse>
    void readValue(JobKey key, T &target, Parse parse)
    {
        target = T();
        if (!m_draft.text(key).trimmed().isEmpty())
            readRequired(key, target, parse);
    }

    template <typename T, typename Parse>
    void readList(JobKey key, std::vector<T> &target, Parse parse)
    {
        target.clear();
        const auto items = parseListText(m_draft.text(key));
        if (!items)
            return problem(key, items.error());
        for (const std::string &item : *items) {
            if (auto value = parse(item))
                target.push_back(*std::move(value));
            else
                problem(key, value.error());
        }
    }

    template <typename T, typename Parse>
    void readSet(JobKey key, std::vector<T> &target, Parse parse)
    {
        readList(key, target, parse);
        for (auto item = target.begin(); item != target.end(); ++item) {
            if (std::find(target.begin(), item, *item) != item)
                problem(key, inQuotes(nameOf(*item)) + " repeats what is in the list already");
        }
    }

    template <typename Parse>
    void readPairs(JobKey key, TextPairs &target, Parse parseName)
    {
        target.clear();
        auto pairs = parsePairsText(m_draft.text(key));
        if (!pairs)
            return problem(key, pairs.error());
        for (auto &[name, value] : *pairs) {
            if (const auto parsed = parseName(name); !parsed)
                problem(key, parsed.error());
            else if (std::ranges::find(target, name, [](const auto &pair) { return pair.first; }) !=
                     target.end())
                problem(key, inQuotes(name) + " repeats what is in the list already");
            else
                target.emplace_back(name, std::move(value));
        }
    }

    void readNodeRole()
    {
        JobConfig &job = m_reading.job;
        readPorts();
        readPartitionPorts();
        readList(JobKey::Partitions, job.match.partitions, parsePartitionPattern);
        readList(JobKey::Features, job.match.features, parseFeature);
        readList(JobKey::Gres, job.match.gres, parseGres);
        readValue(JobKey::Nodes, job.match.nodes, parseHostlist);
        readSet(JobKey::States, job.match.states, parseStateClass);
        readExtraHosts();
        readLabels();
        readSet(JobKey::ExcludeStates, job.excludeStates, parseStateClass);
        if (!job.morePorts.empty() && !job.partitionPorts.empty())
            problem(JobKey::PartitionPorts,
                    "is for a job with one port; this one has " + std::to_string(job.morePorts.size() + 1));
        job.allowEmpty = m_draft.isEmptyAllowed();
        checkStates();
    }

    void readJobRole()
    {
        SlurmJobRole &jobs = m_reading.job.slurmJobs;
        readValue(JobKey::TargetPort, m_reading.job.port, parsePort);
        readRequired(JobKey::Annotation, jobs.annotation, parseAnnotationField);
        readRequired(JobKey::Annotated, jobs.isAnnotatedOnly, parseBool);
        readRequired(JobKey::AllowedPorts, jobs.allowedPorts, parsePortRange);
        readRequired(JobKey::NodesOfJob, jobs.onAllNodes, parseOnAllNodes);
        readRequired(JobKey::MaxTargets, jobs.maxTargets, parseMaxTargets);
        readList(JobKey::Names, jobs.match.names, parsePattern);
        readList(JobKey::Users, jobs.match.users, parseItemName);
        readList(JobKey::Accounts, jobs.match.accounts, parseItemName);
        readList(JobKey::Partitions, jobs.match.partitions, parsePartitionPattern);
        readList(JobKey::Qos, jobs.match.qos, parseItemName);
        readList(JobKey::Features, jobs.match.features, parseJobFeature);
        readSet(JobKey::JobLabels, jobs.labels, parseSlurmJobLabel);
        if (m_draft.text(JobKey::TargetPort).trimmed().isEmpty() && !jobs.isAnnotatedOnly)
            problem(JobKey::TargetPort, std::string(portOfAllJobs));
    }

    void readPorts()
    {
        std::vector<Port> ports;
        readSet(JobKey::TargetPort, ports, parsePort);
        if (ports.empty()) {
            if (m_reading.problem(JobKey::TargetPort).isEmpty())
                problem(JobKey::TargetPort, parsePort("").error());
            return;
        }
        m_reading.job.port = ports.front();
        m_reading.job.morePorts.assign(ports.begin() + 1, ports.end());
    }

    // Each item is a hostlist and, behind a blank, labels: "login[01-04] role=login".
    void readExtraHosts()
    {
        std::vector<std::string> items;
        readList(JobKey::ExtraHosts, items,
                 [](std::string_view text) { return ValueResult<std::string>(std::string(text)); });
        for (const std::string &item : items) {
            const std::size_t blank = std::min(item.find(' '), item.size());
            ExtraHosts hosts;
            if (auto hostlist = parseExtraHostlist(item.substr(0, blank)))
                hosts.hosts = *std::move(hostlist);
            else
                problem(JobKey::ExtraHosts, hostlist.error());
            auto labels = parsePairsText(toQString(item.substr(blank)).trimmed());
            if (!labels) {
                problem(JobKey::ExtraHosts, labels.error());
                continue;
            }
            for (const auto &[name, value] : *labels) {
                if (const auto parsed = parseStaticLabelName(name); !parsed)
                    problem(JobKey::ExtraHosts, parsed.error());
            }
            hosts.labels = *std::move(labels);
            m_reading.job.extraHosts.push_back(std::move(hosts));
        }
    }

    // Kinds, and "rack=extra.rack" for parts of a text.
    void readLabels()
    {
        JobConfig &job = m_reading.job;
        job.labels.clear();
        job.fieldLabels.clear();
        std::vector<std::string> items;
        readList(JobKey::Labels, items,
                 [](std::string_view text) { return ValueResult<std::string>(std::string(text)); });
        for (const std::string &item : items) {
            const std::size_t sign = item.find('=');
            if (sign != std::string::npos)
                readFieldLabel(item.substr(0, sign), item.substr(sign + 1));
            else if (const auto kind = parseLabelKind(item); !kind)
                problem(JobKey::Labels, kind.error());
            else if (std::ranges::find(job.labels, *kind) != job.labels.end())
                problem(JobKey::Labels, inQuotes(item) + " repeats what is in the list already");
            else
                job.labels.push_back(*kind);
        }
    }

    void readFieldLabel(const std::string &name, const std::string &source)
    {
        JobConfig &job = m_reading.job;
        const auto parsedName = parseStaticLabelName(name);
        const auto parsed = parseFieldSource(source);
        if (!parsedName || !parsed)
            problem(JobKey::Labels, parsedName ? parsed.error() : parsedName.error());
        else if (std::ranges::find(job.fieldLabels, name, &FieldLabel::name) != job.fieldLabels.end())
            problem(JobKey::Labels, inQuotes(name) + " repeats what is in the list already");
        else
            job.fieldLabels.push_back({name, parsed->field, parsed->key});
    }

    void readPartitionPorts()
    {
        TextPairs pairs;
        readPairs(JobKey::PartitionPorts, pairs, parseItemName);
        for (const auto &[partition, text] : pairs) {
            if (const auto port = parsePort(text))
                m_reading.job.partitionPorts.emplace(partition, *port);
            else
                problem(JobKey::PartitionPorts, partition + ": " + port.error());
        }
    }

    void checkStates()
    {
        const MatchConfig &match = m_reading.job.match;
        const auto isExcluded = [&](StateClass state) {
            return std::ranges::find(m_reading.job.excludeStates, state) != m_reading.job.excludeStates.end();
        };
        if (!match.states.empty() && std::ranges::all_of(match.states, isExcluded))
            problem(
                JobKey::States,
                std::string("exclude_states leaves out all of these states: the job could have no target"));
    }

    const JobDraft &m_draft;
    JobReading m_reading;
};

} // namespace

JobReading readDraft(const JobDraft &draft) { return DraftReader(draft).read(); }

} // namespace slurmsd
