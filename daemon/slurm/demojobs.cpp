// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/demojobs.h"

#include "daemon/slurm/jobsparser.h"

#include <QFile>

#include <utility>

namespace slurmsd {

namespace {

// Ten fetches are the life of a job; for three of them it waits, each at its own time.
bool isWaiting(const SlurmJob &job, unsigned fetches)
{
    const auto offset = static_cast<unsigned>(job.id % 7);
    return fetches > 0 && (fetches + offset) % 10 < 3;
}

void makeWait(SlurmJob &job)
{
    job.states = "PENDING";
    job.phase = JobPhase::Pending;
    job.startTime = SlurmJob::notGiven;
    job.nodes = job.comment = job.gresDetail = {};
}

} // namespace

void passDemoTime(JobList &list, unsigned fetches)
{
    for (SlurmJob &job : list.jobs) {
        if (isWaiting(job, fetches))
            makeWait(job);
    }
}

DemoJobs::DemoJobs()
{
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, &DemoJobs::answer);
}

void DemoJobs::fetch(bool) { m_nextTurn.start(0); }

void DemoJobs::answer()
{
    QFile file(QStringLiteral(":/demo/jobs.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    const QByteArray text = isOpen ? file.readAll() : QByteArray();
    JobsParser parser;
    parser.feed({text.data(), static_cast<std::size_t>(text.size())});
    auto jobs = parser.finish();
    if (jobs) {
        (*jobs)->takenAt = std::chrono::system_clock::now();
        passDemoTime(**jobs, m_fetches++);
    }
    Q_EMIT finished({std::move(jobs), static_cast<std::uint64_t>(text.size())});
}

} // namespace slurmsd
