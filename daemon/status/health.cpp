// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/status/health.h"

#include "common/shorttext.h"
#include "common/wording.h"
#include "daemon/status/timewords.h"

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace slurmsd {

namespace {

using Health = DaemonStatus::Health;

// From the worst on.
enum class Rank : unsigned char {
    NoList,
    Failing,
    Held,
    JobList,
    NoTargets,
    HiddenJobs,
    Stored,
    TokenExpired,
    TokenExpires,
    Reload,
    Storage,
};

struct Problem
{
    Rank rank;
    std::string text; // part of a sentence
};

// "1 job", "5 jobs"
std::string count(std::size_t number, std::string_view what)
{
    return (groupedDigits(number) + ' ').append(what).append(number == 1 ? "" : "s");
}

// Another program's words as a part of a sentence.
std::string asClause(std::string_view message)
{
    while (message.ends_with('.') || message.ends_with('\n'))
        message.remove_suffix(1);
    std::string text = shortened(message, 300);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return text;
}

std::string nameOf(const ClusterStatus &cluster)
{
    return cluster.name.empty() ? "Slurm" : shortened(cluster.name, 100);
}

// "polls fail since 10:02 UTC (12 min, connect): connection refused", of polls of nodes or of jobs.
std::string failureOf(const PollStatus &polls, WallTime now)
{
    const WallTime since = *polls.failingSince;
    const FailureStatus failure = polls.lastFailure.value_or(FailureStatus());
    return "polls fail since " + clockInWords(since, now) + " (" + durationInWords(since, now) +
           (polls.lastFailure ? ", " + std::string(toString(failure.errorClass)) + ')' : ")") +
           (failure.message.empty() ? "" : ": " + asClause(failure.message));
}

std::string servedList(const ClusterStatus &cluster, WallTime now)
{
    return (cluster.isListStored ? "serving the stored list, " : "serving the last good list, ") +
           durationInWords(*cluster.listTakenAt, now) + " old";
}

// "a list of 12 nodes is held: 88 of 100 nodes vanished", "job gpu is held: …"
std::string heldInWords(const HeldStatus &held)
{
    return (held.job.empty() ? "a list of " + count(held.after, "node")
                             : "job " + shortened(held.job, 100) + ", " + count(held.after, "target") + ",") +
           " is held: " + asClause(held.message);
}

void addListProblems(std::vector<Problem> &problems, const ClusterStatus &cluster, WallTime now)
{
    const std::string name = nameOf(cluster);
    if (!cluster.listTakenAt) {
        problems.push_back({Rank::NoList, noListReason(cluster, now)});
        return;
    }
    const bool isGuard = cluster.lastFailure && cluster.lastFailure->errorClass == PollErrorClass::Guard;
    const bool isListHeld = !cluster.held.empty() && cluster.held.front().job.empty();
    if (cluster.failingSince && !(isGuard && isListHeld)) {
        problems.push_back(
            {Rank::Failing, name + ": " + failureOf(cluster, now) + "; " + servedList(cluster, now)});
    } else if (cluster.isListStored && !isListHeld) {
        problems.push_back(
            {Rank::Stored, name + ": " + servedList(cluster, now) + ", until the first poll is done"});
    }
    for (const HeldStatus &held : cluster.held)
        problems.push_back({Rank::Held, name + ": " + heldInWords(held) + "; " + servedList(cluster, now)});
}

// What jobs of role Job are served from.
void addJobListProblems(std::vector<Problem> &problems, const ClusterStatus &cluster, WallTime now)
{
    if (!cluster.jobs)
        return;
    const JobListStatus &jobs = *cluster.jobs;
    const std::string name = nameOf(cluster) + ": the list of jobs: ";
    const std::string refused = "; jobs of the role job answer 503";
    if (jobs.failingSince) {
        const std::string served =
            !jobs.listTakenAt || jobs.isTooOld
                ? refused
                : "; serving the last good one, " + durationInWords(*jobs.listTakenAt, now) + " old";
        problems.push_back({Rank::JobList, name + failureOf(jobs, now) + served});
    } else if (jobs.isTooOld) {
        problems.push_back({Rank::JobList, name + "it is too old (slurm.jobs.max_age)" + refused});
    } else if (jobs.hidden > 0) {
        problems.push_back({Rank::HiddenJobs, name + "Slurm hides " + count(jobs.hidden, "running job") +
                                                  " from this user (PrivateData=jobs)"});
    }
}

std::string servedNodes(const DaemonStatus &status)
{
    std::size_t nodes = 0;
    WallTime oldest = status.now;
    for (const ClusterStatus &cluster : status.clusters) {
        nodes += cluster.nodes;
        oldest = std::min(oldest, cluster.listTakenAt.value_or(status.now));
    }
    const bool isOne = status.clusters.size() == 1;
    return "serving " + count(nodes, "node") +
           (isOne ? "" : " of " + count(status.clusters.size(), "cluster")) + " to " +
           count(status.jobs.size(), "job") + (isOne ? ", list " : ", oldest list ") +
           durationInWords(oldest, status.now) + " old";
}

// "next poll in 4 min 46 s"
std::string nextPoll(const DaemonStatus &status)
{
    std::optional<WallTime> next;
    for (const ClusterStatus &cluster : status.clusters) {
        if (!cluster.nextPoll)
            return "a poll is under way";
        next = std::min(next.value_or(*cluster.nextPoll), *cluster.nextPoll);
    }
    return "next poll in " + durationInWords(status.now, *next);
}

// Of things that do not keep targets from being served.
void addProblem(std::vector<Problem> &problems, const DaemonStatus &status, Rank rank,
                const std::string &text)
{
    problems.push_back({rank, text + "; " + servedNodes(status)});
}

void addTokenProblem(std::vector<Problem> &problems, const DaemonStatus &status, const ClusterStatus &cluster)
{
    if (!isTokenToBeRenewed(cluster, status.now))
        return;
    const WallTime expires = *cluster.tokenExpires;
    if (expires <= status.now) {
        addProblem(problems, status, Rank::TokenExpired,
                   nameOf(cluster) + ": the token expired " + durationInWords(expires, status.now) + " ago");
    } else {
        addProblem(problems, status, Rank::TokenExpires,
                   nameOf(cluster) + ": the token expires in " + durationInWords(status.now, expires));
    }
}

void addConfigProblem(std::vector<Problem> &problems, const DaemonStatus &status)
{
    const ConfigStatus &config = status.config;
    if (config.reloadProblems.empty())
        return;
    const std::size_t others = config.reloadProblems.size() - 1;
    addProblem(problems, status, Rank::Reload,
               "The last reload failed: " + asClause(config.reloadProblems.front()) +
                   (others > 0 ? " (and " + groupedDigits(others) + " more)" : "") + "; the config of " +
                   clockInWords(config.loadedAt, status.now) + " stays in force");
}

// Why a job may have no targets, and what to do: what is behind the sentence.
std::string whyEmpty(const JobStatus &job, std::size_t empty)
{
    if (job.warnings.empty())
        return "if that is right: allow_empty: true";
    return (empty > 1 ? shortened(job.name, 100) + ": " : std::string()) + asClause(job.warnings.front());
}

void addEmptyJobs(std::vector<Problem> &problems, const DaemonStatus &status)
{
    std::string names;
    std::size_t empty = 0;
    const JobStatus *told = nullptr; // the first, or the first of which more is known
    for (const JobStatus &job : status.jobs) {
        if (job.etag.empty() || job.targets > 0 || job.isEmptyAllowed)
            continue;
        if (!told || (told->warnings.empty() && !job.warnings.empty()))
            told = &job;
        constexpr std::size_t maxNamed = 5;
        if (empty++ < maxNamed)
            names += (names.empty() ? "" : ", ") + shortened(job.name, 100);
        else if (empty == maxNamed + 1)
            names += ", …";
    }
    if (empty > 0)
        addProblem(problems, status, Rank::NoTargets,
                   (empty == 1 ? "Job " + names + " has" : "The jobs " + names + " have") + " no targets (" +
                       whyEmpty(*told, empty) + ')');
}

std::vector<Problem> findProblems(const DaemonStatus &status)
{
    std::vector<Problem> problems;
    for (const ClusterStatus &cluster : status.clusters) {
        addListProblems(problems, cluster, status.now);
        addJobListProblems(problems, cluster, status.now);
        addTokenProblem(problems, status, cluster);
        if (!cluster.storageError.empty())
            addProblem(problems, status, Rank::Storage,
                       nameOf(cluster) + ": the list cannot be stored: " + asClause(cluster.storageError));
    }
    addConfigProblem(problems, status);
    const bool isServing =
        problems.empty() || std::ranges::min(problems, {}, &Problem::rank).rank != Rank::NoList;
    if (!status.areTargetsMade && isServing)
        problems.push_back({Rank::NoList, "The targets are being made"});
    else if (isServing)
        addEmptyJobs(problems, status);
    return problems;
}

} // namespace

void summarize(DaemonStatus &status)
{
    Q_ASSERT(!status.clusters.empty());
    const std::vector<Problem> problems = findProblems(status);
    if (problems.empty()) {
        status.health = Health::Ok;
        status.summary = servedNodes(status) + ", " + nextPoll(status) + '.';
        status.summary.front() = 'S';
        return;
    }
    const Problem &worst = *std::ranges::min_element(problems, {}, &Problem::rank);
    status.health = worst.rank == Rank::NoList ? Health::NotReady : Health::Degraded;
    status.summary =
        worst.text + (problems.size() > 1 ? "; and " + count(problems.size() - 1, "more problem") : "") + '.';
}

std::string noListReason(const ClusterStatus &cluster, WallTime now)
{
    return (cluster.name.empty() ? "No node list yet: " : nameOf(cluster) + ": no node list yet: ") +
           (cluster.failingSince ? failureOf(cluster, now) : "the first poll is under way");
}

std::string serviceStatus(const DaemonStatus &status)
{
    if (status.health != Health::Ok)
        return status.summary;
    std::size_t nodes = 0;
    WallTime oldest = status.now;
    for (const ClusterStatus &cluster : status.clusters) {
        nodes += cluster.nodes;
        oldest = std::min(oldest, cluster.lastSuccess.value_or(oldest));
    }
    return count(nodes, "node") + ", " + count(status.jobs.size(), "job") + ", last poll " +
           durationInWords(oldest, status.now) + " ago";
}

} // namespace slurmsd
