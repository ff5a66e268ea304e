// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/slurm/demosource.h"

#include "daemon/slurm/nodesparser.h"

#include <QFile>

#include <utility>
#include <vector>

namespace slurmsd {

namespace {

constexpr std::string_view drainingNode = "c07";
constexpr std::string_view silentNode = "c12";

void setStates(NodeSnapshot &snapshot, Node &node, std::string_view states)
{
    std::vector<std::string_view> items;
    forEachItem(states, [&items](std::string_view state) { items.push_back(state); });
    node.states = snapshot.strings.intern(states);
    node.stateClass = classifyState(items);
}

// FNV-1a: the same on every machine, so that every look at the demo shows the same.
std::uint32_t hash(std::string_view text)
{
    std::uint32_t value = 2'166'136'261U;
    for (const char c : text)
        value = (value ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return value;
}

// A job takes three to six fetches; the jobs of different nodes do not end together.
std::string_view jobState(const Node &node, unsigned fetches)
{
    constexpr std::string_view states[] = {"IDLE", "MIXED", "ALLOCATED", "ALLOCATED", "MIXED"};
    const std::uint32_t kind = hash(node.name);
    const std::uint32_t job = (fetches + kind % 16) / (3 + kind % 4);
    return states[(kind / 64 + job) % std::size(states)];
}

bool runsJobs(const Node &node)
{
    return node.states == "IDLE" || node.states == "MIXED" || node.states == "ALLOCATED";
}

void passTime(NodeSnapshot &snapshot, Node &node, unsigned fetches)
{
    if (!runsJobs(node) || node.partitions == "login")
        return;
    const unsigned phase = fetches % 10;
    if (node.name == drainingNode && phase >= 2 && phase < 6) {
        setStates(snapshot, node, "IDLE,DRAIN");
        node.reason = snapshot.strings.intern("kernel update");
    } else if (node.name == silentNode && phase >= 5 && phase < 8) {
        setStates(snapshot, node, "IDLE,NOT_RESPONDING");
    } else {
        setStates(snapshot, node, jobState(node, fetches));
    }
}

} // namespace

void passDemoTime(NodeSnapshot &snapshot, unsigned fetches)
{
    for (Node &node : snapshot.nodes)
        passTime(snapshot, node, fetches);
}

DemoSource::DemoSource(QObject *parent)
    : NodeSource(parent)
{
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, &DemoSource::answer);
}

void DemoSource::fetch() { m_nextTurn.start(0); }

void DemoSource::abort() { m_nextTurn.stop(); }

void DemoSource::answer()
{
    QFile file(QStringLiteral(":/demo/nodes.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    const QByteArray text = isOpen ? file.readAll() : QByteArray();
    NodesParser parser;
    parser.feed({text.data(), static_cast<std::size_t>(text.size())});
    auto nodes = parser.finish();
    if (nodes) {
        (*nodes)->takenAt = std::chrono::system_clock::now();
        passDemoTime(**nodes, m_fetches++);
    }
    Q_EMIT finished({std::move(nodes), static_cast<std::uint64_t>(text.size())});
}

} // namespace slurmsd
