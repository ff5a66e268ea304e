// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/jobs/jobtargetstore.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

// Slurm jobs times jobs of the config that are built at once: two milliseconds or so, less than what a
// request may wait.
constexpr std::size_t maxImmediateWork = 1'000;

} // namespace

JobTargetStore::JobTargetStore(QObject *parent)
    : QObject(parent)
{
    connect(&m_thread, &BuildThread::finished, this, &JobTargetStore::takeBuilt);
}

void JobTargetStore::setInput(JobTargetInput input)
{
    m_input = std::move(input);
    rebuild();
}

void JobTargetStore::rebuild()
{
    std::size_t slurmJobs = 0;
    for (const JobSource &source : m_input.sources)
        slurmJobs += source.jobs->jobs.size();
    if (!m_thread.isBusy() && slurmJobs * m_input.jobs.size() <= maxImmediateWork) {
        publish(build(m_input, m_published));
        return;
    }
    if (m_thread.isBusy())
        m_isOutdated = true;
    else
        m_thread.start([this, input = m_input, before = m_published](const std::stop_token &stop) mutable {
            m_built = build(std::move(input), before, stop);
        });
    if (m_current && !isOfInput(*m_current))
        m_current.reset();
}

JobTargetStore::Built JobTargetStore::build(JobTargetInput input,
                                            const std::shared_ptr<const JobTargetSet> &before,
                                            const std::stop_token &stop)
{
    Built built{JobTargetSet::build(std::move(input), stop), {}};
    if (before != nullptr && built.set != nullptr)
        built.changes = jobChanges(*before, *built.set);
    return built;
}

void JobTargetStore::takeBuilt()
{
    Built built = std::exchange(m_built, {});
    const bool isOutdated = std::exchange(m_isOutdated, false);
    // Also when it is outdated, for where lists come faster than it is built.
    if (isOfInput(*built.set))
        publish(std::move(built));
    if (isOutdated)
        rebuild();
}

void JobTargetStore::publish(Built built)
{
    m_current = m_published = std::move(built.set);
    m_changes = std::move(built.changes);
    Q_EMIT published();
}

// Another Slurm's jobs are not on these nodes.
bool JobTargetStore::isOfInput(const JobTargetSet &set) const
{
    return std::ranges::all_of(set.sources(), [this](const JobSource &made) {
        return std::ranges::any_of(m_input.sources, [&made](const JobSource &source) {
            return source.nodes->cluster == made.nodes->cluster;
        });
    });
}

} // namespace slurmsd
