// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/once.h"

#include "daemon/jobs/jobtargetset.h"
#include "daemon/process/atomicfile.h"
#include "daemon/process/log.h"
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
#include <iterator>

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

// The jobs of one cluster; the error in words.
Result<std::shared_ptr<const JobList>, std::string> jobsOf(const JobFetchResult &result,
                                                           const SlurmConfig &config)
{
    if (result.jobs) {
        sortJobs(**result.jobs);
        return std::shared_ptr<const JobList>(*result.jobs);
    }
    const PollError &error = result.jobs.error();
    return Failure{(config.name.empty() ? std::string() : config.name + ": ") +
                   "jobs: " + std::string(toString(error.errorClass)) + ": " + error.message};
}

// Everything that targets are made of; of each cluster, in the config's order.
struct Lists
{
    NodeLists nodes;
    std::vector<std::shared_ptr<const JobList>> jobs; // empty where no job asks for them
};

bool isAsked(const JobConfig &job, const CommandLine &commandLine)
{
    return !commandLine.promJob || *commandLine.promJob == job.name;
}

bool needsJobs(const Config &config, const CommandLine &commandLine)
{
    return std::ranges::any_of(config.jobs, [&commandLine](const JobConfig &job) {
        return job.role == JobRole::Job && isAsked(job, commandLine);
    });
}

// What is in the file is what Prometheus has: the base of the guard. Nothing where it may be written over.
// The guard is for nodes alone.
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
    std::erase_if(jobs, [&commandLine](const JobConfig &job) {
        return job.role == JobRole::Job || !isAsked(job, commandLine);
    });
    if (jobs.empty())
        return {};
    const double maxLoss = std::ranges::min(config.clusters, {}, &SlurmConfig::maxTargetLoss).maxTargetLoss;
    const auto losses = fileSdLosses({file.readAll(), json, jobs, lists, maxLoss});
    if (!losses)
        return losses.error();
    std::string text;
    for (const std::string &loss : *losses)
        text += (text.empty() ? "" : "; ") + loss;
    return text.empty() ? std::nullopt : std::optional(text);
}

void logUnmatched(const TargetSet &set, const CommandLine &commandLine)
{
    for (const JobConfig &job : set.jobs()) {
        for (const UnmatchedCondition &condition : set.unmatched(job.name)) {
            if (isAsked(job, commandLine))
                log(LogLevel::Warn, "a condition matches nothing",
                    {{"job", job.name}, {"problem", condition.toString()}});
        }
    }
}

// Of the job that is asked for, or of all.
TargetDocument makeTargets(const Lists &lists, const Config &config, const CommandLine &commandLine)
{
    const auto nodes = TargetSet::build({lists.nodes, config.jobs});
    logUnmatched(*nodes, commandLine);
    JobTargetInput input;
    for (std::size_t i = 0; i < lists.jobs.size(); ++i)
        input.sources.push_back({lists.nodes[i], lists.jobs[i]});
    std::ranges::copy_if(config.jobs, std::back_inserter(input.jobs),
                         [](const JobConfig &job) { return job.role == JobRole::Job; });
    const auto jobs = JobTargetSet::build(std::move(input));
    std::vector<JobDocument> documents;
    for (const JobConfig &job : config.jobs) {
        if (isAsked(job, commandLine))
            documents.push_back({job.name, job.role == JobRole::Job ? *jobs->document(job.name)
                                                                    : *nodes->document(job.name)});
    }
    return commandLine.promJob ? documents.front().document : joinDocuments(documents);
}

int writeTargets(const Lists &lists, const Config &config, const CommandLine &commandLine)
{
    const TargetDocument document = makeTargets(lists, config, commandLine);
    if (commandLine.output.empty())
        return writeToStdout(document.json);
    if (const auto why = objection(document.json, lists.nodes, config, commandLine))
        return fail("the file stays as it is",
                    commandLine.output + ": " + *why + "; --force writes it all the same");
    return writeToFile(document.json, commandLine.output);
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
    const std::size_t clusters = config.clusters.size();
    const bool withJobs = needsJobs(config, commandLine);
    Lists lists{NodeLists(clusters), std::vector<std::shared_ptr<const JobList>>(withJobs ? clusters : 0)};
    std::size_t missing = clusters + lists.jobs.size();
    // The list, or the end of the program without it.
    const auto take = [&](auto &place, auto list) {
        if (!list) {
            QCoreApplication::exit(fail("poll failed", list.error()));
            return;
        }
        place = *std::move(list);
        if (--missing == 0)
            QCoreApplication::exit(writeTargets(lists, config, commandLine));
    };
    std::vector<std::unique_ptr<QObject>> sources;
    for (std::size_t i = 0; i < clusters; ++i) {
        const SlurmConfig &cluster = config.clusters[i];
        auto nodes = makeNodeSource(cluster);
        QObject::connect(nodes.get(), &NodeSource::finished, qApp, [&, i](const FetchResult &result) {
            take(lists.nodes[i], listOf(result, cluster));
        });
        nodes->fetch();
        sources.push_back(std::move(nodes));
        if (!withJobs)
            continue;
        auto jobs = makeJobSource(cluster);
        QObject::connect(jobs.get(), &JobListSource::finished, qApp, [&, i](const JobFetchResult &result) {
            take(lists.jobs[i], jobsOf(result, cluster));
        });
        jobs->fetch(false);
        sources.push_back(std::move(jobs));
    }
    return QCoreApplication::exec();
}

} // namespace slurmsd
