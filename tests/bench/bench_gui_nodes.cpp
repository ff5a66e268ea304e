// SPDX-License-Identifier: GPL-3.0-or-later
// How long the admin program's models take for a large cluster to filter, to sort, and to follow a new list.
//
//     bench_gui_nodes [nodes] [runs]
#include "gui/models/nodesmodel.h"
#include "gui/models/partitiontree.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace slurmsd;
using namespace Qt::StringLiterals;

namespace {

// Each twentieth node is drained; `drained` of the others are so as well, at scattered places.
std::shared_ptr<NodeSnapshot> largeCluster(std::size_t count, std::size_t drained)
{
    auto list = std::make_shared<NodeSnapshot>();
    list->cluster = "large";
    list->nodes.resize(count);
    StringPool &strings = list->strings;
    for (std::size_t i = 0; i < count; ++i) {
        const bool isDrained = i % 20 == 0 || (drained > 0 && i % (count / drained) == 7);
        Node &node = list->nodes[i];
        node.name = strings.store("node" + std::to_string(i + 1));
        node.hostname = node.name;
        const std::size_t mixed = i * 40'503 % count; // not the order of the names
        node.address =
            strings.store("10.1." + std::to_string(mixed / 256) + "." + std::to_string(mixed % 256));
        node.partitions = strings.intern("part" + std::to_string(i % 10) + (i % 3 == 0 ? ",all" : ""));
        node.states = strings.intern(isDrained ? "IDLE,DRAIN" : i % 2 == 0 ? "ALLOCATED" : "MIXED");
        node.features = strings.intern(i % 2 == 0 ? "a100,ib" : "ib");
        node.gres = strings.intern(i % 2 == 0 ? "gpu:a100:4(S:0-1)" : "");
        node.operatingSystem = strings.intern("Linux 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1");
        node.reason = isDrained ? strings.store("disk " + std::to_string(i % 97)) : std::string_view();
        node.cpus = static_cast<std::int64_t>(64 + i % 3 * 64);
        node.realMemory = 515'000;
        node.stateClass = isDrained ? StateClass::Drained : StateClass::Active;
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

// Median CPU time of `work`; `prepare` is not counted.
void measure(const char *what, std::size_t runs, const auto &prepare, const auto &work)
{
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i) {
        prepare();
        const double start = cpuSeconds();
        work();
        times.push_back(cpuSeconds() - start);
    }
    std::ranges::sort(times);
    std::printf("%-50s %8.2f ms, worst %8.2f ms\n", what, times[runs / 2] * 1e3, times.back() * 1e3);
}

NodeFilter filterOf(const QString &search) { return *NodeFilter::parse(search); }

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const std::size_t runs = argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 11;
    const NodeRows::Lists before{largeCluster(count, 0)};
    const NodeRows::Lists few{largeCluster(count, 5)};
    const NodeRows::Lists some{largeCluster(count, count / 100)};
    const NodeRows::Lists many{largeCluster(count, count / 9)};
    const QString hostlist = u"node[1-%1]"_s.arg(count / 2);

    NodesModel table;
    table.setNodes(before);
    const auto reset = [&] {
        table.setFilter({});
        table.sort(0);
    };
    for (const QString &search : {u"disk"_s, u"partition:all and not state:active"_s,
                                  u"os:debian cpus:>=128"_s, hostlist, u"node1*9 or part3"_s}) {
        const NodeFilter filter = filterOf(search);
        measure(("table, search " + search.toStdString()).c_str(), runs, reset,
                [&] { table.setFilter(filter); });
    }
    for (const NodeColumn column :
         {NodeColumn::State, NodeColumn::Address, NodeColumn::Reason, NodeColumn::Cpus})
        measure(("table, sort by " + std::string(nodeColumnField(column))).c_str(), runs, reset,
                [&] { table.sort(int(column)); });
    const NodeFilter busy = filterOf(u"partition:all or not disk"_s);
    measure("table, search and sort by address at once", runs, reset, [&] {
        table.setFilter(busy);
        table.sort(int(NodeColumn::Address), Qt::DescendingOrder);
    });
    reset();
    measure(
        "table, 5 nodes change", runs, [&] { table.setNodes(before); }, [&] { table.setNodes(few); });
    measure(
        "table, 1 % of the nodes change", runs, [&] { table.setNodes(before); },
        [&] { table.setNodes(some); });
    table.sort(int(NodeColumn::Address));
    measure(
        "table sorted by address, 5 nodes change", runs, [&] { table.setNodes(before); },
        [&] { table.setNodes(few); });
    table.sort(int(NodeColumn::State));
    measure(
        "table sorted by state, each ninth node changes", runs, [&] { table.setNodes(before); },
        [&] { table.setNodes(many); });

    PartitionTree tree;
    tree.setNodes(before);
    const NodeFilter active = filterOf(u"partition:all and not state:active"_s);
    measure(
        "tree, search", runs, [&] { tree.setFilter({}); }, [&] { tree.setFilter(active); });
    tree.setFilter({});
    measure(
        "tree, 5 nodes change", runs, [&] { tree.setNodes(before); }, [&] { tree.setNodes(few); });
    measure(
        "tree, 1 % of the nodes change", runs, [&] { tree.setNodes(before); }, [&] { tree.setNodes(some); });
    measure(
        "tree, each ninth node changes", runs, [&] { tree.setNodes(before); }, [&] { tree.setNodes(many); });
    return 0;
}
