// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/once.h"

#include "daemon/runtime/atomicfile.h"
#include "daemon/runtime/log.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/slurm/massloss.h"
#include "daemon/targets/targetset.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>

namespace slurmsd {

namespace {

constexpr int exitFine = 0;
constexpr int exitFailure = 1;
constexpr int exitUsage = 2;

int fail(std::string_view message, const std::string &error)
{
    log(LogLevel::Error, message, {{"error", error}});
    return exitFailure;
}

int writeToStdout(const QByteArray &json)
{
    const bool written = std::fwrite(json.constData(), 1, static_cast<std::size_t>(json.size()), stdout) ==
                             static_cast<std::size_t>(json.size()) &&
                         std::fflush(stdout) == 0;
    return written ? exitFine : fail("cannot write the targets", "stdout is closed or full");
}

int writeToFile(const QByteArray &json, const std::string &path)
{
    const auto replaced = replaceFile(path, json);
    return replaced ? exitFine : fail("cannot write the targets", replaced.error());
}

int writeTargets(const FetchResult &result, const Config &config, const CommandLine &commandLine)
{
    if (!result.nodes)
        return fail("poll failed", std::string(toString(result.nodes.error().errorClass)) + ": " +
                                       result.nodes.error().message);
    const std::shared_ptr<NodeSnapshot> nodes = *result.nodes;
    sortNodes(*nodes);
    if (nodes->cluster.empty())
        nodes->cluster = config.clusters.front().cluster;
    // There is no list before to compare with, but an empty one is as suspect here.
    MassLossGuard guard(config.clusters.front().maxNodeLoss, config.clusters.front().holdPolls);
    if (const auto held = guard.judge(nullptr, *nodes))
        return fail("poll failed", std::string(toString(PollErrorClass::Guard)) + ": " + *held);

    const auto set = TargetSet::build({{nodes}, config.jobs});
    const auto document = set->document(commandLine.promJob);
    return commandLine.output.empty() ? writeToStdout(document->json)
                                      : writeToFile(document->json, commandLine.output);
}

} // namespace

int runOnce(const Config &config, const CommandLine &commandLine)
{
    if (commandLine.promJob &&
        std::ranges::find(config.jobs, *commandLine.promJob, &JobConfig::name) == config.jobs.end()) {
        std::string names;
        for (const JobConfig &job : config.jobs)
            names += (names.empty() ? "" : ", ") + job.name;
        log(LogLevel::Error, "no such job",
            {{"error", "--prom-job: expected one of " + names + ", got \"" + *commandLine.promJob + '"'}});
        return exitUsage;
    }
    const std::unique_ptr<NodeSource> source = makeNodeSource(config.clusters.front());
    QObject::connect(source.get(), &NodeSource::finished, qApp, [&](const FetchResult &result) {
        QCoreApplication::exit(writeTargets(result, config, commandLine));
    });
    source->fetch();
    return QCoreApplication::exec();
}

} // namespace slurmsd
