// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jobsparser.h"

#include "daemon/slurm/jobbuilder.h"
#include "daemon/slurm/listparser.h"

namespace slurmsd {

struct JobsParser::Parser : ListParser<JobBuilder>
{};

JobsParser::JobsParser(std::size_t expectedJobs)
    : m_parser(std::make_unique<Parser>())
{
    m_parser->list().jobs.reserve(expectedJobs);
}

JobsParser::~JobsParser() = default;

bool JobsParser::feed(std::string_view chunk) { return m_parser->feed(chunk); }

Result<std::shared_ptr<JobList>, PollError> JobsParser::finish()
{
    auto list = m_parser->finish("job list", "an id");
    const std::optional<std::int64_t> lastUpdate = m_parser->handler().lastUpdate();
    if (list && lastUpdate && *lastUpdate <= 0)
        return Failure{PollError{PollErrorClass::Slurm,
                                 "the answer is no list of jobs: Slurm gives no time for it (last_update)"}};
    return list;
}

} // namespace slurmsd
