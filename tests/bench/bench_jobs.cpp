// SPDX-License-Identifier: GPL-3.0-or-later
// One poll of jobs, from the answer in a file (jobs.py): what the parser takes as the bytes arrive, and what
// is left to do after the last one until /targets of a job of role job is ready: `bench_jobs FILE [NODES]
// [MORE]`. A program of its own for each poll, as gojobs/main.go is; after `MORE` further polls, what the
// later ones take.
#include "daemon/jobs/jobtargetset.h"
#include "daemon/slurm/jobsparser.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace slurmsd;
using Clock = std::chrono::steady_clock;

constexpr std::size_t chunkBytes = std::size_t{64} * 1024;

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// n1, n2, …, as the jobs have them.
std::shared_ptr<const NodeSnapshot> makeNodes(std::size_t count)
{
    auto list = std::make_shared<NodeSnapshot>();
    list->nodes.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        Node &node = list->nodes[i];
        node.name = node.address = list->strings.store("n" + std::to_string(i + 1));
        node.stateClass = StateClass::Active;
    }
    sortNodes(*list);
    return list;
}

struct Poll
{
    double cpu = 0;
    double milliseconds = 0; // from the last byte on
    double lateCpu = 0;      // of that
    std::size_t jobs = 0;
    TargetDocument document;
};

Poll poll(const char *path, const std::shared_ptr<const NodeSnapshot> &nodes, const JobConfig &config)
{
    Poll poll;
    const double start = cpuSeconds();
    std::ifstream file(path, std::ios::binary);
    std::vector<char> chunk(chunkBytes);
    JobsParser parser;
    while (file.read(chunk.data(), chunkBytes), file.gcount() > 0)
        parser.feed({chunk.data(), static_cast<std::size_t>(file.gcount())});
    const auto lastByte = Clock::now();
    const double early = cpuSeconds();
    const auto list = parser.finish();
    if (!list) {
        std::fprintf(stderr, "%s: %s\n", path, list.error().message.c_str());
        std::exit(1);
    }
    sortJobs(**list);
    const auto set = JobTargetSet::build({{{nodes, *list}}, {config}});
    poll.document = *set->document(config.name);
    poll.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - lastByte).count();
    poll.cpu = cpuSeconds() - start;
    poll.lateCpu = start + poll.cpu - early;
    poll.jobs = (*list)->jobs.size();
    return poll;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("usage: bench_jobs FILE [NODES] [MORE]\n", stderr);
        return 2;
    }
    const auto nodes = makeNodes(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 20'000);
    const int more = argc > 3 ? std::atoi(argv[3]) : 0;
    JobConfig config;
    config.name = "vllm";
    config.role = JobRole::Job;
    for (int i = 0; i <= more; ++i) {
        const Poll done = poll(argv[1], nodes, config);
        std::printf("%.3f s CPU, %zu jobs, %zu groups, %lld bytes of targets, "
                    "ready %.1f ms (%.1f ms CPU) after the last byte\n",
                    done.cpu, done.jobs, done.document.groups,
                    static_cast<long long>(done.document.json.size()), done.milliseconds, done.lateCpu * 1e3);
    }
    return 0;
}
