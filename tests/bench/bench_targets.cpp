// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes, and how much memory, to turn the nodes of a large cluster into the bytes of /targets.
//
//     bench_targets [nodes] [runs] [labels]
//
// `labels`: default, node (a group for each node) or address (IPv4 addresses in another order than names).
#include "daemon/targets/targetdiff.h"
#include "daemon/targets/targetset.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sys/resource.h>

using namespace slurmsd;

namespace {

// 65,536 nodes: ten partitions, a tenth in two of them, all states, GPUs with socket lists.
std::shared_ptr<NodeSnapshot> largeCluster(std::size_t count, bool hasAddresses)
{
    auto snapshot = std::make_shared<NodeSnapshot>();
    StringPool &strings = snapshot->strings;
    snapshot->nodes.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        Node &node = snapshot->nodes[i];
        char name[32];
        std::snprintf(name, sizeof name, "node%05zu", i + 1);
        node.name = strings.store(name);
        node.hostname = node.name;
        if (hasAddresses) {
            const std::size_t mixed = i * 40'503 % 65'536;
            std::snprintf(name, sizeof name, "10.1.%zu.%zu", mixed / 256, mixed % 256);
        }
        node.address = strings.store(name);
        node.architecture = strings.intern(i % 50 == 0 ? "aarch64" : "x86_64");
        node.partitions = strings.intern("part" + std::to_string(i % 10) + (i % 10 == 3 ? ",debug" : ""));
        node.features = strings.intern(i % 2 == 0 ? "a100,ib" : "ib");
        node.gres = strings.intern(i % 2 == 0 ? "gpu:a100:4(S:0-1)" : "");
        node.stateClass = i % 7 == 0 ? allStateClasses[i % allStateClasses.size()] : StateClass::Active;
    }
    return snapshot;
}

std::vector<JobConfig> fiveJobs(bool hasNodeLabel)
{
    std::vector<JobConfig> jobs(5);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].name = "job" + std::to_string(i);
        jobs[i].port = static_cast<Port>(9100 + i);
        if (hasNodeLabel)
            jobs[i].labels.push_back(LabelKind::Node);
    }
    jobs[1].partitionPorts = {{"part1", 9200}, {"part2", 9201}};
    return jobs;
}

double seconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
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
    std::vector<double> wall;
    std::vector<double> cpu;
    for (std::size_t i = 0; i < runs; ++i) {
        const double wallBefore = seconds(CLOCK_MONOTONIC);
        const double cpuBefore = seconds(CLOCK_PROCESS_CPUTIME_ID);
        work();
        wall.push_back(seconds(CLOCK_MONOTONIC) - wallBefore);
        cpu.push_back(seconds(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore);
    }
    std::ranges::sort(wall);
    std::ranges::sort(cpu);
    std::printf("%-28s %8.2f ms  %8.2f ms CPU  peak RSS %ld kB\n", what, wall[runs / 2] * 1e3,
                cpu[runs / 2] * 1e3, peakKilobytes());
}

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const std::size_t runs = argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 11;
    const std::string_view labels = argc > 3 ? argv[3] : "default";

    const TargetInput input{{largeCluster(count, labels == "address")}, fiveJobs(labels == "node")};
    std::printf("%zu nodes, %zu jobs, labels: %s, peak RSS before %ld kB\n", count, input.jobs.size(),
                labels.data(), peakKilobytes());

    std::shared_ptr<const TargetSet> set;
    measure("build and serialise", runs, [&] { set = TargetSet::build(input); });
    const TargetFilter filter{{"part3"}, {StateClass::Active}, {}};
    measure("all jobs joined, first time", 1, [&] { (void)set->document({}); });
    measure("a filter, first time", 1, [&] { (void)set->document("job0", filter); });

    const auto changed = largeCluster(count, labels == "address");
    for (std::size_t i = 0; i < count; i += 100)
        changed->nodes[i].stateClass = StateClass::Drained;
    const QByteArray before = set->document("job0")->json;
    const QByteArray after = TargetSet::build({{changed}, input.jobs})->document("job0")->json;
    TargetDiff diff;
    measure("two answers compared", runs, [&] { diff = diffTargets(before, after); });
    std::printf("%zu targets came, %zu went, %zu changed labels\n", diff.added.size(), diff.removed.size(),
                diff.relabeled.size());

    for (const JobConfig &job : input.jobs) {
        const TargetDocument document = *set->document(job.name);
        std::printf("%s: %zu groups, %zu targets, %lld bytes, ETag %s\n", job.name.c_str(), document.groups,
                    document.targets, static_cast<long long>(document.json.size()), document.etag.c_str());
    }

    auto nodes = largeCluster(count, false);
    measure("freeing a node list", 1, [&] { nodes.reset(); });
    return 0;
}
