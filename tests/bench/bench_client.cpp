// SPDX-License-Identifier: GPL-3.0-or-later
// How long the admin program's client keeps its event loop from anything else while it takes the node list
// and the targets of a large cluster, all of which are new with each poll: the CPU time of the longest event.
// The server is in the same thread, so that this is an upper bound.
//
//     bench_client [nodes] [polls]
#include "common/apijson.h"
#include "common/nodesjson.h"
#include "gui/api/daemonclient.h"
#include "tests/gui/api/fakedaemon.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace slurmsd;
using namespace slurmsd::test;

namespace {

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

QByteArray nodesJson(std::size_t count, int round)
{
    auto list = std::make_shared<NodeSnapshot>();
    list->nodes.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        Node &node = list->nodes[i];
        const std::string number = std::to_string(i + 1);
        node.name = list->strings.store("node" + number);
        node.hostname = node.name;
        node.address = list->strings.store("10.1." + number);
        node.partitions = list->strings.intern("part" + std::to_string(i % 10));
        node.gres = "gpu:a100:4(S:0-1)";
        node.operatingSystem = "Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1";
        node.states = round % 2 == 0 ? "IDLE" : "ALLOCATED";
        node.cpus = 128;
    }
    return nodesToJson({list});
}

QByteArray targetsJson(std::size_t count, int round)
{
    QByteArray json = "[";
    for (std::size_t i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i + 1);
        json += i == 0 ? "" : ",\n";
        json += R"({"targets":["10.1.)" + number + R"(:9100"],"labels":{"__meta_slurm_node":"node)" + number +
                R"(","__meta_state":"active","round":")" + QByteArray::number(round) + "\"}}";
    }
    return json + "]\n";
}

void serve(FakeDaemon &daemon, std::size_t count, int round)
{
    DaemonStatus status;
    status.version = "bench";
    status.clusters.emplace_back().listTakenAt = WallTime(std::chrono::seconds(round));
    status.jobs = {{"node", 9100, count, count, std::to_string(round)}};
    daemon.answer("/api/v1/nodes", httpText(200, nodesJson(count, round)));
    daemon.answer("/targets", httpText(200, targetsJson(count, round)));
    daemon.answer("/api/v1/events", httpText(200, toJson(EventPage{"a", {}, 0, 0})));
    daemon.answer("/api/v1/status", httpText(200, toJson(status)));
}

// Times each event that is not within another one.
class Stopwatch : public QCoreApplication
{
public:
    using QCoreApplication::QCoreApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QCoreApplication::notify(receiver, event);
        ++m_depth;
        isInterrupted = false;
        const double start = threadSeconds();
        const bool isTaken = QCoreApplication::notify(receiver, event);
        if (!isInterrupted)
            longest = std::max(longest, threadSeconds() - start);
        --m_depth;
        return isTaken;
    }

    double longest = 0;
    bool isInterrupted = false; // the event that is under way does not count

private:
    int m_depth = 0;
};

} // namespace

int main(int argc, char *argv[])
{
    Stopwatch application(argc, argv);
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const int polls = argc > 2 ? std::max(2, std::atoi(argv[2])) : 6;
    FakeDaemon daemon;
    DaemonClient client;
    FollowTiming timing;
    timing.poll = std::chrono::milliseconds(100);
    client.setTiming(timing);

    int round = 0;
    int arrived = 0;
    const auto goOn = [&] {
        std::printf("poll %d: longest event %6.2f ms\n", round, application.longest * 1e3);
        if (round == polls)
            return QCoreApplication::quit();
        serve(daemon, count, ++round);
        application.isInterrupted = true; // making the answers is not the client's
        application.longest = 0;
    };
    const auto next = [&] {
        if (++arrived % 2 == 0) // nodes and targets
            QMetaObject::invokeMethod(&client, goOn, Qt::QueuedConnection);
    };
    QObject::connect(&client, &DaemonClient::nodesChanged, &client, next);
    QObject::connect(&client, &DaemonClient::targetsChanged, &client, next);
    serve(daemon, count, ++round);
    ConnectionProfile profile;
    profile.url = daemon.url();
    client.open(profile, {});
    return QCoreApplication::exec();
}
