// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes, and how much memory, to write the nodes of a large cluster for /api/v1/nodes and to read
// them back.
//
//     bench_nodesjson [nodes] [runs]
#include "common/nodesjson.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>

using namespace slurmsd;

namespace {

// Ten partitions, five states in turn, every string that a cluster tends to have.
std::shared_ptr<NodeSnapshot> largeCluster(std::size_t count)
{
    constexpr std::array<std::string_view, 5> states{"IDLE", "ALLOCATED", "MIXED", "MIXED,PLANNED",
                                                     "IDLE,DRAIN"};
    auto list = std::make_shared<NodeSnapshot>();
    list->cluster = "large";
    list->nodes.resize(count);
    StringPool &strings = list->strings;
    for (std::size_t i = 0; i < count; ++i) {
        Node &node = list->nodes[i];
        char text[64];
        std::snprintf(text, sizeof text, "node%05zu", i + 1);
        node.name = strings.store(text);
        node.hostname = strings.store(text);
        std::snprintf(text, sizeof text, "10.1.%zu.%zu", i / 256 % 256, i % 256);
        node.address = strings.store(text);
        node.architecture = strings.intern("x86_64");
        node.partitions = strings.intern("part" + std::to_string(i % 10));
        node.states = strings.intern(states[i * 7 % 5]);
        node.features = strings.intern(i % 2 == 0 ? "a100,ib" : "ib");
        node.activeFeatures = node.features;
        node.gres = strings.intern(i % 2 == 0 ? "gpu:a100:4(S:0-1)" : "");
        node.operatingSystem = strings.intern("Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1");
        node.version = strings.intern("24.11.5");
        node.reason = i % 5 == 4 ? strings.store("disk " + std::to_string(i)) : std::string_view();
        node.cpus = 128;
        node.boards = 1;
        node.sockets = 2;
        node.cores = 64;
        node.threads = 1;
        node.realMemory = 515'000;
        node.weight = 1;
        node.stateClass = i * 7 % 5 == 4 ? StateClass::Drained : StateClass::Active;
    }
    strings.seal();
    return list;
}

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

long peakKilobytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

// Calls `work` that often and prints the median.
void measure(const char *what, std::size_t runs, const auto &work)
{
    std::vector<double> times;
    const long before = peakKilobytes();
    for (std::size_t i = 0; i < runs; ++i) {
        const double start = cpuSeconds();
        work();
        times.push_back(cpuSeconds() - start);
    }
    std::ranges::sort(times);
    std::printf("%-8s %8.2f ms CPU, peak RSS grew by %ld kB\n", what, times[runs / 2] * 1e3,
                peakKilobytes() - before);
}

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const std::size_t runs = argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 11;

    const std::vector<std::shared_ptr<const NodeSnapshot>> lists{largeCluster(count)};
    QByteArray json;
    measure("writing", runs, [&] { json = nodesToJson(lists); });
    std::printf("%zu nodes, %lld bytes\n", count, static_cast<long long>(json.size()));
    bool isEqual = false;
    measure("reading", runs, [&] {
        const auto read = nodesFromJson(json);
        isEqual = read && read->front()->nodes == lists.front()->nodes;
    });
    std::puts(isEqual ? "read back equal" : "READ BACK DIFFERENT");
    return isEqual ? 0 : 1;
}
