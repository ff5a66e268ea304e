// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/poller.h"

#include <QRandomGenerator>

namespace slurmsd {

namespace {

double random() { return QRandomGenerator::global()->generateDouble(); }

} // namespace

void nameCluster(NodeSnapshot &nodes, const SlurmConfig &config)
{
    if (!config.name.empty())
        nodes.cluster = config.name;
    else if (nodes.cluster.empty())
        nodes.cluster = config.cluster;
}

Poller::Poller(SlurmConfig config, SourceFactory makeSource, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_makeSource(std::move(makeSource))
    , m_backoff(m_config.updateInterval)
    , m_guard(m_config.maxNodeLoss, m_config.holdPolls)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Poller::poll);
    this->makeSource();
}

Poller::~Poller() { stop(); }

void Poller::start()
{
    m_running = true;
    pollNow();
}

void Poller::stop()
{
    m_running = false;
    m_timer.stop();
    if (std::exchange(m_polling, false))
        m_source->abort();
}

void Poller::pollNow()
{
    if (m_running && !m_polling)
        poll();
}

void Poller::configure(const SlurmConfig &config)
{
    if (config == m_config)
        return;
    if (config.endpoint != m_config.endpoint)
        m_inForce.reset();
    m_held.reset();
    m_config = config;
    m_backoff = Backoff(config.updateInterval);
    m_guard = MassLossGuard(config.maxNodeLoss, config.holdPolls);
    dropSource();
    makeSource();
    pollNow();
}

bool Poller::acceptHeld()
{
    if (!m_held)
        return false;
    m_inForce = std::exchange(m_held, nullptr);
    m_guard = MassLossGuard(m_config.maxNodeLoss, m_config.holdPolls);
    m_heldStats.nextPollIn =
        m_timer.isActive() ? m_timer.remainingTimeAsDuration() : std::chrono::milliseconds{};
    Q_EMIT nodesAccepted(std::shared_ptr(m_inForce), m_heldStats);
    return true;
}

void Poller::makeSource()
{
    m_source = m_makeSource(m_config);
    connect(m_source.get(), &NodeSource::finished, this, &Poller::handleFetched);
}

void Poller::dropSource()
{
    m_polling = false;
    m_timer.stop();
    m_source->disconnect(this);
    m_source->abort();
    // A slot of its finished() may be what led here.
    m_source.release()->deleteLater();
}

void Poller::poll()
{
    m_timer.stop();
    m_polling = true;
    m_duration.start();
    m_source->fetch();
    Q_EMIT pollStarted();
}

void Poller::handleFetched(const FetchResult &result)
{
    m_polling = false;
    if (!result.nodes) {
        const PollStats stats = finishPoll(result, m_backoff.afterFailure(random()));
        Q_EMIT pollFailed(result.nodes.error(), stats);
        return;
    }
    const std::shared_ptr<NodeSnapshot> &fresh = *result.nodes;
    sortNodes(*fresh);
    nameCluster(*fresh, m_config);
    const auto problem = m_guard.judge(m_inForce.get(), *fresh);
    // Not sooner after a held list: asking more often would only wear the guard down.
    const PollStats stats = finishPoll(result, m_backoff.afterSuccess(random()));
    m_held = problem ? fresh : nullptr;
    m_heldStats = stats;
    if (problem) {
        Q_EMIT pollFailed({PollErrorClass::Guard, *problem}, stats);
        return;
    }
    m_inForce = fresh;
    // Not m_inForce itself: a slot may call configure(), which drops it.
    Q_EMIT nodesAccepted(fresh, stats);
}

PollStats Poller::finishPoll(const FetchResult &result, std::chrono::milliseconds nextPollIn)
{
    m_timer.start(nextPollIn);
    return {std::chrono::milliseconds(m_duration.elapsed()), result.bytes, nextPollIn, result.tokenExpires};
}

} // namespace slurmsd
