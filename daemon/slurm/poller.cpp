// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/poller.h"

namespace slurmsd {

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
    , m_schedule(m_config.updateInterval)
{
    connect(&m_schedule, &PollSchedule::due, this, &Poller::poll);
    this->makeSource();
}

Poller::~Poller() { stop(); }

void Poller::stop()
{
    if (m_schedule.stop())
        m_source->abort();
}

void Poller::configure(const SlurmConfig &config)
{
    if (config == m_config)
        return;
    m_config = config;
    dropSource();
    m_schedule.setInterval(config.updateInterval);
    makeSource();
    pollNow();
}

void Poller::makeSource()
{
    m_source = m_makeSource(m_config);
    connect(m_source.get(), &NodeSource::finished, this, &Poller::handleFetched);
}

void Poller::dropSource()
{
    m_source->disconnect(this);
    m_source->abort();
    // A slot of its finished() may be what led here.
    m_source.release()->deleteLater();
}

void Poller::poll()
{
    m_source->fetch();
    Q_EMIT pollStarted();
}

void Poller::handleFetched(const FetchResult &result)
{
    if (!result.nodes) {
        const PollStats stats = finishPoll(result);
        Q_EMIT pollFailed(result.nodes.error(), stats);
        return;
    }
    const std::shared_ptr<NodeSnapshot> &fresh = *result.nodes;
    completeList(*fresh, m_config);
    const PollStats stats = finishPoll(result);
    // A copy: a slot may call configure(), which drops the source and its result.
    Q_EMIT nodesPolled(std::shared_ptr<const NodeSnapshot>(fresh), stats);
}

PollStats Poller::finishPoll(const FetchResult &result)
{
    const PollSchedule::Ended ended = m_schedule.end(result.nodes.hasValue());
    return {ended.duration, result.bytes, ended.nextPollIn, result.tokenExpires, result.found, result.answer};
}

} // namespace slurmsd
