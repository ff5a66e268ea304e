// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace slurmsd {

struct FakeClusterOptions
{
    std::size_t nodes = 10;
    int apiVersion = 46; // v0.0.N: 36 to 46
    // A node of each so many is drained; 0: none.
    std::size_t drainedEvery = 50;
    bool isSorted = true; // else the nodes come in a mixed order
    std::string cluster = "fake";
};

// Slurm's answer to GET /slurm/v0.0.N/nodes/ for a made-up cluster, printed as slurmrestd prints it,
// about 2.5 kB a node. Equal options give equal text, and the same nodes in every API version. Nodes are
// called n1, n2, …; the first 32nd of the nodes (at least one) is in the partitions `gpu` and `batch`, the
// others in `batch`, each fourth of these in `debug` too; each fifth is aarch64. Made in pieces, so that a
// test of 65,536 nodes needs no room for the whole text.
class FakeCluster
{
public:
    explicit FakeCluster(FakeClusterOptions options);

    // The next piece, about 64 KiB; good until the next call. Empty at the end.
    std::string_view next();
    // Begin again.
    void rewind();

    // The length of the whole text in bytes: its Content-Length. Takes as long as making it.
    static std::uint64_t textSize(const FakeClusterOptions &options);
    // The whole text, for small clusters.
    static std::string text(const FakeClusterOptions &options);

private:
    FakeClusterOptions m_options;
    std::size_t m_node = 0;
    bool m_isDone = false;
    std::string m_piece;
};

} // namespace slurmsd
