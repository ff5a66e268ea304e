// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The keys of a job in the config file, in the order of the file's reference.
enum class JobKey : unsigned char {
    Name,
    Role,
    TargetPort,
    PartitionPorts,
    Annotation,
    Annotated,
    AllowedPorts,
    NodesOfJob, // first or all
    MaxTargets,
    Names, // those from here to States are below `match:`
    Users,
    Accounts,
    Partitions,
    Qos,
    Features,
    Gres,
    Nodes,
    States,
    Address,
    AddressTemplate,
    ExtraHosts,
    Labels,
    JobLabels, // those of role Job, under the same key
    ExcludeStates,
    StaticLabels,
    Scheme,
    MetricsPath,
    Params,
    ScrapeInterval,
    ScrapeTimeout,
};
inline constexpr std::size_t jobKeyCount = 30;

// All of them, in this order.
std::array<JobKey, jobKeyCount> allJobKeys();
// As problems name it below a job: "match.partitions"; static storage.
std::string_view toString(JobKey key);
// Has a job of this role the key?
bool isKeyOf(JobKey key, JobRole role);

// A job while it is edited: the text of each key as it was typed, whether it means anything or not. Lists are
// in the form of listtext.h; a key that is not given has an empty text. The keys of the other role have their
// texts, too, and mean nothing until the job has that role.
class JobDraft
{
public:
    // `defaults` are of the role that the job has not. Port 0: an empty text.
    static JobDraft of(const JobConfig &job, const JobConfig &defaults = {});

    JobRole role() const;

    const QString &text(JobKey key) const { return m_texts[static_cast<std::size_t>(key)]; }
    void setText(JobKey key, const QString &text) { m_texts[static_cast<std::size_t>(key)] = text; }

    // allow_empty, which is not edited here but kept.
    bool isEmptyAllowed() const { return m_isEmptyAllowed; }

    friend bool operator==(const JobDraft &, const JobDraft &) = default;

private:
    void setNodeTexts(const JobConfig &job);
    void setSlurmJobTexts(const SlurmJobRole &jobs);
    void setScrapeTexts(const JobConfig &job);

    std::array<QString, jobKeyCount> m_texts;
    bool m_isEmptyAllowed = false;
};

// What a draft means.
struct JobReading
{
    JobConfig job; // without the values that are wrong
    std::array<QString, jobKeyCount> problems;

    const QString &problem(JobKey key) const { return problems[static_cast<std::size_t>(key)]; }
    bool isValid() const;
};

// By the checks that the daemon's reader of the config file makes, in its words. Only the keys of the draft's
// role are read. Pure.
JobReading readDraft(const JobDraft &draft);

// Which field a problem of a whole config belongs to.
struct ProblemPlace
{
    std::size_t job = 0;
    JobKey key = JobKey::Name; // also for what concerns the job as a whole

    friend bool operator==(const ProblemPlace &, const ProblemPlace &) = default;
};

// "jobs[2].match.gres[0]" is the third job's Gres; nothing when the path is not below a job. The labels of a
// job of either role are Labels.
std::optional<ProblemPlace> placeOfProblem(std::string_view path);

} // namespace slurmsd
