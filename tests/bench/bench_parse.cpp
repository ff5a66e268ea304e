// SPDX-License-Identifier: GPL-3.0-or-later
// Parses the answer of a made-up cluster, from memory: `bench_parse [NODES] [ROUNDS]` measures NodesParser
// and, once, QJsonDocument; `bench_parse --write FILE [NODES]` writes that answer, for other programs to
// parse.
#include "daemon/slurm/nodesparser.h"
#include "tests/support/fakecluster.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <malloc.h>
#include <string>
#include <sys/resource.h>

namespace {

using namespace slurmsd;

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

double heapMegabytes()
{
    const struct mallinfo2 info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd) / 1e6;
}

// The CPU time of `work`, which gives back what it made so that its memory can be weighed.
template <typename Work>
double measure(const char *name, std::size_t bytes, Work &&work)
{
    const double heapBefore = heapMegabytes();
    const double start = cpuSeconds();
    const auto made = work();
    const double seconds = cpuSeconds() - start;
    std::printf("%-14s %7.3f s CPU %8.1f MB/s %8.1f MB kept\n", name, seconds,
                static_cast<double>(bytes) / 1e6 / seconds, heapMegabytes() - heapBefore);
    return seconds;
}

std::shared_ptr<NodeSnapshot> parse(std::string_view text, std::size_t expectedNodes)
{
    NodesParser parser(expectedNodes);
    for (std::size_t at = 0; at < text.size(); at += chunkBytes)
        parser.feed(text.substr(at, chunkBytes));
    auto result = parser.finish();
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return *result;
}

int run(std::size_t nodes, int rounds)
{
    const std::string text = FakeCluster::text({.nodes = nodes});
    std::printf("%zu nodes, %.1f MB\n", nodes, static_cast<double>(text.size()) / 1e6);
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i)
        times.push_back(measure("NodesParser", text.size(), [&] { return parse(text, i == 0 ? 0 : nodes); }));
    std::ranges::sort(times);
    const double median = times[times.size() / 2];
    const QByteArray bytes = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    const double qt = measure("QJsonDocument", text.size(), [&] {
        QJsonDocument document = QJsonDocument::fromJson(bytes);
        if (document.object().value(QLatin1String("nodes")).toArray().size() != static_cast<qsizetype>(nodes))
            std::exit(1);
        return document;
    });
    std::printf("NodesParser: median %.3f s, %.0f MB/s, 1/%.1f of QJsonDocument's CPU time\n", median,
                static_cast<double>(text.size()) / 1e6 / median, qt / median);
    return 0;
}

int write(const char *path, std::size_t nodes)
{
    std::ofstream file(path, std::ios::binary);
    FakeCluster cluster({.nodes = nodes});
    for (std::string_view piece = cluster.next(); !piece.empty(); piece = cluster.next())
        file << piece;
    return file.flush() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int index, const char *otherwise) {
        return std::strtoul(argc > index ? argv[index] : otherwise, nullptr, 10);
    };
    if (argc > 2 && std::string_view(argv[1]) == "--write")
        return write(argv[2], number(3, "65536"));
    return run(number(1, "65536"), std::max(1, static_cast<int>(number(2, "5"))));
}
