// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/discovery/clustermonitor.h"

#include "common/configvalues.h"
#include "common/wording.h"
#include "daemon/process/log.h"
#include "daemon/slurm/autosource.h"
#include "daemon/status/eventlog.h"
#include "daemon/targets/guardlimits.h"

#include <utility>

namespace slurmsd {

ClusterMonitor::ClusterMonitor(SlurmConfig config, const std::string &storageDirectory,
                               const Poller::SourceFactory &makeSource, QObject *parent)
    : QObject(parent)
    , m_config(std::move(config))
    , m_poller(m_config, makeSource)
    , m_notices(m_config.minInterval)
    , m_guard(m_config.name, guardLimits(m_config))
{
    connect(&m_poller, &Poller::nodesPolled, this, &ClusterMonitor::handlePolled);
    connect(&m_poller, &Poller::pollFailed, this, &ClusterMonitor::reportFailure);
    connect(&m_poller, &Poller::pollStarted, this, [this] {
        m_notices.beginPoll();
        m_polls.begin();
        Q_EMIT polled();
    });
    connect(&m_notices, &PollNotices::due, this, [this] {
        ++m_noticePolls;
        m_poller.pollNow();
    });
    if (storageDirectory.empty())
        return;
    m_store = std::make_unique<SnapshotStore>(storageDirectory, m_config.name);
    connect(m_store.get(), &SnapshotStore::stored, this, &ClusterMonitor::reportStored);
}

void ClusterMonitor::start()
{
    if (m_store)
        restore();
    m_poller.start();
    m_isStarted = true;
    if (m_jobs)
        m_jobs->start();
}

void ClusterMonitor::setPollsJobs(bool pollsJobs, const JobsPoller::SourceFactory &makeSource)
{
    if (pollsJobs == (m_jobs != nullptr))
        return;
    if (!pollsJobs) {
        m_jobs.reset();
        Q_EMIT jobsChanged();
        return;
    }
    m_jobs = std::make_unique<JobsMonitor>(jobsConfig(), makeSource);
    connect(m_jobs.get(), &JobsMonitor::jobsChanged, this, &ClusterMonitor::jobsChanged);
    connect(m_jobs.get(), &JobsMonitor::polled, this, &ClusterMonitor::polled);
    connect(m_jobs.get(), &JobsMonitor::happened, this, [this](Event event) {
        event.cluster = name();
        Q_EMIT happened(event);
    });
    if (m_isStarted)
        m_jobs->start();
}

void ClusterMonitor::pollNow()
{
    m_poller.pollNow();
    if (m_jobs)
        m_jobs->pollNow();
}

void ClusterMonitor::takeNotice()
{
    ++m_takenNotices;
    m_lastNotice = std::chrono::system_clock::now();
    m_notices.take();
}

ClusterCounters ClusterMonitor::counters() const
{
    return {m_polls.counters(), m_heldLists,   m_storageFailures,
            m_takenNotices,     m_noticePolls, m_jobs ? m_jobs->counters() : PollCounters()};
}

void ClusterMonitor::restore()
{
    auto stored = m_store->load();
    if (!stored.warning.empty())
        write(LogLevel::Warn, "the stored node list cannot be used", {{"reason", stored.warning}});
    if (!stored.nodes)
        return;
    m_guard.restore(stored.nodes, stored.endpoint != m_config.endpoint);
    m_isStored = true;
    m_storedNodes = stored.nodes;
    putInForce(stored.nodes, slurmsd::stateTimes(stored.nodes.get(), stored.stateTimes, *stored.nodes));
    const std::string text =
        "serving the stored list of " + groupedDigits(stored.nodes->nodes.size()) + " nodes";
    write(LogLevel::Info, text,
          {{"age", formatDuration(std::chrono::duration_cast<std::chrono::seconds>(
                       std::chrono::system_clock::now() - stored.nodes->takenAt))}});
    emitEvent(Event::Kind::ListRestored, text);
}

void ClusterMonitor::configure(const SlurmConfig &config)
{
    if (config != m_config)
        m_guard.setLimits(guardLimits(config));
    m_config = config;
    m_notices.setMinInterval(config.minInterval);
    updateHolding();
    if (config.endpoint != autoEndpoint)
        m_foundEndpoint.clear();
    if (!config.keepsAnswers)
        m_answer.reset();
    m_poller.configure(config);
    if (m_jobs)
        m_jobs->configure(jobsConfig());
}

bool ClusterMonitor::acceptHeld(std::string_view id)
{
    if (!m_guard.accept(id))
        return false;
    acceptNodes(m_guard.inForce());
    return true;
}

void ClusterMonitor::settle(bool areTargetsHeld)
{
    m_decided.reset();
    m_areTargetsHeld = areTargetsHeld;
    updateHolding();
    if (!m_store || areTargetsHeld || m_storedNodes == m_nodes)
        return;
    m_storedNodes = m_nodes;
    m_store->store({m_config.endpoint, m_nodes, *m_stateTimes});
}

// A first list that was asked for while slurmctld started knows the state of hardly any node, and there was
// none before it to be kept instead.
bool ClusterMonitor::isUnsettled() const
{
    const std::size_t unknown = m_counts.states[static_cast<std::size_t>(StateClass::Unknown)];
    return m_nodes && isTooMuch(unknown, m_nodes->nodes.size(), m_config.maxNodeLoss);
}

void ClusterMonitor::updateHolding()
{
    m_poller.setHolding(m_areTargetsHeld || m_guard.held() || isUnsettled());
    m_polls.expectNext(m_poller.nextPollIn());
}

GuardedList ClusterMonitor::guardedList() const
{
    return {m_config.name, m_nodes, guardLimits(m_config), m_decided};
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
    static_cast<PollStatus &>(status) = m_polls.status();
    status.name = name();
    status.endpoint = m_config.endpoint + (m_foundEndpoint.empty() ? "" : ": " + m_foundEndpoint);
    if (m_nodes) {
        status.apiVersion = m_nodes->apiVersion;
        status.slurmRelease = m_nodes->slurmRelease;
        status.listTakenAt = m_nodes->takenAt;
        status.isListStored = m_isStored;
        status.nodes = m_nodes->nodes.size();
        status.skipped = m_nodes->skipped;
        status.states = m_counts.states;
        status.partitions = m_counts.partitions;
        status.outOfService = m_counts.outOfService;
    }
    status.lastNotice = m_lastNotice;
    if (m_guard.held())
        status.held.push_back(*m_guard.held());
    status.tokenExpires = m_tokenExpires;
    status.tokenRenewed = m_tokenRenewed;
    status.storageError = m_storageError;
    if (m_jobs)
        status.jobs = m_jobs->status(std::chrono::system_clock::now());
    return status;
}

void ClusterMonitor::handlePolled(const std::shared_ptr<const NodeSnapshot> &nodes, const PollStats &stats)
{
    m_answer = stats.answer;
    if (!m_guard.judge(nodes)) {
        reportHeld(stats);
        return;
    }
    takeStats(stats);
    logPolled(*nodes, stats);
    acceptNodes(nodes);
}

void ClusterMonitor::acceptNodes(const std::shared_ptr<const NodeSnapshot> &nodes)
{
    m_isStored = false;
    const bool hadFailed = m_polls.succeed(nodes->takenAt);
    if (m_guard.decided()) {
        m_decided = m_guard.decided();
        reportDecision(*m_decided);
    } else if (hadFailed) {
        write(LogLevel::Info, "polling works again", {});
        emitEvent(Event::Kind::PollRecovered, "polling works again");
    }
    if (m_nodes) {
        for (const Event &event : nodeEvents(*m_nodes, *nodes, std::chrono::system_clock::now()))
            Q_EMIT happened(event);
    }
    putInForce(nodes,
               slurmsd::stateTimes(m_nodes.get(), m_stateTimes ? *m_stateTimes : StateTimes(), *nodes));
    updateHolding();
    Q_EMIT polled();
}

void ClusterMonitor::logPolled(const NodeSnapshot &nodes, const PollStats &stats) const
{
    log(LogLevel::Info, "nodes polled",
        {{"nodes", std::to_string(nodes.nodes.size())},
         {"skipped", std::to_string(nodes.skipped)},
         {"cluster", nodes.cluster},
         {"slurm", nodes.slurmRelease},
         {"api_version", nodes.apiVersion},
         {"duration", formatDuration(stats.duration)},
         {"bytes", std::to_string(stats.bytes)},
         {"next_poll_in", formatDuration(stats.nextPollIn)}});
}

// The list is the smaller one, or another cluster's, all the same.
void ClusterMonitor::reportDecision(const DecidedLoss &decided)
{
    const std::string nodes = std::to_string(decided.nodes.size());
    std::string text = "nodes vanished for good, their targets end: " + nodes;
    if (decided.reason == LossReason::Accepted)
        text = "an operator accepts the list that was held, without " + nodes + " nodes";
    else if (decided.reason == LossReason::Config)
        text = "the endpoint is another cluster's, the stored list of " + nodes + " nodes is not of use";
    write(LogLevel::Warn, text, {{"reason", std::string(toString(decided.reason))}, {"lost", nodes}});
    emitEvent(Event::Kind::ListAccepted, text);
}

void ClusterMonitor::reportHeld(const PollStats &stats)
{
    takeStats(stats, PollErrorClass::Guard);
    ++m_heldLists;
    updateHolding();
    const HeldStatus &held = *m_guard.held();
    write(LogLevel::Warn, "the node list is held",
          {{"class", std::string(toString(PollErrorClass::Guard))},
           {"why", held.message},
           {"id", held.id},
           {"before", std::to_string(held.before)},
           {"after", std::to_string(held.after)},
           {"lost", held.what},
           {"serving", m_nodes ? "the last good list" : "nothing yet"},
           {"next_poll_in", formatDuration(m_poller.nextPollIn())}});
    fail({PollErrorClass::Guard, held.message}, Event::Kind::ListHeld);
}

void ClusterMonitor::reportFailure(const PollError &error, const PollStats &stats)
{
    takeStats(stats, error.errorClass);
    write(LogLevel::Warn, "poll failed",
          {{"class", std::string(toString(error.errorClass))},
           {"error", error.message},
           {"serving", m_nodes ? "the last good list" : "nothing yet"},
           {"duration", formatDuration(stats.duration)},
           {"next_poll_in", formatDuration(stats.nextPollIn)}});
    fail(error, Event::Kind::PollFailed);
}

void ClusterMonitor::fail(const PollError &error, Event::Kind kind)
{
    if (m_polls.fail(error))
        emitEvent(kind, std::string(toString(error.errorClass)) + ": " + error.message);
    Q_EMIT polled();
}

void ClusterMonitor::reportStored(const std::string &error)
{
    const std::string before = std::exchange(m_storageError, error);
    if (!error.empty()) {
        ++m_storageFailures;
        write(LogLevel::Warn, "cannot store the node list", {{"error", error}});
    }
    if (error.empty() != before.empty())
        emitEvent(error.empty() ? Event::Kind::StorageRecovered : Event::Kind::StorageFailed,
                  error.empty() ? "the node list is stored again" : "cannot store the node list: " + error);
}

void ClusterMonitor::takeStats(const PollStats &stats, std::optional<PollErrorClass> error)
{
    m_polls.end(stats, error);
    m_tokenExpires = stats.tokenExpires;
    if (m_tokenExpires && m_toldExpiry && m_tokenExpires != m_toldExpiry)
        m_tokenRenewed = std::chrono::system_clock::now();
    if (m_tokenExpires)
        m_toldExpiry = m_tokenExpires;
    m_notices.endPoll();
    if (stats.found)
        takeFound(*stats.found);
}

void ClusterMonitor::takeFound(const FoundEndpoint &found)
{
    if (found.endpoint == m_foundEndpoint)
        return;
    m_foundEndpoint = found.endpoint;
    write(LogLevel::Info, "found Slurm",
          {{"endpoint", found.endpoint},
           {"passed_over", found.passedOver.empty() ? "nothing" : found.passedOver}});
    if (m_jobs)
        m_jobs->configure(jobsConfig());
}

SlurmConfig ClusterMonitor::jobsConfig() const
{
    return m_foundEndpoint.empty() ? m_config : atAutoEndpoint(m_config, m_foundEndpoint);
}

void ClusterMonitor::putInForce(std::shared_ptr<const NodeSnapshot> nodes, StateTimes times)
{
    m_stateTimes = std::make_shared<const StateTimes>(std::move(times));
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
    if (!m_config.name.empty())
        fields.insert(fields.begin(), {"cluster", m_config.name});
    log(level, message, fields);
}

} // namespace slurmsd
