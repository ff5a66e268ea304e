// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/joblisttext.h"

#include "gui/models/durationtext.h"
#include "gui/models/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slurmsd {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(slurmsd::JobListText)
};

QString costText(const JobListStatus &jobs)
{
    const QLocale locale;
    //: Of the jobs: "0.950 s", "16.1 MiB"
    return Words::tr("the poll took %1 s and %2")
        .arg(locale.toString(double(jobs.lastPollDuration.count()) / 1000, 'f', 3),
             locale.formattedDataSize(qint64(jobs.lastPollBytes)));
}

} // namespace

QString jobListText(const JobListStatus &jobs, WallTime now)
{
    QStringList parts{jobListProblem(jobs, now)};
    if (jobs.listTakenAt)
        parts += Words::tr("%Ln job(s), %1 running, %2 ago", nullptr, int(jobs.jobs))
                     .arg(QLocale().toString(qulonglong(jobs.running)), durationText(*jobs.listTakenAt, now));
    else
        parts += Words::tr("no list of jobs yet");
    if (jobs.lastPollBytes > 0)
        parts += costText(jobs);
    parts.removeAll(QString());
    return parts.join(Words::tr("; "));
}

QString jobListProblem(const JobListStatus &jobs, WallTime now)
{
    QStringList problems;
    if (jobs.failingSince && jobs.lastFailure)
        problems += Words::tr("polls have failed for %1: %2")
                        .arg(durationText(*jobs.failingSince, now), toQString(jobs.lastFailure->message));
    if (jobs.isTooOld)
        problems += Words::tr("the list is too old to serve targets of (slurm.jobs.max_age)");
    if (jobs.hidden > 0)
        problems += Words::tr("%Ln running job(s) are hidden from the daemon (PrivateData=jobs)", nullptr,
                              int(jobs.hidden));
    return problems.join(Words::tr("; "));
}

bool hasJobRole(const DaemonStatus &status)
{
    return std::ranges::any_of(status.jobs, [](const JobStatus &job) { return job.slurmJobs.has_value(); });
}

} // namespace slurmsd
