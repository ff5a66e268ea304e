// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/jobtext.h"

#include "tests/support/nodetext.h"

#include <utility>

namespace slurmsd {

namespace {

constexpr std::pair<const char *, std::int64_t SlurmJob::*> numbers[] = {
    {"array", &SlurmJob::arrayJobId},    {"task", &SlurmJob::arrayTaskId}, {"het", &SlurmJob::hetJobId},
    {"offset", &SlurmJob::hetJobOffset}, {"uid", &SlurmJob::userId},
};

constexpr std::pair<const char *, std::string_view SlurmJob::*> texts[] = {
    {"name", &SlurmJob::name},           {"user", &SlurmJob::user},       {"account", &SlurmJob::account},
    {"partition", &SlurmJob::partition}, {"qos", &SlurmJob::qos},         {"features", &SlurmJob::features},
    {"nodes", &SlurmJob::nodes},         {"comment", &SlurmJob::comment}, {"admin", &SlurmJob::adminComment},
    {"extra", &SlurmJob::extra},         {"gres", &SlurmJob::gresDetail},
};

} // namespace

QString jobText(const SlurmJob &job)
{
    QStringList fields{QString::number(job.id), toQString(toString(job.phase))};
    for (const auto &[name, member] : numbers) {
        if (job.*member != SlurmJob::notGiven)
            fields += QLatin1String(name) + QLatin1Char('=') + QString::number(job.*member);
    }
    for (const auto &[name, member] : texts) {
        if (!(job.*member).empty())
            fields += QLatin1String(name) + QLatin1Char('=') +
                      toQString(job.*member).replace(QLatin1Char('\n'), QLatin1String(" / "));
    }
    return fields.join(QLatin1Char(' '));
}

QStringList jobTexts(const JobList &list)
{
    QStringList lines;
    for (const SlurmJob &job : list.jobs)
        lines += jobText(job);
    return lines;
}

} // namespace slurmsd
