// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/config.h"
#include "common/result.h"

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slurmsd {

// The documents of the config API (resources/docs/api-config.md). Texts have no secrets: a placeholder stands
// for them (common/configsecrets.h).

// GET /api/v1/config
struct ConfigDocument
{
    std::string file;                    // empty: the daemon runs with its built-in config
    std::string revision;                // the ETag without its quotes, for If-Match
    bool isWritable = false;             // could a PUT write the file now?
    std::string whyNotWritable;          // in words; empty when it could
    std::vector<std::string> overridden; // keys that a flag or the environment stands in for
    std::string text;
    std::optional<Config> parsed; // what the text means, without secrets; nothing while it is not valid
    std::vector<ConfigProblem> problems;

    friend bool operator==(const ConfigDocument &, const ConfigDocument &) = default;
};

// What a candidate would change in one job's targets. The lists have at most 1,000 targets each.
struct JobEffect
{
    enum class Change : unsigned char { None, Added, Changed, Removed };

    std::string job;
    Change change = Change::None;
    bool hasCounts = false; // of more than 64 jobs that differ, the others have no numbers and lists
    std::size_t groups = 0; // it would have
    std::size_t targets = 0;
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> relabeled;
    std::size_t addedTotal = 0;
    std::size_t removedTotal = 0;
    std::size_t relabeledTotal = 0;
    std::vector<std::string> warnings; // as JobStatus::warnings: conditions that match nothing

    friend bool operator==(const JobEffect &, const JobEffect &) = default;
};

// "none", "added" and so on; static storage.
std::string_view toString(JobEffect::Change change);

// POST /api/v1/config/preview of a candidate that is valid.
struct ConfigPreview
{
    std::string revision; // of the file that the candidate was compared with
    bool isChanged = false;
    std::string diff;                           // unified
    std::string text;                           // of the file there would be
    std::optional<std::vector<JobEffect>> jobs; // nothing before the first node list

    friend bool operator==(const ConfigPreview &, const ConfigPreview &) = default;
};

// PUT /api/v1/config that was done.
struct ConfigWritten
{
    std::string revision; // of the file now
    bool isChanged = false;

    friend bool operator==(const ConfigWritten &, const ConfigWritten &) = default;
};

// Reading takes any bytes, as common/apijson.h has it. Where the parsed form is one that this program does
// not understand (of a newer daemon), `parsed` is left out and `problems` say why.
Result<ConfigDocument, std::string> configDocumentFromJson(const QByteArray &json);
Result<ConfigPreview, std::string> configPreviewFromJson(const QByteArray &json);
Result<ConfigWritten, std::string> configWrittenFromJson(const QByteArray &json);

// Bodies of a preview or PUT: {"jobs":[…]} and {"text":…}.
QByteArray jobsBody(const std::vector<JobConfig> &jobs);
QByteArray textBody(std::string_view text);

} // namespace slurmsd
