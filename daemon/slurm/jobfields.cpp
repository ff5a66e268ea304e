// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/jobfields.h"

#include <array>

namespace slurmsd {

namespace {

constexpr JobField text(std::string_view key, std::string_view SlurmJob::*member)
{
    return {key, FieldKind::Text, member, nullptr};
}

constexpr JobField number(std::string_view key, std::int64_t SlurmJob::*member)
{
    return {key, FieldKind::Number, nullptr, member};
}

// Every key of every API version.
constexpr FieldTable jobFields(std::array{
    text("qos", &SlurmJob::qos),
    text("name", &SlurmJob::name),
    text("extra", &SlurmJob::extra), // from v0.0.40 on
    JobField{"nodes", FieldKind::UniqueText, &SlurmJob::nodes, nullptr},
    number("job_id", &SlurmJob::id),
    text("account", &SlurmJob::account),
    text("comment", &SlurmJob::comment),
    number("user_id", &SlurmJob::userId),
    text("features", &SlurmJob::features),
    JobField{"job_state", FieldKind::States, &SlurmJob::states, nullptr},
    text("partition", &SlurmJob::partition),
    text("user_name", &SlurmJob::user),
    number("het_job_id", &SlurmJob::hetJobId),
    number("start_time", &SlurmJob::startTime),
    JobField{"gres_detail", FieldKind::Lines, &SlurmJob::gresDetail, nullptr},
    number("array_job_id", &SlurmJob::arrayJobId),
    text("admin_comment", &SlurmJob::adminComment),
    number("array_task_id", &SlurmJob::arrayTaskId),
    number("het_job_offset", &SlurmJob::hetJobOffset),
});

} // namespace

const std::size_t jobFieldCount = jobFields.size();

const JobField *findJobField(std::string_view key) { return jobFields.find(key); }

std::size_t indexOf(const JobField &field) { return jobFields.indexOf(field); }

} // namespace slurmsd
