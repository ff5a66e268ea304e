// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "common/pollerror.h"
#include "common/result.h"
#include "common/slurmjob.h"

#include <memory>
#include <string_view>

namespace slurmsd {

// Parses Slurm's answer to GET /slurm/{version}/jobs/ as it arrives, in chunks of any size: every API version
// from v0.0.36 on, and `scontrol show jobs --json`. As NodesParser: memory grows with the jobs alone, of
// which JobBuilder::maxItems are too many. Fields that are missing, null, of another type or unknown never
// fail a job; bytes that are not UTF-8, as users may put into names and comments, become U+FFFD. Pure.
class JobsParser
{
public:
    // `expectedJobs`: how many to make room for; a guess, as of the last answer.
    explicit JobsParser(std::size_t expectedJobs = 0);
    ~JobsParser();
    Q_DISABLE_COPY_MOVE(JobsParser)

    // False once the text is known not to be JSON; the rest may be fed or not.
    bool feed(std::string_view chunk);

    // To be called once, after the last chunk. The list has everything but `takenAt` and `apiVersion`, and
    // its jobs are not sorted yet. Errors are those of NodesParser::finish(), and Slurm where the answer says
    // that it is not one of a time (`last_update` 0): "no changes" and answers to errors come with no jobs.
    Result<std::shared_ptr<JobList>, PollError> finish();

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace slurmsd
