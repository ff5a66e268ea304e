// SPDX-License-Identifier: GPL-3.0-or-later
// The CPU time that the admin program's model of targets takes for another answer of a large job: on the GUI
// thread, with a filter model on top, as the page has it.
//
//     bench_gui_targets [targets] [runs]
#include "gui/api/daemonclient.h"
#include "gui/models/targetsmodel.h"
#include "gui/models/targetsproxy.h"
#include "gui/models/targetstablemodel.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>

using namespace slurmsd;

namespace {

double cpuMilliseconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

enum class Shape { FewGroups, GroupEach };

// Each node in one of ten partitions; `isDown` says of which state.
JobTargets jobOf(std::size_t count, Shape shape, auto isDown, const std::string &port = ":9100")
{
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> few;
    auto groups = std::make_shared<std::vector<TargetGroup>>();
    for (std::size_t i = 0; i < count; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "node%05zu", i + 1);
        const std::string partition = "part" + std::to_string(i % 10);
        const std::string state = isDown(i) ? "down" : "active";
        if (shape == Shape::FewGroups)
            few[{partition, state}].push_back(std::string(name) + port);
        else
            groups->push_back({{std::string(name) + port},
                               {{"__meta_architecture", "x86_64"},
                                {"__meta_slurm_node", name},
                                {"__meta_slurm_partition", partition},
                                {"__meta_state", state}}});
    }
    for (auto &[labels, targets] : few)
        groups->push_back({std::move(targets),
                           {{"__meta_architecture", "x86_64"},
                            {"__meta_slurm_partition", labels.first},
                            {"__meta_state", labels.second}}});
    return {"node", 9100, groups};
}

// As a view does that shows the job with its first 50 groups opened.
void open(const QAbstractItemModel &model)
{
    const QModelIndex job = model.index(0, 0);
    const int groups = std::min(50, model.rowCount(job));
    for (int row = 0; row < groups; ++row)
        static_cast<void>(model.rowCount(model.index(row, 0, job)));
}

// From one answer to the other and back again, with the rows known to the filter that a view shows.
void measure(const char *what, std::size_t runs, const JobTargets &before, const JobTargets &after,
             const QString &text = {})
{
    TargetsModel model;
    TargetsProxy proxy(model);
    proxy.setFilter(*TargetSearch::parse(text, proxy.vocabulary()));
    const WallTime now{};
    model.setTargets({before}, now);
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i) {
        open(proxy);
        const double start = cpuMilliseconds();
        model.setTargets({i % 2 == 0 ? after : before}, now);
        times.push_back(cpuMilliseconds() - start);
    }
    std::ranges::sort(times);
    std::printf("%-44s median %7.1f ms, longest %7.1f ms\n", what, times[runs / 2], times.back());
}

// As a key press in the search box does it, with the table that shows.
void measureFilter(const JobTargets &job, std::size_t runs)
{
    TargetsModel model;
    TargetsProxy proxy(model);
    TargetsTableModel table(model, proxy);
    model.setTargets({job}, {});
    table.setJob(proxy.index(0, 0));
    std::vector<double> times;
    for (std::size_t i = 0; i < runs; ++i) {
        const double start = cpuMilliseconds();
        proxy.setFilter(*TargetSearch::parse(i % 2 == 0 ? QStringLiteral("7:9100") : QStringLiteral("node0"),
                                             proxy.vocabulary()));
        times.push_back(cpuMilliseconds() - start);
    }
    std::ranges::sort(times);
    std::printf("%-44s median %7.1f ms, longest %7.1f ms\n", "another search, in the table", times[runs / 2],
                times.back());
}

} // namespace

int main(int argc, char *argv[])
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 65'536;
    const std::size_t runs = argc > 2 ? std::max(1UL, std::strtoul(argv[2], nullptr, 10)) : 11;
    const auto none = [](std::size_t) { return false; };
    for (const Shape shape : {Shape::FewGroups, Shape::GroupEach}) {
        std::printf("%zu targets, %s\n", count, shape == Shape::FewGroups ? "10 groups" : "a group each");
        const JobTargets before = jobOf(count, shape, none);
        measure("an equal answer", runs, before, jobOf(count, shape, none));
        measure("20 nodes have another state", runs, before,
                jobOf(count, shape, [count](std::size_t i) { return i % (count / 20) == 3; }));
        measure("20 nodes have another state, while filtered", runs, before,
                jobOf(count, shape, [count](std::size_t i) { return i % (count / 20) == 3; }),
                QStringLiteral("7:9100"));
        measure("20 nodes come and go", runs, before, jobOf(count - 20, shape, none));
        measure("1 in 100 has another state", runs, before,
                jobOf(count, shape, [](std::size_t i) { return i % 100 == 3; }));
        measure("1 in 2 has another state", runs, before,
                jobOf(count, shape, [](std::size_t i) { return i / 10 % 2 == 0; }));
        measure("all have another state", runs, before,
                jobOf(count, shape, [](std::size_t) { return true; }));
        measure("all have another port", runs, before, jobOf(count, shape, none, ":9101"));
        measureFilter(before, runs);
    }
    return 0;
}
