// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/clustermonitor.h"

#include "common/configvalues.h"
#include "daemon/runtime/eventlog.h"
#include "daemon/runtime/log.h"
#include "daemon/slurm/massloss.h"

#include <utility>

namespace slurmsd {

ClusterMonitor::ClusterMonitor(SlurmConfig config, const std::string &storageDirectory,
                               const Poller::SourceFactory &makeSource, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_poller(m_config, makeSource)
{
    connect(&m_poller, &Poller::nodesAccepted, this, &ClusterMonitor::acceptNodes);
    connect(&m_poller, &Poller::pollFailed, this, &ClusterMonitor::reportFailure);
    connect(&m_poller, &Poller::pollStarted, this, [this] {
        m_nextPoll.reset();
        Q_EMIT polled();
    });
    if (storageDirectory.empty())
        return;
    m_store = std::make_unique<SnapshotStore>(storageDirectory, m_config.name);
    connect(m_store.get(), &SnapshotStore::stored, this, &ClusterMonitor::reportStored);
}

void ClusterMonitor::start()
{
    if (m_store) {
        auto stored = m_store->load(m_config.endpoint);
        if (!stored.warning.empty())
            write(LogLevel::Warn, "the stored node list cannot be used", {{"reason", stored.warning}});
        if (stored.nodes) {
            m_poller.restore(stored.nodes);
            m_isStored = true;
            putInForce(stored.nodes);
            const std::string text =
                "serving the stored list of " + std::to_string(stored.nodes->nodes.size()) + " nodes";
            write(LogLevel::Info, text,
                  {{"age", formatDuration(std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::system_clock::now() - stored.nodes->takenAt))}});
            emitEvent(Event::Kind::ListRestored, text);
        }
    }
    m_poller.start();
}

void ClusterMonitor::configure(const SlurmConfig &config)
{
    // The poller gives its held list up then.
    if (config != m_config)
        m_heldList.reset();
    m_config = config;
    m_poller.configure(config);
}

bool ClusterMonitor::acceptHeldList()
{
    if (!m_poller.held())
        return false;
    emitEvent(Event::Kind::ListAccepted, "an operator accepts the smaller list");
    m_isAccepting = true;
    m_poller.acceptHeld();
    m_isAccepting = false;
    return true;
}

const std::string &ClusterMonitor::name() const
{
    if (m_nodes)
        return m_nodes->cluster;
    return m_config.name.empty() ? m_config.cluster : m_config.name;
}

ClusterStatus ClusterMonitor::status() const
{
    ClusterStatus status;
    status.name = name();
    status.endpoint = m_config.endpoint;
    if (m_nodes) {
        status.apiVersion = m_nodes->apiVersion;
        status.slurmRelease = m_nodes->slurmRelease;
        status.listTakenAt = m_nodes->takenAt;
        status.isListStored = m_isStored;
        status.nodes = m_nodes->nodes.size();
        status.skipped = m_nodes->skipped;
        status.states = m_counts.states;
        status.partitions = m_counts.partitions;
    }
    status.lastSuccess = m_lastSuccess;
    status.lastFailure = m_lastFailure;
    status.failingSince = m_failingSince;
    status.nextPoll = m_nextPoll;
    status.lastPollDuration = m_lastPoll.duration;
    status.lastPollBytes = m_lastPoll.bytes;
    status.heldList = m_heldList;
    status.tokenExpires = m_lastPoll.tokenExpires;
    status.tokenRenewed = m_tokenRenewed;
    status.storageError = m_storageError;
    return status;
}

void ClusterMonitor::acceptNodes(const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &stats)
{
    if (!m_isAccepting)
        takeStats(stats, "success");
    m_isStored = false;
    m_lastSuccess = nodes->takenAt;
    const auto before = m_nodes;
    reportRecovery(before.get(), *nodes);
    if (before) {
        for (const Event &event : nodeEvents(*before, *nodes, std::chrono::system_clock::now()))
            Q_EMIT happened(event);
    }
    if (m_store)
        m_store->store({m_config.endpoint, nodes});
    write(LogLevel::Info, "nodes polled",
          {{"nodes", std::to_string(nodes->nodes.size())},
           {"skipped", std::to_string(nodes->skipped)},
           {"cluster", nodes->cluster},
           {"slurm", nodes->slurmRelease},
           {"api_version", nodes->apiVersion},
           {"duration", formatDuration(stats.duration)},
           {"bytes", std::to_string(stats.bytes)},
           {"next_poll_in", formatDuration(stats.nextPollIn)}});
    putInForce(nodes);
    Q_EMIT polled();
}

void ClusterMonitor::reportRecovery(const NodeSnapshot *before, const NodeSnapshot &nodes)
{
    m_heldList.reset();
    if (!std::exchange(m_failingSince, std::nullopt))
        return;
    const std::size_t vanished = before ? countLost(*before, nodes) : 0;
    if (m_lastFailure->errorClass == toString(PollErrorClass::Guard) && vanished > 0) {
        const std::string text = "nodes vanished for good, their targets end";
        write(LogLevel::Warn, text,
              {{"vanished", std::to_string(vanished)}, {"nodes", std::to_string(nodes.nodes.size())}});
        emitEvent(Event::Kind::ListAccepted, text + ": " + std::to_string(vanished));
    } else {
        write(LogLevel::Info, "polling works again", {});
        emitEvent(Event::Kind::PollRecovered, "polling works again");
    }
}

void ClusterMonitor::reportFailure(const PollError &error, const PollStats &stats)
{
    const std::string errorClass(toString(error.errorClass));
    takeStats(stats, errorClass);
    const bool isNews = !m_failingSince || m_lastFailure->errorClass != errorClass;
    m_lastFailure = {errorClass, error.message, std::chrono::system_clock::now()};
    if (!m_failingSince)
        m_failingSince = m_lastFailure->when;
    m_heldList.reset();
    if (const auto &held = m_poller.held()) {
        m_heldList = {held->nodes.size(), m_nodes ? countLost(*m_nodes, *held) : 0, error.message};
        if (error.errorClass == PollErrorClass::Guard)
            ++m_counters.heldLists;
    }
    write(LogLevel::Warn, "poll failed",
          {{"class", errorClass},
           {"error", error.message},
           {"serving", m_nodes ? "the last good list" : "nothing yet"},
           {"duration", formatDuration(stats.duration)},
           {"next_poll_in", formatDuration(stats.nextPollIn)}});
    if (isNews)
        emitEvent(error.errorClass == PollErrorClass::Guard ? Event::Kind::ListHeld : Event::Kind::PollFailed,
                  errorClass + ": " + error.message);
    Q_EMIT polled();
}

void ClusterMonitor::reportStored(const std::string &error)
{
    const std::string before = std::exchange(m_storageError, error);
    if (!error.empty()) {
        ++m_counters.storageFailures;
        write(LogLevel::Warn, "cannot store the node list", {{"error", error}});
    }
    if (error.empty() != before.empty())
        emitEvent(error.empty() ? Event::Kind::StorageRecovered : Event::Kind::StorageFailed,
                  error.empty() ? "the node list is stored again" : "cannot store the node list: " + error);
}

void ClusterMonitor::takeStats(const PollStats &stats, std::string_view result)
{
    if (stats.tokenExpires && m_tokenExpires && stats.tokenExpires != m_tokenExpires)
        m_tokenRenewed = std::chrono::system_clock::now();
    if (stats.tokenExpires)
        m_tokenExpires = stats.tokenExpires;
    m_lastPoll = stats;
    m_nextPoll = std::chrono::system_clock::now() + stats.nextPollIn;
    ++m_counters.pollsByResult[std::string(result)];
    m_counters.pollDuration.observe(stats.duration);
}

void ClusterMonitor::putInForce(std::shared_ptr<const NodeSnapshot> nodes)
{
    m_counts = countNodes(*nodes);
    m_nodes = std::move(nodes);
    Q_EMIT nodesChanged();
}

void ClusterMonitor::emitEvent(Event::Kind kind, std::string text)
{
    Event event;
    event.when = std::chrono::system_clock::now();
    event.kind = kind;
    event.cluster = m_nodes ? m_nodes->cluster : m_config.name;
    event.text = std::move(text);
    Q_EMIT happened(event);
}

// With the cluster's name, where there are several.
void ClusterMonitor::write(LogLevel level, std::string_view message, std::vector<LogField> fields) const
{
    if (!m_config.name.empty() && message != "nodes polled")
        fields.insert(fields.begin(), {"cluster", m_config.name});
    log(level, message, fields);
}

} // namespace slurmsd
