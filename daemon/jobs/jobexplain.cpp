// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobexplain.h"

#include "common/asciitext.h"
#include "common/node.h"
#include "common/wording.h"
#include "daemon/jobs/joblabels.h"
#include "daemon/jobs/jobplaces.h"
#include "daemon/jobs/jobrule.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

std::string notRunning(const SlurmJob &job)
{
    if (job.states.empty())
        return "Slurm does not tell its state";
    std::string text = "it is " + std::string(toString(job.phase));
    if (job.phase == JobPhase::Unknown)
        text += " (" + printable(job.states) + ')';
    return text + "; only running jobs that have all their nodes have targets";
}

// What the job has there, of a condition under `match`.
std::string_view matchedText(const SlurmJob &job, std::string_view key)
{
    constexpr std::pair<std::string_view, std::string_view SlurmJob::*> members[] = {
        {"match.names", &SlurmJob::name},           {"match.accounts", &SlurmJob::account},
        {"match.partitions", &SlurmJob::partition}, {"match.qos", &SlurmJob::qos},
        {"match.features", &SlurmJob::features},
    };
    const auto found = std::ranges::find(members, key, [](const auto &each) { return each.first; });
    return found == std::end(members) ? std::string_view() : job.*found->second;
}

std::string notMatched(const SlurmJob &job, std::string_view key)
{
    const std::string what(key.substr(key.find('.') + 1));
    const std::string has = what == "users" ? jobOwner(job) : std::string(matchedText(job, key));
    return std::string(key) + " has no " + inQuotes(has);
}

std::string portNotAllowed(const std::string &port, PortRange allowed)
{
    return "port " + port + " is not allowed here: allowed_ports are " + std::to_string(allowed.first) + '-' +
           std::to_string(allowed.last);
}

std::string_view fieldName(AnnotationField field)
{
    return field == AnnotationField::Comment ? "comment"
           : field == AnnotationField::Extra ? "extra"
                                             : "admin_comment";
}

// What in a text without an annotation may be meant to be one: "; \"prometheus.io/port:80\" is none"; else
// nothing.
std::string nearMiss(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n,";
    while (text.find_first_not_of(blanks) != std::string_view::npos) {
        text.remove_prefix(text.find_first_not_of(blanks));
        const std::string_view word = text.substr(0, text.find_first_of(blanks));
        if (word.starts_with('{'))
            return "; it begins as JSON, and is no object with the key \"prometheus\"";
        const std::string lower = asciiLower(word);
        if (lower.find(".io/") != std::string::npos || lower.starts_with("port="))
            return "; " + inQuotes(word) + " is none";
        text.remove_prefix(word.size());
    }
    return {};
}

// What one job of the config makes of one Slurm job.
class Explainer
{
public:
    explicit Explainer(const JobConfig &config)
        : m_rule(config)
        , m_labels(config)
        , m_hosts(HostRule(config))
    {}

    Result<std::vector<JobPlace>, JobRefused> places(const SlurmJob &job, const NodeSnapshot &nodes)
    {
        auto request = m_rule.judge(job);
        if (!request)
            return Failure{request.error()};
        m_request = *std::move(request);
        return jobPlaces(job, m_request, nodes, m_hosts, m_rule.config().slurmJobs.maxTargets);
    }
    // Of the last places().
    const JobRequest &request() const { return m_request; }
    const JobConfig &config() const { return m_rule.config(); }

    std::vector<TargetGroup> groups(const SlurmJob &job, const std::vector<JobPlace> &places,
                                    std::string_view cluster) const
    {
        std::vector<TargetGroup> groups;
        for (const JobPlace &place : places) {
            std::vector<Label> labels = m_labels.labels(m_labels.values({job, m_request, place, cluster}));
            auto same = std::ranges::find(groups, labels, &TargetGroup::labels);
            if (same == groups.end())
                same = groups.insert(same, TargetGroup{{}, std::move(labels)});
            for (const Port port : m_request.ports)
                same->targets.push_back(hostAndPort(place.host, port));
        }
        return groups;
    }

private:
    JobRule m_rule;
    JobLabels m_labels;
    HostMaker m_hosts;
    JobRequest m_request;
};

RunningJob describeJob(const SlurmJob &job, std::string_view cluster)
{
    RunningJob running;
    running.cluster = cluster;
    running.id = static_cast<std::uint64_t>(job.id);
    if (const std::string id = jobIdText(job); id != std::to_string(job.id))
        running.task = id;
    running.name = job.name;
    running.user = jobOwner(job);
    running.account = job.account;
    running.partition = job.partition;
    running.qos = job.qos;
    running.state = job.states;
    running.nodes = job.nodes;
    if (job.startTime != SlurmJob::notGiven && hasNodes(job.phase))
        running.startedAt = WallTime(std::chrono::seconds(job.startTime));
    running.comment = job.comment;
    return running;
}

// Adds what a job of the config makes of it.
void addOutcome(RunningJob &running, Explainer &explainer, const SlurmJob &job, const NodeSnapshot &nodes)
{
    const auto places = explainer.places(job, nodes);
    const std::string &config = explainer.config().name;
    if (places)
        running.targets.push_back({config, places->size() * explainer.request().ports.size()});
    else
        running.why += (running.why.empty() ? "" : "; ") + config + ": " +
                       refusalText(places.error(), job, explainer.config());
}

} // namespace

std::string refusalText(const JobRefused &refused, const SlurmJob &job, const JobConfig &config)
{
    const SlurmJobRole &role = config.slurmJobs;
    switch (refused.reason) {
    case JobRefusal::NotRunning:
        return notRunning(job);
    case JobRefusal::NotMatched:
        return notMatched(job, refused.key);
    case JobRefusal::NotAnnotated:
        return "its " + std::string(fieldName(role.annotation)) +
               " asks for no target (prometheus.io/port=PORT)" +
               nearMiss(annotationText(job, role.annotation));
    case JobRefusal::WrongAnnotation:
        return "wrong annotation: " + refused.text;
    case JobRefusal::NotScraped:
        return "its annotation says scrape=false";
    case JobRefusal::OtherJob:
        return "its annotation is for the job " + inQuotes(refused.text) + ", not for " +
               inQuotes(config.name);
    case JobRefusal::NoPort:
        return "its annotation names no port, and the job has none";
    case JobRefusal::PortNotAllowed:
        return portNotAllowed(refused.text, role.allowedPorts);
    case JobRefusal::UnknownNode:
        return refused.text;
    case JobRefusal::TooManyTargets:
        return "it asks for " + refused.text + " targets, max_targets is " + std::to_string(role.maxTargets);
    }
    Q_UNREACHABLE();
}

std::vector<const SlurmJob *> findJobs(const JobList &list, std::string_view asked)
{
    // A '+' that is typed into a URL is a blank there.
    std::string id(asked);
    std::ranges::replace(id, ' ', '+');
    std::vector<const SlurmJob *> found;
    for (const SlurmJob &job : list.jobs) {
        const bool isMeant = std::to_string(job.id) == id || jobIdText(job) == id ||
                             (job.arrayJobId != SlurmJob::notGiven && std::to_string(job.arrayJobId) == id) ||
                             (job.hetJobId != SlurmJob::notGiven && std::to_string(job.hetJobId) == id);
        if (isMeant)
            found.push_back(&job);
    }
    return found;
}

SlurmJobExplanation explainJob(const JobSource &source, std::span<const JobConfig> configs,
                               const SlurmJob &job)
{
    SlurmJobExplanation explanation{describeJob(job, source.nodes->cluster), {}};
    for (const JobConfig &config : configs) {
        Explainer explainer(config);
        const auto places = explainer.places(job, *source.nodes);
        JobExplanation &each = explanation.jobs.emplace_back(JobExplanation{config.name, {}, {}, {}});
        if (places) {
            each.groups = explainer.groups(job, *places, source.nodes->cluster);
        } else {
            each.reason = refusalText(places.error(), job, config);
            each.key = places.error().key;
        }
    }
    return explanation;
}

RunningJobs runningJobs(std::span<const JobSource> sources, std::span<const JobConfig> configs)
{
    RunningJobs all;
    std::vector<std::unique_ptr<Explainer>> explainers;
    for (const JobConfig &config : configs)
        explainers.push_back(std::make_unique<Explainer>(config));
    for (const JobSource &source : sources) {
        for (const SlurmJob &job : source.jobs->jobs) {
            if (!hasNodes(job.phase))
                continue;
            RunningJob &running = all.jobs.emplace_back(describeJob(job, source.nodes->cluster));
            for (const auto &explainer : explainers)
                addOutcome(running, *explainer, job, *source.nodes);
            if (!running.targets.empty())
                running.why.clear();
        }
    }
    return all;
}

} // namespace slurmsd
