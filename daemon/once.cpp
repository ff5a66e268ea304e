// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/once.h"

#include "daemon/runtime/atomicfile.h"
#include "daemon/runtime/log.h"
#include "daemon/slurm/makenodesource.h"
#include "daemon/slurm/poller.h"
#include "daemon/targets/filesdloss.h"
#include "daemon/targets/nodelistguard.h"
#include "daemon/targets/targetset.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

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

// The list of one cluster, ready for targets; the error in words.
Result<std::shared_ptr<const NodeSnapshot>, std::string> listOf(const FetchResult &result,
                                                                const SlurmConfig &config)
{
    const std::string where = config.name.empty() ? std::string() : config.name + ": ";
    const auto failure = [&where](const PollError &error) {
        return Failure{where + std::string(toString(error.errorClass)) + ": " + error.message};
    };
    if (!result.nodes)
        return failure(result.nodes.error());
    const std::shared_ptr<NodeSnapshot> nodes = *result.nodes;
    completeList(*nodes, config);
    // There is no list before to compare with, but an empty one is as suspect here.
    NodeListGuard guard(config.name, guardLimits(config));
    if (!guard.judge(nodes))
        return failure({PollErrorClass::Guard, guard.held()->message});
    return std::shared_ptr<const NodeSnapshot>(nodes);
}

// What is in the file is what Prometheus has: the base of the guard. Nothing where it may be written over.
std::optional<std::string> objection(const QByteArray &json, const NodeLists &lists, const Config &config,
                                     const CommandLine &commandLine)
{
    const bool isOff = std::ranges::all_of(config.clusters,
                                           [](const SlurmConfig &cluster) { return cluster.holdPolls == 0; });
    QFile file(QString::fromStdString(commandLine.output));
    if (commandLine.force || isOff || !QFileInfo(file).isFile())
        return {}; // what cannot be replaced says so when it is to be
    if (!file.open(QIODevice::ReadOnly))
        return "it cannot be compared with: " + file.errorString().toStdString();
    std::vector<JobConfig> jobs = config.jobs;
    if (commandLine.promJob)
        std::erase_if(jobs, [&](const JobConfig &job) { return job.name != *commandLine.promJob; });
    const double maxLoss = std::ranges::min(config.clusters, {}, &SlurmConfig::maxTargetLoss).maxTargetLoss;
    const auto losses = fileSdLosses({file.readAll(), json, jobs, lists, maxLoss});
    if (!losses)
        return losses.error();
    std::string text;
    for (const std::string &loss : *losses)
        text += (text.empty() ? "" : "; ") + loss;
    return text.empty() ? std::nullopt : std::optional(text);
}

int writeTargets(const NodeLists &lists, const Config &config, const CommandLine &commandLine)
{
    const auto set = TargetSet::build({lists, config.jobs});
    for (const JobConfig &job : config.jobs) {
        const bool isAsked = !commandLine.promJob || *commandLine.promJob == job.name;
        for (const UnmatchedCondition &condition : set->unmatched(job.name)) {
            if (isAsked)
                log(LogLevel::Warn, "a condition matches nothing",
                    {{"job", job.name}, {"problem", condition.toString()}});
        }
    }
    const auto document = set->document(commandLine.promJob);
    if (commandLine.output.empty())
        return writeToStdout(document->json);
    if (const auto why = objection(document->json, lists, config, commandLine))
        return fail("the file stays as it is",
                    commandLine.output + ": " + *why + "; --force writes it all the same");
    return writeToFile(document->json, commandLine.output);
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
    NodeLists lists(config.clusters.size());
    std::size_t missing = lists.size();
    std::vector<std::unique_ptr<NodeSource>> sources;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const SlurmConfig &cluster = config.clusters[i];
        sources.push_back(makeNodeSource(cluster));
        QObject::connect(sources.back().get(), &NodeSource::finished, qApp,
                         [&, i](const FetchResult &result) {
                             auto list = listOf(result, cluster);
                             if (!list) {
                                 QCoreApplication::exit(fail("poll failed", list.error()));
                                 return;
                             }
                             lists[i] = *std::move(list);
                             if (--missing == 0)
                                 QCoreApplication::exit(writeTargets(lists, config, commandLine));
                         });
        sources.back()->fetch();
    }
    return QCoreApplication::exec();
}

} // namespace slurmsd
