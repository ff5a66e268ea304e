// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"
#include "common/slurmjob.h"
#include "daemon/jobs/annotation.h"
#include "daemon/targets/namepatterns.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// Why a Slurm job has no target of a job of the config: the first that holds, in this order.
enum class JobRefusal : unsigned char {
    // It is left out: nobody asked for more.
    NotRunning,
    NotMatched,
    NotAnnotated,
    // It asks for a target, or not to have one, and gets none.
    WrongAnnotation,
    NotScraped, // scrape=false
    OtherJob,   // of the config
    NoPort,
    PortNotAllowed,
    UnknownNode, // it names none, or none that the node list has with an address
    TooManyTargets,
};
inline constexpr std::size_t jobRefusalCount = static_cast<std::size_t>(JobRefusal::TooManyTargets) + 1;

// "not_running" and so on; static storage.
std::string_view toString(JobRefusal reason);

// Is this one that somebody waits for in vain, and that has to be told?
bool isToBeTold(JobRefusal reason);

struct JobRefused
{
    JobRefusal reason = JobRefusal::NotRunning;
    std::string_view key{}; // of the config that decides so, "match.names"; static storage
    std::string text{};     // what is wrong, in words, where the reason does not tell all

    friend bool operator==(const JobRefused &, const JobRefused &) = default;
};

// What a Slurm job has targets on.
struct JobRequest
{
    std::vector<Port> ports; // ascending, never empty
    bool isOnAllNodes = false;
    Annotation annotation; // empty where there is none

    friend bool operator==(const JobRequest &, const JobRequest &) = default;
};

// The text of a Slurm job that the config's job looks for annotations in.
std::string_view annotationText(const SlurmJob &job, AnnotationField field);

// The rules of one job of role Job, made ready for many Slurm jobs.
class JobRule
{
public:
    // The job must be a valid one and outlive the rule.
    explicit JobRule(const JobConfig &config);

    const JobConfig &config() const { return m_config; }
    // What the job asks for, as far as the rules allow it.
    Result<JobRequest, JobRefused> judge(const SlurmJob &job) const;

private:
    std::string_view unmatchedKey(const SlurmJob &job) const;
    Result<JobRequest, JobRefused> request(Annotation annotation) const;

    const JobConfig &m_config;
    NamePatterns m_names;
    NamePatterns m_partitions;
};

} // namespace slurmsd
