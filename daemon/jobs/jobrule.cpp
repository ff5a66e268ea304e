// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobrule.h"

#include "common/enumnames.h"
#include "common/wording.h"

#include <algorithm>

namespace slurmsd {

namespace {

constexpr EnumNames<JobRefusal::TooManyTargets> refusalNames{
    "not_running", "not_matched", "not_annotated",    "wrong_annotation", "not_scraped",
    "other_job",   "no_port",     "port_not_allowed", "unknown_node",     "too_many_targets",
};

bool isListed(const std::vector<std::string> &wanted, std::string_view name)
{
    return wanted.empty() || std::ranges::find(wanted, name) != wanted.end();
}

// Of the constraint that the job asked for, "[rack1|rack2]&gpu*2".
bool asksForFeature(std::string_view constraint, const std::vector<std::string> &wanted)
{
    constexpr std::string_view operators = "&|,[]()*: ";
    while (!constraint.empty()) {
        const std::string_view feature = constraint.substr(0, constraint.find_first_of(operators));
        if (!feature.empty() && std::ranges::find(wanted, feature) != wanted.end())
            return true;
        constraint.remove_prefix(std::min(feature.size() + 1, constraint.size()));
    }
    return wanted.empty();
}

bool isOwner(const SlurmJob &job, const std::vector<std::string> &wanted)
{
    return wanted.empty() || (!job.user.empty() && isListed(wanted, job.user)) ||
           (job.userId != SlurmJob::notGiven && isListed(wanted, std::to_string(job.userId)));
}

JobRefused refused(JobRefusal reason, std::string_view key = {}, std::string text = {})
{
    return {reason, key, std::move(text)};
}

} // namespace

std::string_view toString(JobRefusal reason) { return refusalNames[reason]; }

bool isToBeTold(JobRefusal reason)
{
    return reason == JobRefusal::WrongAnnotation || reason >= JobRefusal::NoPort;
}

std::string_view annotationText(const SlurmJob &job, AnnotationField field)
{
    switch (field) {
    case AnnotationField::Comment:
        return job.comment;
    case AnnotationField::AdminComment:
        return job.adminComment;
    case AnnotationField::Extra:
        return job.extra;
    }
    Q_UNREACHABLE();
}

JobRule::JobRule(const JobConfig &config)
    : m_config(config)
    , m_names(config.slurmJobs.match.names)
    , m_partitions(config.slurmJobs.match.partitions)
{}

// The first condition that the job does not meet; empty when it meets all.
std::string_view JobRule::unmatchedKey(const SlurmJob &job) const
{
    const SlurmJobMatch &match = m_config.slurmJobs.match;
    if (!m_names.match(job.name))
        return "match.names";
    if (!isOwner(job, match.users))
        return "match.users";
    if (!isListed(match.accounts, job.account))
        return "match.accounts";
    if (!m_partitions.match(job.partition))
        return "match.partitions";
    if (!isListed(match.qos, job.qos))
        return "match.qos";
    if (!asksForFeature(job.features, match.features))
        return "match.features";
    return {};
}

Result<JobRequest, JobRefused> JobRule::judge(const SlurmJob &job) const
{
    if (job.phase != JobPhase::Running)
        return Failure{refused(JobRefusal::NotRunning)};
    if (const std::string_view key = unmatchedKey(job); !key.empty())
        return Failure{refused(JobRefusal::NotMatched, key)};
    auto annotation = parseAnnotation(annotationText(job, m_config.slurmJobs.annotation));
    if (!annotation)
        return Failure{refused(JobRefusal::WrongAnnotation, "annotation", annotation.error())};
    if (!*annotation && m_config.slurmJobs.isAnnotatedOnly)
        return Failure{refused(JobRefusal::NotAnnotated, "annotated")};
    return request(std::move(*annotation).value_or(Annotation()));
}

Result<JobRequest, JobRefused> JobRule::request(Annotation annotation) const
{
    if (!annotation.isScraped)
        return Failure{refused(JobRefusal::NotScraped, "annotation")};
    if (!annotation.job.empty() && annotation.job != m_config.name)
        return Failure{refused(JobRefusal::OtherJob, "annotation", annotation.job)};
    const PortRange allowed = m_config.slurmJobs.allowedPorts;
    for (const Port port : annotation.ports) {
        if (port < allowed.first || port > allowed.last)
            return Failure{refused(JobRefusal::PortNotAllowed, "allowed_ports", std::to_string(port))};
    }
    JobRequest request;
    request.ports = annotation.ports;
    if (request.ports.empty() && m_config.port != 0)
        request.ports.push_back(m_config.port);
    if (request.ports.empty())
        return Failure{refused(JobRefusal::NoPort, "port")};
    request.isOnAllNodes = annotation.isOnAllNodes.value_or(m_config.slurmJobs.onAllNodes);
    request.annotation = std::move(annotation);
    return request;
}

} // namespace slurmsd
