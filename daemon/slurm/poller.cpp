// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/poller.h"

#include <QRandomGenerator>

namespace slurmsd {

namespace {

double random() { return QRandomGenerator::global()->generateDouble(); }

} // namespace

void completeList(NodeSnapshot &nodes, const SlurmConfig &config)
{
    sortNodes(nodes);
    setStateClasses(nodes, config.stateClasses);
    nodes.slurmCluster = nodes.cluster;
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
    m_config = config;
    m_backoff = Backoff(config.updateInterval);
    dropSource();
    makeSource();
    pollNow();
}

void Poller::setHolding(bool isHolding)
{
    const bool isNew = isHolding && !m_isHolding;
    m_isHolding = isHolding;
    if (isNew && m_timer.isActive())
        m_timer.start(m_backoff.whileHeld(random()));
}

std::chrono::milliseconds Poller::nextPollIn() const
{
    return m_timer.isActive() ? m_timer.remainingTimeAsDuration() : std::chrono::milliseconds{};
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
    completeList(*fresh, m_config);
    const PollStats stats =
        finishPoll(result, m_isHolding ? m_backoff.whileHeld(random()) : m_backoff.afterSuccess(random()));
    // A copy: a slot may call configure(), which drops the source and its result.
    Q_EMIT nodesPolled(std::shared_ptr<const NodeSnapshot>(fresh), stats);
}

PollStats Poller::finishPoll(const FetchResult &result, std::chrono::milliseconds nextPollIn)
{
    m_timer.start(nextPollIn);
    return {std::chrono::milliseconds(m_duration.elapsed()), result.bytes, nextPollIn, result.tokenExpires};
}

} // namespace slurmsd
