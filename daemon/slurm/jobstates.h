// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <string_view>

namespace slurmsd {

// How many jobs Slurm has: tasks of arrays each on its own, those that are over until it forgets them.
struct JobStateCounts
{
    std::size_t all = 0;
    std::size_t running = 0; // whose base state is RUNNING

    friend bool operator==(const JobStateCounts &, const JobStateCounts &) = default;
};

// Counts the jobs in Slurm's answer to GET /slurm/{version}/jobs/state/ as it arrives. Their ids are of
// several forms, which nothing here reads. Memory does not grow. Pure.
class JobStatesParser
{
public:
    JobStatesParser();
    ~JobStatesParser();
    Q_DISABLE_COPY_MOVE(JobStatesParser)

    // False once the text is known not to be JSON; the rest may be fed or not.
    bool feed(std::string_view chunk);
    // To be called once, after the last chunk. Errors are those of NodesParser::finish().
    Result<JobStateCounts, PollError> finish();

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace slurmsd
