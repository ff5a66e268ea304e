// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/targets/targetstore.h"

#include <algorithm>
#include <utility>

namespace slurmsd {

namespace {

// Nodes times jobs that are built at once: two milliseconds or so, less than what a request may wait, and
// small clusters see a change without delay or thread.
constexpr std::size_t maxImmediateWork = 10'000;

} // namespace

TargetStore::TargetStore(QObject *parent)
    : QObject(parent)
{
    connect(&m_thread, &BuildThread::finished, this, &TargetStore::takeBuilt);
}

void TargetStore::setInput(std::vector<GuardedList> lists, std::vector<JobConfig> jobs)
{
    if (lists.empty())
        return;
    m_input = {std::move(lists), std::move(jobs)};
    rebuild();
}

bool TargetStore::accept(const std::string &id)
{
    const bool isHeld = std::ranges::any_of(m_judgements, [&id](const JobJudgement &judgement) {
        return judgement.held && judgement.held->id == id;
    });
    if (!isHeld)
        return false;
    m_accepted.push_back(id);
    rebuild();
    return true;
}

void TargetStore::rebuild()
{
    // Who asks for all jobs does so again and again, and is not kept waiting.
    m_input.isForAll = m_current != nullptr && m_current->isForAll();
    std::size_t nodes = 0;
    for (const GuardedList &list : m_input.lists)
        nodes += list.nodes->nodes.size();
    if (m_thread.isBusy()) {
        m_isOutdated = true;
    } else if (nodes * m_input.jobs.size() <= maxImmediateWork) {
        publish(build(m_input, takeBefore()));
    } else {
        startThread();
    }
}

TargetStore::Built TargetStore::build(const Input &input, Before before, const std::stop_token &stop)
{
    Built built;
    built.guard = std::move(before.guard);
    built.judgements = built.guard.judge(input.jobs, input.lists, before.accepted, stop);
    if (stop.stop_requested())
        return built;
    TargetInput targets{{}, input.jobs, {}, input.isForAll};
    for (const GuardedList &list : input.lists)
        targets.lists.push_back(list.nodes);
    for (const JobConfig &job : input.jobs) {
        NodeLists lists;
        for (const GuardedList &list : input.lists)
            lists.push_back(built.guard.list(list.cluster, job.name));
        if (lists != targets.lists)
            targets.heldLists.emplace(job.name, std::move(lists));
    }
    built.set = TargetSet::build(std::move(targets), stop);
    if (before.set != nullptr && built.set != nullptr)
        built.changes = jobChanges(*before.set, *built.set);
    return built;
}

TargetStore::Before TargetStore::takeBefore() { return {m_current, m_guard, std::exchange(m_accepted, {})}; }

void TargetStore::startThread()
{
    m_thread.start([this, input = m_input, before = takeBefore()](const std::stop_token &stop) mutable {
        m_built = build(input, std::move(before), stop);
    });
}

void TargetStore::takeBuilt()
{
    // Also when it is outdated: where builds take longer than the nodes stay, none would ever be served.
    publish(std::exchange(m_built, {}));
    if (std::exchange(m_isOutdated, false))
        rebuild();
}

void TargetStore::publish(Built built)
{
    m_current = std::move(built.set);
    m_changes = std::move(built.changes);
    m_judgements = std::move(built.judgements);
    m_guard = std::move(built.guard);
    Q_EMIT published();
}

} // namespace slurmsd
