// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes, and how many bytes, to store and to load the node list of a large cluster:
// `bench_snapshot [NODES] [ROUNDS] [DIRECTORY]`. With a directory also to and from its disk.
#include "daemon/process/atomicfile.h"
#include "daemon/slurm/nodesparser.h"
#include "daemon/store/snapshotcodec.h"
#include "tests/support/fakecluster.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <sys/resource.h>
#include <vector>

using namespace slurmsd;

namespace {

std::shared_ptr<NodeSnapshot> makeList(std::size_t nodes)
{
    NodesParser parser(nodes);
    FakeCluster cluster({.nodes = nodes});
    for (std::string_view piece = cluster.next(); !piece.empty(); piece = cluster.next())
        parser.feed(piece);
    auto list = parser.finish();
    if (!list)
        std::exit(1);
    sortNodes(**list);
    return *list;
}

double heapMegabytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1e3;
}

// Calls `work` that often; prints the median time and the memory that what it gave back takes.
void measure(const char *what, std::size_t rounds, const auto &work)
{
    std::vector<double> milliseconds;
    double kept = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
        const double heapBefore = heapMegabytes();
        const auto start = std::chrono::steady_clock::now();
        const auto made = work();
        const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
        milliseconds.push_back(elapsed.count());
        kept = heapMegabytes() - heapBefore;
    }
    std::ranges::sort(milliseconds);
    std::printf("%-16s %8.1f ms %8.1f MB kept, peak %.1f MB\n", what, milliseconds[rounds / 2], kept,
                peakMegabytes());
}

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t nodes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const std::size_t rounds = argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 11;
    const StoredSnapshot snapshot{"unix:/run/slurmrestd/slurmrestd.sock", makeList(nodes)};
    const QByteArray bytes = encodeSnapshot(snapshot);
    std::printf("%zu nodes, %lld bytes, peak %.1f MB\n", nodes, static_cast<long long>(bytes.size()),
                peakMegabytes());
    measure("encode", rounds, [&] { return encodeSnapshot(snapshot); });
    measure("decode", rounds, [&] { return decodeSnapshot(bytes); });
    if (argc > 3) {
        const std::string path = argv[3] + std::string("/nodes");
        measure("replace and sync", rounds, [&] { return replaceFile(path, bytes, 0600); });
    }
    return 0;
}
